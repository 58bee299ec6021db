// SPDX-License-Identifier: Apache-2.0
internal import GRDB
internal import Terminal

/// The rows of a query.
struct QueryResult {
    let columns: [String]
    let rows: [[DatabaseValue]]
    /// There were more rows, or more bytes, than the limits.
    let isCut: Bool

    init(_ database: Database, _ sql: String, rowLimit: Int, byteLimit: Int) throws {
        let statement = try database.makeStatement(sql: sql)
        let cursor = try Row.fetchCursor(statement)
        columns = statement.columnNames
        var rows: [[DatabaseValue]] = []
        var isCut = false
        var bytes = 0
        while let row = try cursor.next() {
            let values = Array(row.databaseValues)
            bytes += values.reduce(64) { $0 + Self.size($1) }
            if rows.count == rowLimit || bytes > byteLimit {
                isCut = true
                break
            }
            rows.append(values)
        }
        self.rows = rows
        self.isCut = isCut
    }

    /// About what a value takes here and printed.
    private static func size(_ value: DatabaseValue) -> Int {
        switch value.storage {
        case .string(let text): 32 + text.utf8.count
        case .blob(let data): 32 + 2 * data.count
        default: 32
        }
    }

    func text(_ format: QueryCommand.Format) -> String {
        switch format {
        case .csv:
            return ([columns] + rows.map { $0.map(plain) })
                .map { $0.map(quoted).joined(separator: ",") + "\n" }.joined()
        case .json:
            let objects = rows.map { row in
                "{" + zip(columns, row).map { "\(json($0)):\(json($1))" }.joined(separator: ",")
                    + "}"
            }
            return "[" + objects.joined(separator: ",\n ") + "]\n"
        case .table: return table(width: nil).text
        }
    }

    /// - Parameter width: Columns of the terminal; nil to cut nothing.
    func table(width: Int?) -> TextTable.Rendering {
        let titles = columns.indices.map { column in
            let values = rows.map { $0[column] }.filter { !$0.isNull }
            let isNumber = !values.isEmpty && values.allSatisfy { Self.isNumber($0) }
            return TextTable.Column(columns[column], isNumber: isNumber)
        }
        return TextTable(titles, rows.map { $0.map(plain) }).rendered(width: width)
    }

    private static func isNumber(_ value: DatabaseValue) -> Bool {
        switch value.storage {
        case .int64, .double: true
        case .null, .string, .blob: false
        }
    }

    private func plain(_ value: DatabaseValue) -> String {
        switch value.storage {
        case .null: ""
        case .int64(let number): String(number)
        case .double(let number): String(number)
        case .string(let text): text
        case .blob(let data):
            data.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
    }

    private func quoted(_ text: String) -> String {
        // By bytes: CR LF is one character, and so is a quotation mark with an accent after it.
        guard text.utf8.contains(where: { [34, 44, 10, 13].contains($0) }) else { return text }
        let doubled = text.utf8.flatMap { $0 == 34 ? [34, 34] : [$0] }
        return "\"" + String(decoding: doubled, as: UTF8.self) + "\""
    }

    private func json(_ text: String) -> String { (try? encodeJSON(text)) ?? "\"\"" }

    private func json(_ value: DatabaseValue) -> String {
        switch value.storage {
        case .null: "null"
        case .int64(let number): String(number)
        case .double(let number): number.isFinite ? String(number) : "null"
        default: json(plain(value))
        }
    }
}
