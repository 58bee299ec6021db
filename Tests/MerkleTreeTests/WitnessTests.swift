// SPDX-License-Identifier: Apache-2.0
import MerkleTree
import Testing

private let entries = (0..<40).map { TreeHash.leaf([UInt8($0)]) }
private let origin = "example.com/log"

private func signer(_ seed: UInt8, name: String = origin) throws -> NoteSigner {
    try #require(NoteSigner(name: name, seed: [UInt8](repeating: seed, count: 32)))
}

private func range(_ part: ArraySlice<TreeHash>) -> CompactRange {
    var range = CompactRange()
    for leaf in part { range.append(leaf) }
    return range
}

private func checkpoint(_ size: Int, of log: [TreeHash] = entries) -> Checkpoint {
    Checkpoint(origin: origin, size: size, root: range(log[..<size]).root)
}

private func proof(_ old: Int, _ new: Int, of log: [TreeHash] = entries) -> [TreeHash] {
    ProofMaker<Never> { node in
        range(log[node.index << node.level..<(node.index + 1) << node.level]).root
    }.consistency(from: old, to: new)
}

private func request(
    from old: Int, to checkpoint: Checkpoint, proof: [TreeHash], by signer: NoteSigner
) throws -> AddCheckpoint {
    let signature = try #require(signer.sign(checkpoint.text))
    let note = SignedNote(text: checkpoint.text, signatures: [signature])
    return try #require(AddCheckpoint(old: old, proof: proof, note: note))
}

@Suite("What a witness cosigns") struct WitnessRuleTests {
    @Test func `whatever extends what it saw, from any size to any`() throws {
        let log = try signer(1)
        for old in 0...17 {
            for new in old...17 {
                let seen = old == 0 ? nil : checkpoint(old)
                let sent = try request(
                    from: old, to: checkpoint(new), proof: proof(old, new), by: log)
                #expect(sent.verdict(keys: [log.verifier], seen: seen) == .cosign)
                #expect(AddCheckpoint(sent.body) == sent)
            }
        }
    }

    @Test func `nothing of a log that it does not know, or that the log did not sign`() throws {
        let (log, other) = (try signer(1), try signer(2))
        let sent = try request(from: 0, to: checkpoint(5), proof: [], by: other)
        #expect(sent.verdict(keys: [], seen: nil) == .unknownLog)
        let stranger = try signer(1, name: "example.com/other").verifier
        #expect(sent.verdict(keys: [stranger], seen: nil) == .unknownLog)
        #expect(sent.verdict(keys: [log.verifier], seen: nil) == .notSigned)
        // A witness's key of the same name is no log's.
        let witness = try #require(
            NoteKey(name: origin, algorithm: .cosignature, publicKey: other.verifier.publicKey))
        #expect(sent.verdict(keys: [witness], seen: nil) == .unknownLog)
    }

    @Test func `what either of two keys signed, while a key is being replaced`() throws {
        let (old, new) = (try signer(1), try signer(2))
        let both = [old.verifier, new.verifier]
        for by in [old, new] {
            let sent = try request(from: 0, to: checkpoint(5), proof: [], by: by)
            #expect(sent.verdict(keys: both, seen: nil) == .cosign)
        }
    }

    @Test(arguments: [(0, 9, 5), (4, 9, 5), (9, 9, 5), (5, 9, 0)])
    func `nothing from another size than it saw: it says which`(
        old: Int, new: Int, seen: Int
    ) throws {
        let log = try signer(1)
        let sent = try request(from: old, to: checkpoint(new), proof: proof(old, new), by: log)
        let before = seen == 0 ? nil : checkpoint(seen)
        #expect(sent.verdict(keys: [log.verifier], seen: before) == .otherSize(seen))
    }

    @Test func `nothing smaller than the size that is named`() throws {
        let log = try signer(1)
        let sent = try request(from: 9, to: checkpoint(5), proof: [], by: log)
        #expect(sent.verdict(keys: [log.verifier], seen: checkpoint(9)) == .malformed)
    }

    @Test func `no second history`() throws {
        let log = try signer(1)
        var forged = entries
        forged[2] = .leaf([200])
        let same = try request(from: 7, to: checkpoint(7, of: forged), proof: [], by: log)
        #expect(same.verdict(keys: [log.verifier], seen: checkpoint(7)) == .otherRoot)
        for proof in [proof(7, 12, of: forged), proof(7, 12), []] {
            let longer = try request(
                from: 7, to: checkpoint(12, of: forged), proof: proof, by: log)
            #expect(longer.verdict(keys: [log.verifier], seen: checkpoint(7)) == .unproven)
        }
        let empty = Checkpoint(origin: origin, size: 0, root: .leaf([1]))
        let begun = try request(from: 0, to: empty, proof: [], by: log)
        #expect(begun.verdict(keys: [log.verifier], seen: nil) == .otherRoot)
    }

    @Test func `no proof where there is nothing to prove`() throws {
        let log = try signer(1)
        for (old, new) in [(0, 5), (5, 5)] {
            let sent = try request(
                from: old, to: checkpoint(new), proof: [.leaf([1])], by: log)
            let seen = old == 0 ? nil : checkpoint(old)
            #expect(sent.verdict(keys: [log.verifier], seen: seen) == .unproven)
        }
    }

    @Test func `its cosignature verifies under its key, and under no other`() throws {
        let log = try signer(1)
        let witness = try #require(
            NoteSigner(
                name: "witness.example/w1", algorithm: .cosignature,
                seed: [UInt8](repeating: 3, count: 32)))
        let sent = try request(from: 0, to: checkpoint(5), proof: [], by: log)
        let line = try #require(witness.cosign(sent.note.text, at: 1_700_000_000)).line
        let cosigned = try #require(SignedNote(sent.note.description + line))
        #expect(witness.verifier.verifies(cosigned))
        #expect(log.verifier.verifies(cosigned))
        let other = try #require(
            NoteKey(
                name: "witness.example/w1", algorithm: .cosignature,
                publicKey: log.verifier.publicKey))
        #expect(!other.verifies(cosigned))
    }
}

