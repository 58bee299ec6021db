// SPDX-License-Identifier: Apache-2.0
internal import Forms
package import WorkingTime

/// What follows an answer that did not satisfy: the internal review by somebody else, the
/// regulator, the tribunal (features 40 and 41; compliance checks 38 to 41).
package struct Reviews: Equatable, Sendable {
    package private(set) var isOpen = false
    private var isExtended = false
    package private(set) var outcome: ReviewOutcome?
    package private(set) var regulator: RegulatorStage = .none
    package private(set) var tribunal: RegulatorStage = .none

    package enum RegulatorStage: Sendable { case none, open, decided }

    package init() {}

    package mutating func evolve(_ event: ReviewEvent) {
        switch event {
        case .requested:
            isOpen = true
            isExtended = false
            outcome = nil
        case .extended: isExtended = true
        case .decided(let decided):
            isOpen = false
            outcome = decided.outcome
        case .regulatorComplained: regulator = .open
        case .regulatorDecided: regulator = .decided
        case .tribunalAppealed: tribunal = .open
        case .tribunalDecided: tribunal = .decided
        }
    }

    /// - Parameters:
    ///   - due: When the review is; nil where nobody can say.
    ///   - involved: Who decided, wrote or signed what is reviewed, or let it go unsigned.
    ///   - lastDay: By which a review is to be asked for; nil where nobody can say.
    package func decide(
        _ command: ReviewCommand, law: InformationLaw, due: Due?, involved: Set<Actor>,
        lastDay: Day?, _ context: DecisionContext
    ) throws(Refusal) -> [Dated<ReviewEvent>] {
        switch command {
        case .request(let given):
            guard !isOpen else { throw .already(.asked) }
            let isLate = lastDay.map { given.day > $0 } ?? false
            let event = ReviewRequested(isLate: isLate, text: given.text?.sealed)
            return try on(given.day, .requested(event), context)
        case .extend(let given):
            guard isOpen else { throw .needs(.review) }
            // Of the reviews, only that of the section 45 Code, part 5, knows a longer one.
            guard law == .foia else { throw .needs(.otherLaw) }
            guard !isExtended else { throw .already(.extended) }
            try requireNotice(given.day, by: due)
            let event = ReviewExtended(reason: given.reason.sealed)
            return try on(given.day, .extended(event), context)
        case .decide(let given):
            guard isOpen else { throw .needs(.review) }
            // Section 45 Code, part 5: by somebody who took no part in the decision.
            guard !involved.contains(context.actor) else { throw .needs(.anotherPerson) }
            let event = ReviewDecided(outcome: given.outcome, reason: given.reason.sealed)
            return try on(given.day, .decided(event), context)
        case .complain(let given):
            guard regulator != .open else { throw .already(.recorded) }
            let event = RegulatorComplained(reference: given.reference)
            return try on(given.day, .regulatorComplained(event), context)
        case .recordRegulator(let given):
            guard regulator == .open else { throw .needs(.regulator) }
            let event = RegulatorDecided(
                outcome: given.outcome, complyBy: given.complyBy, steps: given.steps?.sealed)
            return try on(given.day, .regulatorDecided(event), context)
        case .appeal(let given):
            guard regulator == .decided else { throw .needs(.regulator) }
            guard tribunal != .open else { throw .already(.recorded) }
            let event = TribunalAppealed(reference: given.reference, by: given.by)
            return try on(given.day, .tribunalAppealed(event), context)
        case .recordTribunal(let given):
            guard tribunal == .open else { throw .needs(.appeal) }
            let event = TribunalDecided(outcome: given.outcome, text: given.text?.sealed)
            return try on(given.day, .tribunalDecided(event), context)
        }
    }

    private func on(
        _ day: Day, _ event: ReviewEvent, _ context: DecisionContext
    ) throws(Refusal) -> [Dated<ReviewEvent>] {
        guard day <= context.today else { throw .dayInFuture(day) }
        return [Dated(event, occurredAt: .day(day))]
    }
}

/// What became of the decision that was reviewed or appealed against.
package enum ReviewOutcome: String, CaseIterable, PlainValue {
    case upheld
    case inPart = "in-part"
    case overturned
}

package enum Appellant: String, CaseIterable, PlainValue { case requester, authority }
