// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// Freedom of Information (Scotland) Act 2002, sections 1(3), 9 and 10: a request for information
/// to a Scottish authority. Nothing extends it.
package struct FOISASection10: Provision {
    package init() {}

    package let title = "Freedom of information request (Scotland)"
    package let citation = "FOISA 2002, section 10(1)"
    package let basis = Basis.statute
    package let says = """
        A Scottish public authority must comply promptly, and in any event not later than the \
        twentieth working day after it received the request, or the further information that it \
        asked for.
        """
    package let ruleSets = [
        RuleSet("foisa/1", "FOISA 2002, sections 10(1) and 73"),
        RuleSet("foisa/2020", CoronavirusScotland.citation),
    ]

    package func limit(for history: ClockHistory, at moment: Instant?) -> (any Limit)? {
        let isEased = CoronavirusScotland.governs(history, at: moment)
        return WorkingDayLimit(
            ruleSet: ruleSets[isEased ? 1 : 0], count: isEased ? 60 : 20,
            area: .division(.scotland), clarification: "FOISA 2002, sections 1(3) and 10(1)(b)",
            fee: .threeMonths("FOISA 2002, sections 9(3) and 10(3)"))
    }
}

/// Coronavirus (Scotland) Act 2020, schedule 6, part 2: from 7 April to 26 May 2020 twenty days
/// were read as sixty. The Coronavirus (Scotland) (No. 2) Act 2020, schedule 4, paragraph 11, took
/// that back for every request not yet answered.
///
/// So sixty days hold for what was answered in that time, and for whoever asks what held then
/// (Scottish Information Commissioner, “Covid-19 and FOI: Emergency Legislation”).
enum CoronavirusScotland {
    static let citation = "Coronavirus (Scotland) Act 2020, schedule 6, paragraphs 3 to 5"

    static func governs(_ history: ClockHistory, at moment: Instant?) -> Bool {
        let answered = history.done(by: moment)?.day
        guard let judged = answered ?? moment.map({ London.day(of: $0) }),
            let first = Day("2020-04-07"), let last = Day("2020-05-26"),
            // What came earlier was late by the seventh of April already.
            let earliest = Day("2020-03-10")
        else { return false }
        return (first...last).contains(judged) && history.day >= earliest
    }
}
