// SPDX-License-Identifier: Apache-2.0
internal import CaseService
internal import Casework
internal import Terminal
internal import WorkingTime

/// What a calendar changes: holidays, and the dates of open cases.
struct CalendarReport {
    let older: HolidayTable
    let newer: HolidayTable
    let moved: [MovedDate]
    /// Open cases that law sets a limit for.
    let running: Int
    /// Of the event that adopted it; nil where it was not adopted.
    let position: Int?
    /// Nothing in it is new.
    let isSame: Bool

    var answer: CalendarChange {
        CalendarChange(
            calendar: CalendarAnswer(newer), position: position,
            added: newer.holidays(missingIn: older).map { CalendarChange.Holiday($0) },
            removed: older.holidays(missingIn: newer).map { CalendarChange.Holiday($0) },
            openCases: running, moved: moved.map { CalendarChange.Moved($0) })
    }

    func text(width: Int) -> String {
        var parts = [heading]
        parts += list("New:", newer.holidays(missingIn: older))
        parts += list("No longer there:", older.holidays(missingIn: newer))
        parts.append(
            moved.isEmpty
                ? "None of \(Words.count(running, "open case", "open cases")) with a statutory "
                    + "date has another."
                : "\(Words.count(moved.count, "date moves", "dates move")), of "
                    + "\(Words.count(running, "open case", "open cases")) with a statutory date:")
        if !moved.isEmpty {
            let table = TextTable(
                [
                    .init("reference", isWhole: true), .init("limit"), .init("received"),
                    .init("was due", isWhole: true), .init("is due", isWhole: true),
                ],
                moved.map {
                    [
                        $0.limit.reference, $0.limit.regime.provision.title,
                        $0.limit.received.day.description, $0.before.text, $0.after.text,
                    ]
                })
            parts.append(String(table.rendered(width: width).text.dropLast()))
            parts.append(
                "Keep to the earlier date of the two where you can: somebody may have been told it."
            )
        }
        return parts.joined(separator: "\n\n")
    }

    private var heading: String {
        let calendar =
            "\(newer.version): \(newer.years.lowerBound) to \(newer.years.upperBound), "
            + "sha256 \(newer.digest.prefix(16))…"
        if isSame { return "Nothing in it is new: \(older.version) stays in force." }
        guard let position else { return "Would adopt the calendar \(calendar)." }
        return "Adopted the calendar \(calendar), at position \(position)."
    }

    private func list(_ title: String, _ changes: [HolidayTable.Change]) -> [String] {
        guard !changes.isEmpty else { return [] }
        let lines = changes.map {
            "  \(Words.longDay($0.day)): \($0.title) (\($0.division.label))"
        }
        return [title + "\n" + lines.joined(separator: "\n")]
    }
}

/// What `calendar list --json` prints for each.
struct CalendarAnswer: Encodable {
    let version: String
    let source: String
    let licence: String
    let digest: String
    let from: Int
    let to: Int
    let holidays: Int
    /// When it was adopted and by which event; absent for the one that comes with the program.
    let adopted: String?
    let position: Int?

    init(_ table: HolidayTable) { self.init(table, adopted: nil, position: nil) }

    init(_ calendar: AdoptedCalendar) {
        self.init(
            calendar.table, adopted: calendar.time.description, position: calendar.position)
    }

    private init(_ table: HolidayTable, adopted: String?, position: Int?) {
        version = table.version
        source = table.source
        licence = table.licence
        digest = table.digest
        from = table.years.lowerBound
        to = table.years.upperBound
        holidays = table.holidays.count
        self.adopted = adopted
        self.position = position
    }
}

/// What `calendar show --json` prints for each.
struct HolidayAnswer: Encodable {
    let day: String
    let title: String
    let note: String?
    let divisions: [String]
    let announced: String?

    init(_ holiday: BankHoliday) {
        day = holiday.day.description
        title = holiday.title
        note = holiday.note.isEmpty ? nil : holiday.note
        divisions = holiday.divisions.divisions.map(\.rawValue)
        announced = holiday.announced?.description
    }
}

/// What `calendar import --json` prints.
struct CalendarChange: Encodable {
    struct Holiday: Encodable {
        let day: String
        let division: String
        let title: String

        init(_ change: HolidayTable.Change) {
            day = change.day.description
            division = change.division.rawValue
            title = change.title
        }
    }
    struct Moved: Encodable {
        let reference: String
        let id: String
        let regime: String
        let received: String
        let before: String
        let after: String
        let provisional: Bool

        init(_ moved: MovedDate) {
            reference = moved.limit.reference
            id = moved.limit.id.description
            regime = moved.limit.regime.rawValue
            received = moved.limit.received.description
            before = moved.before.text
            after = moved.after.text
            provisional = moved.isProvisional
        }
    }
    let calendar: CalendarAnswer
    /// Of the event that adopted it; absent where it was not adopted.
    let position: Int?
    let added: [Holiday]
    let removed: [Holiday]
    /// Open cases that law sets a limit for.
    let openCases: Int
    let moved: [Moved]
}
