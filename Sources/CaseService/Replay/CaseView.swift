// SPDX-License-Identifier: Apache-2.0
internal import Casework
internal import EventCodec
internal import Forms
internal import WorkingTime

/// What is told of a case at a moment, in the order in which it is told.
package enum CaseField: String, CaseIterable, Sendable {
    case type, state, stage, outcome, subject, correspondent, channel, received, team, officer
    case priority, due
    case itemsIn, itemsOut, notes, activities, contradictions

    package var label: String {
        switch self {
        case .type: "Type"
        case .state: "State"
        case .stage: "Stage"
        case .outcome: "Outcome"
        case .subject: "Subject"
        case .correspondent: "Correspondent"
        case .channel: "Channel"
        case .received: "Received"
        case .team: "Team"
        case .officer: "Officer"
        case .priority: "Priority"
        case .due: "Due"
        case .itemsIn: "Items received"
        case .itemsOut: "Items sent"
        case .notes: "Notes"
        case .activities: "Activities"
        case .contradictions: "Contradictions"
        }
    }
}

/// The value of a field: for programs, and in words.
package struct CaseValue: Equatable, Sendable {
    /// A code, an id, a number, a day or an instant; for a subject its text.
    package let code: String
    /// As people read it; names are those of the time of the event that set it.
    package let words: String

    package init(_ code: String, words: String) {
        self.code = code
        self.words = words
    }

    package init(_ count: Int) { self.init("\(count)", words: Words.count(count)) }
}

/// One field that an event changed, or in which two moments differ.
package struct FieldChange: Equatable, Sendable {
    package let field: CaseField
    /// Nil where there was, or is, none.
    package let from: CaseValue?
    package let to: CaseValue?

    package init(field: CaseField, from: CaseValue?, to: CaseValue?) {
        self.field = field
        self.from = from
        self.to = to
    }
}

extension [FieldChange] {
    /// What people are told of them: where state and stage change alike, it is said once.
    package var told: [FieldChange] {
        let stage = first { $0.field == .stage }
        return filter { change in
            change.field != .state || change.from != stage?.from || change.to != stage?.to
        }
    }
}

/// A case as it stood at a moment. Empty before the event that opened it.
package struct CaseView: Equatable, Sendable {
    private var values: [CaseField: CaseValue] = [:]
    private var standing = KernelStanding()
    private var hasProcess = false
    /// Of the clocks that run.
    private var dues: [ClockName: Due] = [:]

    package init() {}

    /// Whether there was a case at all.
    package var exists: Bool { values[.state] != nil }

    package internal(set) subscript(field: CaseField) -> CaseValue? {
        get { values[field] }
        set { values[field] = newValue }
    }

    /// What people are told of it: without a process its stage says its state.
    package var told: [(field: CaseField, value: CaseValue)] {
        CaseField.allCases.compactMap { field in
            if field == .state, self[.state] == self[.stage] { return nil }
            return self[field].map { (field: field, value: $0) }
        }
    }

    /// It is what can be told of it, however that came to be.
    package static func == (left: CaseView, right: CaseView) -> Bool {
        left.values == right.values
    }

    /// What leads from this view to `other`, in the order of the fields.
    package func changes(to other: CaseView) -> [FieldChange] {
        CaseField.allCases.compactMap { field in
            let (from, to) = (self[field], other[field])
            return from == to ? nil : FieldChange(field: field, from: from, to: to)
        }
    }

    package mutating func apply(_ change: FieldChange) { self[change.field] = change.to }

    /// Takes in an event of the case; it is total, as `CaseState.evolve` is.
    mutating func evolve(_ event: PastEvent, _ people: Directory) {
        guard case .case(let body) = event.body else { return }
        // Another system may have dated something before the opening: there is no case yet.
        if case .opened = body {} else if !exists { return }
        standing.evolve(body)
        defer { stand(body) }
        switch body {
        case .opened(let opened):
            self[.type] = CaseValue(opened.type.rawValue, words: opened.type.label)
            self[.channel] = opened.channel.map { CaseValue($0.rawValue, words: $0.label) }
            self[.received] =
                event.isDated
                ? CaseValue(event.happened.description, words: Words.occurrence(event.happened))
                : CaseValue("unknown", words: "On a day not known")
            let subject = opened.subject ?? (opened.log == nil ? nil : opened.name)
            self[.subject] = subject.map { people.opened($0).value }
            self[.correspondent] = opened.correspondent.map {
                CaseValue($0.description, words: people.name(of: $0).words)
            }
            if opened.channel != nil { count(.itemsIn) }
        case .correspondenceRecorded(let item):
            count(item.direction == .incoming ? .itemsIn : .itemsOut)
        case .activityRecorded: count(.activities)
        case .noteAdded: count(.notes)
        case .contradictionFound: count(.contradictions)
        case .allocated(let allocated):
            self[.team] = allocated.team.map { people.value(of: $0, at: event.position) }
        case .assigned(let assigned):
            self[.officer] = assigned.officer.map {
                CaseValue(
                    $0.description, words: people.name(of: $0, at: event.position).words)
            }
        case .closed(let closed): close(closed.outcome)
        case .reply(.sent): count(.itemsOut)
        case .acceptance(.rejected): self[.team] = nil
        case .ending(let ending): evolve(ending, people, at: event.position)
        case .correction(.receiptCorrected(let correction)):
            self[.received] = CaseValue(
                correction.received.description, words: Words.occurrence(.day(correction.received)))
        case .triage(.prioritised(let prioritised)):
            let priority = prioritised.priority.rawValue
            self[.priority] = CaseValue(priority, words: sentenceCase(priority))
        case .clock(let clock):
            dues[clock.clock] = clock.state == .running ? clock.due : nil
            let next = dues.values.min { $0.last < $1.last }
            self[.due] = next.map { CaseValue($0.plainText, words: $0.words) }
        case .information(.review(.requested)), .complaint(.escalated): self[.outcome] = nil
        case .acceptance, .triage, .contribution, .part, .draft, .reply, .work, .link, .hold, .file,
            .correction, .stage, .lateness, .information, .complaint:
            break
        }
    }

    /// The state of the kernel, and the stage over it; without a process the two are one.
    private mutating func stand(_ event: CaseEvent) {
        let state = standing.state.map { CaseValue($0.rawValue, words: $0.label) }
        self[.state] = state
        let stage: Code
        switch event {
        case .stage(.adopted(let adopted)): stage = adopted.stage
        case .stage(.moved(let moved)): stage = moved.to
        case .stage(.processMoved(let moved)): stage = moved.stage
        default:
            if !hasProcess { self[.stage] = state }
            return
        }
        hasProcess = true
        self[.stage] = CaseValue(stage.description, words: sentenceCase(stage.description))
    }

    private mutating func evolve(_ ending: EndingEvent, _ people: Directory, at position: Int) {
        switch ending {
        case .withdrawn: close(.withdrawn)
        case .transferred: close(.referred)
        case .disposed: break
        case .reopened: self[.outcome] = nil
        case .referredBack(let referred):
            self[.team] = referred.team.map { people.value(of: $0, at: position) }
        }
    }

    private mutating func close(_ outcome: Outcome) {
        self[.outcome] = CaseValue(outcome.rawValue, words: outcome.label)
    }

    private mutating func count(_ field: CaseField) {
        self[field] = CaseValue((self[field].flatMap { Int($0.code) } ?? 0) + 1)
    }
}
