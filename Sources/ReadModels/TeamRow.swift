// SPDX-License-Identifier: Apache-2.0
package import GRDB

/// A team: a row of `team_rows` in `Projections/Queues/schema.sql`.
package struct TeamRow: TableRow, Equatable {
    /// `team/UUID`.
    package let id: String
    /// As the authority publishes it.
    package let name: String

    package init(id: String, name: String) {
        self.id = id
        self.name = name
    }

    package static let table = "team_rows"
    package static let columns = ["id", "name"]
    package var key: String { id }
    package var values: [(any DatabaseValueConvertible)?] { [id, name] }

    package init(row: Row) throws {
        id = row[0]
        name = row[1]
    }

    /// Every team, by name.
    package static func all(_ database: Database) throws -> [TeamRow] {
        try Row.fetchAll(database, sql: "SELECT id, name FROM team_rows ORDER BY name, id")
            .map(TeamRow.init(row:))
    }
}
