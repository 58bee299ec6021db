// SPDX-License-Identifier: Apache-2.0
package import Forms

/// What can have happened to a case. A shipped case stays: its bytes are in some log.
package enum CaseEvent: Equatable, Sendable {
    case opened(CaseOpened)
    case activityRecorded(ActivityRecorded)
    case correspondenceRecorded(CorrespondenceRecorded)
    case allocated(CaseAllocated)
    case assigned(CaseAssigned)
    case noteAdded(NoteAdded)
    case closed(CaseClosed)
    case contradictionFound(ContradictionFound)
    case acceptance(AcceptanceEvent)
    case triage(TriageEvent)
    case contribution(ContributionEvent)
    case part(PartEvent)
    case draft(DraftEvent)
    case reply(ReplyEvent)
    case work(WorkEvent)
    case link(LinkEvent)
    case hold(HoldEvent)
    case ending(EndingEvent)
    case correction(CorrectionEvent)
    case clock(ClockComputed)
    case file(FileEvent)
    case stage(StageEvent)
    case information(InformationEvent)
    case complaint(ComplaintEvent)
    case lateness(LatenessEvent)
}

extension CaseEvent {
    /// Every type of event that has a form of its own.
    package static let forms: [KnownForm<CaseEvent>] =
        [
            KnownForm(CaseAllocated.self, CaseEvent.allocated),
            KnownForm(CaseAssigned.self, CaseEvent.assigned),
            KnownForm(NoteAdded.self, CaseEvent.noteAdded),
            KnownForm(CaseClosed.self, CaseEvent.closed),
            KnownForm(ContradictionFound.self, CaseEvent.contradictionFound),
        ]
        + AcceptanceEvent.forms.map { $0.within(CaseEvent.acceptance) }
        + TriageEvent.forms.map { $0.within(CaseEvent.triage) }
        + ContributionEvent.forms.map { $0.within(CaseEvent.contribution) }
        + PartEvent.forms.map { $0.within(CaseEvent.part) }
        + DraftEvent.forms.map { $0.within(CaseEvent.draft) }
        + ReplyEvent.forms.map { $0.within(CaseEvent.reply) }
        + WorkEvent.forms.map { $0.within(CaseEvent.work) }
        + LinkEvent.forms.map { $0.within(CaseEvent.link) }
        + HoldEvent.forms.map { $0.within(CaseEvent.hold) }
        + EndingEvent.forms.map { $0.within(CaseEvent.ending) }
        + CorrectionEvent.forms.map { $0.within(CaseEvent.correction) }
        + [KnownForm(ClockComputed.self, CaseEvent.clock)]
        + FileEvent.forms.map { $0.within(CaseEvent.file) }
        + StageEvent.forms.map { $0.within(CaseEvent.stage) }
        + InformationEvent.forms.map { $0.within(CaseEvent.information) }
        + ComplaintEvent.forms.map { $0.within(CaseEvent.complaint) }
        + LatenessEvent.forms.map { $0.within(CaseEvent.lateness) }

    /// The event in its own form; nil for the three that are also imported, which have forms of
    /// several parts.
    package var payload: (any Recorded)? {
        switch self {
        case .opened, .activityRecorded, .correspondenceRecorded: nil
        case .allocated(let event): event
        case .assigned(let event): event
        case .noteAdded(let event): event
        case .closed(let event): event
        case .contradictionFound(let event): event
        case .acceptance(let family): family.payload
        case .triage(let family): family.payload
        case .contribution(let family): family.payload
        case .part(let family): family.payload
        case .draft(let family): family.payload
        case .reply(let family): family.payload
        case .work(let family): family.payload
        case .link(let family): family.payload
        case .hold(let family): family.payload
        case .ending(let family): family.payload
        case .correction(let family): family.payload
        case .clock(let event): event
        case .file(let family): family.payload
        case .stage(let family): family.payload
        case .information(let family): family.payload
        case .complaint(let family): family.payload
        case .lateness(let family): family.payload
        }
    }
}

