// SPDX-License-Identifier: Apache-2.0
package import Forms
package import WorkingTime

// MARK: Events

package enum ReviewEvent: EventFamily {
    case requested(ReviewRequested)
    case extended(ReviewExtended)
    case decided(ReviewDecided)
    case regulatorComplained(RegulatorComplained)
    case regulatorDecided(RegulatorDecided)
    case tribunalAppealed(TribunalAppealed)
    case tribunalDecided(TribunalDecided)

    package var payload: any Recorded {
        switch self {
        case .requested(let event): event
        case .extended(let event): event
        case .decided(let event): event
        case .regulatorComplained(let event): event
        case .regulatorDecided(let event): event
        case .tribunalAppealed(let event): event
        case .tribunalDecided(let event): event
        }
    }
    package static let forms: [KnownForm<ReviewEvent>] = [
        KnownForm(ReviewRequested.self, ReviewEvent.requested),
        KnownForm(ReviewExtended.self, ReviewEvent.extended),
        KnownForm(ReviewDecided.self, ReviewEvent.decided),
        KnownForm(RegulatorComplained.self, ReviewEvent.regulatorComplained),
        KnownForm(RegulatorDecided.self, ReviewEvent.regulatorDecided),
        KnownForm(TribunalAppealed.self, ReviewEvent.tribunalAppealed),
        KnownForm(TribunalDecided.self, ReviewEvent.tribunalDecided),
    ]
}

package struct ReviewRequested: Recorded {
    /// After forty working days.
    package var isLate: Bool
    package var text: Sealed<String>?

    package static let form = Form(
        "case.reviewRequested", Self.init, Field("isLate", \.isLate), Field("text", \.text))
}

/// Whoever asked was told that it takes longer (section 45 Code, part 5: exceptionally).
package struct ReviewExtended: Recorded {
    package var reason: Sealed<String>

    package static let form = Form("case.reviewExtended", Self.init, Field("reason", \.reason))
}

package struct ReviewDecided: Recorded {
    package var outcome: ReviewOutcome
    package var reason: Sealed<String>

    package static let form = Form(
        "case.reviewDecided", Self.init, Field("outcome", \.outcome), Field("reason", \.reason))
}

/// Whoever asked complained to the Information Commissioner (FOIA 2000, section 50), or the
/// Scottish one (FOISA 2002, section 47).
package struct RegulatorComplained: Recorded {
    /// Of the regulator.
    package var reference: Code?

    package static let form = Form(
        "case.regulatorComplained", Self.init, Field("reference", \.reference))
}

package struct RegulatorDecided: Recorded {
    package var outcome: ReviewOutcome
    package var complyBy: Day?
    package var steps: Sealed<String>?

    package static let form = Form(
        "case.regulatorDecided", Self.init, Field("outcome", \.outcome),
        Field("complyBy", \.complyBy), Field("steps", \.steps))
}

/// FOIA 2000, section 57.
package struct TribunalAppealed: Recorded {
    package var reference: Code?
    package var by: Appellant

    package static let form = Form(
        "case.tribunalAppealed", Self.init, Field("reference", \.reference), Field("by", \.by))
}

package struct TribunalDecided: Recorded {
    package var outcome: ReviewOutcome
    package var text: Sealed<String>?

    package static let form = Form(
        "case.tribunalDecided", Self.init, Field("outcome", \.outcome), Field("text", \.text))
}

// MARK: Commands

package enum ReviewCommand: CommandFamily {
    case request(RequestReview)
    case extend(ExtendReview)
    case decide(DecideReview)
    case complain(RecordRegulatorComplaint)
    case recordRegulator(RecordRegulatorDecision)
    case appeal(RecordAppeal)
    case recordTribunal(RecordTribunalDecision)

    package var payload: any Requested {
        switch self {
        case .request(let command): command
        case .extend(let command): command
        case .decide(let command): command
        case .complain(let command): command
        case .recordRegulator(let command): command
        case .appeal(let command): command
        case .recordTribunal(let command): command
        }
    }
    package static let forms: [KnownForm<ReviewCommand>] = [
        KnownForm(RequestReview.self, ReviewCommand.request),
        KnownForm(ExtendReview.self, ReviewCommand.extend),
        KnownForm(DecideReview.self, ReviewCommand.decide),
        KnownForm(RecordRegulatorComplaint.self, ReviewCommand.complain),
        KnownForm(RecordRegulatorDecision.self, ReviewCommand.recordRegulator),
        KnownForm(RecordAppeal.self, ReviewCommand.appeal),
        KnownForm(RecordTribunalDecision.self, ReviewCommand.recordTribunal),
    ]
}

package struct RequestReview: Requested {
    package var day: Day
    package var text: Passage?

    package static let form = Form.request(
        "request-review", Self.init, Field("day", \.day), Field("text", \.text))
}

package struct ExtendReview: Requested {
    package var day: Day
    package var reason: Passage

    package static let form = Form.request(
        "extend-review", Self.init, Field("day", \.day), Field("reason", \.reason))
}

package struct DecideReview: Requested {
    package var outcome: ReviewOutcome
    package var day: Day
    package var reason: Passage

    package static let form = Form.request(
        "decide-review", Self.init, Field("outcome", \.outcome), Field("day", \.day),
        Field("reason", \.reason))
}

package struct RecordRegulatorComplaint: Requested {
    package var day: Day
    package var reference: Code?

    package static let form = Form.request(
        "record-regulator-complaint", Self.init, Field("day", \.day),
        Field("reference", \.reference))
}

package struct RecordRegulatorDecision: Requested {
    package var outcome: ReviewOutcome
    package var day: Day
    package var complyBy: Day?
    package var steps: Passage?

    package static let form = Form.request(
        "record-regulator-decision", Self.init, Field("outcome", \.outcome), Field("day", \.day),
        Field("complyBy", \.complyBy), Field("steps", \.steps))
}

package struct RecordAppeal: Requested {
    package var by: Appellant
    package var day: Day
    package var reference: Code?

    package static let form = Form.request(
        "record-appeal", Self.init, Field("by", \.by), Field("day", \.day),
        Field("reference", \.reference))
}

package struct RecordTribunalDecision: Requested {
    package var outcome: ReviewOutcome
    package var day: Day
    package var text: Passage?

    package static let form = Form.request(
        "record-tribunal-decision", Self.init, Field("outcome", \.outcome), Field("day", \.day),
        Field("text", \.text))
}
