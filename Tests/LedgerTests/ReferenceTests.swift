// SPDX-License-Identifier: Apache-2.0
import Foundation
import Ledger
import MerkleTree
import TestKit
import Testing
import WorkingTime

@Suite("A reference") struct ReferenceTests {
    @Test func `names its stream, however many there are, and no other does`() async throws {
        let ledger = try memoryLedger()
        for number in 1...300 {
            _ = try await ledger.append(
                commit("case/\(number)", .new, events: 2, series: number % 2 == 0 ? "FOI" : "ENQ"))
        }
        #expect(try ledger.stream(ofReference: "ENQ-2026-000001") == stream("case/1"))
        #expect(try ledger.stream(ofReference: "FOI-2026-000150") == stream("case/300"))
        for none in ["FOI-2026-000151", "FOI-2025-000001", "foi-2026-000001", "FOI", ""] {
            #expect(try ledger.stream(ofReference: none) == nil)
        }
        #expect(audit(ledger).ok)
    }

    @Test func `that the index lost, or holds beyond the log's, is found by an audit`() async throws
    {
        for damage in [Damage.lost, .moved, .added] {
            let storage = MemoryStorage()
            let ledger = try memoryLedger(in: storage)
            for name in ["a", "b"] {
                _ = try await ledger.append(commit("case/\(name)", .new, series: "FOI"))
            }
            try storage.write { view throws(LedgerError) in
                let first = Array("FOI-2026-000001".utf8)
                switch damage {
                case .lost: try view.delete(.references, first)
                case .moved: try view.put(.references, first, bytes(2), append: false)
                case .added:
                    try view.put(
                        .references, Array("FOI-2026-000009".utf8), bytes(2), append: false)
                }
            }
            #expect(!audit(ledger).ok, "\(damage)")
        }
    }
    private enum Damage { case lost, moved, added }
}

@Suite("A ledger of format 1") struct OlderFormatTests {
    /// As the first release wrote it: no index of references, no tree, and its format says so.
    private func older(_ storage: MemoryStorage) async throws {
        let ledger = try memoryLedger(in: storage)
        for name in ["a", "b", "c"] {
            _ = try await ledger.append(commit("case/\(name)", .new, events: 3, series: "FOI"))
        }
        let references = storage.entries(of: .references)
        let head = try #require(storage.entries(of: .meta).first { $0.key == Array("head".utf8) })
        try storage.write { view throws(LedgerError) in
            for (key, _) in references {
                try view.delete(.references, key)
            }
            try view.put(.meta, head.key, Array(head.value.prefix(16)), append: false)
            try view.put(.meta, Array("format".utf8), Array("1".utf8), append: false)
        }
    }

    @Test func `is brought to the newest when it is opened for writing`() async throws {
        let storage = MemoryStorage()
        try await older(storage)
        let ledger = try Ledger(storage: storage, surroundings())
        #expect(try ledger.stream(ofReference: "FOI-2026-000002") == stream("case/b"))
        #expect(audit(ledger).ok)
        _ = try await ledger.append(commit("case/d", .new, series: "FOI"))
        #expect(try ledger.stream(ofReference: "FOI-2026-000004") == stream("case/d"))
        #expect(try ledger.root(size: 10) == ledger.head().tree.root)
        let again = try Ledger(storage: storage, surroundings())
        #expect(try again.stream(ofReference: "FOI-2026-000004") == stream("case/d"))
    }

    @Test func `that is only read stays as it is, and is read`() async throws {
        let storage = MemoryStorage()
        try await older(storage)
        let ledger = try Ledger(storage: storage, readOnly: true, surroundings())
        #expect(try ledger.stream(ofReference: "FOI-2026-000003") == stream("case/c"))
        #expect(try ledger.stream(ofReference: "FOI-2026-000004") == nil)
        #expect(audit(ledger).ok)
        #expect(storage.entries(of: .references).isEmpty)
    }

    @Test func `of a later one is refused, with what to do`() async throws {
        let storage = MemoryStorage()
        try await older(storage)
        try storage.write { view throws(LedgerError) in
            try view.put(.meta, Array("format".utf8), Array("4".utf8), append: false)
        }
        let refusal = try await error { _ = try Ledger(storage: storage, surroundings()) }
        #expect(
            refusal
                == .unreadable(
                    "this ledger has format 4, this program writes 3; "
                        + "use the release that wrote it, or a later one"))
    }
}

@Suite("The time of a commit") struct RecordingTimeTests {
    /// Gives each commit the next of its times.
    private final class Scripted: LedgerClock, @unchecked Sendable {
        private let lock = NSLock()
        private var seconds = 0

        func now() -> Instant { noon }
        func uptime() -> Int { 0 }
        func recordingTime() -> Instant {
            lock.withLock {
                seconds += 60
                return noon.adding(seconds: seconds)
            }
        }
    }

    @Test func `is asked for once for each, in the log's order, though they share a sync`()
        async throws
    {
        let ledger = try memoryLedger(clock: Scripted())
        _ = await ledger.append(all: (1...5).map { commit("case/\($0)", .new, events: 2) })
        #expect(
            try all(ledger).map(\.time)
                == (1...5).flatMap {
                    [noon.adding(seconds: $0 * 60), noon.adding(seconds: $0 * 60)]
                })
    }
}
