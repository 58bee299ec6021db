// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// Code of practice under section 45 of the Freedom of Information Act 2000 (2018), part 5: the
/// internal review of a decision. No statute sets its limit.
package struct FOIAReview: Provision {
    package init() {}

    package let title = "Internal review of a freedom of information decision"
    package let citation = "Section 45 Code of practice (2018), part 5"
    package let basis = Basis.guidance
    package let says = """
        A review is answered within 20 working days of its receipt, and in exceptional cases \
        within 40.
        """
    package let ruleSets = [RuleSet("foi-review/1", "Section 45 Code of practice (2018), part 5")]

    package func limit(for history: ClockHistory, at moment: Instant?) -> (any Limit)? {
        WorkingDayLimit(
            ruleSet: ruleSets[0], count: 20, area: .anyPart,
            lengthening: WorkingDayLimit.Lengthening(
                notice: .extensionNotice, count: 40,
                citation: "Section 45 Code of practice (2018), part 5: exceptionally 40"))
    }
}
