// SPDX-License-Identifier: Apache-2.0
internal import CaseService
internal import Foundation
internal import Terminal
internal import WorkingTime

/// A replay as a terminal shows it; clock times are London's.
struct ReplayReport {
    let record: CaseRecord
    /// Columns in a line.
    let width: Int

    func text(_ replay: Replay) -> String {
        var lines = heading
        lines += wrapped(replay.moment.sentence)
        for step in replay.steps {
            lines.append("")
            lines += self.lines(step, note: lateness(step.event))
        }
        lines.append("")
        if replay.view.exists {
            lines.append("How the case stood")
            for (field, value) in replay.view.told {
                lines += wrapped(value.words, first: "  " + padded(field.label), rest: 18)
            }
        } else {
            let isOpeningDated = record.events.first?.isDated ?? true
            lines.append(
                isOpeningDated ? "There was no case yet." : "No opening is known by then.")
        }
        lines.append("")
        lines += wrapped(
            count(replay.steps.count) + ", in the order in which they were recorded.")
        if let omitted = replay.omitted { lines += wrapped(omitted) }
        return lines.joined(separator: "\n")
    }

    func text(_ difference: Difference) -> String {
        var lines = heading
        lines += wrapped(difference.sentence) + [""]
        if difference.changes.isEmpty { lines.append("Nothing differs in the case.") }
        for change in difference.changes.told {
            lines += wrapped(change.words, first: "  " + padded(change.field.label), rest: 18)
        }
        for step in difference.steps {
            lines.append("")
            let late = difference.isLate(step) ? difference.lateWords : nil
            lines += self.lines(step, note: late ?? lateness(step.event))
        }
        lines += ["", count(difference.steps.count) + " between the two."]
        if let sentence = difference.undatedSentence { lines += [""] + wrapped(sentence) }
        for step in difference.undated {
            lines.append("")
            lines += self.lines(step, note: nil)
        }
        if let omitted = difference.last.omitted { lines += [""] + wrapped(omitted) }
        return lines.joined(separator: "\n")
    }

    private func count(_ number: Int) -> String { Words.count(number, "event", "events") }

    private var heading: [String] {
        let subject = record.replay().view[.subject]?.words
        return wrapped([record.reference, subject].compactMap { $0 }.joined(separator: "  "))
    }

    private func lines(_ step: ReplayStep, note: String?) -> [String] {
        let event = step.event
        let telling = step.telling
        let number = "\(event.version)."
        let indent = String(repeating: " ", count: max(1, 5 - number.count))
        var lines = wrapped(telling.sentence, first: number + indent, rest: 5)
        func add(_ text: String, _ before: String = "", rest: Int = 5) {
            lines += wrapped(text, first: "     " + before, rest: rest)
        }
        let who = [telling.resource.map { "done by \($0)" }, "recorded by \(step.doer.words)"]
        let recorded = Words.moment(event.recorded)
        let times =
            if !event.isDated {
                "happened on a day not known, recorded \(recorded)"
            } else if event.happened == .instant(event.recorded) {
                "happened and recorded \(recorded)"
            } else {
                "happened \(Words.occurrence(event.happened)), recorded \(recorded)"
            }
        add(times + (note.map { " (\($0))" } ?? ""))
        add(
            ([telling.transition] + who).compactMap { $0 }.joined(separator: ", ")
                + ", event \(Words.count(event.position)) of the record")
        if let subject = telling.subject { add(subject, "│ ", rest: -1) }
        if let text = telling.text { add(text, "│ ", rest: -1) }
        lines += details(telling.details, depth: 0)
        for change in step.changes.told {
            add("\(change.field.label): \(change.shortWords)", "* ", rest: 7)
        }
        return lines
    }

    private func details(_ details: [Telling.Detail], depth: Int) -> [String] {
        details.flatMap { detail in
            wrapped(
                "\(detail.key): \(detail.value)",
                first: String(repeating: " ", count: 5 + 2 * depth) + "- ", rest: 7 + 2 * depth)
                + self.details(detail.children, depth: depth + 1)
        }
    }

    private func lateness(_ event: PastEvent) -> String? {
        let days = event.daysLate
        if days > 0 { return "\(Words.span(days: days)) later" }
        return days < 0 ? "\(Words.span(days: -days)) before" : nil
    }

    private func padded(_ label: String) -> String {
        label.padding(toLength: 16, withPad: " ", startingAt: 0)
    }

    /// The text in lines of `width`, broken at spaces, its own lines kept.
    ///
    /// - Parameter rest: Spaces before each line but the first; −1 to repeat what the first has.
    private func wrapped(_ text: String, first: String = "", rest: Int = 0) -> [String] {
        let after = rest < 0 ? first : String(repeating: " ", count: rest)
        let room = max(20, width - max(DisplayWidth.columns(first), DisplayWidth.columns(after)))
        var lines: [String] = []
        // A line feed with a carriage return before it is one character.
        for raw in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let line = DisplayWidth.printable(String(raw))
            var current = ""
            var used = 0
            for word in line.split(separator: " ", omittingEmptySubsequences: false) {
                let columns = DisplayWidth.columns(word)
                if !current.isEmpty, used + 1 + columns > room {
                    lines.append(current)
                    current = ""
                }
                used = current.isEmpty ? columns : used + 1 + columns
                current += (current.isEmpty ? "" : " ") + word
            }
            lines.append(current)
        }
        return lines.enumerated().map { ($0 == 0 ? first : after) + $1 }
    }
}
