// SPDX-License-Identifier: Apache-2.0
import Casework
import Foundation
import WorkingTime

/// A way to the same dates that shares nothing with the first but the text of the rules: weekdays,
/// months and London's days come from Foundation's calendar, working days from a sorted list in
/// which a date is found by its place, and no day is walked to.
///
/// A mistake can be made in it on purpose: what a named case would show of it, it would show of the
/// same mistake in the program.
struct SecondPath {
    var mistakes: Set<Mistake> = []

    enum Mistake: String, CaseIterable {
        case wrongDivision, unionForScotland, ownDivisionForFOI, utcDay, receiptCounts, codeReceipt
        case inclusiveEnd, oneDayMore, weekendsCount, christmasCounts, goodFridayCounts
        case holidaysNotKnown, noSubstitutes, thirtyDayMonth, nextMonthFirst, noRolling
        case rollsBack, rollsByUnion, lateExtensionCounts, extensionFromNotice, extensionAdds
        case foisaExtends, pauseRestarts, pauseWithoutFirstDay, pauseWithoutLastDay
        case restartPauses, feeRestarts, feeWithoutNoticeDay, feeWithoutPaymentDay
        case lateQuestionRevives, firstClarificationGoverns, holdHasDate, identityPauses
        case stageFromReceipt, hoursOnTheClock, workingDaysForHours, deferralAddsDay
        case complaintDutyEarlier, extensionFromRolledDay, dayAfterReceiptForMonths
    }

    private func has(_ mistake: Mistake) -> Bool { mistakes.contains(mistake) }

    // MARK: Days

    /// Foundation's Gregorian calendar in one zone.
    private static func calendar(_ zone: String) -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: zone) ?? .gmt
        return calendar
    }
    private static let london = calendar("Europe/London")
    private static let utc = calendar("UTC")

    /// A day as the number of days since 1970, by Foundation.
    static func number(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let date = utc.date(from: DateComponents(year: year, month: month, day: day))
        return Int(((date ?? .distantPast).timeIntervalSince1970 / 86_400).rounded())
    }

    private static func date(_ day: Int) -> Date {
        Date(timeIntervalSince1970: Double(day) * 86_400)
    }

    func day(_ at: Occurrence) -> Int {
        switch at {
        case .day(let day): return day.number
        case .instant(let instant):
            let date = Date(timeIntervalSince1970: Double(instant.seconds))
            let calendar = has(.utcDay) ? Self.utc : Self.london
            let parts = calendar.dateComponents([.year, .month, .day], from: date)
            return Self.number(parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
        }
    }

    static func text(_ day: Int) -> String {
        let parts = utc.dateComponents([.year, .month, .day], from: date(day))
        return String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
    }

    func months(_ count: Int, after day: Int) -> Int {
        if has(.thirtyDayMonth) { return day + 30 * count }
        let moved = Self.utc.date(byAdding: .month, value: count, to: Self.date(day))
        let number = Int(((moved ?? .distantPast).timeIntervalSince1970 / 86_400).rounded())
        let before = Self.utc.component(.day, from: Self.date(day))
        let after = Self.utc.component(.day, from: Self.date(number))
        return has(.nextMonthFirst) && after < before ? number + 1 : number
    }

    // MARK: Working days

    /// All working days of 2011 to 2030, sorted, for each area; worked out once for each set of
    /// mistakes.
    private struct Days {
        let sorted: [Int]

        /// The place of the first working day on or after `day`.
        func place(of day: Int) -> Int {
            var (low, high) = (0, sorted.count)
            while low < high {
                let middle = (low + high) / 2
                if sorted[middle] < day { low = middle + 1 } else { high = middle }
            }
            return low
        }

        func isWorking(_ day: Int) -> Bool {
            let place = place(of: day)
            return place < sorted.count && sorted[place] == day
        }
    }
    private var lists: [String: Days] = [:]

    init(_ mistakes: Set<Mistake> = []) {
        self.mistakes = mistakes
        for area in ["any", "england-and-wales", "scotland", "northern-ireland"] {
            lists[area] = Days(sorted: working(area))
        }
    }

    private func working(_ area: String) -> [Int] {
        var off: Set<Int> = []
        for holiday in Holidays.all where area == "any" || holiday.divisions.contains(area) {
            if has(.noSubstitutes), holiday.isSubstitute { continue }
            if has(.christmasCounts), holiday.title == "Christmas Day" { continue }
            if has(.goodFridayCounts), holiday.title == "Good Friday" { continue }
            if has(.holidaysNotKnown), holiday.wasProclaimedLate { continue }
            off.insert(holiday.day)
        }
        return (Self.number(2011, 1, 1)...Self.number(2030, 12, 31)).filter { day in
            if off.contains(day) { return false }
            let weekday = Self.utc.component(.weekday, from: Self.date(day))
            return has(.weekendsCount) || (weekday != 1 && weekday != 7)
        }
    }

    private func list(_ area: String) -> Days { lists[area] ?? Days(sorted: []) }

    /// The `count`th working day after `start` that lies in none of `left`.
    func due(_ start: Int, _ count: Int, _ area: String, without left: [ClosedRange<Int>]) -> Int {
        let days = list(area)
        var place = days.place(of: has(.receiptCounts) ? start : start + 1) + count - 1
        if has(.codeReceipt), !days.isWorking(start) { place += 1 }
        if has(.inclusiveEnd) { place -= 1 }
        if has(.oneDayMore) { place += 1 }
        // Each range moves the place by the working days that it takes out before it.
        var taken: Set<Int> = []
        var changed = true
        while changed {
            changed = false
            for range in left {
                for index in days.place(
                    of: max(range.lowerBound, start + 1))..<days.place(
                        of: range.upperBound + 1)
                where index <= place && taken.insert(index).inserted {
                    place += 1
                    changed = true
                }
            }
        }
        return days.sorted[place]
    }

    func roll(_ day: Int, _ area: String) -> Int {
        if has(.noRolling) { return day }
        let days = list(has(.rollsByUnion) ? "any" : area)
        let place = days.place(of: day)
        return has(.rollsBack) && days.sorted[place] != day
            ? days.sorted[place - 1] : days.sorted[place]
    }
}

