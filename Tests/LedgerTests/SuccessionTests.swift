// SPDX-License-Identifier: Apache-2.0
import Ledger
import MerkleTree
import TestKit
import Testing

@Suite("What is signed next extends what was signed") struct SuccessionTests {
    /// So many events, the tenth of them by somebody else where `other` says so.
    private func log(_ count: Int, other: Bool = false) async throws -> (MemoryStorage, Ledger) {
        let storage = MemoryStorage()
        let ledger = try memoryLedger(in: storage)
        for part in [9, 1, count - 10] {
            var commit = commit("case/a", events: part)
            if part == 1, other { commit.events[0].actor = "staff/b" }
            _ = try await ledger.append(commit)
        }
        return (storage, ledger)
    }

    private func checkpoint(_ ledger: Ledger, _ size: Int) throws -> Checkpoint {
        Checkpoint(origin: identity.origin, size: size, root: try ledger.root(size: size))
    }

    @Test func `an older checkpoint is extended, one of more events or others is not`() async throws
    {
        let (_, ledger) = try await log(600)
        let (_, altered) = try await log(600, other: true)
        for size in [0, 1, 9, 255, 256, 257, 512, 600] {
            let known = try checkpoint(ledger, size)
            #expect(try ledger.succession(to: known) == .extends)
            #expect(try altered.succession(to: known) == (size < 10 ? .extends : .differs))
        }
        let (_, short) = try await log(599)
        #expect(try short.succession(to: checkpoint(ledger, 600)) == .shorter(size: 599))
    }

    @Test func `nodes that give the old root do not hide a head over other events`() async throws {
        let (storage, ledger) = try await log(600)
        let (other, _) = try await log(600, other: true)
        let known = try checkpoint(ledger, 512)
        let head = try #require(
            other.entries(of: .meta).first { $0.key == Array("head".utf8) }?.value)
        try storage.write { view throws(LedgerError) in
            try view.put(.meta, Array("head".utf8), head, append: false)
        }
        #expect(try ledger.root(size: 512) == known.root)
        #expect(try ledger.succession(to: known) == .differs)
    }
}
