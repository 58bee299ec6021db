// SPDX-License-Identifier: Apache-2.0

/// Whose bank holidays keep a day from being a working day.
package enum HolidayArea: Hashable, Sendable {
    /// A holiday in any part of the United Kingdom does (FOIA 2000, section 10(6)).
    case anyPart
    case division(Division)

    package var divisions: Divisions {
        switch self {
        case .anyPart: .unitedKingdom
        case .division(let division): Divisions(division)
        }
    }

    package var label: String {
        switch self {
        case .anyPart: "any part of the United Kingdom"
        case .division(let division): division.label
        }
    }
}

/// Why a day is no working day.
package enum DayOff: Hashable, Sendable, CustomStringConvertible {
    case saturday, sunday
    /// A bank holiday, Christmas Day or Good Friday, and the divisions of the area that have it.
    case holiday(String, Divisions)

    package var description: String {
        switch self {
        case .saturday: "Saturday"
        case .sunday: "Sunday"
        case .holiday(let title, let divisions):
            divisions == .unitedKingdom ? title : "\(title) (\(divisions.label))"
        }
    }
}

/// The working days of an area under one table of holidays.
package struct WorkingDays: Sendable {
    package let table: HolidayTable
    package let area: HolidayArea
    private let holidays: [Int: DayOff]

    package init(_ table: HolidayTable, _ area: HolidayArea) {
        self.table = table
        self.area = area
        var holidays: [Int: DayOff] = [:]
        for holiday in table.holidays {
            let divisions = holiday.divisions.intersection(area.divisions)
            guard !divisions.isEmpty else { continue }
            // Two holidays on one day, as 2nd January in Scotland and a substitute elsewhere.
            if case .holiday(let title, let others)? = holidays[holiday.day.number] {
                let both = title == holiday.title ? title : "\(title), \(holiday.title)"
                holidays[holiday.day.number] = .holiday(both, others.union(divisions))
            } else {
                holidays[holiday.day.number] = .holiday(holiday.title, divisions)
            }
        }
        self.holidays = holidays
    }

    /// Why `day` is no working day; nil for a working day.
    package func off(_ day: Day) -> DayOff? {
        switch day.weekday {
        case 6: return .saturday
        case 7: return .sunday
        default: break
        }
        if let holiday = holidays[day.number] { return holiday }
        if let title = FixedHolidays.everywhere(day) { return .holiday(title, .unitedKingdom) }
        guard isProvisional(day) else { return nil }
        for (title, divisions) in FixedHolidays.holidays(on: day) {
            let divisions = divisions.intersection(area.divisions)
            if !divisions.isEmpty { return .holiday(title, divisions) }
        }
        return nil
    }

    package func isWorking(_ day: Day) -> Bool { off(day) == nil }

    /// Whether the table says nothing of the day's year, so that a holiday may be missing.
    package func isProvisional(_ day: Day) -> Bool { !table.years.contains(day.parts.year) }

    /// The `count`th working day after `day`, which does not count itself; `count` ≥ 1. O(`count`).
    package func day(_ count: Int, after day: Day) -> Day {
        var day = day
        var left = count
        while left > 0 {
            day = day.adding(days: 1)
            if isWorking(day) { left -= 1 }
        }
        return day
    }

    /// The `count`th working day before `day`; `count` ≥ 1.
    package func day(_ count: Int, before day: Day) -> Day {
        var day = day
        var left = count
        while left > 0 {
            day = day.adding(days: -1)
            if isWorking(day) { left -= 1 }
        }
        return day
    }

    /// `day`, or the next working day where it is none.
    package func onOrAfter(_ day: Day) -> Day {
        var day = day
        while !isWorking(day) { day = day.adding(days: 1) }
        return day
    }

    /// How many working days there are after `first`, up to `last` and with it.
    package func count(after first: Day, through last: Day) -> Int {
        guard last > first else { return 0 }
        return (first.number + 1...last.number).count { isWorking(Day(number: $0)) }
    }
}

/// One table seen from every area.
package struct WorkingCalendar: Sendable {
    package let table: HolidayTable
    private let anyPart: WorkingDays
    private let divisions: [Division: WorkingDays]

    package init(_ table: HolidayTable) {
        self.table = table
        anyPart = WorkingDays(table, .anyPart)
        divisions = Dictionary(
            uniqueKeysWithValues: Division.allCases.map {
                ($0, WorkingDays(table, .division($0)))
            })
    }

    package static let shipped = WorkingCalendar(.shipped)

    package subscript(area: HolidayArea) -> WorkingDays {
        switch area {
        case .anyPart: anyPart
        case .division(let division): divisions[division] ?? anyPart
        }
    }
}
