// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// So many working days after a day, with what may begin them anew, suspend or extend them.
package struct WorkingDayLimit: Limit {
    package var ruleSet: RuleSet
    /// The period ends with this working day after its start.
    package var count: Int
    package var area: HolidayArea
    package var start = Start.received
    /// Says that an answer to a question asked in time begins the period anew; nil where it does
    /// not.
    package var clarification: String?
    package var fee: Fee?
    package var lengthening: Lengthening?
    package var doneBy = FactKind.answered

    package enum Start: Sendable {
        case received
        /// The period begins with the acknowledgement, not with receipt.
        case acknowledged
    }

    /// The working days from a notice to its payment, both included, are disregarded.
    package struct Fee: Sendable {
        /// The last day of payment, for the day of the notice.
        package var lastDay: @Sendable (Day, WorkingDays) -> Day
        package var citation: String
    }

    /// A notice given within the period makes it one of more days.
    package struct Lengthening: Sendable {
        package var notice: FactKind
        /// Of working days in all, not further ones.
        package var count: Int
        package var citation: String
    }

    package func run(
        _ history: ClockHistory, _ calendar: WorkingCalendar, at moment: Instant?
    ) -> LimitRun {
        var run = WorkingDayRun(self, calendar[area], start: history.day)
        for fact in history.known(by: moment) { run.take(fact) }
        return run.result(at: moment)
    }
}

/// A period on its way through a history.
struct WorkingDayRun {
    private let limit: WorkingDayLimit
    private let days: WorkingDays
    private var start: Day
    private var hasBegun: Bool
    private var count: Int
    private var disregarded: [ClosedRange<Day>] = []
    private var asked: Day?
    private var noticed: Day?
    /// After which day a fee that was not paid in time ended the matter.
    private var lapsed: Day?
    private var isAnswered = false
    private var effects: [FactEffect] = []

    init(_ limit: WorkingDayLimit, _ days: WorkingDays, start: Day) {
        self.limit = limit
        self.days = days
        self.start = start
        hasBegun = limit.start == .received
        count = limit.count
    }

    mutating func take(_ fact: ClockFact) {
        if !isAnswered, fact.kind == .answered || fact.kind == limit.doneBy {
            note(fact, moves: false, "The clock stops.", limit.ruleSet.citation)
            isAnswered = true
            return
        }
        if isAnswered {
            note(fact, moves: false, "It came after the answer.", limit.ruleSet.citation)
            return
        }
        switch fact.kind {
        case .acknowledged: acknowledge(fact)
        case .clarificationRequested: ask(fact)
        case .clarificationReceived: restart(fact)
        case .feesNotice, .feeCharged: charge(fact)
        case .feePaid: pay(fact)
        case limit.lengthening?.notice: lengthen(fact)
        default:
            note(
                fact, moves: false, "This limit knows no such fact; nothing changes.",
                limit.ruleSet.citation)
        }
    }

    private mutating func acknowledge(_ fact: ClockFact) {
        guard !hasBegun else {
            note(
                fact, moves: false,
                limit.start == .acknowledged
                    ? "The period had begun." : "This period runs from receipt.",
                limit.ruleSet.citation)
            return
        }
        hasBegun = true
        start = fact.day
        note(fact, moves: true, "The period runs from the acknowledgement.", limit.ruleSet.citation)
    }

    private mutating func ask(_ fact: ClockFact) {
        guard let citation = limit.clarification else {
            note(
                fact, moves: false, "A question does not stop this clock.", limit.ruleSet.citation)
            return
        }
        // Of the basic limit: an extension gives no more time to ask.
        let limitDay = last(limit.count)
        if asked != nil {
            note(fact, moves: false, "A question was open already.", citation)
        } else if noticed == nil, fact.day > limitDay {
            note(
                fact, moves: false,
                "Asked after \(Words.day(limitDay)), the limit for it: the clock is not revived.",
                citation)
        } else {
            asked = fact.day
            note(
                fact, moves: true,
                "Asked in time: no limit runs until the answer comes, which begins a new period.",
                citation)
        }
    }

    private mutating func restart(_ fact: ClockFact) {
        guard asked != nil, let citation = limit.clarification else {
            note(
                fact, moves: false, "No question was open that it answers.",
                limit.clarification ?? limit.ruleSet.citation)
            return
        }
        asked = nil
        start = fact.day
        count = limit.count
        disregarded = []
        note(
            fact, moves: true, "The whole period begins anew: this is the day of receipt.",
            citation)
    }

