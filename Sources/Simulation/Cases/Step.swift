// SPDX-License-Identifier: Apache-2.0
package import Casework
package import WorkingTime

/// Something that is done on a case; its words are made when it is carried out.
package struct Step: Equatable, Sendable {
    package let time: Instant
    /// The member of staff who does it.
    package let actor: Int
    package let kind: Kind
    /// The day on which a letter came or went; else the day of `time`.
    package let day: Day
    /// Nothing follows on this case.
    package var isLast = false

    package enum Kind: Equatable, Sendable {
        case open
        case allocate(Team)
        case assign(Int)
        case note(Note)
        case came(Came)
        case sent(Sent)
        case close(Outcome)
    }
    package enum Note: Int, CaseIterable, Sendable {
        case triaged, read, asked, input, drafted, signOff, chased, wrongTeam, handedOver,
            contactPlan
        case resolved, filed, duplicate, identity
    }
    package enum Came: Int, CaseIterable, Sendable {
        case more, chase, clarification, withdrawal, thanks, unhappy
    }
    package enum Sent: Int, CaseIterable, Sendable {
        case acknowledgement, question, holding, reply, referral
    }
}
