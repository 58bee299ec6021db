// SPDX-License-Identifier: Apache-2.0
package import Forms
package import WorkingTime

/// The authority's dates are worked out with this table of bank holidays from here on.
package struct CalendarAdopted: Equatable, Sendable {
    /// A holiday as the table has it.
    package struct Holiday: Equatable, Sendable {
        package let day: Day
        package let divisions: Divisions
        package let title: Published
        /// As `Substitute day`.
        package let note: Published?
        /// When it was published, where that was after the table of its year.
        package let announced: Day?

        package init(
            day: Day, divisions: Divisions, title: Published, note: Published? = nil,
            announced: Day? = nil
        ) {
            self.day = day
            self.divisions = divisions
            self.title = title
            self.note = note
            self.announced = announced
        }
    }

    /// Names the table beside every date that is worked out with it.
    package let version: Code
    package let source: Published
    package let licence: Published
    /// SHA-256 of the file that was imported, in hexadecimal.
    package let digest: Code
    /// The years that it is complete for.
    package let years: ClosedRange<Int>
    package let holidays: [Holiday]

    package init(
        version: Code, source: Published, licence: Published, digest: Code,
        years: ClosedRange<Int>, holidays: [Holiday]
    ) {
        self.version = version
        self.source = source
        self.licence = licence
        self.digest = digest
        self.years = years
        self.holidays = holidays
    }

    /// Nil where a text of the table is empty or too long for the ledger.
    package init?(_ table: HolidayTable) {
        guard let version = Code(table.version), let source = Published(table.source),
            let licence = Published(table.licence), let digest = Code(table.digest)
        else { return nil }
        var holidays: [Holiday] = []
        for holiday in table.holidays {
            guard let title = Published(holiday.title),
                holiday.note.isEmpty || Published(holiday.note) != nil
            else { return nil }
            holidays.append(
                Holiday(
                    day: holiday.day, divisions: holiday.divisions, title: title,
                    note: Published(holiday.note), announced: holiday.announced))
        }
        self.init(
            version: version, source: source, licence: licence, digest: digest,
            years: table.years, holidays: holidays)
    }

    package var table: HolidayTable {
        HolidayTable(
            version: version.description, source: source.text, licence: licence.text,
            digest: digest.description, years: years,
            holidays: holidays.map {
                BankHoliday(
                    day: $0.day, divisions: $0.divisions, title: $0.title.text,
                    note: $0.note?.text ?? "", announced: $0.announced)
            })
    }
}
