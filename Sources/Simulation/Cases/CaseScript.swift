// SPDX-License-Identifier: Apache-2.0
internal import Casework
internal import WorkingTime

/// What is done on one case, from its opening to its last letter.
struct CaseScript {
    private(set) var steps: [Step] = []
    private let facts: CaseFacts
    private let calendar: OfficeCalendar
    private let workforce: Workforce
    private var dice: Dice
    private var time: OfficeTime
    /// Who has the case.
    private var officer: Int?
    private var team: Team

    /// - Parameters:
    ///   - isBusy: More comes than the office is staffed for.
    ///   - last: The last working day of the period: everything is recorded by then.
    init(
        _ facts: CaseFacts, isBusy: Bool, last: Day, _ calendar: OfficeCalendar,
        _ workforce: Workforce, _ dice: Dice
    ) {
        self.facts = facts
        self.calendar = calendar
        self.workforce = workforce
        self.dice = dice
        team = facts.team
        let recorded = Self.recordingDay(facts, calendar, &self.dice)
        time = OfficeTime(on: min(recorded, last), calendar, &self.dice)
        write(Durations.draw(facts, isBusy: isBusy, &self.dice))
        steps[steps.count - 1].isLast = true
    }

    /// Letters lie in the post room; now and then something is found in a shared mailbox.
    private static func recordingDay(
        _ facts: CaseFacts, _ calendar: OfficeCalendar, _ dice: inout Dice
    ) -> Day {
        let day = calendar.workingDay(from: facts.received)
        switch facts.channel {
        case .letter where dice.chance(420): return calendar.day(dice.roll(1...4), after: day)
        case .email, .web, .webchat, .letter, .petition: break
        case .phone, .counter, .smartcard, .social: return day
        }
        return dice.chance(24) ? calendar.day(dice.roll(2...9), after: day) : day
    }

    private mutating func write(_ length: Durations.Length) {
        open()
        if case .minutes(let minutes) = length, facts.channel != .social {
            return answerAtOnce(minutes)
        }
        if dice.chance(7) { return forget() }
        let closing = Closing(facts, &dice)
        switch length {
        case .minutes(let minutes):
            take(days: 0)
            time.wait(minutes: minutes, &dice)
        case .days(let days):
            let end = max(calendar.day(days, after: facts.received), time.day)
            let total = calendar.workingDays(after: time.day, through: end)
            take(days: total)
            work(until: end)
        }
        finish(closing)
    }

    // MARK: Parts of a life

    private mutating func open() {
        let place: Team =
            [.foi, .sar].contains(facts.type) && dice.chance(600)
            ? .information : .liaison
        append(.open, by: workforce.member(of: place, on: time.day, &dice))
    }

    /// A call or a visit that needs nobody else.
    private mutating func answerAtOnce(_ minutes: Int) {
        let officer = steps[0].actor
        self.officer = officer
        team = .liaison
        time.wait(minutes: 1, &dice)
        append(.allocate(.liaison), by: officer)
        append(.assign(officer), by: officer)
        time.wait(minutes: minutes, &dice)
        append(.note(.resolved), by: officer)
        if dice.chance(350) { append(.sent(.reply), by: officer) }
        time.wait(minutes: 1, &dice)
        append(.close(dice.chance(110) ? .referred : .answered), by: officer)
        if dice.chance(30) { thanks() }
    }

    /// To a team, perhaps the wrong one first, and to an officer of it; then an acknowledgement.
    ///
    /// - Parameter days: Working days that there are until the end.
    private mutating func take(days: Int) {
        let clerk = steps[0].actor
        time.wait(minutes: facts.channel == .social ? 3 : dice.roll(4...70), &dice)
        if facts.channel != .social, dice.chance(640) {
            append(.note(.triaged), by: clerk)
            time.wait(minutes: dice.roll(1...6), &dice)
        }
        if days > 4, dice.chance(60) {
            let wrong = dice.pick(Team.allCases.filter { $0 != team && $0 != .information })
            append(.allocate(wrong), by: clerk)
            time.wait(days: dice.roll(1...3), &dice)
            append(.note(.wrongTeam), by: workforce.member(of: wrong, on: time.day, &dice))
        }
        append(.allocate(team), by: clerk)
        if days > 20 {
            time.wait(days: dice.roll(0...min(12, days / 3)), &dice)
        } else if days > 1 {
            time.wait(days: dice.roll(0...1), &dice)
        } else {
            time.wait(minutes: facts.channel == .social ? 2 : dice.roll(5...60), &dice)
        }
        assign(by: days > 3 ? workforce.member(of: team, on: time.day, &dice) : nil)
        if days > 0, dice.chance(acknowledged) {
            time.wait(minutes: dice.roll(8...60), &dice)
            add(.sent(.acknowledgement))
        }
    }

