// SPDX-License-Identifier: Apache-2.0
import Testing
import WorkingTime

@Suite("A day") struct DayTests {
    @Test(arguments: [
        ("1970-01-01", 0, 4), ("1970-01-02", 1, 5), ("1969-12-31", -1, 3),
        ("2000-02-29", 11_016, 2), ("2000-03-01", 11_017, 3), ("2026-11-22", 20_779, 7),
        ("1900-03-01", -25_508, 4), ("0001-01-01", -719_162, 1), ("9999-12-31", 2_932_896, 5),
    ])
    func `is written and counted as the calendar has it`(text: String, number: Int, weekday: Int)
        throws
    {
        let day = try #require(Day(text))
        #expect(day.number == number)
        #expect(day.weekday == weekday)
        #expect(day.description == text)
        #expect(Day(number: number) == day)
    }

    @Test(arguments: [
        ("1066-10-20", 6), ("1582-10-15", 5), ("1805-10-21", 1), ("1945-05-08", 2),
        ("1969-07-20", 7), ("2000-01-01", 6), ("2024-02-29", 4), ("2026-12-25", 5),
    ])
    func `falls on the weekday that history gives it`(text: String, weekday: Int) throws {
        #expect(try #require(Day(text)).weekday == weekday)
    }

    @Test(arguments: [
        (4, true), (1600, true), (1700, false), (1800, false), (1900, false), (2000, true),
        (2023, false), (2024, true), (2026, false), (2100, false), (2400, true), (9996, true),
    ])
    func `has a leap day every fourth year, but in centuries only every fourth of those`(
        year: Int, isLeap: Bool
    ) throws {
        #expect((Day(year: year, month: 2, dayOfMonth: 29) != nil) == isLeap)
        let first = try #require(Day(year: year, month: 3, dayOfMonth: 1))
        #expect(first.adding(days: -1).parts.dayOfMonth == (isLeap ? 29 : 28))
    }

    @Test(arguments: 1...12)
    func `ends each month where the month ends`(month: Int) throws {
        let length = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
        #expect(Day(year: 2026, month: month, dayOfMonth: length + 1) == nil)
        #expect(Day(year: 2026, month: month, dayOfMonth: 0) == nil)
        let last = try #require(Day(year: 2026, month: month, dayOfMonth: length))
        let next = last.adding(days: 1).parts
        #expect(next == (month == 12 ? 2027 : 2026, month % 12 + 1, 1))
    }

    @Test(arguments: [
        "", "2026", "2026-1-01", "2026-01-1", "26-01-01", "02026-01-01", "2026/01/01",
        "2026-01-01T00:00:00Z", " 2026-01-01", "2026-01-01 ", "2026-01-01\n", "2026-00-01",
        "2026-13-01", "2026-01-00", "2026-01-32", "2026-04-31", "2026-02-29", "0000-01-01",
        "10000-01-01", "-001-01-01", "+026-01-01", "2026-+1-01", "2026-01--1", "20260101",
        "２０２６-01-01", "2026-W01-1", "20a6-01-01", "2026\u{2010}01\u{2010}01",
    ])
    func `is nothing but YYYY-MM-DD`(text: String) {
        #expect(Day(text) == nil)
    }

    @Test func `does not exist outside the years 1 to 9999`() {
        #expect(Day(year: 0, month: 12, dayOfMonth: 31) == nil)
        #expect(Day(year: 10_000, month: 1, dayOfMonth: 1) == nil)
        #expect(Day(year: -1, month: 1, dayOfMonth: 1) == nil)
        #expect(Day(year: 2026, month: 0, dayOfMonth: 1) == nil)
        #expect(Day(year: 2026, month: 13, dayOfMonth: 1) == nil)
    }

    @Test(arguments: [1...400, 1601...2400])
    func `follows the day before it, on every day of`(years: ClosedRange<Int>) throws {
        // Counts month by month, as a wall calendar does; the formula under test has no months.
        var number = try #require(
            Day(year: years.lowerBound, month: 1, dayOfMonth: 1)
        ).number
        var wrong: [String] = []
        for year in years {
            let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
            let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            for (index, length) in lengths.enumerated() {
                for dayOfMonth in 1...length {
                    let day = Day(number: number)
                    let same = Day(year: year, month: index + 1, dayOfMonth: dayOfMonth)
                    if day.parts != (year, index + 1, dayOfMonth) || same != day {
                        wrong.append("\(year)-\(index + 1)-\(dayOfMonth)")
                    }
                    number += 1
                }
            }
        }
        #expect(wrong.isEmpty)
    }

    @Test func `reads back what it writes, and sorts by time as its text does by letter`() {
        let days = stride(from: -719_162, through: 2_932_896, by: 997).map { Day(number: $0) }
        #expect(days.allSatisfy { Day($0.description) == $0 })
        #expect(days.map(\.description).sorted() == days.sorted().map(\.description))
    }
}
