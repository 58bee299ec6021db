// SPDX-License-Identifier: Apache-2.0
internal import WorkingTime

/// How a table writes days and times: `DD/MM/YYYY`, `YYYY-MM-DDTHH:mm:ssZ`.
///
/// | Part | Stands for |
/// |---|---|
/// | `YYYY` | a year of four digits |
/// | `MM` `M` `MMM` | a month: two digits, one or two, `Jan` … `Dec` |
/// | `DD` `D` | a day of the month: two digits, one or two |
/// | `HH` `H` | an hour 0 … 23: two digits, one or two |
/// | `hh` `h` | an hour 1 … 12, with `a` |
/// | `mm` `ss` | minutes and seconds, two digits |
/// | `S` | a fraction of a second, 1 to 9 digits |
/// | `a` | `AM` or `PM` |
/// | `Z` | the offset from UTC: `Z`, `+01:00`, `+0100` |
///
/// `T` and what is no letter stand for themselves, and so does what is in apostrophes.
struct DateForm: Equatable, Sendable {
    private enum Part: Equatable {
        case year, month(digits: ClosedRange<Int>), monthName, day(digits: ClosedRange<Int>)
        case hour(digits: ClosedRange<Int>), hourOfHalf(digits: ClosedRange<Int>)
        case minute, second, fraction, half, offset
        case literal(UInt8)
    }

    /// What a text of the form says.
    enum Reading: Equatable {
        case day(Day)
        /// What a clock showed, in seconds since 1970-01-01T00:00:00 of that clock; the clock's
        /// offset from UTC in minutes where the text has it.
        case clock(seconds: Int, nanoseconds: Int, offset: Int?)
    }

    /// Why a text cannot be read.
    enum Problem: Error, Equatable { case notOfForm, noSuchDay }

    let text: String
    private var parts: [Part] = []
    var hasTime: Bool {
        parts.contains { if case .hour = $0 { true } else { false } } || parts.contains(.half)
    }
    var hasOffset: Bool { parts.contains(.offset) }

    /// Nil unless the text is a form that says a day, with a whole time or none.
    init?(_ text: String) {
        self.text = text
        var rest = text[...]
        while let first = rest.first {
            if first == "'" {
                let quoted = rest.dropFirst().prefix { $0 != "'" }
                guard rest.count >= quoted.count + 2, !quoted.isEmpty else { return nil }
                parts += quoted.utf8.map { .literal($0) }
                rest = rest.dropFirst(quoted.count + 2)
            } else if first.isLetter, first != "T" {
                let run = rest.prefix { $0 == first }
                guard let part = Self.part(String(run)) else { return nil }
                parts.append(part)
                rest = rest.dropFirst(run.count)
            } else {
                parts += first.utf8.map { .literal($0) }
                rest = rest.dropFirst()
            }
        }
        guard isWhole else { return nil }
    }

    private static func part(_ letters: String) -> Part? {
        switch letters {
        case "YYYY": .year
        case "MM": .month(digits: 2...2)
        case "M": .month(digits: 1...2)
        case "MMM": .monthName
        case "DD": .day(digits: 2...2)
        case "D": .day(digits: 1...2)
        case "HH": .hour(digits: 2...2)
        case "H": .hour(digits: 1...2)
        case "hh": .hourOfHalf(digits: 2...2)
        case "h": .hourOfHalf(digits: 1...2)
        case "mm": .minute
        case "ss": .second
        case "S": .fraction
        case "a": .half
        case "Z": .offset
        default: nil
        }
    }

    /// Whether each thing is said once, and nothing without what it belongs to.
    private var isWhole: Bool {
        var counts: [String: Int] = [:]
        for part in parts {
            switch part {
            case .year: counts["year", default: 0] += 1
            case .month, .monthName: counts["month", default: 0] += 1
            case .day: counts["day", default: 0] += 1
            case .hour, .hourOfHalf: counts["hour", default: 0] += 1
            case .minute: counts["minute", default: 0] += 1
            case .second: counts["second", default: 0] += 1
            case .fraction: counts["fraction", default: 0] += 1
            case .half: counts["half", default: 0] += 1
            case .offset: counts["offset", default: 0] += 1
            case .literal: break
            }
        }
        let halves = parts.filter { if case .hourOfHalf = $0 { true } else { false } }.count
        let has = { (name: String) in counts[name, default: 0] }
        return ["year", "month", "day"].allSatisfy { has($0) == 1 }
            && counts.values.allSatisfy { $0 == 1 } && has("half") == halves
            && has("minute") == has("hour") && has("second") <= has("minute")
            && has("fraction") <= has("second") && has("offset") <= has("hour")
    }

