// SPDX-License-Identifier: Apache-2.0
import Casework
import Testing
import WorkingTime

@Suite("What holds of every clock") struct ClockPropertyTests {
    private let count = 3_000

    @Test func `a later receipt never gives an earlier date`() throws {
        for regime in Regime.allCases {
            for division in Division.allCases {
                var last: Instant?
                for number in SecondPath.number(2017, 1, 1)...SecondPath.number(2028, 6, 30) {
                    let day = Day(number: number)
                    let history = try ClockHistory(
                        received: .instant(London.start(of: day).adding(seconds: 36_000)),
                        division: division)
                    let reading = try regime.read(history, .shipped)
                    guard let due = reading.due?.last else { continue }
                    // The month was counted from the day after until 14 August 2019: the day on
                    // which the rule changed came to the same date as the day before it.
                    if let last { #expect(due >= last, "\(regime) \(division) \(day)") }
                    last = due
                }
            }
        }
    }

    @Test func `a further holiday never moves a date earlier`() throws {
        var maker = HistoryMaker(seed: 11)
        for index in 0..<count {
            let (regime, history) = maker.next()
            guard let due = try regime.read(history, .shipped).due else { continue }
            let off = history.day.adding(days: index % 40)
            let calendar = WorkingCalendar(
                HolidayTable.shipped.adding(
                    BankHoliday(day: off, divisions: .unitedKingdom, title: "A further holiday")))
            guard let later = try regime.read(history, calendar).due else { continue }
            #expect(later.last >= due.last, "\(regime) \(history)")
        }
    }

    @Test func `a pause never shortens`() throws {
        for number in stride(from: SecondPath.number(2021, 1, 4), to: 20_500, by: 3) {
            for regime in [Regime.foi, .foisa, .eir, .eirScotland, .sar] {
                let received = Day(number: number)
                let plain = try ClockHistory(received: .day(received), division: .scotland)
                let pairs: [(FactKind, FactKind)] = [
                    (.clarificationRequested, .clarificationReceived), (.feesNotice, .feePaid),
                ]
                for (question, answer) in pairs {
                    let paused = try ClockHistory(
                        received: .day(received), division: .scotland,
                        facts: [
                            ClockFact(question, .day(received.adding(days: number % 15))),
                            ClockFact(answer, .day(received.adding(days: 15 + number % 20))),
                        ])
                    let due = try #require(try regime.read(plain, .shipped).due)
                    let later = try #require(try regime.read(paused, .shipped).due)
                    #expect(later.last >= due.last, "\(regime) \(received) \(question)")
                }
            }
        }
    }

    @Test func `the working adds up to the date`() throws {
        var maker = HistoryMaker(seed: 13)
        var added = 0
        for _ in 0..<count {
            let (regime, history) = maker.next()
            let reading = try regime.read(history, .shipped)
            let days = reading.working.days
            guard let due = reading.due, !days.isEmpty else { continue }
            added += 1
            #expect(days.last?.day == due.day)
            #expect(days.first?.mark == .start)
            for (left, right) in zip(days, days.dropFirst()) {
                #expect(right.day.number == left.day.number + 1)
            }
            let counted = days.compactMap { entry -> Int? in
                if case .counted(let number) = entry.mark { number } else { nil }
            }
            #expect(counted == Array(1...max(1, counted.count)))
            if reading.unit == .workingDays {
                guard case .counted = days.last?.mark else {
                    Issue.record("a working-day period ends on a day that does not count")
                    continue
                }
            }
            // Every fact is accounted for, and none twice.
            #expect(reading.working.facts.map(\.fact) == history.facts)
        }
        #expect(added > 500)
    }

    @Test func `on hold it has no date`() throws {
        var maker = HistoryMaker(seed: 17)
        for _ in 0..<count {
            let (regime, history) = maker.next()
            let reading = try regime.read(history, .shipped)
            switch reading.state {
            case .onHold, .notBegun, .lapsed, .notInForce, .notReceived: #expect(reading.due == nil)
            case .running, .met, .late: #expect(reading.due != nil)
            }
        }
    }
}
