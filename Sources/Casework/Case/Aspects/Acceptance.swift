// SPDX-License-Identifier: Apache-2.0
package import Forms

/// Whether the team that a case was given to has taken it on (features 22 and 23).
package struct Acceptance: Equatable, Sendable {
    package enum Stage: Equatable, Sendable { case none, asked, accepted }
    package private(set) var stage = Stage.none

    package init() {}

    /// The case was given to a team, or taken from one.
    package mutating func allocated(to team: TeamID?) { stage = team == nil ? .none : .asked }

    package mutating func evolve(_ event: AcceptanceEvent) {
        switch event {
        case .accepted: stage = .accepted
        case .rejected: stage = .none
        }
    }

    package func decide(_ command: AcceptanceCommand) throws(Refusal) -> [AcceptanceEvent] {
        switch stage {
        case .none: throw .needs(.allocation)
        case .accepted: throw .already(.accepted)
        case .asked: break
        }
        switch command {
        case .accept: return [.accepted(CaseAccepted())]
        case .reject(let rejection):
            return [.rejected(CaseRejected(reason: rejection.reason.sealed))]
        }
    }
}

// MARK: Events

package enum AcceptanceEvent: EventFamily {
    case accepted(CaseAccepted)
    case rejected(CaseRejected)

    package var payload: any Recorded {
        switch self {
        case .accepted(let event): event
        case .rejected(let event): event
        }
    }
    package static let forms: [KnownForm<AcceptanceEvent>] = [
        KnownForm(CaseAccepted.self, AcceptanceEvent.accepted),
        KnownForm(CaseRejected.self, AcceptanceEvent.rejected),
    ]
}

/// The team takes the case on.
package struct CaseAccepted: Recorded {
    package static let form = Form("case.accepted", Self.init)
}

/// The team does not take the case on: it is with no team.
package struct CaseRejected: Recorded {
    package var reason: Sealed<String>

    package static let form = Form("case.rejected", Self.init, Field("reason", \.reason))
}

// MARK: Commands

package enum AcceptanceCommand: CommandFamily {
    case accept(AcceptCase)
    case reject(RejectCase)

    package var payload: any Requested {
        switch self {
        case .accept(let command): command
        case .reject(let command): command
        }
    }
    package static let forms: [KnownForm<AcceptanceCommand>] = [
        KnownForm(AcceptCase.self, AcceptanceCommand.accept),
        KnownForm(RejectCase.self, AcceptanceCommand.reject),
    ]
}

package struct AcceptCase: Requested {
    package static let form = Form.request("accept", Self.init)
}

package struct RejectCase: Requested {
    package var reason: Passage

    package static let form = Form.request("reject", Self.init, Field("reason", \.reason))
}
