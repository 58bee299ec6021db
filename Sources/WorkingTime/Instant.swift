// SPDX-License-Identifier: Apache-2.0

/// A moment in UTC with nanosecond resolution, in the years 0001 to 9999; leap seconds do not
/// exist.
package struct Instant: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
    package let seconds: Int
    /// 0…999,999,999, to be added to `seconds`.
    package let nanoseconds: Int

    package init(seconds: Int, nanoseconds: Int = 0) {
        precondition((0..<1_000_000_000).contains(nanoseconds), "nanoseconds outside a second")
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// - Parameter milliseconds: Since 1970-01-01T00:00:00Z.
    package init(milliseconds: Int) {
        let seconds = milliseconds.dividedRoundingDown(by: 1_000)
        self.init(seconds: seconds, nanoseconds: (milliseconds - seconds * 1_000) * 1_000_000)
    }

    /// Milliseconds since 1970-01-01T00:00:00Z; what is finer is cut off.
    package var milliseconds: Int { seconds * 1_000 + nanoseconds / 1_000_000 }

    /// The UTC day it falls in.
    package var day: Day { Day(number: seconds.dividedRoundingDown(by: 86_400)) }

    package func adding(seconds more: Int) -> Instant {
        Instant(seconds: seconds + more, nanoseconds: nanoseconds)
    }

    /// An instant from RFC 3339 text (`2026-11-22T13:04:05.123Z`, `…+02:00`), or nil.
    ///
    /// At most nine digits of a second's fraction; `24:00:00` and leap seconds are no instants.
    package init?(_ text: some StringProtocol) {
        guard let parsed = OffsetInstant(text) else { return nil }
        self = parsed.instant
    }

    /// RFC 3339 in UTC with three digits of a second, or as many more as the instant needs:
    /// `2026-11-22T13:04:05.123Z`.
    package var description: String { OffsetInstant(instant: self, offsetMinutes: 0).description }

    package static func < (left: Instant, right: Instant) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
}

/// An instant with the offset from UTC of the clock it was read from.
package struct OffsetInstant: Hashable, Sendable, CustomStringConvertible {
    package let instant: Instant
    /// −1439…1439; 120 for `+02:00`.
    package let offsetMinutes: Int

    package init(instant: Instant, offsetMinutes: Int) {
        self.instant = instant
        self.offsetMinutes = offsetMinutes
    }

    /// RFC 3339 text: date, `T`, time, and `Z` or an offset, which must be there.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
            bytes[16] == UInt8(ascii: ":"),
            let day = Day(String(decoding: bytes[0..<10], as: UTF8.self)),
            let hour = decimal(bytes[11..<13]), hour < 24,
            let minute = decimal(bytes[14..<16]), minute < 60,
            let second = decimal(bytes[17..<19]), second < 60
        else { return nil }
        var rest = bytes[19...]
        var nanoseconds = 0
        if rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix { (48...57).contains($0) }
            guard (1...9).contains(digits.count), let fraction = decimal(digits) else { return nil }
            nanoseconds = (digits.count..<9).reduce(fraction) { value, _ in value * 10 }
            rest = rest.dropFirst(1 + digits.count)
        }
        guard let offset = Self.offset(rest) else { return nil }
        let seconds = day.number * 86_400 + hour * 3_600 + minute * 60 + second - offset * 60
        // An offset can lead out of the years there are.
        guard Self.seconds.contains(seconds) else { return nil }
        self.init(
            instant: Instant(seconds: seconds, nanoseconds: nanoseconds), offsetMinutes: offset)
    }

    /// 0001-01-01T00:00:00Z to 9999-12-31T23:59:59Z.
    private static let seconds = -62_135_596_800...253_402_300_799

    /// Minutes from `Z`, `+hh:mm` or `-hh:mm`.
    private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
        let text = Array(bytes)
        if text == [UInt8(ascii: "Z")] { return 0 }
        guard text.count == 6, text[3] == UInt8(ascii: ":"),
            let hours = decimal(text[1..<3]), hours < 24,
            let minutes = decimal(text[4..<6]), minutes < 60
        else { return nil }
        switch text[0] {
        case UInt8(ascii: "+"): return hours * 60 + minutes
        case UInt8(ascii: "-"): return -(hours * 60 + minutes)
        default: return nil
        }
    }

    /// RFC 3339 at its own offset, three digits of a second or as many more as it needs.
    package var description: String {
        let local = instant.seconds + offsetMinutes * 60
        let day = Day(number: local.dividedRoundingDown(by: 86_400))
        let second = local.remainderRoundingDown(by: 86_400)
        var fraction = (digits: instant.nanoseconds, count: 9)
        while fraction.count > 3, fraction.digits % 10 == 0 {
            fraction = (fraction.digits / 10, fraction.count - 1)
        }
        let time =
            "\(padded(second / 3_600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
            + ".\(padded(fraction.digits, fraction.count))"
        guard offsetMinutes != 0 else { return "\(day)T\(time)Z" }
        let size = abs(offsetMinutes)
        let zone = "\(offsetMinutes < 0 ? "-" : "+")\(padded(size / 60, 2)):\(padded(size % 60, 2))"
        return "\(day)T\(time)\(zone)"
    }
}

/// When something happened, as somebody said it: an instant, or a civil day in Europe/London.
package enum Occurrence: Hashable, Sendable, CustomStringConvertible {
    case instant(Instant)
    case day(Day)

    /// An RFC 3339 instant or `YYYY-MM-DD`, or nil.
    package init?(_ text: some StringProtocol) {
        if let day = Day(text) {
            self = .day(day)
        } else if let instant = Instant(text) {
            self = .instant(instant)
        } else {
            return nil
        }
    }

    package var description: String {
        switch self {
        case .instant(let instant): instant.description
        case .day(let day): day.description
        }
    }
}
