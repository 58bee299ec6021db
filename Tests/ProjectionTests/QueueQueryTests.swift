// SPDX-License-Identifier: Apache-2.0
import Casework
import EventCodec
import Foundation
import GRDB
import Queues
import ReadModels
import TestKit
import Testing

/// Rows as a projection might have left them, and the same rows in a database of their own.
private struct SampleRows {
    let rows: [QueueRow]
    let queue = try? DatabaseQueue()

    init(count: Int, seed: UInt64, references: [String] = []) throws {
        var generator = SplitMix64(seed: seed)
        func one(of texts: [String]) -> String { texts.randomElement(using: &generator) ?? "" }
        func some(_ text: String) -> String? {
            Int.random(in: 0..<3, using: &generator) == 0 ? nil : text
        }
        func day() -> String { "2026-0\(Int.random(in: 1...4, using: &generator))-15" }
        var rows: [QueueRow] = []
        for number in 0..<count {
            let type = one(of: CaseType.allCases.map(\.rawValue))
            let isClosed = Bool.random(using: &generator)
            let series = CaseType(rawValue: type)?.series ?? "X"
            rows.append(
                QueueRow(
                    id: "case/\(number)",
                    reference: number < references.count
                        ? references[number] : "\(series)-2026-00\(1_000 + number)",
                    type: type, state: isClosed ? "closed" : "open",
                    channel: some(one(of: Channel.allCases.map(\.rawValue))),
                    officer: some(one(of: [anna.description, ben.description])),
                    correspondent: nil, log: nil,
                    opened: some(day()),
                    recordedAt: "\(day())T09:00:00.000Z", activeAt: some("\(day())T10:00:00.000Z"),
                    activity: nil, closedAt: isClosed ? "\(day())T11:00:00.000Z" : nil,
                    outcome: isClosed ? "answered" : nil, due: some(day()), version: number + 1,
                    position: number))
        }
        self.rows = rows
        try queue?.write { database in
            try database.execute(sql: QueuesProjection.schema + QueuesProjection.indexes)
            let places = QueueRow.columns.map { _ in "?" }.joined(separator: ", ")
            for row in rows {
                try database.execute(
                    sql: "INSERT INTO case_rows VALUES (\(places))",
                    arguments: StatementArguments(row.values))
            }
        }
    }

    func read<R>(_ body: (Database) throws -> R) throws -> R {
        try #require(queue).read(body)
    }

    /// The rows of all pages, by the plainest reading of the query.
    func found(by query: QueueQuery) -> [QueueRow] {
        let found = rows.filter { row in
            let isOfficers =
                switch query.officer {
                case .nobody: row.officer == nil
                case .member(let id): row.officer == id
                case nil: true
                }
            if let state = query.state, row.state != state { return false }
            if let type = query.type, row.type != type { return false }
            if let channel = query.channel, row.channel != channel { return false }
            if let part = query.reference, !part.isEmpty,
                !row.reference.contains(part.uppercased())
            {
                return false
            }
            return isOfficers
        }
        func key(_ row: QueueRow) -> String {
            switch query.sort {
            // What has no day comes before all days.
            case .opened: row.opened ?? ""
            case .due: row.due ?? (query.descending ? "" : "9")
            // What was active when nobody knows comes last, whichever way.
            case .active: row.activeAt ?? (query.descending ? "" : "9")
            case .reference: row.reference
            case .type: row.type
            }
        }
        return found.sorted { left, right in
            let isBefore = (key(left), left.reference) < (key(right), right.reference)
            return query.descending ? !isBefore && left != right : isBefore
        }
    }
}

