// SPDX-License-Identifier: Apache-2.0
import Dispatch
import Ledger
import Synchronization
import TestKit
import Testing

@Suite("A failure of the storage loses nothing") struct FailureTests {
    @Test(arguments: [1, 2, 3, 4, 5])
    func `a put that fails leaves nothing of its transaction`(_ put: Int) async throws {
        let storage = MemoryStorage()
        let ledger = try memoryLedger(in: storage)
        _ = try await ledger.append(commit("case/a"))
        let before = LedgerTable.allCases.map {
            storage.entries(of: $0).map { [$0.key, $0.value] }
        }
        storage.inject { $0 == 1 ? .put(put, .full) : nil }
        let commits = [
            commit("case/b", .new, command: "c1", claims: ["x"]), commit("case/c", series: "FOI"),
        ]
        #expect(await ledger.append(all: commits) == [.failure(.full), .failure(.full)])
        let after = LedgerTable.allCases.map { storage.entries(of: $0).map { [$0.key, $0.value] } }
        #expect(before == after)
        // Room was made.
        for result in await ledger.append(all: commits) {
            #expect(throws: Never.self) { try result.get() }
        }
        #expect(audit(ledger).ok)
    }

    @Test func `a full map refuses, keeps what it has and stays readable`() async throws {
        let folder = try TemporaryFolder()
        var small = surroundings()
        small.mapSize = 1 << 20
        let ledger = try Ledger.create(
            directory: folder.path(of: "ledger"), identity: identity, small)
        var taken = 0
        var refusal: LedgerError?
        while refusal == nil, taken < 1_000 {
            var next = commit("case/a")
            next.events = [draft(noise(20_000, seed: UInt64(taken)))]
            refusal = try await error { _ = try await ledger.append(next) }
            if refusal == nil { taken += 1 }
        }
        #expect(refusal == .mapFull(size: 1 << 20))
        #expect(taken > 10)
        #expect(try all(ledger).count == taken)
        #expect(audit(ledger).ok)
        withExtendedLifetime(folder) {}
    }

    @Test(arguments: [true, false])
    func `an unknown outcome ends the ledger, and the next finds the commit whole or not at all`(
        _ applied: Bool
    ) async throws {
        let storage = MemoryStorage()
        let told = Mutex<[String]>([])
        var around = surroundings()
        around.onUnknownOutcome = { reason in told.withLock { $0.append(reason) } }
        let ledger = try Ledger(creating: identity, in: storage, around)
        let made = commit("case/a", .new, command: "c1", events: 3)
        storage.inject { $0 == 1 ? .commit(.outcomeUnknown("disk"), applied: applied) : nil }
        for _ in 0..<3 {
            let found = try await error { _ = try await ledger.append(made) }
            #expect(found == .outcomeUnknown("disk"))
        }
        #expect(told.withLock { $0 } == ["disk"])
        let next = try Ledger(storage: storage, surroundings())
        #expect(try all(next).count == (applied ? 3 : 0))
        let receipt = try await next.append(made)
        #expect(receipt.isRepeat == applied)
        #expect(receipt.last == 3)
    }

    /// Holds the first transaction until the test lets it go.
    private func held(
        _ storage: MemoryStorage, _ fault: Fault?
    ) -> (entered: DispatchSemaphore, release: DispatchSemaphore) {
        let (entered, release) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        storage.inject { transaction in
            guard transaction == 1 else { return nil }
            entered.signal()
            release.wait()
            return fault
        }
        return (entered, release)
    }

    @Test func `what waited behind an unknown outcome is not written`() throws {
        let storage = MemoryStorage()
        let ledger = try memoryLedger(in: storage)
        let gate = held(storage, .commit(.outcomeUnknown("disk"), applied: false))
        let first = ledger.submit([commit("case/a")])
        gate.entered.wait()
        let second = ledger.submit([commit("case/b")])
        gate.release.signal()
        #expect(first.wait() == [.failure(.outcomeUnknown("disk"))])
        #expect(second.wait() == [.failure(.outcomeUnknown("disk"))])
        #expect(storage.entries(of: .events).isEmpty)
    }

    @Test func `more commits than may wait are refused as busy, and those that wait are written`()
        throws
    {
        let storage = MemoryStorage()
        let ledger = try memoryLedger(in: storage)
        let gate = held(storage, nil)
        let first = ledger.submit([commit("case/a")])
        gate.entered.wait()
        let many = (0..<20_000).map { _ in commit("case/b") }
        let waiting = ledger.submit(many)
        #expect(ledger.submit([commit("case/c")]).wait() == [.failure(.busy)])
        gate.release.signal()
        #expect(throws: Never.self) { try first.wait()[0].get() }
        #expect(waiting.wait().count == 20_000)
        #expect(try ledger.head().position == 20_001)
    }

    @Test func `a folder holds one ledger`() throws {
        let storage = MemoryStorage()
        _ = try memoryLedger(in: storage)
        #expect(throws: LedgerError.unusable("there is a ledger in this folder already")) {
            try memoryLedger(in: storage)
        }
        #expect(throws: LedgerError.unreadable("there is no ledger here")) {
            try Ledger(storage: MemoryStorage(), surroundings())
        }
    }
}
