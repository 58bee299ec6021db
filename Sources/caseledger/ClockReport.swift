// SPDX-License-Identifier: Apache-2.0
internal import Casework
internal import Terminal
internal import WorkingTime

/// A clock and its working as people read them.
struct ClockReport {
    private let reading: ClockReading
    private let internalDates: [InternalDate]
    private let width: Int

    init(_ reading: ClockReading, _ internalDates: [InternalDate], width: Int) {
        self.reading = reading
        self.internalDates = internalDates
        self.width = max(40, width)
    }

    var text: String {
        let provision = reading.regime.provision
        var parts = [
            "\(provision.title): \(Self.sentence(reading))",
            "\(provision.says)\n\(provision.citation) (\(provision.basis.rawValue))",
        ]
        let weeks = self.weeks
        if !weeks.isEmpty { parts.append(weeks) }
        let passedOver = self.passedOver
        if !passedOver.isEmpty { parts.append("Passed over:\n" + passedOver) }
        let facts = reading.working.facts.map {
            "  \(Self.time($0.fact.at)): \($0.fact.kind.label). \($0.reason) (\($0.citation))"
        }
        if !facts.isEmpty { parts.append("What happened:\n" + facts.joined(separator: "\n")) }
        let notes = reading.working.notes.map { "\($0.text) (\($0.citation))" }
        parts += notes
        let steps = internalDates.map { "  \(Words.longDay($0.day)): \($0.step.label)" }
        if !steps.isEmpty {
            parts.append(
                "Inside the authority (policy, and none of it stops the clock):\n"
                    + steps.joined(separator: "\n"))
        }
        var source =
            "Rules \(reading.ruleSet.id): \(reading.ruleSet.citation). "
            + "Bank holidays of \(reading.calendar)."
        if reading.isProvisional {
            source +=
                " Provisional: the bank holidays of that year are not published; only those that "
                + "the Act of 1971 fixes are passed over, so the date can move later."
        }
        parts.append(source)
        return parts.map { wrapped($0) }.joined(separator: "\n\n")
    }

    /// `due by the end of Monday 30 March 2026 (running)`.
    static func sentence(_ reading: ClockReading) -> String {
        switch (reading.due, reading.state) {
        case (let due?, let state): "due \(by(due)) (\(describe(state, reading.unit)))"
        case (nil, .onHold(let since, let answer)):
            "on hold since \(Words.day(since)), until: \(answer.label.lowercased())"
        case (nil, .notBegun(let start)): "not begun, until: \(start.label.lowercased())"
        case (nil, .lapsed(let day)): "lapsed: nothing was paid by \(Words.day(day))"
        case (nil, .notInForce): "no such duty was in force on the day of receipt"
        case (nil, .notReceived): "nothing had been received by then"
        case (nil, let state): describe(state, reading.unit)
        }
    }

    private static func by(_ due: Due) -> String {
        switch due {
        case .day(let day): "by the end of \(Words.longDay(day))"
        case .instant(let instant): "by \(Words.moment(instant))"
        }
    }

    private static func describe(_ state: ClockState, _ unit: ClockUnit) -> String {
        switch state {
        case .met(let day): return "met on \(Words.day(day))"
        case .late(let count, let isAnswered):
            let lateness = span(count, unit)
            return isAnswered ? "answered late, by \(lateness)" : "late by \(lateness)"
        default: return state.name
        }
    }

    /// `1 working day`, `3 days`, `90 minutes`.
    private static func span(_ count: Int, _ unit: ClockUnit) -> String {
        guard unit != .seconds else { return "\(Words.count(count / 60)) minutes" }
        guard count > 0 else { return "less than a working day" }
        let name = count == 1 ? String(unit.rawValue.dropLast()) : unit.rawValue
        return "\(Words.count(count)) \(name)"
    }

    private static func time(_ at: Occurrence) -> String {
        switch at {
        case .day(let day): Words.day(day)
        case .instant(let instant): Words.moment(instant)
        }
    }

    // MARK: The calendar

    /// A line a week, a cell a day: its date, and its number in the count or a sign.
    private var weeks: String {
        let days = reading.working.days
        guard let first = days.first?.day, let last = days.last?.day else { return "" }
        let entries = Dictionary(uniqueKeysWithValues: days.map { ($0.day, $0.mark) })
        var lines = [
            String(repeating: " ", count: 11)
                + ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat"].map { Self.padded($0, 8) }.joined()
                + "Sun"
        ]
        var monday = first.adding(days: 1 - first.weekday)
        var month = 0
        while monday <= last {
            let week = (0..<7).map { monday.adding(days: $0) }
            let shown = week.first { entries[$0] != nil } ?? monday
            let heading = shown.parts.month == month ? "" : Self.month(shown)
            month = shown.parts.month
            let cells = week.map { day in
                Self.padded(entries[day].map { Self.cell(day, $0) } ?? "", 8)
            }
            let line = Self.padded(heading, 11) + cells.joined()
            lines.append(String(line.reversed().drop { $0 == " " }.reversed()))
            monday = monday.adding(days: 7)
        }
        lines.append("")
        lines.append(
            "* start, (n) day n, - no working day, x left out by law, > on to a working day")
        return lines.joined(separator: "\n")
    }

    private static func month(_ day: Day) -> String {
        let words = Words.shortDay(day).split(separator: " ")
        return words.dropFirst().joined(separator: " ")
    }

    private static func cell(_ day: Day, _ mark: CountedDay.Mark) -> String {
        let date = day.parts.dayOfMonth
        let number = date < 10 ? " \(date)" : "\(date)"
        return switch mark {
        case .start: "\(number) *"
        case .counted(let count): "\(number) (\(count))"
        case .off: "\(number) -"
        case .disregarded: "\(number) x"
        case .rolled: "\(number) >"
        }
    }

    /// The holidays, and what was left out, day by day or from one day to another.
    private var passedOver: String {
        var lines: [String] = []
        for entry in reading.working.days {
            switch entry.mark {
            case .off(.holiday(let title, let divisions)),
                .rolled(.holiday(let title, let divisions)):
                lines.append(
                    "  \(Words.longDay(entry.day)): \(DayOff.holiday(title, divisions))")
            default: break
            }
        }
        let left = reading.working.days.compactMap { entry -> (Day, String)? in
            if case .disregarded(let reason) = entry.mark { (entry.day, reason) } else { nil }
        }
        if let first = left.first, let last = left.last {
            let span =
                first.0 == last.0
                ? Words.day(first.0) : "\(Words.day(first.0)) to \(Words.day(last.0))"
            lines.append("  \(span): \(left.count) days \(first.1)")
        }
        return lines.joined(separator: "\n")
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    /// Lines that begin with a space, and those of the calendar, stay as they are.
    private func wrapped(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            guard line.count > width, !line.contains("   ") else { return String(line) }
            let indent = String(line.prefix { $0 == " " })
            var lines: [String] = []
            var current = indent
            for word in line.split(separator: " ") {
                if current.count + word.count + 1 > width, current != indent {
                    lines.append(current)
                    current = indent + "  "
                }
                current += (current.allSatisfy { $0 == " " } ? "" : " ") + word
            }
            return (lines + [current]).joined(separator: "\n")
        }.joined(separator: "\n")
    }
}
