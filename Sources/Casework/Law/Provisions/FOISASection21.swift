// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// Freedom of Information (Scotland) Act 2002, section 21: the review that an applicant requires
/// under section 20. Unlike the English one it is statutory.
package struct FOISASection21: Provision {
    package init() {}

    package let title = "Review of a freedom of information decision (Scotland)"
    package let citation = "FOISA 2002, section 21(1)"
    package let basis = Basis.statute
    package let says = """
        The authority must comply promptly with a requirement for review, and not later than the \
        twentieth working day after its receipt.
        """
    package let ruleSets = [
        RuleSet("foisa-review/1", "FOISA 2002, sections 21(1) and 73"),
        RuleSet("foisa-review/2020", CoronavirusScotland.citation),
    ]

    package func limit(for history: ClockHistory, at moment: Instant?) -> (any Limit)? {
        let isEased = CoronavirusScotland.governs(history, at: moment)
        return WorkingDayLimit(
            ruleSet: ruleSets[isEased ? 1 : 0], count: isEased ? 60 : 20,
            area: .division(.scotland))
    }
}
