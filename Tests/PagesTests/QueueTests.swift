// SPDX-License-Identifier: Apache-2.0

import Pages
import Testing
import WorkingTime

@Suite("Pages of a list") struct PaginationTests {
    @Test(
        arguments: [
            (1, 0, "1", nil), (1, 20, "1", 1...20), (9, 21, "1 2", 21...21),
            (0, 60, "1 2 3", 1...20),
            (1, 1_434, "1 2 … 72", 1...20), (3, 1_434, "1 2 3 4 … 72", 41...60),
            (4, 1_434, "1 2 3 4 5 … 72", 61...80), (5, 1_434, "1 … 4 5 6 … 72", 81...100),
            (69, 1_434, "1 … 68 69 70 71 72", 1_361...1_380),
            (72, 1_434, "1 … 71 72", 1_421...1_434),
        ] as [(Int, Int, String, ClosedRange<Int>?)])
    func `numbers lead to the ends and the neighbours`(
        page: Int, total: Int, shown: String, rows: ClosedRange<Int>?
    ) {
        let pagination = Pagination(page: page, total: total)
        let items = pagination.items.map { item in
            switch item {
            case .page(let number): "\(number)"
            case .gap: "…"
            }
        }
        #expect(items.joined(separator: " ") == shown)
        #expect(pagination.range == rows)
    }
}

@Suite("The queue's filter") struct QueueFilterTests {
    @Test func `the plain queue has a plain address`() {
        #expect(QueueFilter().href == "/queue")
        #expect(QueueFilter(parameters: [:]) == QueueFilter())
    }

    @Test func `an address reads back as the filter it was made from`() {
        for column in QueueFilter.Column.allCases {
            for direction in QueueFilter.Direction.allCases {
                let filter = QueueFilter(
                    state: .closed, type: "foi", officer: "me", channel: "letter",
                    reference: "2026", column: column, direction: direction, page: 3)
                let query = filter.href.split(separator: "?")[1]
                let pairs = query.split(separator: "&").map { $0.split(separator: "=") }
                let parameters = Dictionary(
                    uniqueKeysWithValues: pairs.map { (String($0[0]), String($0[1])) })
                #expect(QueueFilter(parameters: parameters) == filter)
            }
        }
    }

    @Test(arguments: [
        ["state": "<b>", "sort": "-", "page": "-4"], ["sort": "opened-up", "page": "x"],
        ["type": "", "officer": "", "channel": "", "q": ""],
    ])
    func `nonsense is the plain queue`(parameters: [String: String]) {
        #expect(QueueFilter(parameters: parameters) == QueueFilter())
    }
}

@Suite("The history of a case") struct TimelineTests {
    @Test(
        arguments: [
            ("2026-11-22", nil), ("2026-11-21", "Recorded 1 day later"),
            ("2026-11-19", "Recorded 3 days later"), ("2011-10-11", "Recorded 15 years later"),
            ("2026-11-24", "Recorded 2 days before"),
        ] as [(String, String?)])
    func `what was recorded on another day says so`(day: String, mark: String?) throws {
        let html = try page([try #require(Day(day))])
        #expect(html.contains("class=\"late\"") == (mark != nil))
        if let mark { #expect(html.contains(">\(mark)</span>")) }
    }

    @Test func `entries of one day stand under one heading`() throws {
        let days = try ["2026-11-20", "2026-11-20", "2026-11-22"].map { try #require(Day($0)) }
        let markup = Markup(try page(days))
        #expect(markup.tags("h3").count == 2)
        #expect(
            markup.tags("li").filter { $0.attributes["id"]?.hasPrefix("event-") == true }.count == 3
        )
    }

    @Test func `a read model that stopped says why`() {
        let page = RecordPage(
            ledger: LedgerFacts(position: 9, events: 9, lastRecorded: nil, bytes: 1),
            projections: [
                ProjectionFacts(
                    name: "queues", position: 4, lag: 5, state: Tag("Stopped", .red),
                    reason: "The event at position 5 does not decode")
            ], now: Samples.plain.now)
        #expect(
            page.html(in: Samples.plain.layout)
                .contains("The event at position 5 does not decode"))
    }

    @Test func `a closed case says so and offers what it takes`() {
        let closed = CaseSummary(
            reference: "R-1", subject: "", state: .closed, type: "T", correspondent: nil,
            channel: nil, officer: nil, opened: Samples.plain.now, received: nil,
            closed: .init(outcome: "Answered", at: .instant(Samples.plain.now)), version: 2)
        let html = CasePage(
            summary: closed, entries: [], order: .newest, now: Samples.plain.now,
            offers: ["record-correspondence", "add-note"]
        ).html(in: Samples.plain.layout)
        #expect(html.contains("This case was closed on 22 November 2026."))
        #expect(html.contains("/cases/R-1/correspondence"))
        #expect(html.contains("/cases/R-1/note"))
        #expect(!html.contains("/cases/R-1/assign"))
        #expect(!html.contains("/cases/R-1/close"))
    }

    private func page(_ days: [Day]) throws -> String {
        let summary = CaseSummary(
            reference: "R-1", subject: "S", state: .open, type: "T", correspondent: nil,
            channel: nil, officer: nil, opened: Samples.plain.now, received: nil, closed: nil,
            version: 1)
        let entries = days.enumerated().map { index, day in
            TimelineEntry(
                kind: .note, sentence: "Note added", who: "Ada", happened: .day(day),
                recorded: Samples.plain.now, position: index + 1, version: index + 1)
        }
        return CasePage(
            summary: summary, entries: entries, order: .oldest, now: Samples.plain.now, offers: []
        ).html(in: Samples.plain.layout)
    }
}

@Suite("A date in three boxes") struct DateBoxesTests {
    @Test(
        arguments: [
            ("22", "11", "2026", "2026-11-22"), (" 1 ", "02", "2026", "2026-02-01"),
            ("31", "2", "2026", nil), ("", "", "", nil), ("x", "1", "2026", nil),
            ("1", "1", "0", nil),
        ] as [(String, String, String, String?)])
    func `names a day or none`(day: String, month: String, year: String, value: String?) {
        let boxes = DateBoxes(day: day, month: month, year: year)
        #expect(boxes.value?.description == value)
    }
}
