// SPDX-License-Identifier: Apache-2.0
package import Forms
package import WorkingTime

// MARK: Events

package enum ComplaintEvent: EventFamily {
    case pointRaised(PointRaised)
    case pointFound(PointFound)
    case escalated(ComplaintEscalated)
    case extended(ComplaintExtended)
    case remedyOffered(RemedyOffered)
    case remedyDone(RemedyDone)
    case learningRecorded(LearningRecorded)
    case ombudsmanReferred(OmbudsmanReferred)
    case ombudsmanDecided(OmbudsmanDecided)

    package var payload: any Recorded {
        switch self {
        case .pointRaised(let event): event
        case .pointFound(let event): event
        case .escalated(let event): event
        case .extended(let event): event
        case .remedyOffered(let event): event
        case .remedyDone(let event): event
        case .learningRecorded(let event): event
        case .ombudsmanReferred(let event): event
        case .ombudsmanDecided(let event): event
        }
    }
    package static let forms: [KnownForm<ComplaintEvent>] = [
        KnownForm(PointRaised.self, ComplaintEvent.pointRaised),
        KnownForm(PointFound.self, ComplaintEvent.pointFound),
        KnownForm(ComplaintEscalated.self, ComplaintEvent.escalated),
        KnownForm(ComplaintExtended.self, ComplaintEvent.extended),
        KnownForm(RemedyOffered.self, ComplaintEvent.remedyOffered),
        KnownForm(RemedyDone.self, ComplaintEvent.remedyDone),
        KnownForm(LearningRecorded.self, ComplaintEvent.learningRecorded),
        KnownForm(OmbudsmanReferred.self, ComplaintEvent.ombudsmanReferred),
        KnownForm(OmbudsmanDecided.self, ComplaintEvent.ombudsmanDecided),
    ]
}

/// One thing that is complained of.
package struct PointRaised: Recorded {
    package var point: Int
    package var text: Sealed<String>

    package static let form = Form(
        "case.pointRaised", Self.init, Field("point", \.point), Field("text", \.text))
}

package struct PointFound: Recorded {
    package var point: Int
    package var finding: PointFinding
    package var reason: Sealed<String>

    package static let form = Form(
        "case.pointFound", Self.init, Field("point", \.point), Field("finding", \.finding),
        Field("reason", \.reason))
}

/// Whoever complained is not content with stage 1.
package struct ComplaintEscalated: Recorded {
    package var reason: Sealed<String>

    package static let form = Form("case.complaintEscalated", Self.init, Field("reason", \.reason))
}

/// Whoever complained was told that this stage takes longer (LGSCO Complaint Handling Code).
package struct ComplaintExtended: Recorded {
    package var stage: Int
    package var reason: Sealed<String>

    package static let form = Form(
        "case.complaintExtended", Self.init, Field("stage", \.stage), Field("reason", \.reason))
}

package struct RemedyOffered: Recorded {
    package var remedy: Int
    package var kind: RemedyKind
    package var pence: Int?
    package var text: Sealed<String>

    package static let form = Form(
        "case.remedyOffered", Self.init, Field("remedy", \.remedy), Field("kind", \.kind),
        Field("pence", \.pence), Field("text", \.text))
}

package struct RemedyDone: Recorded {
    package var remedy: Int

    package static let form = Form("case.remedyDone", Self.init, Field("remedy", \.remedy))
}

/// What the authority does otherwise from now on.
package struct LearningRecorded: Recorded {
    package var text: Sealed<String>

    package static let form = Form("case.learningRecorded", Self.init, Field("text", \.text))
}

package struct OmbudsmanReferred: Recorded {
    package var reference: Code?

    package static let form = Form(
        "case.ombudsmanReferred", Self.init, Field("reference", \.reference))
}

package struct OmbudsmanDecided: Recorded {
    package var finding: PointFinding
    package var text: Sealed<String>?

    package static let form = Form(
        "case.ombudsmanDecided", Self.init, Field("finding", \.finding), Field("text", \.text))
}

// MARK: Commands

package enum ComplaintCommand: CommandFamily {
    case raisePoint(RaisePoint)
    case findPoint(FindPoint)
    case escalate(EscalateComplaint)
    case extend(ExtendComplaint)
    case offerRemedy(OfferRemedy)
    case completeRemedy(CompleteRemedy)
    case recordLearning(RecordLearning)
    case referOmbudsman(ReferOmbudsman)
    case recordOmbudsman(RecordOmbudsmanDecision)

    package var payload: any Requested {
        switch self {
        case .raisePoint(let command): command
        case .findPoint(let command): command
        case .escalate(let command): command
        case .extend(let command): command
        case .offerRemedy(let command): command
        case .completeRemedy(let command): command
        case .recordLearning(let command): command
        case .referOmbudsman(let command): command
        case .recordOmbudsman(let command): command
        }
    }
    package static let forms: [KnownForm<ComplaintCommand>] = [
        KnownForm(RaisePoint.self, ComplaintCommand.raisePoint),
        KnownForm(FindPoint.self, ComplaintCommand.findPoint),
        KnownForm(EscalateComplaint.self, ComplaintCommand.escalate),
        KnownForm(ExtendComplaint.self, ComplaintCommand.extend),
        KnownForm(OfferRemedy.self, ComplaintCommand.offerRemedy),
        KnownForm(CompleteRemedy.self, ComplaintCommand.completeRemedy),
        KnownForm(RecordLearning.self, ComplaintCommand.recordLearning),
        KnownForm(ReferOmbudsman.self, ComplaintCommand.referOmbudsman),
        KnownForm(RecordOmbudsmanDecision.self, ComplaintCommand.recordOmbudsman),
    ]
}

package struct RaisePoint: Requested {
    package var text: Passage

    package static let form = Form.request("raise-point", Self.init, Field("text", \.text))
}

package struct FindPoint: Requested {
    package var point: Int
    package var finding: PointFinding
    package var reason: Passage

    package static let form = Form.request(
        "find-point", Self.init, Field("point", \.point), Field("finding", \.finding),
        Field("reason", \.reason))
}

package struct EscalateComplaint: Requested {
    package var day: Day
    package var reason: Passage

    package static let form = Form.request(
        "escalate-complaint", Self.init, Field("day", \.day), Field("reason", \.reason))
}

package struct ExtendComplaint: Requested {
    package var day: Day
    package var reason: Passage

    package static let form = Form.request(
        "extend-complaint", Self.init, Field("day", \.day), Field("reason", \.reason))
}

package struct OfferRemedy: Requested {
    package var kind: RemedyKind
    package var pence: Int?
    package var text: Passage

    package static let form = Form.request(
        "offer-remedy", Self.init, Field("kind", \.kind), Field("pence", \.pence),
        Field("text", \.text))
}

package struct CompleteRemedy: Requested {
    package var remedy: Int
    package var day: Day

    package static let form = Form.request(
        "complete-remedy", Self.init, Field("remedy", \.remedy), Field("day", \.day))
}

package struct RecordLearning: Requested {
    package var text: Passage

    package static let form = Form.request("record-learning", Self.init, Field("text", \.text))
}

package struct ReferOmbudsman: Requested {
    package var day: Day
    package var reference: Code?

    package static let form = Form.request(
        "refer-ombudsman", Self.init, Field("day", \.day), Field("reference", \.reference))
}

package struct RecordOmbudsmanDecision: Requested {
    package var finding: PointFinding
    package var day: Day
    package var text: Passage?

    package static let form = Form.request(
        "record-ombudsman-decision", Self.init, Field("finding", \.finding), Field("day", \.day),
        Field("text", \.text))
}