    /// How many of a thousand are told that their letter came.
    private var acknowledged: Int {
        switch (facts.type, facts.channel) {
        case (.foi, _), (.sar, _), (.petition, _): 960
        case (.complaint, _): 900
        case (.campaign, _): 100
        case (_, .email), (_, .web), (_, .webchat): 620
        case (_, .letter), (_, .petition): 480
        case (_, .phone), (_, .counter), (_, .smartcard), (_, .social): 80
        }
    }

    /// What is done between, the more the longer it takes.
    private mutating func work(until end: Day) {
        let start = time.day
        let days = calendar.workingDays(after: start, through: end)
        let kinds = WorkPlan.kinds(days: days, facts, &dice)
        for (index, kind) in kinds.enumerated() {
            let day = calendar.day(days * (index + 1) / (kinds.count + 1), after: start)
            // A day has an end.
            if time.day > end || time.day == end && time.minute > OfficeTime.closes - 120 { break }
            time.move(to: day, &dice)
            if kind == nil { assign(by: officer) } else if let kind { add(kind) }
        }
        if time.day < end { time.move(to: end, &dice) }
    }

    private mutating func finish(_ closing: Closing) {
        time.wait(minutes: facts.channel == .social ? 1 : dice.roll(3...25), &dice)
        for kind in closing.steps {
            add(kind)
            time.wait(minutes: dice.roll(1...5), &dice)
        }
        add(.close(closing.outcome))
        if dice.chance(closing.outcome == .noReplyNeeded ? 30 : 75) { thanks() }
    }

    /// A closed case takes letters, too.
    private mutating func thanks() {
        time.wait(days: dice.roll(1...15), &dice)
        let clerk = officer ?? steps[0].actor
        append(.came(dice.chance(640) ? .thanks : .unhappy), by: clerk)
        time.wait(minutes: dice.roll(2...9), &dice)
        append(.note(.filed), by: clerk)
    }

    /// Nobody closes it: some such are in every office.
    private mutating func forget() {
        time.wait(minutes: dice.roll(5...90), &dice)
        if dice.chance(850) { append(.allocate(team), by: steps[0].actor) }
        guard dice.chance(600) else { return }
        time.wait(days: dice.roll(1...4), &dice)
        assign(by: nil)
        for kind in WorkPlan.kinds(days: dice.roll(1...30), facts, &dice) {
            time.wait(days: dice.roll(1...6), &dice)
            if let kind { add(kind) }
        }
        if let officer, let leaves = workforce.members[officer].leaves {
            time.move(to: leaves, &dice)
            handOver()
        }
    }

    // MARK: Steps

    /// Gives the case to a member of the team who does not have it.
    ///
    /// - Parameter chief: Who gives it; nil for the officer, who takes it.
    private mutating func assign(by chief: Int?) {
        var chosen = workforce.member(of: team, on: time.day, &dice)
        for _ in 0..<3 where chosen == officer {
            chosen = workforce.member(of: team, on: time.day, &dice)
        }
        guard chosen != officer else { return }
        officer = chosen
        append(.assign(chosen), by: chief ?? chosen)
    }

    /// Adds a step of the officer's.
    private mutating func add(_ kind: Step.Kind) {
        if let officer, workforce.members[officer].team(on: time.day) != team { handOver() }
        append(kind, by: officer ?? steps[0].actor)
    }

    /// Whoever had the case is in this team no more.
    private mutating func handOver() {
        let colleague = workforce.member(of: team, on: time.day, &dice)
        assign(by: colleague)
        append(.note(.handedOver), by: colleague)
        time.wait(minutes: dice.roll(2...20), &dice)
    }

    /// Adds a step of `actor`'s, or of a colleague's if they work here no more.
    private mutating func append(_ kind: Step.Kind, by actor: Int) {
        let isThere = workforce.members[actor].team(on: time.day) != nil
        let actor = isThere ? actor : workforce.member(of: team, on: time.day, &dice)
        var day = time.day
        if case .open = kind {
            day = facts.received
        } else if case .came = kind, dice.chance(90) {
            // Recorded some days after it came; never before the case itself did.
            day = max(facts.received, day.adding(days: -dice.roll(1...4)))
        }
        steps.append(Step(time: time.instant, actor: actor, kind: kind, day: day))
    }
}
