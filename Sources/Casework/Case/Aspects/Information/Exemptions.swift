// SPDX-License-Identifier: Apache-2.0
package import Forms

/// What is withheld and by which provision, with the weighing of the public interest and the
/// opinions that it needs (feature 38; compliance checks 20 to 24).
package struct Exemptions: Equatable, Sendable {
    package struct Claim: Equatable, Sendable {
        package let section: Code
        package let rule: ExemptionRule
        package let isQualified: Bool
        package fileprivate(set) var factors: Set<InterestSide> = []
        package fileprivate(set) var conclusion: InterestConclusion?
        package fileprivate(set) var hasOpinion = false
        package fileprivate(set) var isWithdrawn = false

        /// What is missing before a notice may rest on it.
        package var gaps: [NoticeGap] {
            var gaps: [NoticeGap] = []
            if isQualified, conclusion == nil { gaps.append(.publicInterest) }
            if rule.needsOpinion, !hasOpinion { gaps.append(.opinion) }
            return gaps
        }
    }
    /// By their numbers, from 1.
    package private(set) var all: [Claim] = []
    package private(set) var consultations: [Bool] = []

    package init() {}

    /// Those that withhold something now.
    package var standing: [Claim] {
        all.filter { !$0.isWithdrawn && $0.conclusion != .disclose }
    }
    package var hasQualified: Bool { standing.contains(where: \.isQualified) }

    package mutating func evolve(_ event: ExemptionEvent) {
        switch event {
        case .applied(let applied):
            guard let rule = ExemptionRule(applied.section, under: applied.law) else { return }
            all.append(
                Claim(
                    section: applied.section, rule: rule, isQualified: applied.isQualified))
        case .withdrawn(let withdrawn): change(withdrawn.exemption) { $0.isWithdrawn = true }
        case .weighed(let weighed): change(weighed.exemption) { $0.factors.insert(weighed.side) }
        case .concluded(let given):
            change(given.exemption) { $0.conclusion = given.conclusion }
        case .opinionGiven(let given): change(given.exemption) { $0.hasOpinion = true }
        case .consulted: consultations.append(false)
        case .consultationAnswered(let answered):
            guard consultations.indices.contains(answered.consultation - 1) else { return }
            consultations[answered.consultation - 1] = true
        case .redacted: break
        }
    }

    /// The case is answered under another law: what was claimed under the one before is void.
    mutating func void() {
        for index in all.indices { all[index].isWithdrawn = true }
    }

    private mutating func change(_ number: Int, _ body: (inout Claim) -> Void) {
        guard all.indices.contains(number - 1) else { return }
        body(&all[number - 1])
    }

    package func decide(
        _ command: ExemptionCommand, law: InformationLaw, files: Files
    ) throws(Refusal) -> [ExemptionEvent] {
        switch command {
        case .apply(let given): return [.applied(try applied(given, law))]
        case .withdraw(let given):
            _ = try claim(given.exemption)
            let event = ExemptionWithdrawn(
                exemption: given.exemption, reason: given.reason.sealed)
            return [.withdrawn(event)]
        case .weigh(let given):
            guard try claim(given.exemption).isQualified else { throw .needs(.qualifiedExemption) }
            let event = InterestWeighed(
                exemption: given.exemption, side: given.side, text: given.text.sealed)
            return [.weighed(event)]
        case .conclude(let given):
            let claim = try claim(given.exemption)
            guard claim.isQualified else { throw .needs(.qualifiedExemption) }
            guard claim.factors == [.disclosure, .maintaining] else { throw .needs(.factors) }
            guard claim.conclusion != given.conclusion else { throw .already(.recorded) }
            let event = InterestConcluded(
                exemption: given.exemption, conclusion: given.conclusion,
                reason: given.reason.sealed)
            return [.concluded(event)]
        case .recordOpinion(let given):
            guard try claim(given.exemption).rule.needsOpinion else { throw .needs(.otherSection) }
            let event = OpinionGiven(
                exemption: given.exemption, by: given.by, text: given.text.sealed)
            return [.opinionGiven(event)]
        case .consult(let given):
            guard consultations.count < Limits.contributions else { throw .tooMany(.consultation) }
            let event = ThirdPartyConsulted(
                consultation: consultations.count + 1, body: given.body.sealed,
                question: given.question.sealed)
            return [.consulted(event)]
        case .answerConsultation(let given):
            guard consultations.indices.contains(given.consultation - 1) else {
                throw .notThere(.consultation, given.consultation)
            }
            guard !consultations[given.consultation - 1] else { throw .already(.answered) }
            let event = ThirdPartyAnswered(
                consultation: given.consultation, objects: given.objects, text: given.text.sealed)
            return [.consultationAnswered(event)]
        case .redact(let given):
            _ = try claim(given.exemption)
            guard given.page > 0, given.marks > 0 else { throw .outOfRange(.marks) }
            let digest = try files.digest(of: given.file)
            let event = Redacted(
                file: given.file, digest: digest, page: given.page, exemption: given.exemption,
                marks: given.marks, reason: given.reason?.sealed)
            return [.redacted(event)]
        }
    }

    private func applied(
        _ given: ApplyExemption, _ law: InformationLaw
    ) throws(Refusal) -> ExemptionApplied {
        guard all.count < Limits.exemptions else { throw .tooMany(.exemption) }
        guard let rule = ExemptionRule(given.section, under: law) else {
            throw .needs(.otherSection)
        }
        if rule.needsHarm, given.harm == nil { throw .needs(.harm) }
        let isQualified: Bool
        switch rule.limb {
        case .absolute: isQualified = false
        case .qualified: isQualified = true
        case .either:
            guard let limb = given.limb else { throw .needs(.limb) }
            isQualified = limb == .qualified
        }
        return ExemptionApplied(
            exemption: all.count + 1, law: law, section: given.section, isQualified: isQualified,
            part: given.part, harm: given.harm?.sealed)
    }

    private func claim(_ number: Int) throws(Refusal) -> Claim {
        guard all.indices.contains(number - 1) else { throw .notThere(.exemption, number) }
        guard !all[number - 1].isWithdrawn else { throw .already(.withdrawn) }
        return all[number - 1]
    }
}

package enum ExemptionLimb: String, CaseIterable, PlainValue { case absolute, qualified }

/// What a factor of the public interest speaks for.
package enum InterestSide: String, CaseIterable, PlainValue { case disclosure, maintaining }

package enum InterestConclusion: String, CaseIterable, PlainValue { case maintain, disclose }
