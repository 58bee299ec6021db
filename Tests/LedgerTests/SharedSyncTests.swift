// SPDX-License-Identifier: Apache-2.0
import Foundation
import Ledger
import Synchronization
import TestKit
import Testing
import WorkingTime

@Suite("Appends that come together share a sync") struct SharedSyncTests {
    /// Submits a second commit while the first one's transaction is made.
    private final class Interruption: LedgerClock, Sendable {
        let ledger = Mutex<Ledger?>(nil)
        let second = Mutex<PendingAppend?>(nil)

        func now() -> Instant { noon }
        func uptime() -> Int { 0 }
        func recordingTime() -> Instant {
            let first = ledger.withLock { ledger in
                defer { ledger = nil }
                return ledger
            }
            if let first {
                second.withLock { $0 = first.submit([commit("case/2", .new), broken()]) }
            }
            return noon
        }

        private func broken() -> Commit {
            Commit(stream: stream("case/3"), expected: .new, commandID: nil, events: [])
        }
    }

    private func interrupted(
        _ fault: Fault? = nil
    ) async throws -> (
        first: Result<Receipt, LedgerError>?, second: [Result<Receipt, LedgerError>],
        transactions: Int
    ) {
        let storage = MemoryStorage()
        let clock = Interruption()
        let ledger = try memoryLedger(in: storage, clock: clock)
        let transactions = Mutex(0)
        storage.inject { number in
            transactions.withLock { $0 = number }
            return number == 1 ? fault : nil
        }
        clock.ledger.withLock { $0 = ledger }
        let first = await ledger.append(all: [commit("case/1", .new)]).first
        let second = clock.second.withLock { $0 }?.wait() ?? []
        return (first, second, transactions.withLock { $0 })
    }

    @Test func `what queues while a transaction is made goes into it`() async throws {
        let found = try await interrupted()
        #expect(try found.first?.get().last == 1)
        #expect(try found.second.first?.get().last == 2)
        #expect(found.second.last == .failure(.invalid("no events")))
        #expect(found.transactions == 1)
    }

    @Test func `what failed the transaction is answered to all that it took`() async throws {
        let found = try await interrupted(.commit(.full, applied: false))
        #expect(found.first == .failure(.full))
        #expect(found.second == [.failure(.full), .failure(.full)])
        #expect(found.transactions == 1)
    }
}