    // MARK: Reading

    /// - Throws: `Problem`.
    func read(_ text: String) throws(Problem) -> Reading {
        var cursor = Cursor(rest: Array(text.utf8)[...])
        var found = Found()
        for part in parts {
            guard found.take(part, &cursor) else { throw .notOfForm }
        }
        guard cursor.rest.isEmpty else { throw .notOfForm }
        guard let day = Day(year: found.year, month: found.month, dayOfMonth: found.day) else {
            throw .noSuchDay
        }
        guard hasTime else { return .day(day) }
        let hour = found.isAfternoon.map { found.hour % 12 + ($0 ? 12 : 0) } ?? found.hour
        return .clock(
            seconds: day.number * 86_400 + hour * 3_600 + found.minute * 60 + found.second,
            nanoseconds: found.nanoseconds, offset: found.offset)
    }

    private struct Found {
        var (year, month, day) = (0, 0, 0)
        var (hour, minute, second, nanoseconds) = (0, 0, 0, 0)
        var isAfternoon: Bool?
        var offset: Int?

        /// Takes what stands for `part`; false where something else stands there.
        mutating func take(_ part: Part, _ cursor: inout Cursor) -> Bool {
            switch part {
            case .year: return cursor.number(4...4, 1...9999, &year)
            case .month(let digits): return cursor.number(digits, 0...99, &month)
            case .day(let digits): return cursor.number(digits, 0...99, &day)
            case .hour(let digits): return cursor.number(digits, 0...23, &hour)
            case .hourOfHalf(let digits): return cursor.number(digits, 1...12, &hour)
            case .minute: return cursor.number(2...2, 0...59, &minute)
            case .second: return cursor.number(2...2, 0...59, &second)
            case .fraction:
                let digits = cursor.digits(1...9)
                guard !digits.isEmpty else { return false }
                nanoseconds = Int(digits + String(repeating: "0", count: 9 - digits.count)) ?? 0
                return true
            case .monthName:
                let names = "janfebmaraprmayjunjulaugsepoctnovdec"
                let name = cursor.take(3).lowercased()
                let months = stride(from: 0, to: 36, by: 3).map { names.dropFirst($0).prefix(3) }
                month = (months.firstIndex { $0 == name } ?? -1) + 1
                return month > 0
            case .half:
                let half = cursor.take(2).lowercased()
                isAfternoon = half == "pm"
                return half == "am" || half == "pm"
            case .offset:
                offset = cursor.offset()
                return offset != nil
            case .literal(let byte): return cursor.literal(byte)
            }
        }
    }

    /// What of a text is still to be read.
    private struct Cursor {
        var rest: ArraySlice<UInt8>

        mutating func literal(_ byte: UInt8) -> Bool {
            guard rest.first == byte else { return false }
            rest.removeFirst()
            return true
        }
        mutating func take(_ count: Int) -> String {
            defer { rest = rest.dropFirst(count) }
            return String(decoding: rest.prefix(count), as: UTF8.self)
        }
        /// As many digits as there are and may be; none where there are too few.
        mutating func digits(_ count: ClosedRange<Int>) -> String {
            let digits = rest.prefix(count.upperBound).prefix { (48...57).contains($0) }
            return digits.count < count.lowerBound ? "" : take(digits.count)
        }
        mutating func number(
            _ count: ClosedRange<Int>, _ range: ClosedRange<Int>, _ value: inout Int
        ) -> Bool {
            guard let number = Int(digits(count)), range.contains(number) else { return false }
            value = number
            return true
        }
        /// Minutes from `Z`, `+01:00` or `+0100`; nil where there is no offset.
        mutating func offset() -> Int? {
            if literal(UInt8(ascii: "Z")) { return 0 }
            let isWest = rest.first == UInt8(ascii: "-")
            guard literal(UInt8(ascii: "+")) || literal(UInt8(ascii: "-")) else { return nil }
            var (hours, minutes) = (0, 0)
            guard number(2...2, 0...23, &hours) else { return nil }
            _ = literal(UInt8(ascii: ":"))
            guard number(2...2, 0...59, &minutes) else { return nil }
            return (hours * 60 + minutes) * (isWest ? -1 : 1)
        }
    }
}
