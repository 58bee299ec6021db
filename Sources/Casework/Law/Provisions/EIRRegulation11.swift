// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// Environmental Information Regulations 2004, regulation 11: the reconsideration that an
/// applicant's representations oblige the authority to.
package struct EIRRegulation11: Provision {
    package init() {}

    package let title = "Reconsideration of an environmental information decision"
    package let citation = "EIR 2004, regulation 11(4)"
    package let basis = Basis.statute
    package let says = """
        The authority decides “as soon as possible and no later than 40 working days after the \
        date of receipt of the representations”.
        """
    package let ruleSets = [RuleSet("eir-review/1", "EIR 2004, regulations 2(1) and 11(4)")]

    package func limit(for history: ClockHistory, at moment: Instant?) -> (any Limit)? {
        WorkingDayLimit(ruleSet: ruleSets[0], count: 40, area: .anyPart)
    }
}