/// A case began, by hand, from a trace of an imported log, or from a row of an imported table.
package struct CaseOpened: Equatable, Sendable {
    package var type: CaseType
    package var channel: Channel?
    /// Who wrote or called; nil where nobody gave a name or an address.
    package var correspondent: PersonID?
    package var subject: Sealed<String>?
    package var message: Sealed<String>?
    /// The log that a trace or row came from, its own name or key there, and its attributes.
    package var log: LogID?
    package var name: Sealed<String>?
    /// The digest of a row, by which it is known again; nil for a trace.
    package var row: Sealed<String>?
    /// Which of the rows with this key it is, from 1.
    package var copy: Int
    package var attributes: [CaseAttribute]

    package init(
        type: CaseType, channel: Channel? = nil, correspondent: PersonID? = nil,
        subject: Sealed<String>? = nil, message: Sealed<String>? = nil, log: LogID? = nil,
        name: Sealed<String>? = nil, row: Sealed<String>? = nil, copy: Int = 1,
        attributes: [CaseAttribute] = []
    ) {
        self.type = type
        self.channel = channel
        self.correspondent = correspondent
        self.subject = subject
        self.message = message
        self.log = log
        self.name = name
        self.row = row
        self.copy = copy
        self.attributes = attributes
    }
}

/// An activity of an imported trace (an XES event), or a row of an imported table of them.
package struct ActivityRecorded: Equatable, Sendable {
    /// `concept:name` and `lifecycle:transition`.
    package var activity: Code?
    package var transition: Code?
    /// Who or what did it (`org:resource`).
    package var resource: ResourceID?
    /// The offset from UTC, in minutes, of the clock that gave the time; 0 for UTC.
    package var offsetMinutes: Int
    package var attributes: [CaseAttribute]
    /// Nil for an activity of a trace, which came in with its case.
    package var origin: RowOrigin?

    package init(
        activity: Code?, transition: Code? = nil, resource: ResourceID? = nil,
        offsetMinutes: Int = 0, attributes: [CaseAttribute] = [], origin: RowOrigin? = nil
    ) {
        self.activity = activity
        self.transition = transition
        self.resource = resource
        self.offsetMinutes = offsetMinutes
        self.attributes = attributes
        self.origin = origin
    }
}

/// A letter, email, call or the like came or went; the event's occurrence is the day it did.
package struct CorrespondenceRecorded: Equatable, Sendable {
    package var direction: Direction
    package var channel: Channel
    package var subject: Sealed<String>?
    package var message: Sealed<String>
    /// What else the row of an imported table says, and which row it is; nil for what was
    /// recorded here.
    package var attributes: [CaseAttribute]
    package var origin: RowOrigin?

    package init(
        direction: Direction, channel: Channel, subject: Sealed<String>?, message: Sealed<String>,
        attributes: [CaseAttribute] = [], origin: RowOrigin? = nil
    ) {
        self.direction = direction
        self.channel = channel
        self.subject = subject
        self.message = message
        self.attributes = attributes
        self.origin = origin
    }
}

/// The case was given to a team, or taken from whichever had it.
package struct CaseAllocated: Recorded {
    package var team: TeamID?

    package static let form = Form("case.allocated", Self.init, Field("team", \.team))

    package init(team: TeamID?) { self.team = team }
}

/// The case was given to an officer, or taken from whoever had it.
package struct CaseAssigned: Recorded {
    package var officer: StaffID?

    package static let form = Form("case.assigned", Self.init, Field("officer", \.officer))

    package init(officer: StaffID?) { self.officer = officer }
}

package struct NoteAdded: Recorded {
    package var text: Sealed<String>

    package static let form = Form("case.noteAdded", Self.init, Field("text", \.text))

    package init(text: Sealed<String>) { self.text = text }
}

package struct CaseClosed: Recorded {
    package var outcome: Outcome
    package var note: Sealed<String>?

    package static let form = Form(
        "case.closed", Self.init, Field("outcome", \.outcome), Field("note", \.note))

    package init(outcome: Outcome, note: Sealed<String>? = nil) {
        self.outcome = outcome
        self.note = note
    }
}