@Suite("A request to a witness") struct AddCheckpointTests {
    /// The example of C2SP tlog-witness.
    private static let example = """
        old 20852014
        PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
        jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
        5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
        /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

        example.com/behind-the-sofa
        20852163
        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

        — example.com/behind-the-sofa \
        Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE\
        +xeMcTOAYQ8=
        — example.com/behind-the-sofa \
        opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovn\
        zv++qbSzm9Q=

        """

    @Test func `is read and written as the specification has it`() throws {
        let request = try #require(AddCheckpoint(Self.example))
        #expect(request.old == 20_852_014)
        #expect(request.proof.count == 4)
        #expect(request.checkpoint.size == 20_852_163)
        #expect(request.note.signatures.count == 2)
        #expect(request.body == Self.example)
    }

    @Test(
        "has no other form",
        arguments: [
            ("old 20852014", "old 020852014"), ("old 20852014", "old -1"),
            ("old 20852014", "old +1"),
            ("old 20852014", "old"), ("old 20852014", "Old 20852014"), ("old 20852014", " old 1"),
            ("old 20852014", "old 99999999999999999999"), ("old 20852014\n", ""),
            ("PlRNCrwH", "PlRNCrw"), ("kaw=\n", "kaw\n"), ("kaw=\n", "kax=\n"),
            ("kaw=\n", "kaw= \n"), ("/0=\n\n", "/0=\n"),
            ("20852163", "020852163"), ("20852163", "x"), ("AYQ8=\n", "AYQ8="),
            ("\n", "\r\n"),
            ("jrJZDmY8", "jrJZDmY8jrJZDmY8"),
        ])
    func refused(part: String, other: String) {
        let text = Self.example.replacing(part, with: other, maxReplacements: part == "\n" ? 99 : 1)
        #expect(text != Self.example)
        #expect(AddCheckpoint(text) == nil, "\(other)")
    }

    @Test func `has at most 63 hashes`() throws {
        let line = "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n"
        for (more, isTaken) in [(59, true), (60, false)] {
            let text = Self.example.replacing(
                line, with: String(repeating: line, count: more + 1), maxReplacements: 1)
            #expect((AddCheckpoint(text) != nil) == isTaken)
        }
    }
}
