// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// So many seconds after the moment of receipt: of the wall clock's time, or of service hours.
package struct HourLimit: Limit {
    package var ruleSet: RuleSet
    package var seconds: Int
    /// Nil for elapsed time, which is the rule unless a process says otherwise.
    package var hours: ServiceHours?

    package var doneBy: FactKind { .answered }

    package func run(
        _ history: ClockHistory, _ calendar: WorkingCalendar, at moment: Instant?
    ) throws(ClockProblem) -> LimitRun {
        guard case .instant(let start) = history.received else { throw .hourMissing }
        let days = calendar[.division(history.division)]
        let due =
            hours.map { $0.instant(seconds, after: start, days) } ?? start.adding(seconds: seconds)
        var working = Working()
        working.facts = history.known(by: moment).map {
            FactEffect(
                fact: $0, moves: false,
                reason: $0.kind == .answered
                    ? "The clock stops." : "This limit knows no such fact; nothing changes.",
                citation: ruleSet.citation)
        }
        working.notes.append(
            Working.Note(
                "\(seconds / 3_600) hours \(hours == nil ? "that pass" : "of service") "
                    + "from \(Due.instant(start).text).", ruleSet.citation))
        return LimitRun(
            due: .instant(due), unit: .seconds, isProvisional: false, working: working,
            units: { $1.number - $0.number })
    }
}
