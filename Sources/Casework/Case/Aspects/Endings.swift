// SPDX-License-Identifier: Apache-2.0
package import Forms
internal import WorkingTime

/// How a case comes to an end otherwise than by an answer, begins again, and is disposed of when
/// it was kept long enough (features 15, 22).
package enum Endings {
    package static func decide(
        _ command: EndingCommand, in state: CaseState, _ context: DecisionContext
    ) throws(Refusal) -> [EndingEvent] {
        switch command {
        case .withdraw(let given):
            return [.withdrawn(CaseWithdrawn(reason: given.reason?.sealed))]
        case .transfer(let given):
            // A transfer needs the permission of whoever asked.
            guard given.permitted else { throw .needs(.permission) }
            return [
                .transferred(
                    CaseTransferred(body: given.body.sealed, reason: given.reason?.sealed))
            ]
        case .reopen(let given): return [.reopened(CaseReopened(reason: given.reason.sealed))]
        case .referBack(let given):
            guard given.team != state.team else { throw .alreadyAllocated }
            return [.referredBack(CaseReferredBack(team: given.team, reason: given.reason.sealed))]
        case .dispose(let given):
            guard !state.holds.isHeld else { throw .needs(.noHold) }
            guard let retention = context.process?.process.retention else {
                throw .process(.noProcess)
            }
            if let last = state.closedOn?.adding(months: 12 * retention.years),
                context.today <= last
            {
                throw .retained(until: last)
            }
            return [
                .disposed(
                    CaseDisposed(
                        retention: retention.category, years: retention.years,
                        reason: given.reason?.sealed))
            ]
        }
    }
}

// MARK: Events

package enum EndingEvent: EventFamily {
    case withdrawn(CaseWithdrawn)
    case transferred(CaseTransferred)
    case reopened(CaseReopened)
    case referredBack(CaseReferredBack)
    case disposed(CaseDisposed)

    package var payload: any Recorded {
        switch self {
        case .withdrawn(let event): event
        case .transferred(let event): event
        case .reopened(let event): event
        case .referredBack(let event): event
        case .disposed(let event): event
        }
    }
    package static let forms: [KnownForm<EndingEvent>] = [
        KnownForm(CaseWithdrawn.self, EndingEvent.withdrawn),
        KnownForm(CaseTransferred.self, EndingEvent.transferred),
        KnownForm(CaseReopened.self, EndingEvent.reopened),
        KnownForm(CaseReferredBack.self, EndingEvent.referredBack),
        KnownForm(CaseDisposed.self, EndingEvent.disposed),
    ]
}

/// Whoever asked does not ask any more.
package struct CaseWithdrawn: Recorded {
    package var reason: Sealed<String>?

    package static let form = Form("case.withdrawn", Self.init, Field("reason", \.reason))
}

/// Another body answers, with the permission of whoever asked.
package struct CaseTransferred: Recorded {
    package var body: Sealed<String>
    package var reason: Sealed<String>?

    package static let form = Form(
        "case.transferred", Self.init, Field("body", \.body), Field("reason", \.reason))
}

package struct CaseReopened: Recorded {
    package var reason: Sealed<String>

    package static let form = Form("case.reopened", Self.init, Field("reason", \.reason))
}

/// It goes back to a team that had it, or to none.
package struct CaseReferredBack: Recorded {
    package var team: TeamID?
    package var reason: Sealed<String>

    package static let form = Form(
        "case.referredBack", Self.init, Field("team", \.team), Field("reason", \.reason))
}

/// It was kept as long as it had to be; what is sealed of it may be destroyed.
package struct CaseDisposed: Recorded {
    /// The class of its process, and for how many years that is kept from the day of closing.
    package var retention: Code
    package var years: Int
    package var reason: Sealed<String>?

    package static let form = Form(
        "case.disposed", Self.init, Field("retention", \.retention), Field("years", \.years),
        Field("reason", \.reason))
}

// MARK: Commands

package enum EndingCommand: CommandFamily {
    case withdraw(WithdrawCase)
    case transfer(TransferCase)
    case reopen(ReopenCase)
    case referBack(ReferBack)
    case dispose(DisposeCase)

    package var payload: any Requested {
        switch self {
        case .withdraw(let command): command
        case .transfer(let command): command
        case .reopen(let command): command
        case .referBack(let command): command
        case .dispose(let command): command
        }
    }
    package static let forms: [KnownForm<EndingCommand>] = [
        KnownForm(WithdrawCase.self, EndingCommand.withdraw),
        KnownForm(TransferCase.self, EndingCommand.transfer),
        KnownForm(ReopenCase.self, EndingCommand.reopen),
        KnownForm(ReferBack.self, EndingCommand.referBack),
        KnownForm(DisposeCase.self, EndingCommand.dispose),
    ]
}

package struct WithdrawCase: Requested {
    package var reason: Passage?

    package static let form = Form.request("withdraw", Self.init, Field("reason", \.reason))
}

package struct TransferCase: Requested {
    package var body: Line
    package var permitted: Bool
    package var reason: Passage?

    package static let form = Form.request(
        "transfer", Self.init, Field("body", \.body), Field("permitted", \.permitted),
        Field("reason", \.reason))
}

package struct ReopenCase: Requested {
    package var reason: Passage

    package static let form = Form.request("reopen", Self.init, Field("reason", \.reason))
}

package struct ReferBack: Requested {
    package var team: TeamID?
    package var reason: Passage

    package static let form = Form.request(
        "refer-back", Self.init, Field("team", \.team), Field("reason", \.reason))
}

package struct DisposeCase: Requested {
    package var reason: Passage?

    package static let form = Form.request("dispose", Self.init, Field("reason", \.reason))
}
