// SPDX-License-Identifier: Apache-2.0
package import Forms
package import WorkingTime

/// What other teams and outside bodies are asked for, side by side, and what each has answered
/// (requirements G2, G23, D27; features 26 and 27).
package struct Contributions: Equatable, Sendable {
    package struct Contribution: Equatable, Sendable {
        /// Nil where an outside body was asked.
        package let team: TeamID?
        package let due: Day?
        package fileprivate(set) var stage = Stage.asked
        package fileprivate(set) var chases = 0
    }
    package enum Stage: Equatable, Sendable { case asked, answered, withdrawn }

    /// By their numbers, from 1.
    package private(set) var all: [Contribution] = []

    package init() {}

    /// Those that nobody has answered or withdrawn.
    package var isWaiting: Bool { all.contains { $0.stage == .asked } }

    package mutating func evolve(_ event: ContributionEvent) {
        switch event {
        case .requested(let asked): all.append(Contribution(team: asked.team, due: asked.due))
        case .chased(let chased): change(chased.contribution) { $0.chases += 1 }
        case .answered(let answered): change(answered.contribution) { $0.stage = .answered }
        case .withdrawn(let withdrawn): change(withdrawn.contribution) { $0.stage = .withdrawn }
        }
    }

    private mutating func change(_ number: Int, _ body: (inout Contribution) -> Void) {
        guard all.indices.contains(number - 1) else { return }
        body(&all[number - 1])
    }

    package func decide(
        _ command: ContributionCommand, _ context: DecisionContext
    ) throws(Refusal) -> [ContributionEvent] {
        switch command {
        case .request(let request):
            guard (request.team == nil) != (request.body == nil) else {
                throw .needs(.oneContributor)
            }
            guard all.count < Limits.contributions else { throw .tooMany(.contribution) }
            if let due = request.due, due < context.today { throw .dayPassed(due) }
            return [
                .requested(
                    ContributionRequested(
                        contribution: all.count + 1, team: request.team, due: request.due,
                        body: request.body?.sealed, question: request.question.sealed))
            ]
        case .chase(let chase):
            try requireAsked(chase.contribution)
            return [
                .chased(
                    ContributionChased(
                        contribution: chase.contribution, text: chase.text?.sealed))
            ]
        case .answer(let answer):
            try requireAsked(answer.contribution)
            return [
                .answered(
                    ContributionAnswered(
                        contribution: answer.contribution, text: answer.text.sealed))
            ]
        case .withdraw(let withdrawal):
            try requireAsked(withdrawal.contribution)
            return [
                .withdrawn(
                    ContributionWithdrawn(
                        contribution: withdrawal.contribution, reason: withdrawal.reason.sealed))
            ]
        }
    }

    private func requireAsked(_ number: Int) throws(Refusal) {
        guard all.indices.contains(number - 1) else { throw .notThere(.contribution, number) }
        switch all[number - 1].stage {
        case .asked: break
        case .answered: throw .already(.answered)
        case .withdrawn: throw .already(.withdrawn)
        }
    }
}

// MARK: Events

package enum ContributionEvent: EventFamily {
    case requested(ContributionRequested)
    case chased(ContributionChased)
    case answered(ContributionAnswered)
    case withdrawn(ContributionWithdrawn)

    package var payload: any Recorded {
        switch self {
        case .requested(let event): event
        case .chased(let event): event
        case .answered(let event): event
        case .withdrawn(let event): event
        }
    }
    package static let forms: [KnownForm<ContributionEvent>] = [
        KnownForm(ContributionRequested.self, ContributionEvent.requested),
        KnownForm(ContributionChased.self, ContributionEvent.chased),
        KnownForm(ContributionAnswered.self, ContributionEvent.answered),
        KnownForm(ContributionWithdrawn.self, ContributionEvent.withdrawn),
    ]
}

/// A team, or an outside body, was asked for its part of the answer.
package struct ContributionRequested: Recorded {
    /// Which of the case, from 1.
    package var contribution: Int
    package var team: TeamID?
    package var due: Day?
    /// The outside body, where no team was asked.
    package var body: Sealed<String>?
    package var question: Sealed<String>

    package static let form = Form(
        "case.contributionRequested", Self.init, Field("contribution", \.contribution),
        Field("team", \.team), Field("due", \.due), Field("body", \.body),
        Field("question", \.question))
}

/// They were reminded.
package struct ContributionChased: Recorded {
    package var contribution: Int
    package var text: Sealed<String>?

    package static let form = Form(
        "case.contributionChased", Self.init, Field("contribution", \.contribution),
        Field("text", \.text))
}

/// They answered; the event's actor says who recorded it.
package struct ContributionAnswered: Recorded {
    package var contribution: Int
    package var text: Sealed<String>

    package static let form = Form(
        "case.contributionAnswered", Self.init, Field("contribution", \.contribution),
        Field("text", \.text))
}

/// Their part is needed no longer.
package struct ContributionWithdrawn: Recorded {
    package var contribution: Int
    package var reason: Sealed<String>

    package static let form = Form(
        "case.contributionWithdrawn", Self.init, Field("contribution", \.contribution),
        Field("reason", \.reason))
}

// MARK: Commands

package enum ContributionCommand: CommandFamily {
    case request(RequestContribution)
    case chase(ChaseContribution)
    case answer(AnswerContribution)
    case withdraw(WithdrawContribution)

    package var payload: any Requested {
        switch self {
        case .request(let command): command
        case .chase(let command): command
        case .answer(let command): command
        case .withdraw(let command): command
        }
    }
    package static let forms: [KnownForm<ContributionCommand>] = [
        KnownForm(RequestContribution.self, ContributionCommand.request),
        KnownForm(ChaseContribution.self, ContributionCommand.chase),
        KnownForm(AnswerContribution.self, ContributionCommand.answer),
        KnownForm(WithdrawContribution.self, ContributionCommand.withdraw),
    ]
}

/// Asks a team, or an outside body, for its part of the answer.
package struct RequestContribution: Requested {
    package var team: TeamID?
    package var body: Line?
    package var question: Passage
    package var due: Day?

    package static let form = Form.request(
        "request-contribution", Self.init, Field("team", \.team), Field("body", \.body),
        Field("question", \.question), Field("due", \.due))
}

package struct ChaseContribution: Requested {
    package var contribution: Int
    package var text: Passage?

    package static let form = Form.request(
        "chase-contribution", Self.init, Field("contribution", \.contribution),
        Field("text", \.text))
}

package struct AnswerContribution: Requested {
    package var contribution: Int
    package var text: Passage

    package static let form = Form.request(
        "answer-contribution", Self.init, Field("contribution", \.contribution),
        Field("text", \.text))
}

package struct WithdrawContribution: Requested {
    package var contribution: Int
    package var reason: Passage

    package static let form = Form.request(
        "withdraw-contribution", Self.init, Field("contribution", \.contribution),
        Field("reason", \.reason))
}
