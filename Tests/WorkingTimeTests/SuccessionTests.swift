// SPDX-License-Identifier: Apache-2.0
import Testing
import WorkingTime

/// A table of one year of 2030 and later, from lines `day divisions title`.
private func table(
    _ years: ClosedRange<Int>, _ holidays: [(String, Divisions)], version: String = "new"
) throws -> HolidayTable {
    HolidayTable(
        version: version, source: "a source", licence: "a licence", digest: "c0de", years: years,
        holidays: try holidays.map {
            BankHoliday(day: try #require(Day($0.0)), divisions: $0.1, title: "A day")
        })
}

@Suite("A table of holidays after another") struct SuccessionTests {
    private let today = Day(number: 22_300)

    @Test func `what is new in a year that was published came when it was told`() throws {
        let older = try table(2030...2030, [("2030-05-06", .unitedKingdom)])
        let newer = try table(
            2030...2030, [("2030-05-06", .unitedKingdom), ("2030-06-03", .unitedKingdom)])
        let merged = try #require(newer.succeeding(older, announced: today))
        #expect(merged.holidays.map(\.announced) == [nil, today])
        #expect(merged.known(on: today.adding(days: -1)).holidays.count == 1)
        #expect(merged.known(on: today).holidays.count == 2)
        #expect(merged.version == "new")
    }

    @Test func `a holiday that comes for one division leaves the others as they were`() throws {
        let scotland = Divisions(.scotland)
        let older = try table(2030...2030, [("2030-05-06", scotland)])
        let newer = try table(2030...2030, [("2030-05-06", .unitedKingdom)])
        let merged = try #require(newer.succeeding(older, announced: today))
        #expect(merged.holidays.count == 2)
        for holiday in merged.holidays {
            #expect((holiday.announced == nil) == (holiday.divisions == scotland))
        }
    }

    @Test func `what a table says of an announcement stands, and what was known stays so`() throws {
        let told = today.adding(days: -9)
        let first = try table(2030...2030, [])
        let second = HolidayTable(
            version: "2", source: "", licence: "", digest: "", years: 2030...2030,
            holidays: [
                BankHoliday(
                    day: try #require(Day("2030-06-03")), divisions: .unitedKingdom,
                    title: "A day", announced: told)
            ])
        let merged = try #require(second.succeeding(first, announced: today))
        #expect(merged.holidays.map(\.announced) == [told])
        // The next table has it without a word of when it came.
        let third = try table(2030...2030, [("2030-06-03", .unitedKingdom)])
        let again = try #require(third.succeeding(merged, announced: today.adding(days: 40)))
        #expect(again.holidays.map(\.announced) == [told])
        #expect(again.hasSameHolidays(as: merged))
    }

    @Test func `a holiday left out by mistake came when the first table that had it says`() throws {
        let told = today.adding(days: -90)
        let first = HolidayTable(
            version: "1", source: "", licence: "", digest: "", years: 2030...2030,
            holidays: [
                BankHoliday(
                    day: try #require(Day("2030-06-03")), divisions: .unitedKingdom,
                    title: "A day", announced: told)
            ])
        let mistaken = try #require(
            try table(2030...2030, []).succeeding(first, announced: today.adding(days: -1)))
        let right = try #require(
            try table(2030...2030, [("2030-06-03", .unitedKingdom)])
                .succeeding(mistaken, after: [first], announced: today))
        #expect(right.holidays.map(\.announced) == [told])
    }

    @Test func `of a later table only what it says was announced by then was known`() throws {
        let older = try table(2030...2030, [("2030-05-06", .unitedKingdom)], version: "old")
        let scotland = Divisions(.scotland)
        let later = HolidayTable(
            version: "later", source: "", licence: "", digest: "", years: 2030...2031,
            holidays: [
                BankHoliday(
                    day: try #require(Day("2030-06-03")), divisions: scotland, title: "A day",
                    announced: today),
                BankHoliday(
                    day: try #require(Day("2031-06-03")), divisions: scotland, title: "A day",
                    announced: today),
                BankHoliday(
                    day: try #require(Day("2030-07-03")), divisions: scotland, title: "A day"),
            ])
        let before = older.known(on: today.adding(days: -1), and: later)
        #expect(before == older)
        let then = older.known(on: today, and: later)
        #expect(then.holidays.map { "\($0.day)" } == ["2030-05-06", "2030-06-03"])
        #expect(then.years == 2030...2030)
        #expect(then.version == "old, as known on \(today)")
    }

    @Test func `years that it lacks stay, and those of its own are new from the first`() throws {
        let older = try table(2030...2031, [("2030-05-06", .unitedKingdom)])
        let newer = try table(2031...2032, [("2032-05-03", .unitedKingdom)])
        let merged = try #require(newer.succeeding(older, announced: today))
        #expect(merged.years == 2030...2032)
        #expect(merged.holidays.map { "\($0.day)" } == ["2030-05-06", "2032-05-03"])
        #expect(merged.holidays.allSatisfy { $0.announced == nil })
    }

    @Test func `a year that nobody published between them is refused`() throws {
        let older = try table(2030...2030, [])
        #expect(try table(2032...2032, []).succeeding(older, announced: today) == nil)
        #expect(try table(2031...2032, []).succeeding(older, announced: today) != nil)
        #expect(try table(2028...2028, []).succeeding(older, announced: today) == nil)
    }

    @Test func `a holiday that is gone is gone, and is told`() throws {
        let older = try table(2030...2030, [("2030-05-06", .unitedKingdom)])
        let newer = try table(2030...2030, [("2030-05-10", .unitedKingdom)])
        let merged = try #require(newer.succeeding(older, announced: today))
        #expect(merged.holidays.map { "\($0.day)" } == ["2030-05-10"])
        #expect(older.holidays(missingIn: merged).map { "\($0.day)" }.first == "2030-05-06")
        #expect(older.holidays(missingIn: merged).count == 3)
        #expect(merged.holidays(missingIn: older).map(\.division) == Division.allCases)
    }

    @Test func `the text of a table gives the same table`() throws {
        #expect(try HolidayTable(HolidayTable.shipped.text) == .shipped)
    }
}
