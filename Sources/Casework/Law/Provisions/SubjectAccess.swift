// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// UK GDPR, articles 12(3), 12A and 15: a person's request for the data that are held about them.
///
/// The limit is one month from the latest of receipt, proof of identity and fee, to the same date;
/// where that is no working day, to the next one (Regulation 1182/71, article 3, by DPA 2018,
/// section 205(2)). What a question does changed three times.
package struct SubjectAccess: Provision {
    package init() {}

    package let title = "Subject access request"
    package let citation = "UK GDPR, articles 12(3) and 12A"
    package let basis = Basis.statute
    package let says = """
        The answer is given without undue delay, and before the end of one month beginning with \
        the relevant time; for complexity or number, of three.
        """
    package let ruleSets = [
        RuleSet("sar/1", "UK GDPR, article 12(3); ICO until 14 August 2019: from the day after"),
        RuleSet(
            "sar/2", from: Day("2019-08-15"),
            "UK GDPR, article 12(3); ICO from 15 August 2019: from the day of receipt"),
        RuleSet(
            "sar/2a", from: Day("2020-01-01"),
            "UK GDPR, article 12(3); ICO in 2020: a question does not stop the clock"),
        RuleSet(
            "sar/2b", from: Day("2020-10-21"),
            "UK GDPR, article 12(3); ICO, right of access, 21 October 2020: a question pauses"),
        RuleSet(
            "sar/3", from: Day("2026-02-05"),
            "UK GDPR, article 12A (Data (Use and Access) Act 2025, section 76; SI 2026/82)"),
    ]

    package func limit(for history: ClockHistory, at moment: Instant?) -> (any Limit)? {
        guard let ruleSet = ruleSets.inForce(on: history.day) else { return nil }
        let clarification: MonthLimit.Clarification =
            switch ruleSet.id {
            case "sar/1", "sar/2": .restarts
            case "sar/2a": .nothing
            default: .pauses
            }
        return MonthLimit(
            ruleSet: ruleSet, division: history.division, months: 1, clarification: clarification,
            lengthening: MonthLimit.Lengthening(
                months: 3, citation: "UK GDPR, article 12A(3) and (4); before, 12(3)"),
            startsDayAfter: ruleSet.id == "sar/1")
    }
}
