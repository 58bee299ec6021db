// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// So many working days, or the day to which the deed was put off.
package struct DeferrableLimit: Limit {
    package var basic: WorkingDayLimit

    package var ruleSet: RuleSet { basic.ruleSet }
    package var doneBy: FactKind { basic.doneBy }

    package func run(
        _ history: ClockHistory, _ calendar: WorkingCalendar, at moment: Instant?
    ) -> LimitRun {
        var run = basic.run(history, calendar, at: moment)
        // As they were given: the day to which publication is put off is not when that was said,
        // and may be brought forward again.
        let deferrals = history.given.filter { $0.kind == .deferredUntil }
        guard let last = deferrals.last else { return run }
        run.due = .day(last.day)
        run.working.days = []
        run.working.facts = run.working.facts.map {
            guard $0.fact.kind == .deferredUntil else { return $0 }
            return FactEffect(
                fact: $0.fact, moves: $0.fact == last,
                reason: $0.fact == last
                    ? "Put off to this day, which is the limit now."
                    : "Put off again, to another day.", citation: ruleSet.citation)
        }
        return run
    }
}
