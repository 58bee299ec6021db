// SPDX-License-Identifier: Apache-2.0
internal import Forms
internal import WorkingTime

/// A complaint in two stages: its points and what was found of each, remedies, learning, the
/// ombudsman (the Complaint Handling Codes of the Local Government and Housing Ombudsmen).
package struct Complaints: Equatable, Sendable {
    package private(set) var stage = 1
    /// What was found of each point, by their numbers, from 1.
    package private(set) var points: [PointFinding?] = []
    /// Whether each remedy was done.
    package private(set) var remedies: [Bool] = []
    /// Who wrote, signed or sent the answer at stage 1: others do so at stage 2.
    package private(set) var firstInvolved: Set<Actor> = []
    package private(set) var isWithOmbudsman = false
    private var extendedStages: Set<Int> = []

    package init() {}

    /// - Parameter involved: Who wrote, signed or sent an answer so far.
    package mutating func evolve(_ event: ComplaintEvent, involved: Set<Actor>) {
        switch event {
        case .pointRaised: points.append(nil)
        case .pointFound(let found):
            guard points.indices.contains(found.point - 1) else { return }
            points[found.point - 1] = found.finding
        case .escalated:
            stage = 2
            firstInvolved = involved
        case .extended(let extended): extendedStages.insert(extended.stage)
        case .remedyOffered: remedies.append(false)
        case .remedyDone(let done):
            guard remedies.indices.contains(done.remedy - 1) else { return }
            remedies[done.remedy - 1] = true
        case .learningRecorded: break
        case .ombudsmanReferred: isWithOmbudsman = true
        case .ombudsmanDecided: isWithOmbudsman = false
        }
    }

    /// - Parameter due: When the answer of this stage is; nil where nobody can say.
    package func decide(
        _ command: ComplaintCommand, due: Due?, _ context: DecisionContext
    ) throws(Refusal) -> [Dated<ComplaintEvent>] {
        switch command {
        case .raisePoint(let given):
            guard points.count < Limits.parts else { throw .tooMany(.point) }
            let event = PointRaised(point: points.count + 1, text: given.text.sealed)
            return [Dated(.pointRaised(event))]
        case .findPoint(let given):
            guard points.indices.contains(given.point - 1) else {
                throw .notThere(.point, given.point)
            }
            guard points[given.point - 1] != given.finding else { throw .already(.recorded) }
            let event = PointFound(
                point: given.point, finding: given.finding, reason: given.reason.sealed)
            return [Dated(.pointFound(event))]
        case .escalate(let given):
            guard stage == 1 else { throw .already(.escalated) }
            let event = ComplaintEscalated(reason: given.reason.sealed)
            return try on(given.day, .escalated(event), context)
        case .extend(let given):
            guard !extendedStages.contains(stage) else { throw .already(.extended) }
            try requireNotice(given.day, by: due)
            let event = ComplaintExtended(stage: stage, reason: given.reason.sealed)
            return try on(given.day, .extended(event), context)
        case .offerRemedy(let given):
            guard remedies.count < Limits.parts else { throw .tooMany(.remedy) }
            guard (1...Limits.pence).contains(given.pence ?? (given.kind == .payment ? 0 : 1))
            else {
                throw .outOfRange(.pence)
            }
            let event = RemedyOffered(
                remedy: remedies.count + 1, kind: given.kind, pence: given.pence,
                text: given.text.sealed)
            return [Dated(.remedyOffered(event))]
        case .completeRemedy(let given):
            guard remedies.indices.contains(given.remedy - 1) else {
                throw .notThere(.remedy, given.remedy)
            }
            guard !remedies[given.remedy - 1] else { throw .already(.recorded) }
            return try on(
                given.day, .remedyDone(RemedyDone(remedy: given.remedy)), context)
        case .recordLearning(let given):
            return [Dated(.learningRecorded(LearningRecorded(text: given.text.sealed)))]
        case .referOmbudsman(let given):
            guard !isWithOmbudsman else { throw .already(.recorded) }
            return try on(
                given.day, .ombudsmanReferred(OmbudsmanReferred(reference: given.reference)),
                context)
        case .recordOmbudsman(let given):
            guard isWithOmbudsman else { throw .needs(.ombudsman) }
            let event = OmbudsmanDecided(finding: given.finding, text: given.text?.sealed)
            return try on(given.day, .ombudsmanDecided(event), context)
        }
    }

    private func on(
        _ day: Day, _ event: ComplaintEvent, _ context: DecisionContext
    ) throws(Refusal) -> [Dated<ComplaintEvent>] {
        guard day <= context.today else { throw .dayInFuture(day) }
        return [Dated(event, occurredAt: .day(day))]
    }
}

package enum PointFinding: String, CaseIterable, PlainValue {
    case upheld
    case inPart = "in-part"
    case notUpheld = "not-upheld"
    case withdrawn
}

package enum RemedyKind: String, CaseIterable, PlainValue {
    case apology, payment, service, explanation
    case policyChange = "policy-change"
}
