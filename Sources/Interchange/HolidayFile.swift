// SPDX-License-Identifier: Apache-2.0
internal import Casework
internal import Crypto
internal import EventCodec
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

    /// The bank holidays that a division has in a year in which nothing special is proclaimed:
    /// those of the Act of 1971, and those proclaimed each year.
    private static func fewest(_ division: Division) -> Int {
        switch division {
        case .englandAndWales: 8
        case .scotland: 9
        case .northernIreland: 10
        }
    }
    /// In bytes, far above what a file of many years has.
    package static let largest = 1_048_576

    /// - Throws: A `Problem` where a year lacks a division's holidays, a day stands in the table
    ///   twice for one division, or the file is no such table.
    ///
    /// - Parameter digest: Of the file that was published, where that is not this one.
    package static func table(
        _ bytes: [UInt8], _ naming: Naming, digest: String? = nil
    ) throws(Problem) -> HolidayTable {
        guard bytes.count <= largest else { throw Problem(description: "it is over 1 MiB") }
        let digest = digest ?? SHA256.hash(data: bytes).hexadecimal
        // Some editors put a mark before a text in UTF-8.
        let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        let table: HolidayTable
        switch bytes.first(where: { ![9, 10, 13, 32].contains($0) }) {
        case nil: throw Problem(description: "it is empty")
        case UInt8(ascii: "{"): table = try published(bytes, naming, digest)
        case UInt8(ascii: "["), UInt8(ascii: "<"):
            throw Problem(
                description: "it is neither the JSON of gov.uk nor a table of this program")
        default:
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw Problem(description: "it is neither JSON nor text in UTF-8")
            }
            do { table = try HolidayTable(text) } catch {
                throw Problem(description: "\(error)")
            }
        }
        try check(table, naming.today)
        let (version, source, licence) = (
            naming.version ?? table.version, naming.source ?? table.source,
            naming.licence ?? table.licence
        )
        guard [version, source, licence].allSatisfy(isPrintable) else {
            throw Problem(
                description: "its version, source or licence is empty, or has a character that "
                    + "cannot be printed")
        }
        // The digest is that of this file, whatever another's it was made from.
        return HolidayTable(
            version: version, source: source, licence: licence, digest: digest,
            years: table.years, holidays: joined(table.holidays))
    }

    /// The table that is in force after those adopted before, where `table` comes on `today`.
    package static func successor(
        of adopted: [HolidayTable], _ table: HolidayTable, today: Day
    ) throws(Problem) -> HolidayTable {
        let older = adopted.last ?? .shipped
        let earlier = [HolidayTable.shipped] + adopted.dropLast()
        guard let newer = table.succeeding(older, after: earlier, announced: today) else {
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
        guard case .object(let members) = json,
            members.allSatisfy({ Division(rawValue: $0.key) != nil })
        else { throw Problem(description: "it has a division that is none of the three") }
        var holidays: [BankHoliday] = []
        for division in Division.allCases {
            let named = json[division.rawValue]?["division"]
            guard named == nil || named == .string(division.rawValue) else {
                throw Problem(
                    description: "`\(division.rawValue)` says that it is another division")
            }
            guard let events = json[division.rawValue]?["events"]?.elements else {
                throw Problem(
                    description: "it has no list `events` for the division `\(division.rawValue)`")
            }
            for (index, event) in events.enumerated() {
                guard let day = event["date"]?.text.flatMap({ Day($0) }),
                    let title = event["title"]?.text,
                    event["notes"] == nil || event["notes"]?.text != nil
                else {
                    throw Problem(
                        description:
                            "holiday \(index + 1) of `\(division.rawValue)` has no title, notes "
                            + "that are no text, or a date that is no day as 2026-12-25")
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

    private static func check(_ table: HolidayTable, _ today: Day) throws(Problem) {
        guard (1900...2200).contains(table.years.lowerBound),
            (1900...2200).contains(table.years.upperBound)
        else { throw Problem(description: "its years are not of our time") }
        for holiday in table.holidays {
            guard isPrintable(holiday.title), holiday.note.isEmpty || isPrintable(holiday.note)
            else {
                throw Problem(
                    description: "\(holiday.day) has an empty title, or a character in it or in "
                        + "its note that cannot be printed")
            }
            if let announced = holiday.announced, announced > min(holiday.day, today) {
                throw Problem(
                    description: "\(holiday.day) is said to have been announced on \(announced), "
                        + "which is after it, or is still to come")
            }
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
            for year in table.years {
                let count = counts[year, default: 0]
                guard count >= fewest(division) else {
                    throw Problem(
                        description: "\(year) has \(count) holidays for \(division.label), too few "
                            + "for a whole year")
                }
                let hasChristmas = (25...28).contains { date in
                    Day(year: year, month: 12, dayOfMonth: date).map(days.contains) ?? false
                }
                guard hasChristmas else {
                    throw Problem(
                        description: "\(year) has no holiday at Christmas for \(division.label)")
                }
            }
        }
    }

    /// Whether a text has something to see, and nothing that ends a line or turns its direction.
    private static func isPrintable(_ text: String) -> Bool {
        isShown(text) && !text.allSatisfy(\.isWhitespace)
    }
}
