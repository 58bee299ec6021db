// SPDX-License-Identifier: Apache-2.0
package import GRDB

/// One row of a read model's table, known by one text key.
package protocol TableRow: Sendable {
    static var table: String { get }
    /// In the order of `values`; the key's column first.
    static var columns: [String] { get }
    var key: String { get }
    var values: [(any DatabaseValueConvertible)?] { get }
    init(row: Row) throws
}
