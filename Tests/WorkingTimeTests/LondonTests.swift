// SPDX-License-Identifier: Apache-2.0
import Testing
import WorkingTime

@Suite("Civil time in London") struct LondonTests {
    @Test(arguments: [
        ("2026-03-29T00:59:59.999Z", false), ("2026-03-29T01:00:00Z", true),
        ("2026-10-25T00:59:59.999999999Z", true), ("2026-10-25T01:00:00Z", false),
        ("2025-03-30T00:59:59Z", false), ("2025-03-30T01:00:00Z", true),
        ("2025-10-26T00:59:59Z", true), ("2025-10-26T01:00:00Z", false),
        // The month's last day is the Sunday.
        ("2024-03-31T00:59:59Z", false), ("2024-03-31T01:00:00Z", true),
        ("2027-10-31T00:59:59Z", true), ("2027-10-31T01:00:00Z", false),
        ("2026-01-01T00:00:00Z", false), ("2026-12-31T23:59:59Z", false),
        ("2026-07-01T12:00:00Z", true),
    ])
    func
        `is an hour ahead from the last Sunday of March to the last of October, 01:00 UTC`(
            text: String, isSummer: Bool
        ) throws
    {
        let instant = try #require(Instant(text))
        #expect(London.isSummer(instant) == isSummer)
        #expect(London.local(instant) == instant.adding(seconds: isSummer ? 3_600 : 0))
    }

    @Test(arguments: [
        ("2026-11-22T23:59:59.999Z", "2026-11-22"), ("2026-11-23T00:00:00Z", "2026-11-23"),
        ("2026-06-30T22:59:59.999Z", "2026-06-30"), ("2026-06-30T23:00:00Z", "2026-07-01"),
        ("2026-03-28T23:30:00Z", "2026-03-28"), ("2026-03-29T23:30:00Z", "2026-03-30"),
        ("2026-10-24T23:30:00Z", "2026-10-25"), ("2026-10-25T23:30:00Z", "2026-10-25"),
        ("1969-12-31T23:59:59Z", "1969-12-31"), ("9999-12-31T23:59:59Z", "9999-12-31"),
        ("0001-01-01T00:00:00Z", "0001-01-01"),
    ])
    func `gives an instant its civil day`(text: String, expected: String) throws {
        #expect(London.day(of: try #require(Instant(text))).description == expected)
    }

    @Test(arguments: 2000...2040)
    func `changes its clocks on a Sunday, twice a year`(year: Int) throws {
        let start = try #require(Instant("\(year)-01-01T00:00:00Z"))
        let hours = (0..<366 * 24).map { start.adding(seconds: $0 * 3_600) }
        let pairs = zip(hours, hours.dropFirst())
        let changes = pairs.filter { London.isSummer($0) != London.isSummer($1) }.map { $1 }
        #expect(changes.count == 2)
        for change in changes {
            let (_, month, dayOfMonth) = change.day.parts
            #expect(change.day.weekday == 7)
            #expect(month == 3 || month == 10)
            #expect(dayOfMonth >= 25)
            #expect(change.seconds % 86_400 == 3_600)
        }
    }
}

@Suite("An occurrence") struct OccurrenceTests {
    @Test func `is a day or an instant, as somebody said it`() throws {
        #expect(Occurrence("2026-11-20") == Day("2026-11-20").map { .day($0) })
        let instant = try #require(Instant("2026-11-20T09:00:00+01:00"))
        #expect(Occurrence("2026-11-20T09:00:00+01:00") == .instant(instant))
    }

    @Test(arguments: ["2026-11-20", "2026-11-20T09:00:00.000Z"])
    func `is written as it is read`(text: String) throws {
        #expect(try #require(Occurrence(text)).description == text)
    }

    @Test(arguments: ["", "yesterday", "2026-11", "2026-11-20T09:00:00", "09:00"])
    func `is nothing else`(text: String) {
        #expect(Occurrence(text) == nil)
    }

    @Test func `of a day is not the instant at which the day begins`() throws {
        #expect(Occurrence("2026-11-20") != Occurrence("2026-11-20T00:00:00Z"))
    }
}
