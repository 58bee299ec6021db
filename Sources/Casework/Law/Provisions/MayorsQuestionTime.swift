// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// Greater London Authority Act 1999, section 45(4): a question to the Mayor that was not answered
/// at the meeting. London has the bank holidays of England and Wales.
package struct MayorsQuestionTime: Provision {
    package init() {}

    package let title = "Mayor's Question Time: written answer"
    package let citation = "GLA Act 1999, section 45(4)(b)"
    package let basis = Basis.statute
    package let says = """
        A written answer is given “before the end of the third working day following the day on \
        which the question was asked at the meeting”.
        """
    package let ruleSets = [RuleSet("gla-mqt/1", "GLA Act 1999, section 45(4)(b)")]

    package func limit(for history: ClockHistory, at moment: Instant?) -> (any Limit)? {
        WorkingDayLimit(ruleSet: ruleSets[0], count: 3, area: .division(.englandAndWales))
    }
}
