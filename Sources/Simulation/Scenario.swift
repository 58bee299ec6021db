// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// What history is asked for. The same scenario is the same history, action by action.
package struct Scenario: Equatable, Sendable {
    package let cases: Int
    package let seed: UInt64
    /// The first and the last day of the history, in London.
    package let from: Day
    package let until: Day

    /// How many cases a year the authority takes, where more are asked for than one year's.
    package static let casesAYear = 36_000
    /// The last day where none is given: fixed, so that a seed gives the same bytes on any day.
    package static let until = Day(number: 20_726)  // 2026-09-30

    package enum Problem: Error, Equatable {
        case noCases
        /// The history would begin before the years whose bank holidays are known.
        case tooMany(limit: Int)
        /// Holidays of that day's year are not known.
        case untilOutside(ClosedRange<Int>)
    }

    /// A year up to `until`; for more than 36,000 cases as many years as they take at 3,000 a
    /// month. A history shorter than a year would show neither seasons nor lateness.
    package init(cases: Int, seed: UInt64, until: Day = Scenario.until) throws(Problem) {
        guard cases > 0 else { throw .noCases }
        // Half a year before the first day is still in the calendar.
        let known = OfficeCalendar.years.lowerBound + 2...OfficeCalendar.years.upperBound - 1
        guard known.contains(until.parts.year) else { throw .untilOutside(known) }
        let most = (until.parts.year - known.lowerBound + 1) * Self.casesAYear
        guard cases <= most else { throw .tooMany(limit: most) }
        self.cases = cases
        self.seed = seed
        self.until = until
        from = until.adding(days: 1 - max(365, cases * 365 / Self.casesAYear))
    }
}
