// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// Freedom of Information Act 2000, sections 1(3), 9, 10 and 17: a request for information to an
/// authority in England, Wales or Northern Ireland, or to one of the whole United Kingdom.
package struct FOIASection10: Provision {
    package init() {}

    package let title = "Freedom of information request"
    package let citation = "FOIA 2000, section 10(1)"
    package let basis = Basis.statute
    package let says = """
        A public authority must comply “promptly and in any event not later than the twentieth \
        working day following the date of receipt”.
        """
    package let ruleSets = [RuleSet("foi/1", "FOIA 2000, section 10(1) and (6)")]

    package func limit(for history: ClockHistory, at moment: Instant?) -> (any Limit)? {
        WorkingDayLimit(
            ruleSet: ruleSets[0], count: 20, area: .anyPart,
            clarification: "FOIA 2000, sections 1(3) and 10(6)",
            fee: .threeMonths("FOIA 2000, sections 9(2) and 10(2)"),
            lengthening: WorkingDayLimit.Lengthening(
                notice: .publicInterestExtension, count: 40,
                // The Act says "such time as is reasonable"; 40 days in all is the ICO's ceiling.
                citation: "FOIA 2000, sections 10(3) and 17(2); ICO: 40 working days in all"))
    }
}

extension WorkingDayLimit.Fee {
    /// To be paid “within the period of three months beginning with the day on which the fees
    /// notice is given”: a notice of 10 March is paid in time until 9 June. One of 31 March until
    /// 30 June, because that month has no such date and so is within the period to its end.
    static func threeMonths(_ citation: String) -> WorkingDayLimit.Fee {
        WorkingDayLimit.Fee(
            lastDay: { notice, _ in
                let third = notice.adding(months: 3)
                let hasDate = third.parts.dayOfMonth == notice.parts.dayOfMonth
                return hasDate ? third.adding(days: -1) : third
            }, citation: citation)
    }
}
