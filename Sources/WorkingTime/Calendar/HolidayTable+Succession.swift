// SPDX-License-Identifier: Apache-2.0

extension HolidayTable {
    /// A holiday of one division that stands in one of two tables alone.
    package struct Change: Hashable, Sendable {
        package let day: Day
        package let division: Division
        package let title: String
    }

    /// The next version of `older`: this table, with the years that only the older one has, and
    /// for each holiday that is new in a year which was known before, when it came.
    ///
    /// - Parameters:
    ///   - earlier: The tables before `older`, the oldest first: a holiday that one of them had
    ///     came when that one says.
    ///   - today: When what is new was announced, unless the table says so itself.
    /// - Returns: Nil where there is a year between the two that neither is complete for.
    package func succeeding(
        _ older: HolidayTable, after earlier: [HolidayTable] = [], announced today: Day
    ) -> HolidayTable? {
        let first = min(years.lowerBound, older.years.lowerBound)
        let last = max(years.upperBound, older.years.upperBound)
        guard (first...last).allSatisfy({ years.contains($0) || older.years.contains($0) }) else {
            return nil
        }
        var announcements: [Spot: Day?] = [:]
        // The first word of a holiday is the one that counts.
        for holiday in ([older] + earlier.reversed()).flatMap(\.holidays) {
            for division in holiday.divisions.divisions {
                announcements[Spot(holiday.day, division)] = .some(holiday.announced)
            }
        }
        var merged = older.holidays.filter { !years.contains($0.day.parts.year) }
        for holiday in holidays {
            // Those of its divisions for which it was announced on one day stay one holiday.
            var groups: [Day?: Divisions] = [:]
            for division in holiday.divisions.divisions {
                var announced = holiday.announced
                if announced == nil, older.years.contains(holiday.day.parts.year) {
                    announced = announcements[Spot(holiday.day, division)] ?? today
                }
                groups[announced, default: []].insert(Divisions(division))
            }
            for (announced, divisions) in groups {
                merged.append(
                    BankHoliday(
                        day: holiday.day, divisions: divisions, title: holiday.title,
                        note: holiday.note, announced: announced))
            }
        }
        return HolidayTable(
            version: version, source: source, licence: licence, digest: digest,
            years: first...last, holidays: merged)
    }

    /// What was known by the end of a day on which this table was in force: of a holiday that
    /// `later` alone has, only what it says was announced by then.
    package func known(on day: Day, and later: HolidayTable) -> HolidayTable {
        let own = Set(changes.map { Spot($0.day, $0.division) })
        let told = later.holidays.compactMap { holiday -> BankHoliday? in
            guard let announced = holiday.announced, announced <= day,
                years.contains(holiday.day.parts.year)
            else { return nil }
            let missing = holiday.divisions.divisions.filter {
                !own.contains(Spot(holiday.day, $0))
            }
            guard !missing.isEmpty else { return nil }
            return BankHoliday(
                day: holiday.day, divisions: Divisions(missing.map { Divisions($0) }),
                title: holiday.title, note: holiday.note, announced: announced)
        }
        let known = known(on: day)
        guard !told.isEmpty else { return known }
        return HolidayTable(
            version: "\(version), as known on \(day)", source: source, licence: licence,
            digest: digest, years: years, holidays: known.holidays + told)
    }

    /// What `self` has and `other` has not, whatever its title, in the order of days.
    package func holidays(missingIn other: HolidayTable) -> [Change] {
        let others = Set(other.changes.map { Spot($0.day, $0.division) })
        return changes.filter { !others.contains(Spot($0.day, $0.division)) }
    }

    /// Whether every date is the same under both, and what is known of the holidays is too.
    package func hasSameHolidays(as other: HolidayTable) -> Bool {
        years == other.years && holidays == other.holidays
    }

    /// The form that `init(_:)` reads.
    package var text: String {
        var lines = [
            "# version: \(version)", "# source: \(source)", "# licence: \(licence)",
            "# sha256: \(digest)", "# years: \(years.lowerBound)-\(years.upperBound)",
        ]
        for holiday in holidays {
            var fields = [
                holiday.day.description,
                holiday.divisions.divisions.map(\.rawValue).joined(separator: " "),
                holiday.title, holiday.note, holiday.announced?.description ?? "",
            ]
            while fields.count > 3, fields.last == "" { fields.removeLast() }
            lines.append(fields.joined(separator: "\t"))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var changes: [Change] {
        holidays.flatMap { holiday in
            holiday.divisions.divisions.map {
                Change(day: holiday.day, division: $0, title: holiday.title)
            }
        }
    }

    private struct Spot: Hashable {
        let day: Day
        let division: Division

        init(_ day: Day, _ division: Division) {
            self.day = day
            self.division = division
        }
    }
}
