// SPDX-License-Identifier: Apache-2.0

/// Days, times and numbers in plain English; clock times are Europe/London's.
package enum Words {
    /// `22 November 2026`.
    package static func day(_ day: Day) -> String {
        let (year, month, dayOfMonth) = day.parts
        return "\(dayOfMonth) \(months[month - 1]) \(year)"
    }

    /// `22 Nov 2026`.
    package static func shortDay(_ day: Day) -> String {
        let (year, month, dayOfMonth) = day.parts
        return "\(dayOfMonth) \(months[month - 1].prefix(3)) \(year)"
    }

    /// `Sunday 22 November 2026`.
    package static func longDay(_ day: Day) -> String {
        "\(weekdays[day.weekday - 1]) \(self.day(day))"
    }

    /// `22 11 2026`, as the three boxes of a form take it; the spaces do not break.
    package static func numbers(_ day: Day) -> String {
        let (year, month, dayOfMonth) = day.parts
        return "\(dayOfMonth)\u{A0}\(month)\u{A0}\(year)"
    }

    /// `13:04`.
    package static func time(_ instant: Instant) -> String {
        let local = London.local(instant)
        let second = local.seconds - local.day.number * 86_400
        return "\(twoDigits(second / 3_600)):\(twoDigits(second / 60 % 60))"
    }

    /// `22 Nov 2026, 13:04`.
    package static func moment(_ instant: Instant) -> String {
        "\(shortDay(London.day(of: instant))), \(time(instant))"
    }

    /// How long ago, or how far ahead, `instant` is from `now`: `just now`, `5 minutes ago`,
    /// `yesterday`, `3 days ago`, `in 2 hours`.
    ///
    /// From a day apart on, it counts midnights in London rather than hours.
    package static func relative(_ instant: Instant, to now: Instant) -> String {
        let seconds = now.seconds - instant.seconds
        let days = London.day(of: now).number - London.day(of: instant).number
        if abs(seconds) < 60 { return "just now" }
        if abs(seconds) < 3_600 { return ago(seconds / 60, "minute") }
        if days == 0 || abs(seconds) < 6 * 3_600 { return ago(seconds / 3_600, "hour") }
        return relative(days: days)
    }

    /// The same, of a day by days alone.
    package static func relative(_ occurrence: Occurrence, to now: Instant) -> String {
        switch occurrence {
        case .instant(let instant): relative(instant, to: now)
        case .day(let day): relative(days: London.day(of: now).number - day.number)
        }
    }

    /// `today`, `yesterday`, `3 days ago`, `2 months ago`, `tomorrow`, `in 3 days`.
    ///
    /// - Parameter days: Days that have passed; negative for days to come.
    package static func relative(days: Int) -> String {
        switch days {
        case 0: "today"
        case 1: "yesterday"
        case -1: "tomorrow"
        case 0...: "\(span(days: days)) ago"
        default: "in \(span(days: -days))"
        }
    }

    /// `1 day`, `3 days`, `2 months`, `15 years`: months from 61 days on, years from 730.
    ///
    /// - Parameter days: 0 or more.
    package static func span(days: Int) -> String {
        switch days {
        case ...60: count(days, "day", "days")
        case ...729: count(days / 30, "month", "months")
        default: count(days / 365, "year", "years")
        }
    }

    /// `1,434`; `−12` for a negative number, with a true minus sign.
    package static func count(_ number: Int) -> String {
        let digits = Array(String(number.magnitude).utf8)
        var text = number < 0 ? "−" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
            text.unicodeScalars.append(Unicode.Scalar(digit))
        }
        return text
    }

    /// `1 case`, `1,434 cases`.
    package static func count(_ number: Int, _ one: String, _ many: String) -> String {
        "\(count(number)) \(number == 1 ? one : many)"
    }

    /// `640 bytes`, `1.2 MB`: powers of 1,000, rounded down.
    package static func size(bytes: Int) -> String {
        guard bytes >= 1_000 else { return count(bytes, "byte", "bytes") }
        var (unit, scale) = (0, 1_000)
        while bytes / scale >= 1_000, unit < units.count - 1 {
            unit += 1
            scale *= 1_000
        }
        let tenths = bytes / (scale / 10)
        return "\(count(tenths / 10)).\(tenths % 10) \(units[unit])"
    }

    /// `5 Nov 2026`, or `22 Nov 2026, 13:04` for an instant.
    package static func occurrence(_ occurrence: Occurrence) -> String {
        switch occurrence {
        case .day(let day): shortDay(day)
        case .instant(let instant): moment(instant)
        }
    }

    /// A limit in time: `the end of 3 Mar 2026`, or `9 Mar 2026, 14:30`.
    package static func limit(_ time: Occurrence) -> String {
        switch time {
        case .day(let day): "the end of \(shortDay(day))"
        case .instant(let instant): moment(instant)
        }
    }

    /// The month (1…12) that a word names, whole or by three letters at least.
    static func month(_ word: Substring) -> Int? {
        let word = word.lowercased()
        guard word.utf8.count >= 3 else { return nil }
        return months.firstIndex { $0.lowercased().hasPrefix(word) }.map { $0 + 1 }
    }

    private static func ago(_ number: Int, _ unit: String) -> String {
        let size = count(abs(number), unit, unit + "s")
        return number < 0 ? "in \(size)" : "\(size) ago"
    }

    private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]
    private static let weekdays = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]
    private static let units = ["kB", "MB", "GB", "TB"]
}
