// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// A way of coming from a history to a date.
package protocol Limit: Sendable {
    var ruleSet: RuleSet { get }
    /// What does the duty and so stops the clock, beside an answer.
    var doneBy: FactKind { get }
    func run(
        _ history: ClockHistory, _ calendar: WorkingCalendar, at moment: Instant?
    ) throws(ClockProblem) -> LimitRun
}

/// What a limit came to, before it is held against a moment.
package struct LimitRun: Sendable {
    package var due: Due?
    /// Nil while a date runs.
    package var pause: ClockState?
    package var unit: ClockUnit
    package var isProvisional: Bool
    package var working: Working
    /// Units from one day to another, the first not counted.
    package var units: @Sendable (Day, Day) -> Int
}

extension Regime {
    /// What the clock shows; pure, and O(days between receipt and due day).
    ///
    /// - Parameters:
    ///   - moment: What happened later is not known yet, and the clock is held against this; nil
    ///     for the whole history, held against no moment.
    package func read(
        _ history: ClockHistory, _ calendar: WorkingCalendar, at moment: Instant? = nil
    ) throws(ClockProblem) -> ClockReading {
        let provision = provision
        guard let limit = provision.limit(for: history, at: moment) else {
            let first = provision.ruleSets[0]
            let from = first.from.map { "from \(Words.day($0)) on" } ?? "later"
            return empty(
                .notInForce, first, "The duty applies to what was received \(from).", calendar)
        }
        if let moment, history.received.first > moment {
            return empty(
                .notReceived, limit.ruleSet, "It was received on \(Words.day(history.day)).",
                calendar)
        }
        let run = try limit.run(history, calendar, at: moment)
        let answer = history.done(by: moment, limit.doneBy)
        let end = answer?.at ?? moment.map { .instant($0) }
        let counted = run.working.days.compactMap { entry -> Day? in
            if case .counted = entry.mark { entry.day } else { nil }
        }
        var used: Int?
        var left: Int?
        if let end, run.unit != .seconds {
            used = counted.count { $0 <= end.day }
            left = run.due == nil ? nil : counted.count { $0 > end.day }
        } else if let end, case .instant(let due)? = run.due {
            let start = history.received.first.seconds
            used = max(0, min(end.last.seconds, due.seconds) - start)
            left = max(0, due.seconds - end.last.seconds)
        }
        return ClockReading(
            regime: self, ruleSet: limit.ruleSet, calendar: calendar.table.version, due: run.due,
            state: state(run, answer, moment), unit: run.unit, used: used, left: left,
            isProvisional: run.isProvisional, working: run.working)
    }

    private func state(_ run: LimitRun, _ answer: ClockFact?, _ moment: Instant?) -> ClockState {
        if let answer {
            // Answered while nothing ran: there was no date to miss.
            guard let due = run.due, answer.at.first > due.last else { return .met(on: answer.day) }
            return .late(by: late(run, due, answer.at), isAnswered: true)
        }
        if let pause = run.pause { return pause }
        guard let moment, let due = run.due, moment > due.last else { return .running }
        return .late(by: late(run, due, .instant(moment)), isAnswered: false)
    }

    private func late(_ run: LimitRun, _ due: Due, _ end: Occurrence) -> Int {
        if case .instant(let instant) = due { return end.first.seconds - instant.seconds }
        return run.units(due.day, end.day)
    }

    private func empty(
        _ state: ClockState, _ ruleSet: RuleSet, _ note: String, _ calendar: WorkingCalendar
    ) -> ClockReading {
        var working = Working()
        working.notes.append(Working.Note(note, ruleSet.citation))
        return ClockReading(
            regime: self, ruleSet: ruleSet, calendar: calendar.table.version, due: nil,
            state: state, unit: .days, used: nil, left: nil, isProvisional: false,
            working: working)
    }
}
