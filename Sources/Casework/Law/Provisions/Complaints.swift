// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

// Complaint Handling Code of the Local Government and Social Care Ombudsman, applied from April
// 2026; the Housing Ombudsman's says the same. Other schemes (SPSO, PSOW) have other numbers, which
// a process may give. Working days are those of the body's own division.

/// The Code: a complaint is acknowledged within 5 working days of its receipt.
package struct ComplaintAcknowledgement: Provision {
    package init() {}

    package let title = "Complaint: acknowledgement"
    package let citation = "LGSCO Complaint Handling Code: acknowledgement"
    package let basis = Basis.guidance
    package let says = "A complaint is acknowledged within 5 working days of its receipt."
    package let ruleSets = [RuleSet("complaint-ack/1", "LGSCO Complaint Handling Code")]

    package func limit(for history: ClockHistory, at moment: Instant?) -> (any Limit)? {
        WorkingDayLimit(
            ruleSet: ruleSets[0], count: 5, area: .division(history.division),
            doneBy: .acknowledged)
    }
}

/// The Code: stage 1 is answered within 10 working days of the acknowledgement, not of receipt, and
/// may be extended by 10 at most.
package struct ComplaintStage1: Provision {
    package init() {}

    package let title = "Complaint: stage 1"
    package let citation = "LGSCO Complaint Handling Code: stage 1"
    package let basis = Basis.guidance
    package let says = """
        Stage 1 is answered within 10 working days of the acknowledgement, with at most 10 more.
        """
    package let ruleSets = [RuleSet("complaint-stage1/1", "LGSCO Complaint Handling Code")]

    package func limit(for history: ClockHistory, at moment: Instant?) -> (any Limit)? {
        WorkingDayLimit.stage(ruleSets[0], 10, history.division)
    }
}

/// The Code: stage 2 is answered within 20 working days of its acknowledgement by another person,
/// and may be extended by 20 at most.
package struct ComplaintStage2: Provision {
    package init() {}

    package let title = "Complaint: stage 2"
    package let citation = "LGSCO Complaint Handling Code: stage 2"
    package let basis = Basis.guidance
    package let says = """
        Stage 2 is answered within 20 working days of its acknowledgement, with at most 20 more.
        """
    package let ruleSets = [RuleSet("complaint-stage2/1", "LGSCO Complaint Handling Code")]

    package func limit(for history: ClockHistory, at moment: Instant?) -> (any Limit)? {
        WorkingDayLimit.stage(ruleSets[0], 20, history.division)
    }
}

extension WorkingDayLimit {
    fileprivate static func stage(
        _ ruleSet: RuleSet, _ count: Int, _ division: Division
    ) -> WorkingDayLimit {
        WorkingDayLimit(
            ruleSet: ruleSet, count: count, area: .division(division), start: .acknowledged,
            lengthening: Lengthening(
                notice: .extensionNotice, count: 2 * count,
                citation: "\(ruleSet.citation): extension"))
    }
}