    private mutating func charge(_ fact: ClockFact) {
        guard let fee = limit.fee else {
            note(fact, moves: false, "A fee does not stop this clock.", limit.ruleSet.citation)
            return
        }
        // Of the basic limit: an extension gives no more time for a notice.
        let limitDay = last(limit.count)
        if noticed != nil {
            note(fact, moves: false, "A notice was open already.", fee.citation)
        } else if asked == nil, fact.day > limitDay {
            note(
                fact, moves: false,
                "Given after \(Words.day(limitDay)), the limit for it: it stops nothing.",
                fee.citation)
        } else {
            noticed = fact.day
            note(
                fact, moves: true,
                "Given in time: from this day until the fee is paid no day counts. The last day "
                    + "to pay is \(Words.day(fee.lastDay(fact.day, days))).", fee.citation)
        }
    }

    private mutating func pay(_ fact: ClockFact) {
        guard let notice = noticed, let fee = limit.fee else {
            note(
                fact, moves: false, "No notice was open that it pays.",
                limit.fee?.citation ?? limit.ruleSet.citation)
            return
        }
        let last = fee.lastDay(notice, days)
        guard fact.day <= last else {
            lapsed = last
            note(
                fact, moves: false,
                "Paid after \(Words.day(last)), the last day: nothing is owed any more.",
                fee.citation)
            return
        }
        noticed = nil
        disregarded.append(notice...fact.day)
        note(
            fact, moves: true,
            "The days from the notice to this one, both included, are left out.", fee.citation)
    }

    private mutating func lengthen(_ fact: ClockFact) {
        guard let rule = limit.lengthening else { return }
        if count == rule.count {
            note(fact, moves: false, "The period was extended already.", rule.citation)
        } else if !hasBegun {
            note(
                fact, moves: false, "No period runs that it could extend: it has not begun.",
                rule.citation)
        } else if asked != nil {
            note(
                fact, moves: false, "No period runs that it could extend: a question is open.",
                rule.citation)
        } else if !isInTime(fact.day) {
            note(
                fact, moves: false,
                "Given after the limit of \(Words.day(due)): it extends nothing.",
                rule.citation)
        } else {
            count = rule.count
            note(
                fact, moves: true,
                "Given in time: the limit is working day \(rule.count) of the period.",
                rule.citation)
        }
    }

    private mutating func note(
        _ fact: ClockFact, moves: Bool, _ reason: String, _ citation: String
    ) {
        effects.append(FactEffect(fact: fact, moves: moves, reason: reason, citation: citation))
    }

    /// Whether something done on `day` is done within the period, which stands still while a fee
    /// or an answer is outstanding.
    private func isInTime(_ day: Day) -> Bool { noticed != nil || asked != nil || day <= due }

    private var due: Day { last(count) }

    private func last(_ count: Int) -> Day { entries(count).last?.day ?? start }

    /// Every day from the start to the `count`th that counts.
    private func entries(_ count: Int) -> [CountedDay] {
        var entries = [CountedDay(start, .start)]
        entries.reserveCapacity(count * 2)
        var day = start
        var counted = 0
        while counted < count {
            day = day.adding(days: 1)
            if let off = days.off(day) {
                entries.append(CountedDay(day, .off(off)))
            } else if disregarded.contains(where: { $0.contains(day) }) {
                entries.append(
                    CountedDay(day, .disregarded("between the fees notice and its payment")))
            } else {
                counted += 1
                entries.append(CountedDay(day, .counted(counted)))
            }
        }
        return entries
    }

    func result(at moment: Instant?) -> LimitRun {
        var working = Working()
        working.facts = effects
        let pause = self.pause(at: moment)
        var due: Due?
        if hasBegun, pause == nil {
            working.days = entries(count)
            due = working.days.last.map { .day($0.day) }
        } else if hasBegun, let stop = stop {
            // What had been used up when the clock stopped.
            working.days = entries(count).filter { $0.day < stop }
        }
        working.notes.append(
            Working.Note(
                "Working days are those that no bank holiday of \(days.area.label) falls on.",
                limit.ruleSet.citation))
        let days = days
        return LimitRun(
            due: due, pause: pause, unit: .workingDays,
            isProvisional: working.days.contains { days.isProvisional($0.day) }, working: working,
            units: { days.count(after: $0, through: $1) })
    }

    private var stop: Day? {
        switch (asked, noticed) {
        case (let asked?, let noticed?): min(asked, noticed)
        case (let day?, nil), (nil, let day?): day
        case (nil, nil): nil
        }
    }

    private func pause(at moment: Instant?) -> ClockState? {
        guard hasBegun else { return .notBegun(waitingFor: .acknowledged) }
        if let lapsed { return .lapsed(after: lapsed) }
        if let noticed, let fee = limit.fee, let moment,
            London.day(of: moment) > fee.lastDay(noticed, days)
        {
            return .lapsed(after: fee.lastDay(noticed, days))
        }
        if let asked { return .onHold(since: asked, waitingFor: .clarificationReceived) }
        return noticed.map { .onHold(since: $0, waitingFor: .feePaid) }
    }
}
