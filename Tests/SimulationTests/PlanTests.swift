// SPDX-License-Identifier: Apache-2.0
internal import Casework
internal import Simulation
internal import Testing
internal import WorkingTime

@Suite("A planned year is like an authority's") struct PlanTests {
    private let calendar = OfficeCalendar()

    @Test func `actions come in the order of their times, none after the last day`() {
        let times = Year.whole.actions.map(\.time)
        #expect(zip(times, times.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(times.allSatisfy { London.day(of: $0) <= Scenario.until })
        #expect(times.first.map { London.day(of: $0) } == Day("2025-10-01"))
    }

    @Test func `there are exactly the cases that were asked for`() {
        #expect(Year.whole.summary.cases == Scenario.casesAYear)
        #expect(Year(cases: 1, seed: 3).summary.cases == 1)
    }

    @Test func `everything is recorded in office hours on working days`() {
        for action in Year.whole.actions {
            let local = London.local(action.time)
            let minute = (local.seconds - local.day.number * 86_400) / 60
            guard calendar.isWorking(local.day), (480...1_066).contains(minute) else {
                Issue.record("\(action.time)")
                return
            }
        }
    }

    @Test func `nobody acts before they join or after they leave, and cases are given to staff`() {
        var there: Set<Int> = [0]
        for action in Year.whole.actions {
            switch action.kind {
            case .staffRegistered(let number, _): there.insert(number)
            case .staffLeft(let number): there.remove(number)
            case .teamEstablished, .staffJoined: break
            case .step(let step, _):
                guard there.contains(step.actor) else {
                    Issue.record("\(step.actor) at \(step.time)")
                    return
                }
                if case .assign(let officer) = step.kind { #expect(there.contains(officer)) }
            }
        }
        #expect(there.count == 40)
    }

    @Test func `the busiest month has near 4,000 cases, December and August fewer`() throws {
        let months = Year.whole.summary.byMonth
        let counts = months.map(\.cases)
        #expect((3_700...4_300).contains(try #require(counts.max())))
        #expect((2_950...3_050).contains(Year.whole.summary.casesAMonth))
        let quiet = months.filter { $0.month.hasSuffix("-12") || $0.month.hasSuffix("-08") }
        let least = counts.sorted()[2]
        #expect(quiet.count == 2 && quiet.allSatisfy { $0.cases < least })
    }

    @Test(arguments: [7, 8, 9] as [UInt64])
    func `13 to 17 of a hundred answers are late`(seed: UInt64) {
        let all =
            seed == 7
            ? Year.whole.summary.all : Year(cases: Scenario.casesAYear, seed: seed).summary.all
        #expect((130...170).contains(all.late * 1_000 / all.answered), "\(all)")
    }

    @Test(arguments: [
        (Channel.email, 420...540), (.web, 150...230), (.letter, 90...150), (.phone, 100...170),
        (.social, 40...80), (.counter, 10...40),
    ])
    func `each channel has its share`(channel: Channel, thousandths: ClosedRange<Int>) {
        let count = Year.whole.summary.byChannel[channel] ?? 0
        #expect(thousandths.contains(count * 1_000 / Scenario.casesAYear))
    }

    @Test func `what is answered in time takes about as long as MD2180 says`() throws {
        let summary = Year.whole.summary
        let social = try #require(summary.times[.social]?.meanTenthsOfHours)
        let web = try #require(summary.times[.web]?.meanTenthsOfDays)
        let letter = try #require(summary.times[.letter]?.meanTenthsOfDays)
        let request = try #require(summary.requests.meanTenthsOfDays)
        #expect((10...30).contains(social))
        #expect((25...40).contains(web))
        #expect((85...110).contains(letter))
        #expect((120...180).contains(request))
    }

    @Test func `letters and calls give way to email`() {
        let opened = Year.whole.steps.filter { $0.step.kind == .open && $0.facts.type == .enquiry }
        func written(_ part: ArraySlice<(step: Step, facts: CaseFacts)>) -> Int {
            part.filter { [.letter, .phone].contains($0.facts.channel) }.count
        }
        let third = opened.count / 3
        #expect(written(opened.prefix(third)) > written(opened.suffix(third)) * 105 / 100)
    }

    @Test func `a folder has what an office has`() {
        let steps = Year.whole.steps
        let opened = steps.filter { $0.step.kind == .open }
        #expect(opened.filter { !$0.facts.isNewPerson && $0.facts.person != nil }.count > 3_000)
        #expect(opened.filter(\.facts.isPersistent).count > 100)
        #expect(Set(opened.map(\.facts.type)).count == 7)
        let late = opened.filter { London.day(of: $0.step.time) > $0.step.day.adding(days: 3) }
        #expect(late.count > 500, "recorded days after they came")
        for kind in [
            Step.Kind.came(.chase), .note(.handedOver), .note(.wrongTeam), .came(.unhappy),
        ] {
            #expect(steps.contains { $0.step.kind == kind }, "\(kind)")
        }
        let outcomes = Outcome.choosable.map { outcome in
            steps.filter { $0.step.kind == .close(outcome) }.count
        }
        #expect(outcomes.allSatisfy { $0 > 100 })
        #expect((800...3_000).contains(Year.whole.summary.open))
    }

    @Test func `the same scenario is the same plan, and another seed another`() {
        let first = Year(cases: 500, seed: 1).actions
        #expect(first == Year(cases: 500, seed: 1).actions)
        #expect(first != Year(cases: 500, seed: 2).actions)
    }
}

@Suite("A scenario") struct ScenarioTests {
    @Test func `has a year, and more where 36,000 cases are not enough`() throws {
        #expect(try Scenario(cases: 10, seed: 1).from == Day("2025-10-01"))
        #expect(try Scenario(cases: 72_000, seed: 1).from == Day("2024-10-01"))
    }

    @Test(arguments: [
        (0, "2026-09-30", Scenario.Problem.noCases),
        (1_000_000, "2026-09-30", .tooMany(limit: 468_000)),
        (10, "2013-12-31", .untilOutside(2014...2027)),
        (10, "2028-01-01", .untilOutside(2014...2027)),
    ])
    func `is refused`(cases: Int, until: String, problem: Scenario.Problem) throws {
        let until = try #require(Day(until))
        #expect(throws: problem) { try Scenario(cases: cases, seed: 1, until: until) }
    }
}