@Suite("A page of the queue") struct QueueQueryTests {
    @Test func `any filter, order and page shows what a plain reading of the rows does`() throws {
        let sample = try SampleRows(count: 150, seed: 1)
        var generator = SplitMix64(seed: 2)
        func maybe<T>(_ values: [T]) -> T? {
            Int.random(in: 0..<3, using: &generator) > 0
                ? nil : values.randomElement(using: &generator)
        }
        var filled = 0
        for _ in 0..<1_000 {
            var query = QueueQuery()
            query.state = maybe(["open", "closed", "none"])
            query.type = maybe(CaseType.allCases.map(\.rawValue))
            query.channel = maybe(Channel.allCases.map(\.rawValue))
            query.officer = maybe([.nobody, .member("\(anna)"), .member("\(ben)"), .member("x")])
            query.reference = maybe(["", "foi", "FOI-2026", "-0010", "1149", "€", "imp-2027"])
            query.sort = QueueQuery.Sort.allCases.randomElement(using: &generator) ?? .opened
            query.descending = Bool.random(using: &generator)
            query.page = Int.random(in: -1...9, using: &generator)
            let expected = sample.found(by: query)
            let page = expected.dropFirst((max(1, query.page) - 1) * 20).prefix(20)
            if !page.isEmpty { filled += 1 }
            #expect(try sample.read(query.rows) == Array(page), "\(query)")
            #expect(try sample.read(query.count) == expected.count, "\(query)")
        }
        #expect(filled > 100)
    }

    @Test func `the pages together are all rows, each once`() throws {
        let sample = try SampleRows(count: 101, seed: 3)
        for sort in QueueQuery.Sort.allCases {
            var query = QueueQuery()
            query.sort = sort
            var ids: [String] = []
            for page in 1...6 {
                query.page = page
                ids += try sample.read(query.rows).map(\.id)
            }
            #expect(ids.count == 101 && Set(ids).count == 101, "\(sort)")
        }
    }

    @Test func `the figures above it count what they say`() throws {
        let sample = try SampleRows(count: 150, seed: 4)
        let counts = try sample.read {
            try QueueCounts($0, since: .of("2026-02-16"), through: .of("2026-03-01"))
        }
        let open = sample.rows.filter { $0.state == "open" }
        #expect(counts.open == open.count)
        #expect(counts.unallocated == open.filter { $0.officer == nil }.count)
        let opened = sample.rows.filter { ("2026-02-16"..."2026-03-01").contains($0.opened ?? "") }
        #expect(counts.openedSince == opened.count)
        #expect(
            counts.closedSince == sample.rows.filter { ($0.closedAt ?? "") > "2026-02-16" }.count)
    }

    @Test func `a case closed after midnight in London is closed on the new day`() async throws {
        let log = try SampleLog()
        try await log.open(1)
        log.wait(until: instant("2026-06-28T23:30:00.000Z"))
        try await log.append(.case(.closed(CaseClosed(outcome: .answered))), to: "case/1")
        let folder = try TemporaryFolder()
        try project(log.ledger, into: folder.path)
        let counts = try ReadModel(name: "queues", folder: folder.path).read {
            try QueueCounts($0, since: .of("2026-06-29"), through: .of("2026-06-30"))
        }
        #expect(counts?.closedSince == 1)
    }
}

@Suite("What a reader types into the queue is data") struct QueueInjectionTests {
    private static let texts = [
        "'; DROP TABLE case_rows; --", "' OR '1'='1", "\" OR \"\"=\"", "x') OR 1=1 --", "%", "_",
        "FOI%", "?", "?1", ":reference", "\\", "') > 0 OR instr(reference, 'FOI",
    ]

    @Test(arguments: texts)
    func `no text finds more than the rows that hold it`(text: String) throws {
        let sample = try SampleRows(count: 40, seed: 5)
        var query = QueueQuery()
        query.reference = text
        #expect(try sample.read(query.count) == 0)
        #expect(try sample.read(query.rows).isEmpty)
        #expect(try sample.read { try QueueRow.find(text, $0) } == nil)
        query = QueueQuery()
        query.state = text
        query.type = text
        query.channel = text
        query.officer = .member(text)
        #expect(try sample.read(query.count) == 0)
        #expect(try sample.read(QueueQuery().count) == 40)
    }

    @Test(arguments: texts)
    func `a row that holds it is found by it`(text: String) throws {
        let sample = try SampleRows(
            count: 40, seed: 6, references: ["A\(text.uppercased())B"])
        var query = QueueQuery()
        query.reference = text
        #expect(try sample.read(query.rows).map(\.id) == ["case/0"])
        #expect(try sample.read { try QueueRow.find("a\(text)b", $0) }?.id == "case/0")
    }
}
