// SPDX-License-Identifier: Apache-2.0
import Ledger
import Synchronization
import TestKit
import Testing
import WorkingTime

@Suite("What becomes of a commit is counted") struct ReportTests {
    private final class Reports: Sendable {
        let all = Mutex<[AppendReport]>([])
        var found: [AppendReport] { all.withLock { $0 } }
    }

    @Test func `each commit is reported once, before its answer is given`() async throws {
        let reports = Reports()
        let clock = TestClock(noon)
        var around = surroundings(clock: clock)
        around.onAppend = { report in reports.all.withLock { $0.append(report) } }
        let ledger = try Ledger(creating: identity, in: MemoryStorage(), around)

        _ = try await ledger.append(
            commit("case/a", .new, command: "c1", events: 3, claims: ["x"]))
        #expect(reports.found.map(\.outcome) == [.appended])
        #expect(reports.found.map(\.events) == [3])
        _ = await ledger.append(
            all: [
                commit("case/a", .new, command: "c1", events: 3, claims: ["x"]),
                commit("case/a", .exactly(1), command: "c2"),
                commit("case/b", .new, command: "c3", claims: ["x"]),
                commit("case/c", .new, events: 2),
            ])
        #expect(
            reports.found.map(\.outcome) == [.appended, .repeated, .conflict, .refused, .appended])
        #expect(reports.found.map(\.events) == [3, 0, 0, 0, 2])
        clock.set(noon.adding(seconds: -60))
        await #expect(throws: LedgerError.self) { try await ledger.append(commit("case/d")) }
        #expect(reports.found.last?.outcome == .failed)
        #expect(reports.found.allSatisfy { $0.duration >= .zero })
        #expect(ledger.waitingCommits == 0)
    }
}
