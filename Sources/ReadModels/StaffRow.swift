// SPDX-License-Identifier: Apache-2.0
package import GRDB

/// A member of staff: a row of `staff_rows` in `Projections/Queues/schema.sql`.
package struct StaffRow: TableRow, Equatable {
    /// `staff/UUID`.
    package let id: String
    /// When they were registered, UTC, ISO 8601.
    package let since: String
    /// `team/UUID`.
    package var team: String?
    /// When they were deactivated, UTC, ISO 8601; nil: they are here.
    package var left: String?

    package init(id: String, since: String, team: String? = nil, left: String? = nil) {
        self.id = id
        self.since = since
        self.team = team
        self.left = left
    }

    package static let table = "staff_rows"
    package static let columns = ["id", "since", "team", "left_at"]
    package var key: String { id }
    package var values: [(any DatabaseValueConvertible)?] { [id, since, team, left] }

    package init(row: Row) throws {
        id = row[0]
        since = row[1]
        team = row[2]
        left = row[3]
    }

    /// Everybody, those who left included, in the order in which they were registered.
    package static func all(_ database: Database) throws -> [StaffRow] {
        try Row.fetchAll(
            database,
            sql: "SELECT id, since, team, left_at FROM staff_rows ORDER BY since, id"
        ).map(StaffRow.init(row:))
    }
}
