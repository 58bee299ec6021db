// SPDX-License-Identifier: Apache-2.0
internal import AllProjections
internal import ArgumentParser
internal import CaseService
internal import Foundation
internal import GRDB
internal import ReadModels
internal import SQLiteGuard

struct QueryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Asks a read model a question in SQL.",
        discussion: """
            Read-only: SELECT alone, ten seconds, 100,000 rows, 64 MB of values.

            Example: caseledger query queues "SELECT stage, count(*) FROM cases GROUP BY stage" \
            --data .data
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case table, csv, json }
    private static let rowLimit = 100_000
    private static let byteLimit = 64 << 20
    private static let seconds = 10

    @Argument(help: "The read model: \(projectionList).")
    var name: String
    @Argument(help: "One SELECT statement.")
    var sql: String
    @OptionGroup var data: DataOption
    @Option(help: "table, csv or json.")
    var format = Format.table

    func run() throws {
        let folder = try data.folder()
        guard projectionNames.contains(name) else {
            throw Failure.refused(
                "there is no read model \(name); read models are: \(projectionList)")
        }
        let path = "\(folder.projection(name))/\(name).sqlite"
        guard FileManager.default.fileExists(atPath: path) else {
            throw Failure.refused(
                "there is no read model \(name) yet; build it with `caseledger project \(name)`")
        }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.maximumReaderCount = 1
        let queue: any DatabaseReader
        do { queue = try ReadModel.open(path, configuration) } catch {
            throw Failure.unusable(
                "the read model \(name) cannot be opened; `caseledger status` says more")
        }
        let timer = DispatchSource.makeTimerSource(queue: .global())
        timer.schedule(deadline: .now() + .seconds(Self.seconds))
        timer.setEventHandler { queue.interrupt() }
        timer.resume()
        let result: QueryResult
        do {
            result = try queue.read { database in
                try database.execute(sql: "PRAGMA hard_heap_limit = 268435456")
                try database.allowSelectOnly()
                return try QueryResult(
                    database, sql, rowLimit: Self.rowLimit, byteLimit: Self.byteLimit)
            }
        } catch let error as DatabaseError {
            throw Failure.refused(Self.sentence(error))
        }
        timer.cancel()
        let sink = try OutputFile(path: nil)
        try sink.write(Array(result.text(format).utf8))
        try sink.close()
        if result.isCut { say("only the first \(result.rows.count) rows are shown: ask for less") }
    }

    private static func sentence(_ error: DatabaseError) -> String {
        switch error.resultCode {
        case .SQLITE_INTERRUPT: "the query took more than \(seconds) s and was stopped"
        case .SQLITE_AUTH: "only SELECT is allowed here, on the read model's own tables"
        case .SQLITE_NOMEM: "the query needs more than 256 MB"
        case .SQLITE_MISUSE: "one SELECT statement at a time: leave out what stands after the ;"
        default: "the query was refused: \(error.message ?? "SQLite says no")"
        }
    }
}

/// The rows of a query.
private struct QueryResult {
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
        case .table: return table()
        }
    }

    /// Columns as wide as their widest value, numbers to the right.
    private func table() -> String {
        let cells = [columns] + rows.map { $0.map(plain) }
        let widths = columns.indices.map { column in
            cells.map { $0[column].count }.max() ?? 0
        }
        let isNumeric = columns.indices.map { column in
            !rows.isEmpty && rows.allSatisfy { Int64.fromDatabaseValue($0[column]) != nil }
        }
        var lines = cells.map { row in
            row.indices.map { column in
                let space = String(repeating: " ", count: widths[column] - row[column].count)
                return isNumeric[column] ? space + row[column] : row[column] + space
            }.joined(separator: "  ")
        }
        lines.insert(
            widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "), at: 1)
        return lines.map { line in
            var line = line
            while line.hasSuffix(" ") { line.removeLast() }
            return line + "\n"
        }.joined()
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
