// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// Cabinet Office, guide to handling correspondence: letters of members of Parliament and peers to
/// a department, by the bank holidays of England and Wales.
package struct MembersCorrespondence: Provision {
    package init() {}

    package let title = "Letter of a member of Parliament"
    package let citation = "Cabinet Office, handling correspondence"
    package let basis = Basis.guidance
    package let says = """
        A department answers within 20 working days; “the clock should start the day after (Day \
        1)”.
        """
    package let ruleSets = [
        RuleSet("mp-correspondence/1", "Cabinet Office, handling correspondence")
    ]

    package func limit(for history: ClockHistory, at moment: Instant?) -> (any Limit)? {
        WorkingDayLimit(ruleSet: ruleSets[0], count: 20, area: .division(.englandAndWales))
    }
}
