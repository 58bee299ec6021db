// SPDX-License-Identifier: Apache-2.0

import Testing
import WorkingTime

@Suite("A time as people write it") struct SaidTimeTests {
    @Test(arguments: [
        ("2026-03-03", "2026-03-03"), ("3 March 2026", "2026-03-03"),
        ("03 mar 2026", "2026-03-03"), ("3 Sept 2026", "2026-09-03"),
        ("2026-03-03T14:30:00Z", "2026-03-03T14:30:00.000Z"),
        ("2026-03-03T14:30:00+02:00", "2026-03-03T12:30:00.000Z"),
    ])
    func `a day is a day, an instant an instant`(text: String, means: String) throws {
        #expect(try #require(Occurrence(said: text)).description == means)
    }

    @Test(arguments: [
        ("2026-03-03 14:30", "2026-03-03T14:30:59.999999999Z"),
        ("2026-07-01 14:30", "2026-07-01T13:30:59.999999999Z"),
        ("1 Jul 2026, 00:30", "2026-06-30T23:30:59.999999999Z"),
        ("1 July 2026 00:30", "2026-06-30T23:30:59.999999999Z"),
        ("2026-07-01T14:30:05", "2026-07-01T13:30:05.999999999Z"),
        ("0001-01-01 00:00", "0001-01-01T00:00:59.999999999Z"),
        ("9999-12-31 23:59", "9999-12-31T23:59:59.999999999Z"),
    ])
    func `a clock time is London's, and means its end`(text: String, means: String) throws {
        #expect(try #require(Occurrence(said: text)).description == means)
    }

    @Test func `the hour that comes twice is the later, and the one left out an hour on`() {
        #expect(
            Occurrence(said: "2026-10-25 01:30")?.description == "2026-10-25T01:30:59.999999999Z")
        #expect(
            Occurrence(said: "2026-10-25 00:30")?.description == "2026-10-24T23:30:59.999999999Z")
        #expect(
            Occurrence(said: "2026-03-29 01:30")?.description == "2026-03-29T01:30:59.999999999Z")
        #expect(
            Occurrence(said: "2026-03-29 02:30")?.description == "2026-03-29T01:30:59.999999999Z")
    }

    @Test func `what a page shows of an instant leads back to it`() throws {
        for text in ["2026-03-28T23:59:00Z", "2026-03-29T00:59:30Z", "2026-10-25T02:00:59.9Z"] {
            let instant = try #require(Instant(text))
            let said = try #require(Occurrence(said: Words.moment(instant)))
            #expect(instant <= said.last && said.last.seconds - instant.seconds < 60)
        }
    }

    @Test(arguments: [
        "", " ", "yesterday", "2026-02-30", "31 Feb 2026", "2026-03-03 24:00", "3 Ma 2026",
        "2026-03-03 14:30 15:00", "2026-03-03T14", "3/3/2026", "3 March 26", "14:30",
        "2026-03-03 14:60", "2026-03-03 1:30", "2026-03-03T", "T14:30", "3 March 2026 x",
    ])
    func `anything else is no time`(text: String) {
        #expect(Occurrence(said: text) == nil)
    }

    @Test(arguments: [
        ("2026-03-28", "2026-03-28T23:59:59.999999999Z"),
        ("2026-03-29", "2026-03-29T22:59:59.999999999Z"),
        ("2026-10-24", "2026-10-24T22:59:59.999999999Z"),
        ("2026-10-25", "2026-10-25T23:59:59.999999999Z"),
        ("9999-12-31", "9999-12-31T23:59:59.999999999Z"),
    ])
    func `a day ends where London's next begins`(day: String, end: String) throws {
        #expect(London.end(of: try #require(Day(day))).description == end)
    }
}
