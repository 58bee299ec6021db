// SPDX-License-Identifier: Apache-2.0

/// The bank holidays that the Banking and Financial Dealings Act 1971, Schedule 1, fixes without a
/// proclamation, and the two days that no working day falls on anywhere.
///
/// Not a calendar: New Year's Day in England, the early May holiday and others are proclaimed for
/// each year (section 1(2), (3) and (5)), so what is worked out here for a year without a table is
/// provisional, and can only be too early.
enum FixedHolidays {
    /// Good Friday and Christmas Day, which the Freedom of Information Acts name beside the bank
    /// holidays (FOIA 2000, section 10(6); FOISA 2002, section 73).
    static func everywhere(_ day: Day) -> String? {
        let (year, month, dayOfMonth) = day.parts
        if month == 12, dayOfMonth == 25 { return "Christmas Day" }
        return (month == 3 || month == 4) && day == easter(year).adding(days: -2)
            ? "Good Friday" : nil
    }

    /// The divisions that the Schedule gives a bank holiday on `day`, and its name.
    static func holidays(on day: Day) -> [(title: String, divisions: Divisions)] {
        Division.allCases.compactMap { division in
            title(day, division).map { ($0, Divisions(division)) }
        }
    }

    private static func title(_ day: Day, _ division: Division) -> String? {
        let (year, month, dayOfMonth) = day.parts
        let isMonday = day.weekday == 1
        switch (division, month) {
        case (.scotland, 1):
            if dayOfMonth == 1, day.weekday != 7 { return "New Year’s Day" }
            if dayOfMonth == 2, day.weekday != 7 { return "2nd January" }
            // One day in place of either Sunday.
            return dayOfMonth == 3 && (day.weekday == 1 || day.weekday == 2) ? "2nd January" : nil
        case (.scotland, 5): return isMonday && dayOfMonth <= 7 ? "Early May bank holiday" : nil
        case (.scotland, 8): return isMonday && dayOfMonth <= 7 ? "Summer bank holiday" : nil
        case (.scotland, 11):
            return dayOfMonth == 30 && day.weekday < 6 ? "St Andrew’s Day" : nil
        case (.scotland, 12):
            if isMonday, dayOfMonth <= 2 { return "St Andrew’s Day" }
            return dayOfMonth == 26 && isMonday ? "Christmas Day" : nil
        case (.scotland, _): return nil
        case (.northernIreland, 3) where dayOfMonth == 17 && day.weekday != 7,
            (.northernIreland, 3) where dayOfMonth == 18 && isMonday:
            return "St Patrick’s Day"
        case (_, 3), (_, 4): return day == easter(year).adding(days: 1) ? "Easter Monday" : nil
        case (_, 5): return isMonday && dayOfMonth >= 25 ? "Spring bank holiday" : nil
        case (_, 8): return isMonday && dayOfMonth >= 25 ? "Summer bank holiday" : nil
        case (_, 12):
            if dayOfMonth == 26, day.weekday != 7 { return "Boxing Day" }
            return dayOfMonth == 27 && (isMonday || day.weekday == 2) ? "Boxing Day" : nil
        default: return nil
        }
    }

    /// Easter Sunday of the Gregorian calendar, by the century's corrections, the moon's age and
    /// the Sunday after it (Calendar (New Style) Act 1750, as every almanac computes it).
    static func easter(_ year: Int) -> Day {
        let golden = year % 19
        let century = year / 100
        let epact =
            (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30
        let moon = epact - (epact / 28) * (1 - (29 / (epact + 1)) * ((21 - golden) / 11))
        let weekday = (year + year / 4 + moon + 2 - century + century / 4) % 7
        let offset = moon - weekday
        let month = 3 + (offset + 40) / 44
        guard let day = Day(year: year, month: month, dayOfMonth: offset + 28 - 31 * (month / 4))
        else { preconditionFailure("Easter outside March and April") }
        return day
    }
}