/// The published file, read again without the program's reader; the shipped table where the file is
/// not there, which is told by a test of its own.
enum Holidays {
    struct Holiday {
        let day: Int
        let divisions: Set<String>
        let title: String
        let isSubstitute: Bool
        var wasProclaimedLate: Bool {
            ["2022-09-19", "2023-05-08", "2026-06-15"].contains(SecondPath.text(day))
        }
    }

    static let path =
        (ProcessInfo.processInfo.environment["CASELEDGER_SHARED"] ?? "../shared")
        + "/data/bank-holidays.json"

    private struct Published: Decodable {
        struct Event: Decodable {
            let title: String
            let date: String
            let notes: String
        }
        let events: [Event]
    }

    static let published: [Holiday]? = {
        guard let data = FileManager.default.contents(atPath: path),
            let divisions = try? JSONDecoder().decode([String: Published].self, from: data)
        else { return nil }
        return divisions.flatMap { name, table in
            table.events.compactMap { event in
                let parts = event.date.split(separator: "-").compactMap { Int($0) }
                guard parts.count == 3 else { return nil }
                return Holiday(
                    day: SecondPath.number(parts[0], parts[1], parts[2]), divisions: [name],
                    title: event.title, isSubstitute: event.notes == "Substitute day")
            }
        }
    }()

    static let shipped = HolidayTable.shipped.holidays.map { holiday in
        Holiday(
            day: holiday.day.number,
            divisions: Set(holiday.divisions.divisions.map(\.rawValue)), title: holiday.title,
            isSubstitute: holiday.note == "Substitute day")
    }

    static let all = published ?? shipped
}
