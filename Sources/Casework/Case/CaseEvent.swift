// SPDX-License-Identifier: Apache-2.0
/// What can have happened to a case. A shipped case stays: its bytes are in some log.
package enum CaseEvent: Equatable, Sendable {
    case opened(CaseOpened)
    case activityRecorded(ActivityRecorded)
    case correspondenceRecorded(CorrespondenceRecorded)
    case allocated(CaseAllocated)
    case assigned(CaseAssigned)
    case noteAdded(NoteAdded)
    case closed(CaseClosed)
}

/// A case began, by hand or from a trace of an imported log.
package struct CaseOpened: Equatable, Sendable {
    package var type: CaseType
    package var channel: Channel?
    /// Who wrote or called; nil where nobody gave a name or an address.
    package var correspondent: PersonID?
    package var subject: Sealed<String>?
    package var message: Sealed<String>?
    /// The log that a trace came from, the trace's own name there, and its attributes.
    package var log: LogID?
    package var name: Sealed<String>?
    package var attributes: [CaseAttribute]

    package init(
        type: CaseType, channel: Channel? = nil, correspondent: PersonID? = nil,
        subject: Sealed<String>? = nil, message: Sealed<String>? = nil, log: LogID? = nil,
        name: Sealed<String>? = nil, attributes: [CaseAttribute] = []
    ) {
        self.type = type
        self.channel = channel
        self.correspondent = correspondent
        self.subject = subject
        self.message = message
        self.log = log
        self.name = name
        self.attributes = attributes
    }
}

/// An activity of an imported trace (an XES event).
package struct ActivityRecorded: Equatable, Sendable {
    /// `concept:name` and `lifecycle:transition`.
    package var activity: Code?
    package var transition: Code?
    /// Who or what did it (`org:resource`).
    package var resource: ResourceID?
    /// The offset from UTC, in minutes, of the clock that gave the time; 0 for UTC.
    package var offsetMinutes: Int
    package var attributes: [CaseAttribute]

    package init(
        activity: Code?, transition: Code? = nil, resource: ResourceID? = nil,
        offsetMinutes: Int = 0, attributes: [CaseAttribute] = []
    ) {
        self.activity = activity
        self.transition = transition
        self.resource = resource
        self.offsetMinutes = offsetMinutes
        self.attributes = attributes
    }
}

/// A letter, email, call or the like came or went; the event's occurrence is the day it did.
package struct CorrespondenceRecorded: Equatable, Sendable {
    package var direction: Direction
    package var channel: Channel
    package var subject: Sealed<String>?
    package var message: Sealed<String>

    package init(
        direction: Direction, channel: Channel, subject: Sealed<String>?, message: Sealed<String>
    ) {
        self.direction = direction
        self.channel = channel
        self.subject = subject
        self.message = message
    }
}

/// The case was given to a team, or taken from whichever had it.
package struct CaseAllocated: Equatable, Sendable {
    package var team: TeamID?

    package init(team: TeamID?) { self.team = team }
}

/// The case was given to an officer, or taken from whoever had it.
package struct CaseAssigned: Equatable, Sendable {
    package var officer: StaffID?

    package init(officer: StaffID?) { self.officer = officer }
}

package struct NoteAdded: Equatable, Sendable {
    package var text: Sealed<String>

    package init(text: Sealed<String>) { self.text = text }
}

package struct CaseClosed: Equatable, Sendable {
    package var outcome: Outcome
    package var note: Sealed<String>?

    package init(outcome: Outcome, note: Sealed<String>? = nil) {
        self.outcome = outcome
        self.note = note
    }
}
