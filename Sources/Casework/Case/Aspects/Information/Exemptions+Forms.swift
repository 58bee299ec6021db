// SPDX-License-Identifier: Apache-2.0
package import Forms

// MARK: Events

package enum ExemptionEvent: EventFamily {
    case applied(ExemptionApplied)
    case withdrawn(ExemptionWithdrawn)
    case weighed(InterestWeighed)
    case concluded(InterestConcluded)
    case opinionGiven(OpinionGiven)
    case consulted(ThirdPartyConsulted)
    case consultationAnswered(ThirdPartyAnswered)
    case redacted(Redacted)

    package var payload: any Recorded {
        switch self {
        case .applied(let event): event
        case .withdrawn(let event): event
        case .weighed(let event): event
        case .concluded(let event): event
        case .opinionGiven(let event): event
        case .consulted(let event): event
        case .consultationAnswered(let event): event
        case .redacted(let event): event
        }
    }
    package static let forms: [KnownForm<ExemptionEvent>] = [
        KnownForm(ExemptionApplied.self, ExemptionEvent.applied),
        KnownForm(ExemptionWithdrawn.self, ExemptionEvent.withdrawn),
        KnownForm(InterestWeighed.self, ExemptionEvent.weighed),
        KnownForm(InterestConcluded.self, ExemptionEvent.concluded),
        KnownForm(OpinionGiven.self, ExemptionEvent.opinionGiven),
        KnownForm(ThirdPartyConsulted.self, ExemptionEvent.consulted),
        KnownForm(ThirdPartyAnswered.self, ExemptionEvent.consultationAnswered),
        KnownForm(Redacted.self, ExemptionEvent.redacted),
    ]
}

/// Something is withheld, and by which provision.
package struct ExemptionApplied: Recorded {
    package var exemption: Int
    package var law: InformationLaw
    /// With its subsection, as `36(2)(b)`.
    package var section: Code
    package var isQualified: Bool
    /// The part of the case that it withholds; nil for all of it.
    package var part: Int?
    package var harm: Sealed<String>?

    package static let form = Form(
        "case.exemptionApplied", Self.init, Field("exemption", \.exemption), Field("law", \.law),
        Field("section", \.section), Field("isQualified", \.isQualified), Field("part", \.part),
        Field("harm", \.harm))
}

package struct ExemptionWithdrawn: Recorded {
    package var exemption: Int
    package var reason: Sealed<String>

    package static let form = Form(
        "case.exemptionWithdrawn", Self.init, Field("exemption", \.exemption),
        Field("reason", \.reason))
}

/// One factor of the public interest (FOIA 2000, section 2(2)(b)).
package struct InterestWeighed: Recorded {
    package var exemption: Int
    package var side: InterestSide
    package var text: Sealed<String>

    package static let form = Form(
        "case.interestWeighed", Self.init, Field("exemption", \.exemption), Field("side", \.side),
        Field("text", \.text))
}

package struct InterestConcluded: Recorded {
    package var exemption: Int
    package var conclusion: InterestConclusion
    package var reason: Sealed<String>

    package static let form = Form(
        "case.interestConcluded", Self.init, Field("exemption", \.exemption),
        Field("conclusion", \.conclusion), Field("reason", \.reason))
}

/// The reasonable opinion of the qualified person (FOIA 2000, section 36(5)).
package struct OpinionGiven: Recorded {
    package var exemption: Int
    package var by: StaffID?
    package var text: Sealed<String>

    package static let form = Form(
        "case.opinionGiven", Self.init, Field("exemption", \.exemption), Field("by", \.by),
        Field("text", \.text))
}

/// Whoever the information is about, or came from, was asked (section 45 Code, part 3).
package struct ThirdPartyConsulted: Recorded {
    package var consultation: Int
    package var body: Sealed<String>
    package var question: Sealed<String>

    package static let form = Form(
        "case.thirdPartyConsulted", Self.init, Field("consultation", \.consultation),
        Field("body", \.body), Field("question", \.question))
}

package struct ThirdPartyAnswered: Recorded {
    package var consultation: Int
    package var objects: Bool
    package var text: Sealed<String>

    package static let form = Form(
        "case.thirdPartyAnswered", Self.init, Field("consultation", \.consultation),
        Field("objects", \.objects), Field("text", \.text))
}

