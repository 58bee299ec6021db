// SPDX-License-Identifier: Apache-2.0
internal import Forms
internal import WorkingTime

/// How a request for information is handled before it is answered: whether it is one, under which
/// law, and what is asked of whoever made it (features 19, 39, 42 and 43).
package struct Handling: Equatable, Sendable {
    /// What somebody decided; nil where nobody has, and it follows from the case's type.
    package private(set) var law: InformationLaw?
    package private(set) var isValid: Bool?
    /// What whoever asked has to do before a limit runs.
    package private(set) var waitingFor: Set<Waiting> = []
    package private(set) var isExtended = false
    /// The fee that was asked for last, in pence.
    package private(set) var fee = 0

    package enum Waiting: String, Sendable { case clarification, fee, identity }

    package init() {}

    package mutating func evolve(_ event: HandlingEvent) {
        switch event {
        case .validityDecided(let decided): isValid = decided.isValid
        case .lawChosen(let chosen): law = chosen.law
        case .clarificationAsked: waitingFor.insert(.clarification)
        case .clarificationReceived: waitingFor.remove(.clarification)
        case .feesNoticeGiven(let notice):
            waitingFor.insert(.fee)
            fee = notice.pence
        case .feePaid: waitingFor.remove(.fee)
        case .identityAsked: waitingFor.insert(.identity)
        case .identityReceived: waitingFor.remove(.identity)
        case .timeExtended: isExtended = true
        }
    }

    /// - Parameters:
    ///   - law: The one in force for the case.
    ///   - due: When the answer is due; nil where nobody can say, or nothing is.
    ///   - hasQualified: Whether an exemption is claimed whose public interest is to be weighed.
    package func decide(
        _ command: HandlingCommand, law: InformationLaw, due: Due?, hasQualified: Bool,
        _ context: DecisionContext
    ) throws(Refusal) -> [Dated<HandlingEvent>] {
        switch command {
        case .decideValidity(let given):
            guard given.missing.isEmpty || given.advice != nil else { throw .needs(.advice) }
            let event = ValidityDecided(
                isValid: given.missing.isEmpty, missing: given.missing,
                advice: given.advice?.sealed)
            return [Dated(.validityDecided(event))]
        case .chooseLaw(let given):
            guard given.law != law else { throw .already(.recorded) }
            return [Dated(.lawChosen(LawChosen(law: given.law, reason: given.reason.sealed)))]
        case .askClarification(let given):
            let event = ClarificationAsked(question: given.question.sealed)
            return try ask(.clarification, .clarificationAsked(event), on: given.day, context)
        case .receiveClarification(let given):
            let event = ClarificationReceived(text: given.text?.sealed)
            return try receive(
                .clarification, .clarificationReceived(event), on: given.day, context)
        case .giveFeesNotice(let given):
            guard law != .subjectAccess else { throw .needs(.otherLaw) }
            guard given.pence > 0 else { throw .outOfRange(.pence) }
            let event = FeesNoticeGiven(
                law: law, pence: given.pence, basis: given.basis.sealed)
            return try ask(.fee, .feesNoticeGiven(event), on: given.day, context)
        case .recordFee(let given):
            let paid = try receive(
                .fee, .feePaid(FeePaid(pence: given.pence)), on: given.day, context)
            guard given.pence >= fee else { throw .needs(.wholeFee) }
            return paid
        case .askIdentity(let given):
            guard law == .subjectAccess else { throw .needs(.otherLaw) }
            let event = IdentityAsked(reason: given.reason.sealed)
            return try ask(.identity, .identityAsked(event), on: given.day, context)
        case .receiveIdentity(let given):
            return try receive(
                .identity, .identityReceived(IdentityReceived()), on: given.day, context)
        case .extend(let given):
            return try extend(given, law, due, hasQualified, context)
        }
    }

    private func ask(
        _ what: Waiting, _ event: HandlingEvent, on day: Day, _ context: DecisionContext
    ) throws(Refusal) -> [Dated<HandlingEvent>] {
        guard day <= context.today else { throw .dayInFuture(day) }
        guard !waitingFor.contains(what) else { throw .already(.asked) }
        return [Dated(event, occurredAt: .day(day))]
    }

    private func receive(
        _ what: Waiting, _ event: HandlingEvent, on day: Day, _ context: DecisionContext
    ) throws(Refusal) -> [Dated<HandlingEvent>] {
        guard day <= context.today else { throw .dayInFuture(day) }
        guard waitingFor.contains(what) else { throw .needs(.question) }
        return [Dated(event, occurredAt: .day(day))]
    }

    /// FOIA 2000, section 10(3), while the public interest is weighed; EIR 2004, regulation 7, for
    /// complexity and volume; UK GDPR, article 12A(3). FOISA 2002 knows none.
    private func extend(
        _ given: ExtendTime, _ law: InformationLaw, _ due: Due?, _ hasQualified: Bool,
        _ context: DecisionContext
    ) throws(Refusal) -> [Dated<HandlingEvent>] {
        guard given.day <= context.today else { throw .dayInFuture(given.day) }
        guard law.extensions.contains(given.ground) else { throw .needs(.otherLaw) }
        if given.ground == .publicInterest {
            guard hasQualified else { throw .needs(.qualifiedExemption) }
            // Section 17(2): the notice estimates when the decision will be made.
            guard let until = given.until else { throw .needs(.estimate) }
            guard until > given.day else { throw .dayPassed(until) }
        } else {
            guard !isExtended else { throw .already(.extended) }
        }
        try requireNotice(given.day, by: due)
        let event = TimeExtended(
            ground: given.ground, until: given.until, reason: given.reason.sealed)
        return [Dated(.timeExtended(event), occurredAt: .day(given.day))]
    }
}

/// An extension is told while what it extends is not over (FOIA 2000, section 17(2); EIR 2004,
/// regulation 7(3); UK GDPR, article 12A(4)).
func requireNotice(_ day: Day, by due: Due?) throws(Refusal) {
    guard due.map({ day <= $0.day }) ?? true else { throw .needs(.earlierNotice) }
}

/// The law that a request is answered under.
package enum InformationLaw: String, CaseIterable, PlainValue {
    case foia, eir, foisa
    case eirScotland = "eir-scotland"
    case subjectAccess = "subject-access"

    package var regime: Regime {
        switch self {
        case .foia: .foi
        case .eir: .eir
        case .foisa: .foisa
        case .eirScotland: .eirScotland
        case .subjectAccess: .sar
        }
    }
    /// By which its internal review is read; nil where there is none.
    package var review: Regime? {
        switch self {
        case .foia: .foiReview
        case .eir, .eirScotland: .eirReview
        case .foisa: .foisaReview
        case .subjectAccess: nil
        }
    }
    var extensions: [ExtensionGround] {
        switch self {
        case .foia: [.publicInterest]
        case .eir, .eirScotland: [.complexityAndVolume]
        case .foisa: []
        case .subjectAccess: [.complexityOrNumber]
        }
    }
}

package enum ExtensionGround: String, CaseIterable, PlainValue {
    /// FOIA 2000, section 10(3).
    case publicInterest = "public-interest"
    /// EIR 2004, regulation 7(1).
    case complexityAndVolume = "complexity-and-volume"
    /// UK GDPR, article 12A(3).
    case complexityOrNumber = "complexity-or-number"
}

/// What a request lacks (FOIA 2000, section 8(1)).
package enum ValidityDefect: String, CaseIterable, PlainValue {
    case writing, name, address, description
}
