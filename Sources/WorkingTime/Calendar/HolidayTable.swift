// SPDX-License-Identifier: Apache-2.0

/// A bank holiday, in the divisions that have it on that day under that name.
package struct BankHoliday: Hashable, Sendable {
    package let day: Day
    package let divisions: Divisions
    /// As it was published.
    package let title: String
    /// As `Substitute day`; empty for none.
    package let note: String
    /// When it was published, where that was after the table of its year; nil for one that was
    /// always in the table.
    package let announced: Day?

    package init(
        day: Day, divisions: Divisions, title: String, note: String = "", announced: Day? = nil
    ) {
        self.day = day
        self.divisions = divisions
        self.title = title
        self.note = note
        self.announced = announced
    }
}

/// The bank holidays of some years, as they were published at one time.
///
/// Holidays are proclaimed, some of them days before they come, so a table is a version of what is
/// known, and never a constant (Banking and Financial Dealings Act 1971, section 1).
package struct HolidayTable: Equatable, Sendable {
    /// As `2026-02-25`: names the table beside a date that was worked out with it.
    package let version: String
    package let source: String
    package let licence: String
    /// SHA-256 of the published file, lower-case hexadecimal.
    package let digest: String
    /// The years that it is complete for; what lies outside is worked out from the Act alone.
    package let years: ClosedRange<Int>
    /// In the order of their days.
    package let holidays: [BankHoliday]

    package init(
        version: String, source: String, licence: String, digest: String, years: ClosedRange<Int>,
        holidays: [BankHoliday]
    ) {
        self.version = version
        self.source = source
        self.licence = licence
        self.digest = digest
        self.years = years
        self.holidays = holidays.sorted {
            ($0.day, $0.divisions.rawValue, $0.title) < ($1.day, $1.divisions.rawValue, $1.title)
        }
    }

    /// What was published by the end of a day.
    package func known(on day: Day) -> HolidayTable {
        let known = holidays.filter { $0.announced.map { $0 <= day } ?? true }
        guard known.count < holidays.count else { return self }
        return HolidayTable(
            version: "\(version), as known on \(day)", source: source, licence: licence,
            digest: digest, years: years, holidays: known)
    }

    /// With one more holiday; for what a proclamation would change.
    package func adding(_ holiday: BankHoliday) -> HolidayTable {
        HolidayTable(
            version: "\(version), with \(holiday.day)", source: source, licence: licence,
            digest: digest, years: years, holidays: holidays + [holiday])
    }
}

extension HolidayTable {
    /// Why a text is no table: the line, and what is wrong with it.
    package struct Problem: Error, Equatable, CustomStringConvertible {
        package let line: Int
        package let reason: String

        package var description: String { "line \(line): \(reason)" }
    }

    /// A table from its text: lines `# name: value` for what it is, then a line a holiday with tabs
    /// between day, divisions, title, note and the day of its announcement.
    package init(_ text: String) throws(Problem) {
        var facts: [Substring: Substring] = [:]
        var holidays: [BankHoliday] = []
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (index, line) in lines.enumerated() where !line.isEmpty {
            if line.hasPrefix("# ") {
                let parts = line.dropFirst(2).split(separator: ":", maxSplits: 1)
                if parts.count == 2 { facts[parts[0]] = parts[1].drop { $0 == " " } }
                continue
            }
            guard let holiday = BankHoliday(line) else {
                throw Problem(
                    line: index + 1,
                    reason: "it is no holiday: day, divisions and title, with a tab between them")
            }
            holidays.append(holiday)
        }
        let years = facts["years"]?.split(separator: "-").compactMap { Int($0) } ?? []
        guard let version = facts["version"], let source = facts["source"],
            let licence = facts["licence"], let digest = facts["sha256"], years.count == 2,
            years[0] <= years[1]
        else {
            let names = ["version", "source", "licence", "sha256", "years"]
            let missing = names.first { facts[$0[...]] == nil }
            throw Problem(
                line: 1,
                reason: missing.map { "`# \($0): …` is missing" } ?? "`# years` is not as 2012-2028"
            )
        }
        self.init(
            version: String(version), source: String(source), licence: String(licence),
            digest: String(digest), years: years[0]...years[1], holidays: holidays)
    }

    /// The table that comes with the program.
    package static let shipped: HolidayTable = {
        do {
            return try HolidayTable(
                String(decoding: PackageResources.bank_holidays_tsv, as: UTF8.self))
        } catch { preconditionFailure("the holiday table of this build: \(error)") }
    }()
}

extension BankHoliday {
    fileprivate init?(_ line: Substring) {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
        guard (3...5).contains(fields.count), let day = Day(fields[0]), !fields[2].isEmpty else {
            return nil
        }
        var divisions: Divisions = []
        for name in fields[1].split(separator: " ") {
            guard let division = Division(rawValue: String(name)) else { return nil }
            divisions.insert(Divisions(division))
        }
        guard !divisions.isEmpty else { return nil }
        var announced: Day?
        if fields.count == 5, !fields[4].isEmpty {
            guard let day = Day(fields[4]) else { return nil }
            announced = day
        }
        self.init(
            day: day, divisions: divisions, title: String(fields[2]),
            note: fields.count > 3 ? String(fields[3]) : "", announced: announced)
    }
}
