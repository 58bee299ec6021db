// SPDX-License-Identifier: Apache-2.0
import Casework
import Foundation
import Testing
import WorkingTime

@Suite("Two ways to a date agree") struct SecondPathTests {
    private let second = SecondPath()

    @Test func `on every day of receipt from 2012 to 2028, by every regime`() throws {
        let first = SecondPath.number(2012, 1, 1)
        let last = SecondPath.number(2028, 10, 31)
        var differing: [String] = []
        for number in first...last {
            let day = Day(number: number)
            let division = Division.allCases[number % 3]
            for regime in Regime.allCases {
                // Half an hour before London's midnight, which in summer is another day in UTC.
                let received = London.end(of: day).adding(seconds: -1_799)
                let history = try ClockHistory(received: .instant(received), division: division)
                let due = try regime.read(history, .shipped).due?.text ?? ""
                let other = second.due(regime, history)
                if due != other { differing.append("\(regime) \(day): \(due), \(other)") }
            }
        }
        #expect(differing.isEmpty, "\(differing.prefix(5))")
    }

    @Test func `on generated histories`() throws {
        // The long run takes a hundred thousand.
        let isLong = ProcessInfo.processInfo.environment["CASELEDGER_LONG"] != nil
        var maker = HistoryMaker(seed: 5)
        var differing: [String] = []
        var dated = 0
        for _ in 0..<(isLong ? 100_000 : 10_000) {
            let (regime, history) = maker.next()
            let due = try regime.read(history, .shipped).due?.text ?? ""
            let other = second.due(regime, history)
            if !due.isEmpty { dated += 1 }
            if due != other {
                let facts = history.facts.map { "\($0.kind.rawValue)@\($0.at)" }
                differing.append(
                    "\(regime) \(history.received) \(history.division) \(facts): \(due), \(other)")
            }
        }
        #expect(differing.isEmpty, "\(differing.count): \(differing.prefix(3))")
        // Neither way says nothing of most.
        #expect(dated > 5_000)
    }

    @Test(.enabled(if: Holidays.published != nil, "no bank-holidays.json: set CASELEDGER_SHARED"))
    func `the shipped table is the published one`() throws {
        let shipped = Set(
            Holidays.shipped.flatMap { one in
                one.divisions.map { "\(one.day) \($0) \(one.title)" }
            })
        let published = Set(
            try #require(Holidays.published).flatMap { one in
                one.divisions.map { "\(one.day) \($0) \(one.title)" }
            })
        #expect(shipped == published)
    }
}
