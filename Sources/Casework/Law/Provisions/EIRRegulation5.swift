// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// Environmental Information Regulations 2004 (SI 2004/3391), regulations 5, 7, 8 and 9.
package struct EIRRegulation5: Provision {
    package init() {}

    package let title = "Environmental information request"
    package let citation = "EIR 2004, regulation 5(2)"
    package let basis = Basis.statute
    package let says = """
        Information is made available “as soon as possible and no later than 20 working days \
        after the date of receipt of the request”.
        """
    package let ruleSets = [RuleSet("eir/1", "EIR 2004, regulations 2(1) and 5(2)")]

    package func limit(for history: ClockHistory, at moment: Instant?) -> (any Limit)? {
        WorkingDayLimit.environmental(ruleSets[0], .anyPart, "EIR 2004")
    }
}

extension WorkingDayLimit {
    /// What both sets of environmental regulations say: particulars begin the period anew (9(4)),
    /// the days from a charge's notice to its payment are left out (8(8)), and a request that is
    /// complex and voluminous may take 40 working days where that is said in time (7).
    static func environmental(
        _ ruleSet: RuleSet, _ area: HolidayArea, _ regulations: String
    ) -> WorkingDayLimit {
        WorkingDayLimit(
            ruleSet: ruleSet, count: 20, area: area,
            clarification: "\(regulations), regulation 9(2) to (4)",
            fee: Fee(
                // No later than 60 working days after the day of the notice.
                lastDay: { notice, days in days.day(60, after: notice) },
                citation: "\(regulations), regulation 8(4) to (8)"),
            lengthening: Lengthening(
                notice: .extensionNotice, count: 40, citation: "\(regulations), regulation 7"))
    }
}
