// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// Data Protection Act 2018, section 164A (Data (Use and Access) Act 2025, section 103): a
/// complaint about the use of personal data, in force from 19 June 2026.
package struct DPASection164A: Provision {
    package init() {}

    package let title = "Data protection complaint: acknowledgement"
    package let citation = "DPA 2018, section 164A"
    package let basis = Basis.statute
    package let says = """
        The controller acknowledges a complaint “within the period of 30 days beginning when the \
        complaint is received”. The ICO counts from the day after, and on to a working day.
        """
    package let ruleSets = [
        RuleSet("dp-complaint/1", from: Day("2026-06-19"), "DPA 2018, section 164A; ICO guidance")
    ]

    package func limit(for history: ClockHistory, at moment: Instant?) -> (any Limit)? {
        ruleSets.inForce(on: history.day).map {
            DayLimit(
                ruleSet: $0, count: 30, division: history.division, doneBy: .acknowledged)
        }
    }
}
