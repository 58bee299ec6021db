// SPDX-License-Identifier: Apache-2.0
internal import Forms
internal import WorkingTime

/// What was decided about a request, the notices that say so, and whether the answer is published
/// (features 38 and 40; compliance checks 20, 33, 35 and 37).
package struct Notices: Equatable, Sendable {
    package private(set) var decision: RequestDecision?
    /// Who decided: somebody else reviews it.
    package private(set) var deciders: Set<Actor> = []
    /// A notice of the decision went out.
    package private(set) var isNoticeGiven = false
    package private(set) var isPublished: Bool?

    package init() {}

    package mutating func evolve(_ event: NoticeEvent, by actor: Actor) {
        switch event {
        case .decided(let decided):
            decision = decided.decision
            deciders.insert(actor)
            isNoticeGiven = false
        case .issued(let issued): if issued.kind == .refusal { isNoticeGiven = true }
        case .publicationDecided(let decided): isPublished = decided.isPublished
        }
    }

    /// What has to be there before the decision can be given (FOIA 2000, sections 12, 14 and 17).
    package func decide(
        _ command: NoticeCommand, _ exemptions: Exemptions, _ searches: Searches,
        law: InformationLaw, _ context: DecisionContext
    ) throws(Refusal) -> [Dated<NoticeEvent>] {
        switch command {
        case .decide(let given):
            guard given.decision.laws.contains(law) else { throw .needs(.otherLaw) }
            let gaps = Self.gaps(
                given.decision, exemptions, searches, hasReason: given.reason != nil)
            if let gap = gaps.first { throw .incomplete(gap) }
            let event = RequestDecided(
                decision: given.decision, sections: exemptions.standing.map(\.section),
                reason: given.reason?.sealed)
            return [Dated(.decided(event))]
        case .issue(let given):
            guard given.day <= context.today else { throw .dayInFuture(given.day) }
            let gaps = try self.gaps(given, exemptions, searches)
            if let gap = gaps.first { throw .incomplete(gap) }
            let event = NoticeIssued(
                kind: given.kind, decision: decision, channel: given.channel,
                sections: exemptions.standing.map(\.section), until: given.until,
                draft: given.draft, advice: given.advice?.sealed)
            return [Dated(.issued(event), occurredAt: .day(given.day))]
        case .decidePublication(let given):
            guard decision != nil else { throw .needs(.decision) }
            guard given.publish != isPublished else { throw .already(.recorded) }
            let event = PublicationDecided(
                isPublished: given.publish, reason: given.reason?.sealed)
            return [Dated(.publicationDecided(event))]
        }
    }

    /// What lacks at the moment for the answer to go out as it was decided.
    package func gaps(_ exemptions: Exemptions, _ searches: Searches) -> [NoticeGap] {
        decision.map { Self.gaps($0, exemptions, searches, hasReason: true) } ?? []
    }

    /// What was decided rested on a law that the case is not answered under any more.
    mutating func void() {
        decision = nil
        isNoticeGiven = false
    }

    /// The notice that went out does not say what is claimed now.
    mutating func exemptionsChanged() { isNoticeGiven = false }

    private static func gaps(
        _ decision: RequestDecision, _ exemptions: Exemptions, _ searches: Searches,
        hasReason: Bool
    ) -> [NoticeGap] {
        switch decision {
        case .disclosed: exemptions.standing.isEmpty ? [] : [.exemptionStands]
        case .inPart, .refused:
            exemptions.standing.isEmpty ? [.exemption] : exemptions.standing.flatMap(\.gaps)
        case .notHeld:
            searches.count == 0 ? [.search] : searches.holding == .notHeld ? [] : [.holding]
        case .cost: searches.estimate?.isAbove == true ? [] : [.cost]
        case .vexatious, .repeated: hasReason ? [] : [.reason]
        case .neither: exemptions.standing.isEmpty ? [.exemption] : []
        }
    }

    private func gaps(
        _ given: IssueNotice, _ exemptions: Exemptions, _ searches: Searches
    ) throws(Refusal) -> [NoticeGap] {
        var gaps: [NoticeGap] = []
        switch given.kind {
        case .refusal:
            guard let decision else { throw .needs(.decision) }
            guard decision.withholds else { throw .needs(.refusingDecision) }
            gaps += Self.gaps(decision, exemptions, searches, hasReason: true)
            // Section 16: help is given before a refusal for cost.
            if decision == .cost, given.advice == nil { gaps.append(.advice) }
        case .publicInterest:
            // Section 17(2): the exemption, and when it will be decided.
            if !exemptions.hasQualified { gaps.append(.exemption) }
            if given.until == nil { gaps.append(.estimate) }
        }
        // Section 17(7): in every notice.
        if !given.saysReview { gaps.append(.review) }
        if !given.saysRegulator { gaps.append(.regulator) }
        return gaps
    }
}

/// What is missing from a notice, or before it.
package enum NoticeGap: String, CaseIterable, Sendable {
    case exemption, opinion, search, holding, cost, reason, advice, estimate, review, regulator
    case publicInterest = "public-interest"
    /// All is to be disclosed, and something is still withheld.
    case exemptionStands = "exemption-stands"
}

package enum RequestDecision: String, CaseIterable, PlainValue {
    case disclosed
    case inPart = "in-part"
    case refused
    case notHeld = "not-held"
    /// FOIA 2000, section 12.
    case cost
    /// Section 14(1) and (2).
    case vexatious, repeated
    /// Neither confirmed nor denied.
    case neither

    /// The laws that know it: cost and vexatious requests are matters of the two Acts.
    package var laws: [InformationLaw] {
        switch self {
        case .cost, .vexatious, .repeated: [.foia, .foisa]
        case .disclosed, .inPart, .refused, .notHeld, .neither: InformationLaw.allCases
        }
    }

    /// Whether a notice has to say so.
    package var withholds: Bool { self != .disclosed }
}

package enum NoticeKind: String, CaseIterable, PlainValue {
    /// FOIA 2000, section 17(1) or (5); EIR 2004, regulation 14; FOISA 2002, section 16.
    case refusal
    /// FOIA 2000, section 17(2): the public interest is still being weighed.
    case publicInterest = "public-interest"
}
