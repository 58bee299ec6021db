// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// One calendar month from a day, longer by notice, that ends on a working day: the clock of
/// subject access.
package struct MonthLimit: Limit {
    package var ruleSet: RuleSet
    package var division: Division
    package var months: Int
    package var clarification: Clarification
    package var lengthening: Lengthening
    /// The period is counted from the day after receipt, as until August 2019.
    package var startsDayAfter = false

    /// What an answer to a question does.
    package enum Clarification: Sendable {
        case nothing
        /// The month begins anew.
        case restarts
        /// The days from the question to the answer, both included, do not count.
        case pauses
    }
    package struct Lengthening: Sendable {
        /// Of months in all, from the same start.
        package var months: Int
        package var citation: String
    }

    package var doneBy: FactKind { .answered }

    package func run(
        _ history: ClockHistory, _ calendar: WorkingCalendar, at moment: Instant?
    ) -> LimitRun {
        var run = MonthRun(self, calendar[.division(division)], start: history.day)
        for fact in history.known(by: moment) { run.take(fact) }
        return run.result()
    }
}

/// A period of months on its way through a history.
struct MonthRun {
    private let limit: MonthLimit
    private let days: WorkingDays
    private var start: Day
    private var months: Int
    private var paused: Set<Day> = []
    /// What was asked for and has not come, with the day of the question, the first asked first.
    private var open: [(answer: FactKind, since: Day)] = []
    private var isAnswered = false
    private var effects: [FactEffect] = []

    init(_ limit: MonthLimit, _ days: WorkingDays, start: Day) {
        self.limit = limit
        self.days = days
        self.start = start
        months = limit.months
    }

    mutating func take(_ fact: ClockFact) {
        if fact.kind == .answered || isAnswered {
            note(fact, false, isAnswered ? "It came after the answer." : "The clock stops.")
            isAnswered = true
            return
        }
        switch fact.kind {
        case .identityRequested: ask(fact, for: .identityReceived)
        case .feesNotice, .feeCharged: ask(fact, for: .feePaid)
        case .clarificationRequested:
            if limit.clarification == .nothing {
                note(fact, false, "A question did not stop the clock under these rules.")
            } else {
                ask(fact, for: .clarificationReceived)
            }
        case .identityReceived, .feePaid: restart(fact)
        case .clarificationReceived:
            if limit.clarification == .pauses { resume(fact) } else { restart(fact) }
        case .extensionNotice: lengthen(fact)
        default: note(fact, false, "This limit knows no such fact; nothing changes.")
        }
    }

    private mutating func ask(_ fact: ClockFact, for answer: FactKind) {
        if open.contains(where: { $0.answer == answer }) {
            note(fact, false, "It was asked for already.")
        } else if fact.day > due, open.isEmpty {
            note(
                fact, false,
                "Asked after the limit of \(Words.day(due)): that does not revive the clock.")
        } else {
            open.append((answer, fact.day))
            note(fact, true, "No limit runs until it comes.")
        }
    }

    /// The day on which was asked for what has come; nil where nobody asked for it.
    private mutating func close(_ answer: FactKind) -> Day? {
        open.firstIndex { $0.answer == answer }.map { open.remove(at: $0).since }
    }

    private mutating func restart(_ fact: ClockFact) {
        guard close(fact.kind) != nil else {
            note(fact, false, "Nothing was open that it answers.")
            return
        }
        // The latest of receipt, identity and fee is what the month begins with.
        start = fact.day
        note(fact, true, "The month begins with this day.")
    }

    private mutating func resume(_ fact: ClockFact) {
        guard let asked = close(fact.kind) else {
            note(fact, false, "Nothing was open that it answers.")
            return
        }
        guard asked < fact.day else {
            note(fact, false, "Asked and answered on one day: no day is left out.")
            return
        }
        let between = (asked.number...fact.day.number).map { Day(number: $0) }
        paused.formUnion(between)
        note(
            fact, true,
            "The \(between.count) days from the question to the answer do not count, both included."
        )
    }

    private mutating func lengthen(_ fact: ClockFact) {
        if months == limit.lengthening.months {
            note(fact, false, "The period was extended already.")
        } else if fact.day > due, open.isEmpty {
            note(fact, false, "Given after the limit of \(Words.day(due)): it extends nothing.")
        } else {
            months = limit.lengthening.months
            effects.append(
                FactEffect(
                    fact: fact, moves: true,
                    reason: "Given in time: \(months) months from the original start.",
                    citation: limit.lengthening.citation))
        }
    }

    private mutating func note(_ fact: ClockFact, _ moves: Bool, _ reason: String) {
        effects.append(
            FactEffect(
                fact: fact, moves: moves, reason: reason, citation: limit.ruleSet.citation))
    }

    /// The first day of the period: receipt, or under the oldest rules the day after.
    private var first: Day { limit.startsDayAfter ? start.adding(days: 1) : start }
    /// The days that do not count and are in the period: what lay before its start moves nothing.
    private var left: Int { paused.count { $0 >= start } }
    private var end: Day { first.adding(months: months).adding(days: left) }
    private var due: Day { days.onOrAfter(end) }

    func result() -> LimitRun {
        var working = Working()
        working.facts = effects
        let waiting = open.first
        let pause: ClockState? = waiting.map { .onHold(since: $0.since, waitingFor: $0.answer) }
        let last = pause == nil ? due : (waiting?.since ?? due).adding(days: -1)
        working.days = entries(through: last)
        working.notes.append(
            Working.Note(
                "\(months == 1 ? "One month" : "\(months) months") from \(Words.day(first)) is "
                    + Words.day(first.adding(months: months))
                    + (left > 0
                        ? ", and \(left) days that do not count make it \(Words.day(end))" : "")
                    + (due > end
                        ? "; that is no working day, so the period ends on \(Words.day(due))" : "")
                    + ".", limit.ruleSet.citation))
        let days = days
        return LimitRun(
            due: pause == nil ? .day(due) : nil, pause: pause, unit: .days,
            isProvisional: pause == nil && days.isProvisional(due), working: working,
            units: { $1.number - $0.number })
    }

    private func entries(through last: Day) -> [CountedDay] {
        guard last >= start else { return [CountedDay(start, .start)] }
        var counted = 0
        return (start.number...last.number).map { number in
            let day = Day(number: number)
            if day == start { return CountedDay(day, .start) }
            if day >= end, let off = days.off(day) { return CountedDay(day, .rolled(off)) }
            if paused.contains(day) {
                return CountedDay(day, .disregarded("between the question and the answer"))
            }
            counted += 1
            return CountedDay(day, .counted(counted))
        }
    }
}
