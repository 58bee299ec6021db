// SPDX-License-Identifier: Apache-2.0
internal import GRDB
package import ReadModels

/// The rows of a batch: read once, changed in memory, and written once each when the batch ends.
package final class Tables {
    private let database: Database
    private var rows: [String: any TableRow] = [:]
    /// Keys of changed rows, in the order of their first change, so that a batch writes the same
    /// statements each time.
    private var changed: [String] = []
    private var isChanged: Set<String> = []

    init(_ database: Database) { self.database = database }

    /// The row of a key as the events so far have left it; nil where there is none.
    package func row<R: TableRow>(_ key: String) throws -> R? {
        let name = name(R.self, key)
        if let row = rows[name] { return row as? R }
        let sql = """
            SELECT \(R.columns.joined(separator: ", ")) FROM \(R.table) WHERE \(R.columns[0]) = ?
            """
        let statement = try database.cachedStatement(sql: sql)
        guard let row = try Row.fetchOne(statement, arguments: [key]).map(R.init(row:)) else {
            return nil
        }
        rows[name] = row
        return row
    }

    /// Puts a row in place of the one with its key.
    package func put<R: TableRow>(_ row: R) throws {
        let name = name(R.self, row.key)
        rows[name] = row
        if isChanged.insert(name).inserted { changed.append(name) }
    }

    /// Writes each changed row.
    func flush() throws {
        for name in changed {
            if let row = rows[name] { try write(row) }
        }
        changed = []
        isChanged = []
    }

    private func write<R: TableRow>(_ row: R) throws {
        let columns = R.columns.joined(separator: ", ")
        let places = R.columns.map { _ in "?" }.joined(separator: ", ")
        let statement = try database.cachedStatement(
            sql: "INSERT OR REPLACE INTO \(R.table) (\(columns)) VALUES (\(places))")
        try statement.execute(arguments: StatementArguments(row.values))
    }

    private func name<R: TableRow>(_ type: R.Type, _ key: String) -> String {
        "\(R.table)\u{0}\(key)"
    }
}
