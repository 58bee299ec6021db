// SPDX-License-Identifier: Apache-2.0
internal import CLMDB
internal import Glibc

/// What liblmdb answered: its own code (negative) or errno (positive).
package struct LMDBError: Error, Equatable, CustomStringConvertible {
    package let code: Int32
    /// The C function that answered.
    package let function: String

    package var description: String {
        // Static text of liblmdb or of the C library.
        let text = unsafe mdb_strerror(code).map { unsafe String(cString: $0) } ?? "unknown"
        return "\(function): \(text) (\(code))"
    }

    /// The disk has no room; nothing was written.
    package var isFull: Bool { code == ENOSPC || code == EDQUOT }
    /// The map has no room; nothing was written.
    package var isMapFull: Bool { code == MDB_MAP_FULL }
    /// Not even a lock may be written: a read-only disk, or somebody else's folder.
    package var isRefused: Bool { code == EACCES || code == EROFS || code == EPERM }
    /// The file is LMDB's, in a format that this liblmdb does not read.
    package var isOtherVersion: Bool { code == MDB_VERSION_MISMATCH }
    package var isNotFound: Bool { code == MDB_NOTFOUND }
}

func check(_ code: Int32, _ function: String) throws(LMDBError) {
    guard code == MDB_SUCCESS else { throw LMDBError(code: code, function: function) }
}
