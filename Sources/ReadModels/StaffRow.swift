// SPDX-License-Identifier: Apache-2.0
package import GRDB

/// A member of staff: a row of `staff_rows` in `Projections/Queues/schema.sql`.
package struct StaffRow: TableRow, Equatable {
    /// `staff/UUID`.
    package let id: String
    /// When they were registered, UTC, ISO 8601.
    package let since: String

    package init(id: String, since: String) {
        self.id = id
        self.since = since
    }

    package static let table = "staff_rows"
    package static let columns = ["id", "since"]
    package var key: String { id }
    package var values: [(any DatabaseValueConvertible)?] { [id, since] }

    package init(row: Row) throws {
        id = row[0]
        since = row[1]
    }

    /// Everybody, in the order in which they were registered.
    package static func all(_ database: Database) throws -> [StaffRow] {
        try Row.fetchAll(database, sql: "SELECT id, since FROM staff_rows ORDER BY since, id")
            .map(StaffRow.init(row:))
    }
}
