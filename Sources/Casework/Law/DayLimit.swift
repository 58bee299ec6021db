// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// So many days after the day of receipt, whatever days they are, ending on a working day.
package struct DayLimit: Limit {
    package var ruleSet: RuleSet
    package var count: Int
    package var division: Division
    /// What does the duty, and so stops the clock, beside an answer.
    package var doneBy: FactKind

    package func run(
        _ history: ClockHistory, _ calendar: WorkingCalendar, at moment: Instant?
    ) -> LimitRun {
        let days = calendar[.division(division)]
        let end = history.day.adding(days: count)
        let due = days.onOrAfter(end)
        var working = Working()
        working.facts = history.known(by: moment).map {
            FactEffect(
                fact: $0, moves: false,
                reason: $0.kind == doneBy || $0.kind == .answered
                    ? "The clock stops." : "This limit knows no such fact; nothing changes.",
                citation: ruleSet.citation)
        }
        working.days = (history.day.number...due.number).map { number in
            let day = Day(number: number)
            if day == history.day { return CountedDay(day, .start) }
            if day >= end, let off = days.off(day) { return CountedDay(day, .rolled(off)) }
            return CountedDay(day, .counted(min(number - history.day.number, count)))
        }
        return LimitRun(
            due: .day(due), unit: .days, isProvisional: days.isProvisional(due), working: working,
            units: { $1.number - $0.number })
    }
}
