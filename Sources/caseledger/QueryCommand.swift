// SPDX-License-Identifier: Apache-2.0
internal import AllProjections
internal import ArgumentParser
internal import CaseService
internal import Foundation
internal import GRDB
internal import Ledger
internal import ProjectorKit
internal import ReadModels
internal import SQLiteGuard
internal import Terminal

struct QueryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Asks a read model a question in SQL.",
        discussion: """
            Read-only: SELECT alone, ten seconds, 100,000 rows, 64 MB of values. A table is cut to \
            the width of the terminal; csv and json hold every value whole.

            Examples:
              caseledger query queues "SELECT * FROM cases LIMIT 10" --data .data
              caseledger query queues "SELECT stage, count(*) FROM cases GROUP BY 1"
              caseledger query queues "SELECT reference FROM cases" --format csv
              echo "SELECT count(*) FROM cases" | caseledger query queues -
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case table, csv, json }
    private static let rowLimit = 100_000
    private static let byteLimit = 64 << 20
    private static let seconds = 10

    @Argument(
        help: "The read model: \(projectionList).",
        completion: .list(projectionNames))
    var name: String
    @Argument(help: "One SELECT statement; - reads it from standard input.")
    var sql: String
    @OptionGroup var data: DataOption
    @Option(name: .customLong("format"), help: "How to print the rows: table unless said.")
    var givenFormat: Format?
    @OptionGroup var json: JSONOption
    private var format: Format { givenFormat ?? (json.isOn ? .json : .table) }

    func validate() throws {
        if json.isOn, givenFormat != nil, givenFormat != .json {
            throw ValidationError("--json and another --format: which of them?")
        }
        try ProjectCommand.check(name)
        if sql.allSatisfy(\.isWhitespace) {
            throw Self.emptyQuestion
        }
    }

    private static let emptyQuestion = ValidationError(
        "The question is empty: one SELECT statement, in quotation marks.")
    /// 1 MiB, which is what SQLite reads of one statement.
    private static let questionLimit = 1 << 20

    /// The statement, from standard input where the argument is `-`.
    private func question() throws -> String {
        guard sql == "-" else { return sql }
        let data = try FileHandle.standardInput.read(upToCount: Self.questionLimit + 1) ?? Data()
        guard data.count <= Self.questionLimit, let text = String(data: data, encoding: .utf8)
        else { throw ValidationError("The question is no UTF-8 text of at most 1 MiB.") }
        if text.allSatisfy(\.isWhitespace) { throw Self.emptyQuestion }
        return text
    }

    /// - Throws: Where the rows are not what this folder's ledger says.
    private func checkOrigin(_ queue: any DatabaseReader, _ folder: DataFolder) throws {
        let bookmark: Bookmark?
        do { bookmark = try queue.read { try Bookmark.read($0) } } catch { return }
        guard let bookmark else { return }
        let ledger = try folder.openLedger(readOnly: true)
        // Another version's rows are true, if of an older form.
        let misfit = try Misfit.of(bookmark, version: bookmark.version, in: ledger)
        if let misfit { throw Failure.refused("the read model \(name) is of no use: \(misfit)") }
    }

    func run() throws {
        let folder = try data.folder()
        let path = "\(folder.projection(name))/\(name).sqlite"
        guard FileManager.default.fileExists(atPath: path) else {
            throw Failure.refused(
                "the read model \(name) is not built yet; build it with "
                    + "`caseledger project \(name) --once \(dataWords(folder.path))`")
        }
        let sql = try question()
        var configuration = Configuration()
        configuration.readonly = true
        configuration.maximumReaderCount = 1
        let queue: any DatabaseReader
        do { queue = try ReadModel.open(path, configuration) } catch {
            throw Failure.unusable(
                "the read model \(name) cannot be opened; `caseledger status` says more")
        }
        try checkOrigin(queue, folder)
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
        let table = format == .table ? result.table(width: resultWidth()) : nil
        try sink.write(Array((table?.text ?? result.text(format)).utf8))
        try sink.close()
        if result.isCut {
            say("Only the first \(result.rows.count) rows are shown; add LIMIT, or ask for less.")
        }
        if table?.isCut == true {
            say("Some values are cut to fit; --format csv or json prints them whole.")
        }
    }

    private static func sentence(_ error: DatabaseError) -> String {
        switch error.resultCode {
        case .SQLITE_INTERRUPT: "the query took more than \(seconds) s and was stopped"
        case .SQLITE_AUTH: "only SELECT is allowed here, on the read model's own tables"
        case .SQLITE_NOMEM: "the query needs more than 256 MB"
        case .SQLITE_MISUSE:
            "one SELECT statement at a time: leave out what follows the first semicolon"
        default:
            "the query was refused: \(error.message ?? "SQLite says no"); the tables are listed by "
                + "`SELECT name, sql FROM sqlite_schema`"
        }
    }
}
