// SPDX-License-Identifier: Apache-2.0
import Foundation
import MerkleTree
import Testing

private let folder = vectors.appendingPathComponent("tessera-log")

private func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appendingPathComponent(path)))
}

/// What an entry bundle of C2SP tlog-tiles holds: each entry after its length in two bytes.
private func entries(in bundle: [UInt8]) throws -> [[UInt8]] {
    var entries: [[UInt8]] = []
    var rest = bundle[...]
    while let high = rest.popFirst() {
        let low = rest.popFirst()
        let length = Int(high) << 8 | Int(try #require(low))
        try #require(rest.count >= length)
        entries.append(Array(rest.prefix(length)))
        rest = rest.dropFirst(length)
    }
    return entries
}

/// The log that transparency-dev/tessera keeps for its own tests, with every checkpoint that it
/// ever gave; nothing of it was made here.
@Suite("A log of transparency-dev/tessera") struct TesseraTests {
    private let sizes = 0...15

    private func checkpoints() throws -> [Checkpoint] {
        let key = try #require(
            NoteKey(
                "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"))
        return try sizes.map { size in
            let text = String(decoding: try bytes("checkpoint.\(size)"), as: UTF8.self)
            let note = try #require(SignedNote(text))
            #expect(note.description == text)
            #expect(key.verifies(note))
            let checkpoint = try #require(Checkpoint(text: note.text))
            #expect(checkpoint.origin == key.name)
            #expect(checkpoint.size == size)
            #expect(checkpoint.text == note.text)
            return checkpoint
        }
    }

    private func leaves() throws -> [TreeHash] {
        try entries(in: bytes("tile/\(Tile(.entries, index: 0, count: 15).path)"))
            .map(TreeHash.leaf)
    }

    private func proofs(_ leaves: [TreeHash]) -> ProofMaker<Never> {
        ProofMaker { node in
            var range = CompactRange()
            for leaf in leaves[node.index << node.level..<(node.index + 1) << node.level] {
                range.append(leaf)
            }
            return range.root
        }
    }

    @Test(.enabled(if: areThere, skipped))
    func `all 16 checkpoints are signed, and their roots follow from entries and tiles`() throws {
        var range = CompactRange()
        for checkpoint in try checkpoints() {
            let size = checkpoint.size
            if size > 0 {
                let tile = Tile(.hashes(level: 0), index: 0, count: size)
                let bundle = try entries(
                    in: bytes("tile/\(Tile(.entries, index: 0, count: size).path)"))
                #expect(bundle.count == size)
                #expect(
                    try bytes("tile/\(tile.path)") == bundle.flatMap { TreeHash.leaf($0).bytes })
                range.append(.leaf(try #require(bundle.last)))
            }
            #expect(checkpoint.root == range.root)
        }
        let last = try checkpoints().last
        let newest = try #require(
            SignedNote(String(decoding: try bytes("checkpoint"), as: UTF8.self)))
        #expect(newest.text == last?.text)
    }

    @Test(.enabled(if: areThere, skipped))
    func `each checkpoint goes on from each before it, and from no other`() throws {
        let (checkpoints, proofs) = (try checkpoints(), proofs(try leaves()))
        var shown = 0
        for newer in checkpoints {
            for older in checkpoints[..<newer.size] where older.size > 0 {
                let proof = proofs.consistency(from: older.size, to: newer.size)
                func holds(_ root: TreeHash) -> Bool {
                    ProofChecker.extends(
                        from: older.size, root, to: newer.size, newer.root, proof: proof)
                }
                #expect(holds(older.root))
                #expect(!holds(checkpoints[older.size - 1].root))
                shown += 1
            }
        }
        #expect(shown == 105)
    }

    @Test(.enabled(if: areThere, skipped))
    func `each entry is in each checkpoint that covers it, and nowhere else`() throws {
        let (checkpoints, leaves) = (try checkpoints(), try leaves())
        let proofs = proofs(leaves)
        #expect(leaves.count == 15)
        var shown = 0
        for checkpoint in checkpoints {
            for index in 0..<checkpoint.size {
                let proof = proofs.inclusion(of: index, in: checkpoint.size)
                func holds(_ leaf: TreeHash, at index: Int) -> Bool {
                    ProofChecker.includes(
                        leaf, at: index, in: checkpoint.size, root: checkpoint.root, proof: proof)
                }
                #expect(holds(leaves[index], at: index))
                #expect(!holds(.leaf([0]), at: index))
                if checkpoint.size > 1 {
                    #expect(!holds(leaves[index], at: (index + 1) % checkpoint.size))
                }
                shown += 1
            }
        }
        #expect(shown == 120)
    }
}
