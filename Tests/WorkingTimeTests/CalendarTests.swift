// SPDX-License-Identifier: Apache-2.0
import Testing
import WorkingTime

@Suite("Bank holidays as they were published") struct HolidayTableTests {
    @Test func `the shipped table says what it is`() {
        let table = HolidayTable.shipped
        #expect(table.version == "2026-02-25")
        #expect(table.licence == "Open Government Licence v3.0")
        #expect(table.digest == "befcb3100d9af0421e0c6dabc051a612fc23d0a0650a684a8224fc54a1ffb890")
        #expect(table.years == 2012...2028)
        func count(_ division: Division) -> Int {
            table.holidays.count { $0.divisions.contains(Divisions(division)) }
        }
        #expect(count(.englandAndWales) == 140)
        #expect(count(.scotland) == 158)
        #expect(count(.northernIreland) == 174)
    }

    @Test(
        "a holiday is not known before it was announced",
        arguments: [
            ("2022-09-19", "2022-09-08", true), ("2022-09-19", "2022-09-09", false),
            ("2023-05-08", "2022-11-07", true), ("2023-05-08", "2022-11-08", false),
            ("2026-06-15", "2026-02-24", true), ("2026-06-15", "2026-02-25", false),
        ])
    func known(_ day: String, _ knownOn: String, _ isWorking: Bool) throws {
        let table = HolidayTable.shipped.known(on: try #require(Day(knownOn)))
        let day = try #require(Day(day))
        #expect(WorkingDays(table, .anyPart).isWorking(day) == isWorking)
    }

    @Test(
        "a text that is no table is refused at its line",
        arguments: [
            ("", 1), ("# version: 1\n2026-01-01\tscotland\tA day\n", 1),
            ("2026-02-30\tscotland\tA day", 1), ("# years: 2026-2026\n2026-01-01\twales\tA day", 2),
            ("2026-01-01\tscotland\tA day\t\tsoon", 1), ("2026-01-01", 1),
        ])
    func refused(_ text: String, _ line: Int) {
        #expect(throws: HolidayTable.Problem.self) { try HolidayTable(text) }
        do { _ = try HolidayTable(text) } catch { #expect(error.line == line) }
    }
}

@Suite("Working days") struct WorkingDaysTests {
    private func off(_ day: String, _ area: HolidayArea) throws -> String? {
        WorkingCalendar.shipped[area].off(try #require(Day(day))).map { "\($0)" }
    }

    @Test func `a holiday in any part of the United Kingdom is one for the Act of 2000`() throws {
        #expect(try off("2026-03-17", .anyPart) == "St Patrick’s Day (Northern Ireland)")
        #expect(try off("2026-03-17", .division(.englandAndWales)) == nil)
        #expect(try off("2026-06-15", .anyPart) == "World Cup bank holiday (Scotland)")
        #expect(try off("2026-08-31", .division(.scotland)) == nil)
        #expect(try off("2026-12-25", .anyPart) == "Christmas Day")
        #expect(try off("2026-11-21", .anyPart) == "Saturday")
    }

    @Test func `counting forth and back meet`() throws {
        let days = WorkingCalendar.shipped[.anyPart]
        for number in stride(from: 16_000, to: 21_000, by: 7) {
            let day = Day(number: number)
            for count in [1, 5, 20, 40] {
                let end = days.day(count, after: day)
                #expect(days.count(after: day, through: end) == count)
                #expect(days.isWorking(end))
                #expect(days.day(count, before: end) <= days.onOrAfter(day))
            }
        }
    }

    /// Each year's fixed days are in the published table, but for those that were moved.
    @Test func `what the Act of 1971 fixes is what was published`() throws {
        let moved: Set = [
            "2012-05-28", "2012-06-04", "2012-06-05", "2020-05-04", "2022-05-30",
        ]
        let empty = HolidayTable(
            version: "none", source: "", licence: "", digest: "", years: 1...1, holidays: [])
        for division in Division.allCases {
            let area = HolidayArea.division(division)
            let fixed = WorkingDays(empty, area)
            let published = WorkingCalendar.shipped[area]
            for number in try #require(Day("2012-01-01"))
                .number...#require(Day("2028-12-31")).number
            {
                let day = Day(number: number)
                guard !fixed.isWorking(day), !moved.contains("\(day)") else { continue }
                #expect(!published.isWorking(day), "\(division) \(day)")
            }
        }
    }

    @Test func `a year without a table is provisional, and keeps the fixed days`() throws {
        let days = WorkingCalendar.shipped[.division(.englandAndWales)]
        let easter = try #require(Day("2030-04-22"))
        #expect(days.isProvisional(easter))
        #expect(days.off(easter).map { "\($0)" } == "Easter Monday (England and Wales)")
        // New Year's Day is proclaimed there: nobody has done so for 2030.
        #expect(days.isWorking(try #require(Day("2030-01-01"))))
    }
}

@Suite("Months and service hours") struct MonthTests {
    @Test(
        "the same date, or the last of the month",
        arguments: [
            ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"),
            ("2026-01-31", 3, "2026-04-30"), ("2025-11-30", 3, "2026-02-28"),
            ("2025-12-15", 1, "2026-01-15"), ("2026-03-31", -1, "2026-02-28"),
        ])
    func months(_ day: String, _ count: Int, _ end: String) throws {
        #expect(try #require(Day(day)).adding(months: count).description == end)
    }

    @Test(
        "hours of service pass while the service is open",
        arguments: [
            // Nine to five; Friday afternoon, over a weekend, over a change of the clocks.
            ("2026-11-20T16:00:00Z", 2, "2026-11-23T10:00:00.000Z"),
            ("2026-11-20T09:30:00Z", 2, "2026-11-20T11:30:00.000Z"),
            ("2026-11-20T18:00:00Z", 1, "2026-11-23T10:00:00.000Z"),
            ("2026-03-27T16:30:00Z", 1, "2026-03-30T08:30:00.000Z"),
            ("2026-12-24T16:00:00Z", 2, "2026-12-29T10:00:00.000Z"),
        ])
    func service(_ start: String, _ hours: Int, _ end: String) throws {
        let open = try #require(ServiceHours(opens: 9 * 3_600, closes: 17 * 3_600))
        let instant = open.instant(
            hours * 3_600, after: try #require(Instant(start)),
            WorkingCalendar.shipped[.division(.englandAndWales)])
        #expect(instant.description == end)
    }

    @Test func `a service that never opens is none`() {
        #expect(ServiceHours(opens: 61_200, closes: 32_400) == nil)
        #expect(ServiceHours(opens: 0, closes: 0) == nil)
    }
}
