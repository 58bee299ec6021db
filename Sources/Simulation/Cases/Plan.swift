// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// Something that is done in the authority.
package struct PlannedAction: Equatable, Sendable {
    package let time: Instant
    package let kind: Kind

    package enum Kind: Equatable, Sendable {
        case teamEstablished(Team)
        /// Staff by number; number 0 came with the ledger.
        case staffRegistered(Int, name: String)
        case staffJoined(Int, Team)
        case staffLeft(Int)
        case step(Step, CaseFacts)
    }
}

/// The whole history of a scenario, an action at a time in the order of their times. Nothing after
/// the last day is in it, so that what is open then is open.
package struct Plan: Sequence, IteratorProtocol {
    private let scenario: Scenario
    private let calendar: OfficeCalendar
    private let workforce: Workforce
    private let end: Instant
    private var volumes: [Volumes.OneDay]
    private var nextDay = 0
    private var source: CaseSource
    private var dice: Dice
    /// What is to come of the cases that were opened; earliest first.
    private var coming = Heap<Coming>()
    private var added = 0

    private struct Coming: Comparable {
        let action: PlannedAction
        /// Among actions of the same time, the one that was planned first.
        let order: Int

        static func < (left: Coming, right: Coming) -> Bool {
            (left.action.time, left.order) < (right.action.time, right.order)
        }
    }

    /// What the streams of random numbers are for; cases have those from `cases` on.
    private enum Stream {
        static let volumes: UInt64 = 1
        static let arrivals: UInt64 = 2
        static let cases: UInt64 = 1 << 32
    }

    package init(_ scenario: Scenario) {
        self.scenario = scenario
        calendar = OfficeCalendar()
        workforce = Workforce(from: scenario.from, until: scenario.until, calendar)
        end = London.start(of: scenario.until.adding(days: 1))
        var dice = Dice(seed: scenario.seed, stream: Stream.volumes)
        volumes = Volumes(scenario, calendar, &dice).days
        source = CaseSource(scenario, calendar)
        self.dice = Dice(seed: scenario.seed, stream: Stream.arrivals)
        addStaff()
    }

    /// How many cases it has.
    package var cases: Int { scenario.cases }
    /// A quarter of an hour before the first action: when the ledger is founded.
    package var start: Instant {
        early(calendar.workingDay(from: scenario.from)).adding(seconds: -900)
    }
    /// The name of the member of staff who comes with the ledger.
    package var administrator: String { workforce.members[0].name }

    package mutating func next() -> PlannedAction? {
        while true {
            // Whatever comes from tomorrow on may come before what is waiting.
            let isReady = coming.first.map { first in
                nextDay >= volumes.count
                    || first.action.time < London.start(of: volumes[nextDay].day)
            }
            if isReady == true {
                guard let action = coming.removeFirst()?.action, action.time < end else {
                    return nil
                }
                return action
            }
            guard nextDay < volumes.count else { return nil }
            plan(volumes[nextDay])
            nextDay += 1
        }
    }

    private mutating func plan(_ today: Volumes.OneDay) {
        let last = calendar.day(0, after: scenario.until)
        // A large campaign, and the weeks after it, keep the office from its other work.
        let isBusy = (0...5).contains { weeks in
            let index = nextDay - weeks * 7
            return index >= 0
                && volumes[index].sources.contains { $0.value != nil && $0.weight > 3_000 }
        }
        for _ in 0..<today.cases {
            let facts = source.next(on: today.day, campaign: dice.pick(today.sources), &dice)
            let script = CaseScript(
                facts, isBusy: isBusy, last: last, calendar, workforce,
                Dice(seed: scenario.seed, stream: Stream.cases + UInt64(facts.number)))
            for step in script.steps where step.time < end {
                add(.step(step, facts), at: step.time)
            }
        }
    }

    /// Half an hour before the first day's work, and before that of each who joins later.
    private mutating func addStaff() {
        let first = calendar.workingDay(from: scenario.from)
        for team in Team.allCases { add(.teamEstablished(team), at: early(first)) }
        for member in workforce.members {
            for (index, stint) in member.stints.enumerated() {
                let time = early(calendar.workingDay(from: stint.from))
                if index == 0, member.number > 0 {
                    add(.staffRegistered(member.number, name: member.name), at: time)
                }
                add(.staffJoined(member.number, stint.team), at: time)
            }
            if let leaves = member.leaves { add(.staffLeft(member.number), at: early(leaves)) }
        }
    }

    private func early(_ day: Day) -> Instant { London.start(of: day).adding(seconds: 8 * 3_600) }

    private mutating func add(_ kind: PlannedAction.Kind, at time: Instant) {
        coming.insert(Coming(action: PlannedAction(time: time, kind: kind), order: added))
        added += 1
    }
}
