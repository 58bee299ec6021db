// SPDX-License-Identifier: Apache-2.0
import Ledger
import MerkleTree
import TestKit
import Testing

/// A log of `count` events in commits of many sizes, so that commits end anywhere in a tile.
private func log(of count: Int, in storage: MemoryStorage = MemoryStorage()) async throws -> Ledger
{
    let ledger = try memoryLedger(in: storage)
    var (made, step) = (0, 0)
    while made < count {
        let size = min(1 + step % 97, count - made)
        _ = try await ledger.append(commit("case/\(step % 50)", events: size))
        made += size
        step += 1
    }
    return ledger
}

@Suite("The tree over the log") struct TreeIndexTests {
    @Test func `has the root of the stored bytes after every commit`() async throws {
        let ledger = try memoryLedger()
        var range = CompactRange()
        for size in [1, 2, 253, 1, 255, 256, 300] {
            _ = try await ledger.append(commit("case/a", events: size))
            for (_, bytes) in try ledger.bytes(after: range.size) { range.append(.leaf(bytes)) }
            #expect(try ledger.head().tree == range)
        }
    }

    @Test func `gives the root of every earlier size, and proofs that hold`() async throws {
        let ledger = try await log(of: 1_100)
        let events = try all(ledger)
        var range = CompactRange()
        var roots = [range.root]
        for event in events {
            range.append(.leaf(event.bytes))
            roots.append(range.root)
        }
        for size in 0...1_100 { #expect(try ledger.root(size: size) == roots[size]) }
        var generator = SplitMix64(seed: 4)
        for _ in 0..<200 {
            let size = Int.random(in: 1...1_100, using: &generator)
            let position = Int.random(in: 1...size, using: &generator)
            let inclusion = try ledger.inclusionProof(of: position, in: size)
            #expect(
                ProofChecker.includes(
                    .leaf(events[position - 1].bytes), at: position - 1, in: size,
                    root: roots[size], proof: inclusion))
            let consistency = try ledger.consistencyProof(from: position, to: size)
            #expect(
                ProofChecker.extends(
                    from: position, roots[position], to: size, roots[size], proof: consistency))
        }
        #expect(try await error { _ = try ledger.root(size: 1_101) } == .beyond(size: 1_101))
        #expect(
            try await error { _ = try ledger.inclusionProof(of: 0, in: 9) } == .beyond(size: 0))
    }

    /// Beyond 65,536 events there are tiles of tiles.
    @Test func `keeps the roots of full tiles alone, at each level`() async throws {
        let storage = MemoryStorage()
        let ledger = try await log(of: 66_000, in: storage)
        #expect(storage.entries(of: .tree).count == 66_000 / 256 + 1)
        var range = CompactRange()
        for event in try all(ledger) { range.append(.leaf(event.bytes)) }
        #expect(try ledger.head().tree == range)
        #expect(try ledger.root(size: 66_000) == range.root)
        let proof = try ledger.consistencyProof(from: 257, to: 66_000)
        #expect(
            ProofChecker.extends(
                from: 257, try ledger.root(size: 257), to: 66_000, range.root, proof: proof))
    }

    @Test func `gives tiles of hashes, whole or as far as the log goes`() async throws {
        let ledger = try await log(of: 600)
        let leaves = try all(ledger).map { TreeHash.leaf($0.bytes) }
        #expect(try ledger.hashes(level: 0, tile: 1, count: 256) == Array(leaves[256..<512]))
        #expect(try ledger.hashes(level: 0, tile: 2, count: 88) == Array(leaves[512...]))
        let full = try ledger.hashes(level: 1, tile: 0, count: 2)
        #expect(full == [0, 256].map { definedRoot(leaves[$0..<$0 + 256]) })
        for (level, tile, count) in [(0, 2, 89), (1, 0, 3), (2, 0, 1), (8, 0, 1), (0, -1, 1)] {
            #expect(throws: LedgerError.self) {
                try ledger.hashes(level: level, tile: tile, count: count)
            }
        }
    }

    @Test func `is found wrong by an audit where the head holds another`() async throws {
        let storage = MemoryStorage()
        let ledger = try await log(of: 300, in: storage)
        #expect(audit(ledger).ok)
        let head = try #require(storage.entries(of: .meta).first { $0.key == Array("head".utf8) })
        var forged = head.value
        forged[20] ^= 1
        try storage.write { view throws(LedgerError) in
            try view.put(.meta, head.key, forged, append: false)
        }
        #expect(!audit(ledger).ok)
    }

    /// The definition of RFC 6962, section 2.1.
    private func definedRoot(_ leaves: ArraySlice<TreeHash>) -> TreeHash {
        guard leaves.count > 1 else { return leaves.first ?? .empty }
        var half = 1
        while half * 2 < leaves.count { half *= 2 }
        return .node(definedRoot(leaves.prefix(half)), definedRoot(leaves.dropFirst(half)))
    }
}

