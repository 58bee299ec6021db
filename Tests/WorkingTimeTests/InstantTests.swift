// SPDX-License-Identifier: Apache-2.0
import TestKit
import Testing
import WorkingTime

@Suite("An instant") struct InstantTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0, 0), ("1970-01-01T00:00:01Z", 1, 0),
        ("1969-12-31T23:59:59Z", -1, 0), ("1969-12-31T23:59:59.5Z", -1, 500_000_000),
        ("2026-11-22T13:04:05.123Z", 1_795_352_645, 123_000_000),
        ("2026-11-22T13:04:05.1Z", 1_795_352_645, 100_000_000),
        ("2026-11-22T13:04:05.000000001Z", 1_795_352_645, 1),
        ("2026-11-22T13:04:05.123456789Z", 1_795_352_645, 123_456_789),
        ("2026-11-22T15:04:05+02:00", 1_795_352_645, 0),
        ("2026-11-22T07:34:05-05:30", 1_795_352_645, 0),
        ("2026-11-23T13:03:05+23:59", 1_795_352_645, 0),
        ("2026-11-22T13:04:05-00:00", 1_795_352_645, 0),
        ("0001-01-01T00:00:00Z", -62_135_596_800, 0),
        ("9999-12-31T23:59:59.999999999Z", 253_402_300_799, 999_999_999),
    ])
    func `is read from RFC 3339`(text: String, seconds: Int, nanoseconds: Int) {
        #expect(Instant(text) == Instant(seconds: seconds, nanoseconds: nanoseconds))
    }

    @Test(arguments: [
        ("2026-11-22T13:04:05Z", "2026-11-22T13:04:05.000Z"),
        ("2026-11-22T13:04:05.1Z", "2026-11-22T13:04:05.100Z"),
        ("2026-11-22T13:04:05.1234Z", "2026-11-22T13:04:05.1234Z"),
        ("2026-11-22T13:04:05.123000Z", "2026-11-22T13:04:05.123Z"),
        ("2026-11-22T13:04:05.000000010Z", "2026-11-22T13:04:05.00000001Z"),
        ("2026-11-22T00:30:00+01:00", "2026-11-21T23:30:00.000Z"),
        ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
    ])
    func `is written in UTC with three digits of a second, or as many as it needs`(
        text: String, expected: String
    ) throws {
        #expect(try #require(Instant(text)).description == expected)
    }

    @Test(arguments: [
        "", "2026-11-22", "2026-11-22T13:04:05", "2026-11-22T13:04Z", "2026-11-22T13Z",
        "2026-11-22 13:04:05Z", "2026-11-22t13:04:05Z", "2026-11-22T13:04:05z",
        "2026-11-22T24:00:00Z", "2026-11-22T13:60:05Z", "2026-11-22T13:04:60Z",
        "2026-11-22T13:04:61Z", "2026-02-29T13:04:05Z", "2026-13-01T13:04:05Z",
        "2026-11-22T13:04:05.Z", "2026-11-22T13:04:05,5Z", "2026-11-22T13:04:05.1234567890Z",
        "2026-11-22T13:04:05.1x3Z", "2026-11-22T13:04:05+0200", "2026-11-22T13:04:05+02",
        "2026-11-22T13:04:05+2:00", "2026-11-22T13:04:05+24:00", "2026-11-22T13:04:05+02:60",
        "2026-11-22T13:04:05\u{2212}02:00", "2026-11-22T13:04:05 02:00",
        "2026-11-22T13:04:05ZZ", "2026-11-22T13:04:05Z ", " 2026-11-22T13:04:05Z",
        "2026-11-22T13:04:05Z+00:00", "2026-11-22T1:04:05Z", "2026-11-22T-1:04:05Z",
        "2026-11-22T13.04.05Z", "10000-01-01T00:00:00Z", "0000-12-31T23:59:59Z",
        "１999-12-31T23:59:59Z", "now", "20261122T130405Z",
    ])
    func `is refused`(text: String) {
        #expect(Instant(text) == nil)
        #expect(OffsetInstant(text) == nil)
        #expect(Occurrence(text) == nil || Day(text) != nil)
    }

    @Test(arguments: [
        "0001-01-01T00:00:00+00:01", "0001-01-01T23:58:59+23:59",
        "9999-12-31T23:59:00-00:01", "9999-12-31T00:01:00-23:59",
    ])
    func `that an offset moves out of the years 1 to 9999 is refused, for it could not be written`(
        text: String
    ) {
        #expect(Instant(text) == nil)
    }

    @Test func `has the milliseconds and the day that lie at or before it`() {
        let before = Instant(seconds: -1, nanoseconds: 999_999_999)
        #expect(before.milliseconds == -1)
        #expect(before.day == Day("1969-12-31"))
        #expect(Instant(milliseconds: -1) == Instant(seconds: -1, nanoseconds: 999_000_000))
        #expect(Instant(milliseconds: -1_000) == Instant(seconds: -1))
        #expect(Instant(milliseconds: 1_999) == Instant(seconds: 1, nanoseconds: 999_000_000))
        #expect(Instant(seconds: 86_399).day.number == 0)
        #expect(Instant(seconds: 86_400).day.number == 1)
        #expect(Instant(seconds: -86_400).day.number == -1)
        #expect(Instant(seconds: -86_401).day.number == -2)
    }

    @Test func `sorts by seconds, then by nanoseconds`() {
        let sorted = [
            Instant(seconds: -2, nanoseconds: 9), Instant(seconds: -1),
            Instant(seconds: -1, nanoseconds: 1), Instant(seconds: 0),
            Instant(seconds: 0, nanoseconds: 999_999_999), Instant(seconds: 1),
        ]
        #expect(sorted.reversed().sorted() == sorted)
    }

    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func `reads back what it writes, whatever the seed`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<4_000 {
            let seconds = Int.random(in: -62_135_510_400..<253_402_214_400, using: &random)
            // Few digits as often as many.
            let unit = [1, 1_000, 1_000_000, 10_000_000, 1_000_000_000].randomElement(
                using: &random)
            let size = unit ?? 1
            let nanoseconds = Int.random(in: 0..<1_000_000_000, using: &random) / size * size
            let instant = Instant(seconds: seconds, nanoseconds: nanoseconds)
            let offset = OffsetInstant(
                instant: instant, offsetMinutes: Int.random(in: -1_439...1_439, using: &random))
            #expect(Instant(instant.description) == instant)
            #expect(Instant(offset.description) == instant)
            #expect(OffsetInstant(offset.description) == offset)
            #expect(
                Instant(milliseconds: instant.milliseconds).milliseconds == instant.milliseconds)
        }
    }
}

@Suite("An instant with an offset") struct OffsetInstantTests {
    @Test(arguments: [
        ("2011-10-11T13:45:40.276+02:00", 120), ("2011-10-11T13:45:40.276-09:30", -570),
        ("2011-10-11T13:45:40.276Z", 0), ("2011-10-11T00:00:00.000+00:01", 1),
        ("2011-10-11T23:59:59.999-23:59", -1_439), ("0001-01-01T14:00:00.000+14:00", 840),
    ])
    func `keeps the clock it was read from`(text: String, minutes: Int) throws {
        let read = try #require(OffsetInstant(text))
        #expect(read.offsetMinutes == minutes)
        #expect(read.description == text)
    }

    @Test func `is equal to another only where the offset is the same too`() throws {
        let utc = try #require(OffsetInstant("2026-11-22T12:00:00Z"))
        let paris = try #require(OffsetInstant("2026-11-22T13:00:00+01:00"))
        #expect(utc.instant == paris.instant)
        #expect(utc != paris)
    }
}
