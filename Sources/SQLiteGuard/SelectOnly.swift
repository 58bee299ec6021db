// SPDX-License-Identifier: Apache-2.0
internal import CSQLiteGuard
package import GRDB

extension Database {
    /// From here on this connection compiles nothing but SELECT; anything else is an error of
    /// SQLite's own authorizer ("not authorized"). It cannot be undone.
    package func allowSelectOnly() throws {
        let code = unsafe cl_sqlite_select_only(UnsafeMutableRawPointer(sqliteConnection))
        guard code == 0 else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }
}
