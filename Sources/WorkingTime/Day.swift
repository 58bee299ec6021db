// SPDX-License-Identifier: Apache-2.0

/// A day of the proleptic Gregorian calendar, 0001-01-01 to 9999-12-31, without a time zone.
///
/// Where the law or a form speaks of a day, it is a civil day in Europe/London.
package struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Days since 1970-01-01, which is 0.
    package let number: Int

    /// - Parameter number: Days since 1970-01-01; a precondition keeps it in 0001…9999.
    package init(number: Int) {
        precondition((Self.first...Self.last).contains(number), "a day outside 0001…9999")
        self.number = number
    }

    /// A day from its calendar parts, or nil where no such day exists (30 February).
    package init?(year: Int, month: Int, dayOfMonth: Int) {
        guard (1...9999).contains(year), (1...12).contains(month),
            (1...Self.length(ofMonth: month, year: year)).contains(dayOfMonth)
        else { return nil }
        self.number = Self.number(year: year, month: month, dayOfMonth: dayOfMonth)
    }

    /// A day from `YYYY-MM-DD`, or nil where the text is anything else.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = decimal(bytes[0..<4]), let month = decimal(bytes[5..<7]),
            let dayOfMonth = decimal(bytes[8..<10])
        else { return nil }
        self.init(year: year, month: month, dayOfMonth: dayOfMonth)
    }

    /// `YYYY-MM-DD`.
    package var description: String {
        let (year, month, dayOfMonth) = parts
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfMonth, 2))"
    }

    /// Year, month (1…12) and day of the month (1…31).
    ///
    /// The arithmetic shifts the year to begin in March, so that a leap day is a year's last.
    package var parts: (year: Int, month: Int, dayOfMonth: Int) {
        let shifted = number + 719_468
        let era = shifted.dividedRoundingDown(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let dayOfMonth = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfMonth)
    }

    /// 1 for Monday … 7 for Sunday (ISO 8601).
    package var weekday: Int { (number + 3).remainderRoundingDown(by: 7) + 1 }

    package func adding(days: Int) -> Day { Day(number: number + days) }

    package static func < (left: Day, right: Day) -> Bool { left.number < right.number }

    private static let first = number(year: 1, month: 1, dayOfMonth: 1)
    private static let last = number(year: 9999, month: 12, dayOfMonth: 31)

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func number(year: Int, month: Int, dayOfMonth: Int) -> Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear.dividedRoundingDown(by: 400)
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + dayOfMonth - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }
}

/// The number that ASCII digits write, or nil where there is none or another character.
func decimal(_ digits: some Collection<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.count <= 18 else { return nil }
    var value = 0
    for digit in digits {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
        value = value * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return value
}

/// `value` in decimal with zeros before it, `width` characters at least; `value` ≥ 0.
func padded(_ value: Int, _ width: Int) -> String {
    var digits = String(value)
    while digits.utf8.count < width { digits = "0" + digits }
    return digits
}

extension Int {
    func dividedRoundingDown(by divisor: Int) -> Int {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
    func remainderRoundingDown(by divisor: Int) -> Int {
        self - dividedRoundingDown(by: divisor) * divisor
    }
}
