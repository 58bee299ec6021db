// SPDX-License-Identifier: Apache-2.0
import Casework
import TestKit
import Testing
import WorkingTime

@Suite("An authority's own target") struct OwnTargetTests {
    @Test(
        "is so many working days of its own part of the kingdom",
        arguments: [
            // Friday 27 November 2026: St Andrew's Day follows on the Monday, in Scotland alone.
            (1, Division.englandAndWales, "2026-11-30"), (1, .scotland, "2026-12-01"),
            (5, .englandAndWales, "2026-12-04"), (5, .scotland, "2026-12-07"),
        ])
    func due(_ days: Int, _ division: Division, _ due: String) throws {
        let history = try ClockHistory(
            received: .day(.of("2026-11-27")), division: division, promisedDays: days)
        let reading = try Regime.svcOwn.read(history, .shipped)
        #expect(reading.due == .day(.of(due)) && reading.ruleSet.id == "svc-own/1")
    }

    @Test func `is none where no process promises anything, and no table can name it`() throws {
        let history = try ClockHistory(
            received: .day(.of("2026-11-27")), division: .scotland)
        #expect(try Regime.svcOwn.read(history, .shipped).state == .notInForce)
        #expect(!Regime.allCases.contains(.svcOwn))
    }
}
