// SPDX-License-Identifier: Apache-2.0

import Testing
import WorkingTime

@Suite("Days, times and numbers in words") struct WordsTests {
    @Test func `a day is written long, short and in numbers`() throws {
        let day = try #require(Day("2026-11-02"))
        #expect(Words.day(day) == "2 November 2026")
        #expect(Words.shortDay(day) == "2 Nov 2026")
        #expect(Words.longDay(day) == "Monday 2 November 2026")
        #expect(Words.numbers(day) == "2\u{A0}11\u{A0}2026")
    }

    @Test(arguments: [
        ("2026-11-22T13:04:05Z", "22 Nov 2026, 13:04"),
        ("2026-07-01T23:30:00Z", "2 Jul 2026, 00:30"),
        ("2026-03-29T00:59:59Z", "29 Mar 2026, 00:59"),
        ("2026-03-29T01:00:00Z", "29 Mar 2026, 02:00"),
        ("1969-12-31T23:59:00Z", "31 Dec 1969, 23:59"),
    ])
    func `a time is London's`(instant: String, words: String) throws {
        #expect(Words.moment(try #require(Instant(instant))) == words)
    }

    @Test(arguments: [
        ("2026-11-22T13:03:10Z", "just now"), ("2026-11-22T13:03:00Z", "1 minute ago"),
        ("2026-11-22T12:05:00Z", "59 minutes ago"), ("2026-11-22T11:04:00Z", "2 hours ago"),
        ("2026-11-22T00:01:00Z", "13 hours ago"), ("2026-11-21T23:59:00Z", "yesterday"),
        ("2026-11-19T23:59:00Z", "3 days ago"), ("2026-09-23T12:00:00Z", "60 days ago"),
        ("2026-09-22T12:00:00Z", "2 months ago"), ("2024-11-22T12:00:00Z", "2 years ago"),
        ("2026-11-23T13:00:00Z", "tomorrow"), ("2026-11-25T13:00:00Z", "in 3 days"),
    ])
    func `a moment is told from now`(instant: String, words: String) throws {
        let now = try #require(Instant("2026-11-22T13:04:00Z"))
        #expect(Words.relative(try #require(Instant(instant)), to: now) == words)
    }

    @Test func `shortly after midnight the evening before is hours ago`() throws {
        let now = try #require(Instant("2026-11-22T00:30:00Z"))
        let evening = try #require(Instant("2026-11-21T22:30:00Z"))
        #expect(Words.relative(evening, to: now) == "2 hours ago")
    }

    @Test(arguments: [
        (0, "0"), (999, "999"), (1_434, "1,434"), (12_345_678, "12,345,678"), (-1_000, "−1,000"),
        (.min, "−9,223,372,036,854,775,808"),
    ])
    func `numbers are grouped`(number: Int, words: String) {
        #expect(Words.count(number) == words)
    }

    @Test func `one is singular`() {
        #expect(Words.count(1, "case", "cases") == "1 case")
        #expect(Words.count(0, "case", "cases") == "0 cases")
    }

    @Test(arguments: [
        (1, "1 byte"), (999, "999 bytes"), (1_000, "1.0 kB"), (999_999, "999.9 kB"),
        (6_291_456, "6.2 MB"), (1_200_000_000_000, "1.2 TB"), (5_000_000_000_000_000, "5,000.0 TB"),
    ])
    func `sizes are powers of a thousand`(bytes: Int, words: String) {
        #expect(Words.size(bytes: bytes) == words)
    }
}
