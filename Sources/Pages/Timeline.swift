// SPDX-License-Identifier: Apache-2.0

package import WorkingTime

/// One event of a case, told to a person.
package struct TimelineEntry: Sendable {
    /// What sort of thing happened; it chooses the mark on the line and nothing else.
    package enum Kind: String, Sendable, CaseIterable {
        case opened, received, sent, allocated, assigned, note, closed, activity, flag, other
    }

    package let kind: Kind
    /// In words, for example `Assigned to Ada Example`.
    package let sentence: String
    /// Who did it, by the name they had then.
    package let who: String
    /// The subject of an item of correspondence; nil where there is none.
    package let subject: String?
    /// What was written; lines are kept. Nil where there is none.
    package let text: String?
    /// When it happened; where nobody knows, when it was recorded, and `isDated` is false.
    package let happened: Occurrence
    package let isDated: Bool
    package let recorded: Instant
    /// Place in the ledger, 1 or more.
    package let position: Int
    /// Place in the case's stream, 1 or more.
    package let version: Int
    /// What an imported log said; nil for an event made here.
    package let activity: ImportedActivity?
    /// What it changed in the case; shown in a replay alone.
    package let changes: [ChangeLine]
    /// What is said of its lateness; nil for how much later than it happened it was recorded.
    package let mark: String?

    package init(
        kind: Kind, sentence: String, who: String, subject: String? = nil, text: String? = nil,
        happened: Occurrence, isDated: Bool = true, recorded: Instant, position: Int, version: Int,
        activity: ImportedActivity? = nil, changes: [ChangeLine] = [], mark: String? = nil
    ) {
        self.kind = kind
        self.sentence = sentence
        self.who = who
        self.subject = subject
        self.text = text
        self.happened = happened
        self.isDated = isDated
        self.recorded = recorded
        self.position = position
        self.version = version
        self.activity = activity
        self.changes = changes
        self.mark = mark
    }
}

/// A field of a case before and after, in words.
package struct ChangeLine: Sendable {
    package let field: String
    /// Nil where there was, or is, none.
    package let from: String?
    package let to: String?

    package init(_ field: String, from: String?, to: String?) {
        self.field = field
        self.from = from
        self.to = to
    }

    var view: View { ["field": field, "from": present(from), "to": present(to)] }
}

/// An activity of an imported log: its own words, shown as they came.
package struct ImportedActivity: Sendable {
    /// For example `complete`; nil where the log gave none.
    package let transition: String?
    /// Who or what did it; nil where the log gave none or the name was erased.
    package let resource: String?
    package let attributes: [Attribute]

    package init(transition: String?, resource: String?, attributes: [Attribute]) {
        self.transition = transition
        self.resource = resource
        self.attributes = attributes
    }
}

/// A named value of an imported log, with the values nested in it.
package struct Attribute: Sendable {
    package let key: String
    package let value: String
    package let children: [Attribute]

    package init(_ key: String, _ value: String, children: [Attribute] = []) {
        self.key = key
        self.value = value
        self.children = children
    }

    var view: View {
        [
            "key": key, "value": value, "nested": !children.isEmpty,
            "children": children.map(\.view),
        ]
    }
}

extension TimelineEntry {
    /// The civil day in London on which it happened; nil where nobody knows.
    var day: Day? { isDated ? happened.day : nil }

    /// The entries in runs of one day of happening, each under a heading.
    static func days(
        _ entries: [TimelineEntry], view: (TimelineEntry) -> View = { $0.view }
    ) -> [View] {
        var runs: [(day: Day?, entries: [TimelineEntry])] = []
        for entry in entries {
            if let last = runs.last, last.day == entry.day {
                runs[runs.count - 1].entries.append(entry)
            } else {
                runs.append((entry.day, [entry]))
            }
        }
        return runs.map { run in
            [
                "heading": run.day.map(Words.longDay) ?? "On a day not known",
                "day": present(run.day?.description),
                "entries": run.entries.map(view),
            ]
        }
    }

    var view: View { view(at: nil) }

    /// - Parameters:
    ///   - moment: Of a replay, in which both times lead to the case as it was then.
    ///   - isChosen: The entry is what the moment is about.
    func view(at moment: (Moment, reference: String)?, isChosen: Bool = false) -> View {
        func href(_ axis: TimeAxis, _ time: Occurrence) -> Any {
            guard let (moment, reference) = moment else { return false }
            var other = moment
            other[axis] = time
            return Paths.history(reference, other)
        }
        return [
            "happenedHref": href(.happened, happened),
            "recordedHref": href(.recorded, .instant(recorded)),
            "chosen": isChosen, "changes": changes.map(\.view),
            "hasChanges": moment != nil && !changes.isEmpty,
            "id": "event-\(position)", "kind": kind.rawValue, "sentence": sentence, "who": who,
            "subject": present(subject), "text": present(text),
            "dated": isDated,
            "happened": Words.occurrence(happened), "happenedMachine": happened.description,
            "recorded": Words.moment(recorded), "recordedMachine": recorded.description,
            "late": present(mark ?? lateness),
            "position": Words.count(position), "version": Words.count(version),
            "transition": present(activity?.transition), "resource": present(activity?.resource),
            "attributes": (activity?.attributes ?? []).map(\.view),
            "attributeCount": Words.count(activity?.attributes.count ?? 0, "detail", "details"),
            "hasAttributes": activity?.attributes.isEmpty == false,
        ]
    }

    /// How much later than it happened it was recorded; nil on the same day, and
    /// where nobody knows when it happened.
    private var lateness: String? {
        let days = London.day(of: recorded).number - (day ?? London.day(of: recorded)).number
        if days > 0 { return "Recorded \(Words.span(days: days)) later" }
        if days < 0 { return "Recorded \(Words.span(days: -days)) before" }
        return nil
    }
}
