// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// The working days of an office in England or Wales: Monday to Friday but for bank holidays.
///
/// It serves the demonstration and its summary alone; what the law counts is not decided here.
package struct OfficeCalendar: Sendable {
    /// The years whose holidays are known.
    package static let years = 2012...2028

    /// For each day from `first` on, how many working days there were up to and including it.
    private let counts: [Int]
    private let workingDays: [Day]
    private static let first = Day(number: 15_340)  // 2012-01-01
    private static let last = Day(number: 21_549)  // 2028-12-31

    package init() {
        let holidays = Self.bankHolidays()
        var counts: [Int] = []
        var days: [Day] = []
        for number in Self.first.number...Self.last.number {
            let day = Day(number: number)
            if day.weekday < 6, !holidays.contains(day) { days.append(day) }
            counts.append(days.count)
        }
        self.counts = counts
        workingDays = days
    }

    package func isWorking(_ day: Day) -> Bool { count(day) > count(day.adding(days: -1)) }

    /// How many working days come after `start`, up to and including `end`; negative where `end`
    /// is the earlier.
    package func workingDays(after start: Day, through end: Day) -> Int {
        count(end) - count(start)
    }

    /// The working day that is number `count` after `day`; for 0, `day` itself or the working day
    /// before it.
    package func day(_ count: Int, after day: Day) -> Day {
        let index = self.count(day) + count - 1
        return workingDays[min(max(index, 0), workingDays.count - 1)]
    }

    /// `day`, or the next working day.
    package func workingDay(from day: Day) -> Day {
        isWorking(day) ? day : self.day(1, after: day)
    }

    /// Beyond the known years nothing is counted.
    private func count(_ day: Day) -> Int {
        let index = day.number - Self.first.number
        return index < 0 ? 0 : counts[min(index, counts.count - 1)]
    }

    private static func bankHolidays() -> Set<Day> {
        var days: Set<Day> = []
        for (offset, row) in table.split(separator: "\n").enumerated() {
            for date in row.split(separator: " ") {
                let year = years.lowerBound + offset
                if let day = Day("\(year)-\(date.prefix(2))-\(date.suffix(2))") {
                    days.insert(day)
                }
            }
        }
        return days
    }

    /// Month and day of each bank holiday in England and Wales, a year a line
    /// (gov.uk/bank-holidays, read in November 2026).
    private static let table = """
        0102 0406 0409 0507 0604 0605 0827 1225 1226
        0101 0329 0401 0506 0527 0826 1225 1226
        0101 0418 0421 0505 0526 0825 1225 1226
        0101 0403 0406 0504 0525 0831 1225 1228
        0101 0325 0328 0502 0530 0829 1226 1227
        0102 0414 0417 0501 0529 0828 1225 1226
        0101 0330 0402 0507 0528 0827 1225 1226
        0101 0419 0422 0506 0527 0826 1225 1226
        0101 0410 0413 0508 0525 0831 1225 1228
        0101 0402 0405 0503 0531 0830 1227 1228
        0103 0415 0418 0502 0602 0603 0829 0919 1226 1227
        0102 0407 0410 0501 0508 0529 0828 1225 1226
        0101 0329 0401 0506 0527 0826 1225 1226
        0101 0418 0421 0505 0526 0825 1225 1226
        0101 0403 0406 0504 0525 0831 1225 1228
        0101 0326 0329 0503 0531 0830 1227 1228
        0103 0414 0417 0501 0529 0828 1225 1226
        """
}