@Suite("A checkpoint") struct CheckpointTests {
    private let signer = NoteSigner(name: identity.origin, seed: Array(repeating: 3, count: 32))

    private func make(_ ledger: Ledger) throws(LedgerError) -> KeptCheckpoint? {
        try ledger.makeCheckpoint { checkpoint, _, _ in
            signer?.sign(checkpoint.text).map {
                SignedNote(text: checkpoint.text, signatures: [$0])
            }
        }
    }

    @Test func `is kept before it is given, once for each size`() async throws {
        let ledger = try memoryLedger()
        #expect(try make(ledger) == nil)
        #expect(try ledger.checkpoint() == nil)
        for size in [3, 5, 300] {
            _ = try await ledger.append(
                commit("case/a", events: size - (try ledger.head().position)))
            let made = try #require(try make(ledger))
            #expect(made.checkpoint.size == size)
            #expect(made.checkpoint.root == (try ledger.root(size: size)))
            #expect(try ledger.checkpoint() == made)
            #expect(try make(ledger) == nil)
        }
        #expect(try ledger.checkpoints().map(\.checkpoint.size) == [3, 5, 300])
        #expect(try ledger.checkpoints(after: 3, limit: 1).map(\.checkpoint.size) == [5])
        #expect(try ledger.checkpoint(upTo: 299)?.checkpoint.size == 5)
    }

    @Test func `is not made over a log that does not begin with the last`() async throws {
        let storage = MemoryStorage()
        let ledger = try memoryLedger(in: storage)
        _ = try await ledger.append(commit("case/a", events: 3))
        _ = try make(ledger)
        let other = MemoryStorage()
        _ = try await memoryLedger(in: other).append(commit("case/b", events: 3))
        // An event of the same place in another log.
        let event = try #require(other.entries(of: .events).first)
        try storage.write { view throws(LedgerError) in
            try view.put(.events, event.key, event.value, append: false)
        }
        _ = try await ledger.append(commit("case/c"))
        #expect(throws: LedgerError.self) { try make(ledger) }
        #expect(try ledger.checkpoints().map(\.checkpoint.size) == [3])
    }

    @Test func `that nobody could sign leaves no trace`() async throws {
        let ledger = try memoryLedger()
        _ = try await ledger.append(commit("case/a"))
        #expect(try ledger.makeCheckpoint { _, _, _ in nil } == nil)
        #expect(try ledger.checkpoints().isEmpty)
    }

    @Test func `takes the signatures of witnesses, each once`() async throws {
        let ledger = try memoryLedger()
        _ = try await ledger.append(commit("case/a"))
        let made = try #require(try make(ledger))
        let witness = try #require(
            NoteSigner(
                name: "witness.example", algorithm: .cosignature,
                seed: Array(repeating: 5, count: 32)))
        let cosignature = try #require(witness.cosign(made.note.text, at: 1_795_348_800))
        for _ in 1...2 { try ledger.add(cosignatures: [cosignature], toCheckpointOf: 1) }
        let kept = try #require(try ledger.checkpoint())
        #expect(kept.note.signatures == made.note.signatures + [cosignature])
        #expect(witness.verifier.verifies(kept.note))
        #expect(
            try await error { try ledger.add(cosignatures: [cosignature], toCheckpointOf: 2) }
                == .beyond(size: 2))
    }
}
