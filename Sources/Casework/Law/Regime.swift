// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// What sets a limit: one name for each duty or promise whose date the program works out.
package enum Regime: String, CaseIterable, Sendable {
    case foi
    case foiReview = "foi-review"
    case foisa
    case foisaReview = "foisa-review"
    case eir
    case eirReview = "eir-review"
    case eirScotland = "eir-scotland"
    case sar
    case dpComplaint = "dp-complaint"
    case complaintAck = "complaint-ack"
    case complaintStage1 = "complaint-stage1"
    case complaintStage2 = "complaint-stage2"
    case svcLetter = "svc-letter"
    case svcEmail = "svc-email"
    case svcOnlineForm = "svc-online-form"
    case svcSocial = "svc-social"
    case svcP1 = "svc-p1"
    case svcP2 = "svc-p2"
    case mpCorrespondence = "mp-correspondence"
    case mayorsQuestion = "gla-mqt"
    case mayoralDecision = "gla-md-publication"
    /// So many working days as a process promises for a channel: never named, but by `days`.
    case svcOwn = "svc-own"

    /// Those that a table or a process can name.
    package static let allCases: [Regime] = [
        .foi, .foiReview, .foisa, .foisaReview, .eir, .eirReview, .eirScotland, .sar, .dpComplaint,
        .complaintAck, .complaintStage1, .complaintStage2, .svcLetter, .svcEmail, .svcOnlineForm,
        .svcSocial, .svcP1, .svcP2, .mpCorrespondence, .mayorsQuestion, .mayoralDecision,
    ]

    /// The provision that answers it.
    package var provision: any Provision {
        switch self {
        case .foi: FOIASection10()
        case .foiReview: FOIAReview()
        case .foisa: FOISASection10()
        case .foisaReview: FOISASection21()
        case .eir: EIRRegulation5()
        case .eirReview: EIRRegulation11()
        case .eirScotland: EIRScotlandRegulation5()
        case .sar: SubjectAccess()
        case .dpComplaint: DPASection164A()
        case .complaintAck: ComplaintAcknowledgement()
        case .complaintStage1: ComplaintStage1()
        case .complaintStage2: ComplaintStage2()
        case .svcLetter: LetterTarget()
        case .svcEmail: EmailTarget()
        case .svcOnlineForm: OnlineFormTarget()
        case .svcSocial: SocialMediaTarget()
        case .svcP1: PriorityOneTarget()
        case .svcP2: PriorityTwoTarget()
        case .mpCorrespondence: MembersCorrespondence()
        case .mayorsQuestion: MayorsQuestionTime()
        case .mayoralDecision: MayoralDecisionPublication()
        case .svcOwn: OwnTarget()
        }
    }
}

/// How binding a provision is.
package enum Basis: String, Sendable {
    /// An Act, or regulations under one.
    case statute
    /// A code or a regulator's guidance.
    case guidance
    /// A promise that an authority made.
    case policy
}

/// One provision: what it says, from when, and the limit that it sets.
///
/// Each is a file of its own that quotes the provision and answers it. Sources: `law.md` of the
/// project's research, section 1, and what each file names.
package protocol Provision: Sendable {
    /// What people call the limit.
    var title: String { get }
    /// As `FOIA 2000, section 10(1)`.
    var citation: String { get }
    var basis: Basis { get }
    /// What it says, in its words where those are short.
    var says: String { get }
    /// The rules that were in force one after another, the oldest first.
    var ruleSets: [RuleSet] { get }
    /// The limit that a history is held to; nil where no rule was in force yet.
    func limit(for history: ClockHistory, at moment: Instant?) -> (any Limit)?
}

/// The rules of a provision as they were for some time.
package struct RuleSet: Hashable, Sendable {
    /// As `sar/3`: names the rules beside a date that was worked out with them.
    package let id: String
    /// The first day of receipt that they apply to; nil for "always".
    package let from: Day?
    package let citation: String

    package init(_ id: String, from: Day? = nil, _ citation: String) {
        self.id = id
        self.from = from
        self.citation = citation
    }
}

extension [RuleSet] {
    /// The rules for what was received on `day`; the collection is in the order of their dates.
    func inForce(on day: Day) -> RuleSet? { last { $0.from.map { $0 <= day } ?? true } }
}
