internal import Casework
internal import Crypto
internal import EventCodec
// SPDX-License-Identifier: Apache-2.0
internal import Forms
internal import Foundation
package import WorkingTime

/// A table of bank holidays in a file: the JSON that gov.uk publishes, or this program's own form
/// (`HolidayTable.init(_:)`).
package struct HolidayFile {
    /// Why a file is no table that dates can rest on.
    package struct Problem: Error, Equatable, CustomStringConvertible {
        package let description: String
    }

    /// What a table is called, whatever it says itself; JSON says nothing of itself.
    package struct Naming {
        package let version: String?
        package let source: String?
        package let licence: String?
        /// Names a JSON file that is given no version.
        package let today: Day

        package init(version: String?, source: String?, licence: String?, today: Day) {
            self.version = version
            self.source = source
            self.licence = licence
            self.today = today
        }
    }

    /// Where the JSON comes from, and under what terms it is published.
    package static let usualSource = "gov.uk bank holidays, https://www.gov.uk/bank-holidays.json"
    package static let usualLicence = "Open Government Licence v3.0"

    /// A division has six bank holidays a year at the least: the four that the Act of 1971 gives
    /// Northern Ireland and Scotland alike, and what both have beside them.
    private static let fewest = 6
    /// Far above what a file of many years has.
    private static let largest = 1_048_576

    /// - Throws: A `Problem` where a year lacks a division's holidays, a day stands in the table
    ///   twice for one division, or the file is no such table.
    package static func table(
        _ bytes: [UInt8], _ naming: Naming
    ) throws(Problem) -> HolidayTable {
        guard bytes.count <= largest else { throw Problem(description: "it is over 1 MiB") }
        let digest = SHA256.hash(data: bytes).hexadecimal
        let isJSON = bytes.first { ![9, 10, 13, 32].contains($0) } == UInt8(ascii: "{")
        let table: HolidayTable
        if isJSON {
            table = try published(bytes, naming, digest)
        } else {
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw Problem(description: "it is neither JSON nor text in UTF-8")
            }
            do { table = try HolidayTable(text) } catch {
                throw Problem(description: "\(error)")
            }
        }
        try check(table)
        // The digest is that of this file, whatever another's it was made from.
        return HolidayTable(
            version: naming.version ?? table.version, source: naming.source ?? table.source,
            licence: naming.licence ?? table.licence, digest: digest, years: table.years,
            holidays: joined(table.holidays))
    }

    /// The table that is in force after `older`, where `table` comes on `today`.
    package static func successor(
        of older: HolidayTable, _ table: HolidayTable, today: Day
    ) throws(Problem) -> HolidayTable {
        guard let newer = table.succeeding(older, announced: today) else {
            throw Problem(
                description: "between its years, \(table.years.lowerBound) to "
                    + "\(table.years.upperBound), and those of the calendar in force, "
                    + "\(older.years.lowerBound) to \(older.years.upperBound), some are missing")
        }
        guard CalendarAdopted(newer) != nil else {
            throw Problem(description: "a text in it is empty, or has over 200 characters")
        }
        return newer
    }

    // MARK: The JSON of gov.uk

    /// `{"scotland":{"division":"scotland","events":[{"title":…,"date":…,"notes":…}]}}`, with all
    /// three divisions.
    private static func published(
        _ bytes: [UInt8], _ naming: Naming, _ digest: String
    ) throws(Problem) -> HolidayTable {
        guard let json = JSON(parsing: bytes) else {
            throw Problem(description: "it is not whole, or no JSON")
        }
        var holidays: [BankHoliday] = []
        for division in Division.allCases {
            guard let events = json[division.rawValue]?["events"]?.elements else {
                throw Problem(
                    description: "it has no list `events` for the division `\(division.rawValue)`")
            }
            for (index, event) in events.enumerated() {
                guard let day = event["date"]?.text.flatMap({ Day($0) }),
                    let title = event["title"]?.text
                else {
                    throw Problem(
                        description:
                            "holiday \(index + 1) of `\(division.rawValue)` has no title, or a "
                            + "date that is no day as 2026-12-25")
                }
                holidays.append(
                    BankHoliday(
                        day: day, divisions: Divisions(division), title: title,
                        note: event["notes"]?.text ?? ""))
            }
        }
        let years = holidays.map { $0.day.parts.year }
        guard let first = years.min(), let last = years.max() else {
            throw Problem(description: "it has no holidays")
        }
        return HolidayTable(
            version: naming.today.description, source: usualSource, licence: usualLicence,
            digest: digest, years: first...last, holidays: holidays)
    }

    /// Divisions that have a day under one name and note have one holiday.
    private static func joined(_ holidays: [BankHoliday]) -> [BankHoliday] {
        struct Name: Hashable {
            let day: Day
            let title: String
            let note: String
            let announced: Day?
        }
        var divisions: [Name: Divisions] = [:]
        for holiday in holidays {
            let name = Name(
                day: holiday.day, title: holiday.title, note: holiday.note,
                announced: holiday.announced)
            divisions[name, default: []].formUnion(holiday.divisions)
        }
        return divisions.map { name, divisions in
            BankHoliday(
                day: name.day, divisions: divisions, title: name.title, note: name.note,
                announced: name.announced)
        }
    }

    // MARK: What any table must be

    private static func check(_ table: HolidayTable) throws(Problem) {
        guard (1900...2200).contains(table.years.lowerBound),
            (1900...2200).contains(table.years.upperBound)
        else { throw Problem(description: "its years are not of our time") }
        // A control character would end a line where tables are written as text.
        for holiday in table.holidays
        where Code(holiday.title) == nil || Code("-" + holiday.note) == nil {
            throw Problem(
                description: "\(holiday.day) has an empty title, or a character in it or in its "
                    + "note that cannot be printed")
        }
        for division in Division.allCases {
            var counts: [Int: Int] = [:]
            var days: Set<Day> = []
            for holiday in table.holidays where holiday.divisions.contains(Divisions(division)) {
                guard table.years.contains(holiday.day.parts.year) else {
                    throw Problem(
                        description: "\(holiday.day) lies outside the years that it is said to have"
                    )
                }
                guard days.insert(holiday.day).inserted else {
                    throw Problem(
                        description: "\(holiday.day) stands twice for \(division.label)")
                }
                counts[holiday.day.parts.year, default: 0] += 1
            }
            for year in table.years where counts[year, default: 0] < fewest {
                throw Problem(
                    description: "\(year) has \(counts[year, default: 0]) holidays for "
                        + "\(division.label), too few for a whole year")
            }
        }
    }
}