/// A line of the register of redactions.
package struct Redacted: Recorded {
    package var file: Int
    package var digest: Bytes32
    package var page: Int
    package var exemption: Int
    /// How many passages.
    package var marks: Int
    package var reason: Sealed<String>?

    package static let form = Form(
        "case.redacted", Self.init, Field("file", \.file), Field("digest", \.digest),
        Field("page", \.page), Field("exemption", \.exemption), Field("marks", \.marks),
        Field("reason", \.reason))
}

// MARK: Commands

package enum ExemptionCommand: CommandFamily {
    case apply(ApplyExemption)
    case withdraw(WithdrawExemption)
    case weigh(WeighInterest)
    case conclude(ConcludeInterest)
    case recordOpinion(RecordOpinion)
    case consult(ConsultThirdParty)
    case answerConsultation(AnswerConsultation)
    case redact(RecordRedaction)

    package var payload: any Requested {
        switch self {
        case .apply(let command): command
        case .withdraw(let command): command
        case .weigh(let command): command
        case .conclude(let command): command
        case .recordOpinion(let command): command
        case .consult(let command): command
        case .answerConsultation(let command): command
        case .redact(let command): command
        }
    }
    package static let forms: [KnownForm<ExemptionCommand>] = [
        KnownForm(ApplyExemption.self, ExemptionCommand.apply),
        KnownForm(WithdrawExemption.self, ExemptionCommand.withdraw),
        KnownForm(WeighInterest.self, ExemptionCommand.weigh),
        KnownForm(ConcludeInterest.self, ExemptionCommand.conclude),
        KnownForm(RecordOpinion.self, ExemptionCommand.recordOpinion),
        KnownForm(ConsultThirdParty.self, ExemptionCommand.consult),
        KnownForm(AnswerConsultation.self, ExemptionCommand.answerConsultation),
        KnownForm(RecordRedaction.self, ExemptionCommand.redact),
    ]
}

package struct ApplyExemption: Requested {
    package var section: Code
    /// For a section that has both.
    package var limb: ExemptionLimb?
    package var part: Int?
    package var harm: Passage?

    package static let form = Form.request(
        "apply-exemption", Self.init, Field("section", \.section), Field("limb", \.limb),
        Field("part", \.part), Field("harm", \.harm))
}

package struct WithdrawExemption: Requested {
    package var exemption: Int
    package var reason: Passage

    package static let form = Form.request(
        "withdraw-exemption", Self.init, Field("exemption", \.exemption), Field("reason", \.reason))
}

package struct WeighInterest: Requested {
    package var exemption: Int
    package var side: InterestSide
    package var text: Passage

    package static let form = Form.request(
        "weigh-interest", Self.init, Field("exemption", \.exemption), Field("side", \.side),
        Field("text", \.text))
}

package struct ConcludeInterest: Requested {
    package var exemption: Int
    package var conclusion: InterestConclusion
    package var reason: Passage

    package static let form = Form.request(
        "conclude-interest", Self.init, Field("exemption", \.exemption),
        Field("conclusion", \.conclusion), Field("reason", \.reason))
}

package struct RecordOpinion: Requested {
    package var exemption: Int
    package var by: StaffID?
    package var text: Passage

    package static let form = Form.request(
        "record-opinion", Self.init, Field("exemption", \.exemption), Field("by", \.by),
        Field("text", \.text))
}

package struct ConsultThirdParty: Requested {
    package var body: Line
    package var question: Passage

    package static let form = Form.request(
        "consult-third-party", Self.init, Field("body", \.body), Field("question", \.question))
}

package struct AnswerConsultation: Requested {
    package var consultation: Int
    package var objects: Bool
    package var text: Passage

    package static let form = Form.request(
        "answer-consultation", Self.init, Field("consultation", \.consultation),
        Field("objects", \.objects), Field("text", \.text))
}

package struct RecordRedaction: Requested {
    package var file: Int
    package var page: Int
    package var exemption: Int
    package var marks: Int
    package var reason: Passage?

    package static let form = Form.request(
        "record-redaction", Self.init, Field("file", \.file), Field("page", \.page),
        Field("exemption", \.exemption), Field("marks", \.marks), Field("reason", \.reason))
}
