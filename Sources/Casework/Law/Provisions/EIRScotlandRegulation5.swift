// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// Environmental Information (Scotland) Regulations 2004 (SSI 2004/520), regulation 5. The text was
/// not to be had; that it follows the English regulations is from knowledge.
package struct EIRScotlandRegulation5: Provision {
    package init() {}

    package let title = "Environmental information request (Scotland)"
    package let citation = "EI(S)R 2004, regulation 5(2)"
    package let basis = Basis.statute
    package let says = """
        Information is made available within 20 working days of receipt, by Scotland's bank \
        holidays.
        """
    package let ruleSets = [RuleSet("eir-scotland/1", "EI(S)R 2004, regulation 5(2)")]

    package func limit(for history: ClockHistory, at moment: Instant?) -> (any Limit)? {
        WorkingDayLimit.environmental(ruleSets[0], .division(.scotland), "EI(S)R 2004")
    }
}
