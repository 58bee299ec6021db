// SPDX-License-Identifier: Apache-2.0
import Ledger
import MerkleTree
import TestKit
import Testing
import WorkingTime

@Suite("The audit holds the log against its proofs") struct ProofAuditTests {
    private static let origin = identity.origin
    private let signer = NoteSigner(name: origin, seed: Array(repeating: 3, count: 32))
    private let second = NoteSigner(name: origin, seed: Array(repeating: 4, count: 32))

    /// 300 events with checkpoints at 2, 260 and 300; the key is adopted at 1, another at 261, and
    /// the checkpoint of 300 is signed by both.
    private func sound() async throws -> (storage: MemoryStorage, ledger: Ledger) {
        let storage = MemoryStorage()
        let ledger = try memoryLedger(in: storage)
        for (count, signers) in [(2, [signer]), (258, [signer]), (40, [second, signer])] {
            _ = try await ledger.append(commit("case/a", events: count))
            _ = try ledger.makeCheckpoint { checkpoint, _, _ in
                SignedNote(
                    text: checkpoint.text,
                    signatures: signers.compactMap { $0?.sign(checkpoint.text) })
            }
        }
        return (storage, ledger)
    }

    private func audit(
        _ ledger: Ledger, heads: [Position: RecordedHeads] = [:], lost: Set<Position> = []
    ) -> AuditReport {
        let keys = [1: signer?.verifier, 261: second?.verifier]
        var audit = Audit(ledger)
        audit.headsStream = stream("case/a")
        audit.contents = { event in
            var contents = EventContents()
            contents.signingKey = keys[event.position] ?? nil
            contents.replacesLost = lost.contains(event.position)
            contents.heads = heads[event.position]
            return contents
        }
        return audit.run()
    }

    /// Another checkpoint in the place of the one of 260, with the row's check made anew.
    private func forge(
        _ storage: MemoryStorage, size: Int = 260, time: Int = noon.milliseconds,
        root: TreeHash? = nil, origin: String = origin, by signers: [NoteSigner?]
    ) throws {
        let there = try Ledger(storage: storage).root(size: min(size, 300))
        let text = Checkpoint(origin: origin, size: size, root: root ?? there).text
        let note = SignedNote(text: text, signatures: signers.compactMap { $0?.sign(text) })
        let row = bytes(time) + Array(note.description.utf8)
        let check = Array(TreeHash.leaf(bytes(size) + row).bytes.prefix(8))
        try storage.write { view throws(LedgerError) in
            try view.put(
                .checkpoints, bytes(size), bytes(time) + check + row.dropFirst(8), append: false)
        }
    }

    @Test func `what is sound has no findings, and the report says what was signed`() async throws {
        let report = audit(try await sound().ledger)
        #expect(report.findings == [])
        #expect(report.checkpoints.map(\.size) == [2, 260, 300])
        #expect(report.checkpoints.allSatisfy { $0.isRoot && $0.isSigned })
        #expect(report.keys.map(\.position) == [1, 261])
        #expect(report.moments[260]?.root == report.checkpoints[1].root)
    }

    @Test func `a checkpoint that was forged is found`() async throws {
        let (storage, ledger) = try await sound()
        func finding(_ size: Int, _ words: String) {
            let report = audit(ledger)
            #expect(
                report.findings.contains { $0.position == size && $0.text.contains(words) },
                "\(report.findings)")
        }
        try forge(storage, by: [signer])
        #expect(audit(ledger).ok)
        try forge(storage, root: .empty, by: [signer])
        finding(260, "was changed since")
        try forge(storage, by: [second])
        finding(260, "not signed by the key in force, adopted at position 1")
        try forge(storage, by: [signer, second])
        finding(260, "by none of its keys")
        try forge(storage, by: [signer, signer])
        finding(260, "not signed by the key in force")
        try forge(storage, origin: "elsewhere/1", by: [signer])
        finding(260, "another ledger's")
        try forge(storage, time: noon.milliseconds - 5_001, by: [signer])
        finding(260, "before what it follows")
        try forge(storage, by: [signer])
        try forge(storage, size: 299, by: [signer])
        finding(299, "not signed by the key in force, adopted at position 261")
        try forge(storage, size: 299, by: [second, signer])
        #expect(audit(ledger).ok)
        // Of the first since the key was replaced, the key before signed none.
        try forge(storage, size: 299, by: [second])
        finding(299, "first after the signing key was replaced at position 261")
        let lost = audit(ledger, lost: [261])
        #expect(lost.ok && lost.warnings.map(\.position) == [261])
        #expect(audit(ledger, lost: [300]).findings.map(\.position) == [299])
        try forge(storage, size: 400, by: [second])
        #expect(audit(ledger).findings.contains { $0.text.contains("there are fewer") })
    }

    @Test func `a ledger that adopted a key and keeps no checkpoint is not whole`() async throws {
        let (storage, ledger) = try await sound()
        try storage.write { view throws(LedgerError) in
            for size in [2, 260, 300] { try view.delete(.checkpoints, bytes(size)) }
        }
        let report = audit(ledger)
        #expect(report.findings.map(\.position) == [1])
        #expect(report.findings.first?.text.contains("no checkpoint is kept") == true)
    }

    @Test func `a bit of a checkpoint, a claim or a node that flips is found`() async throws {
        let (storage, ledger) = try await sound()
        _ = try await ledger.append(commit("case/b", .new, command: "c1"))
        #expect(audit(ledger).ok)
        for table in [LedgerTable.checkpoints, .claims, .tree] {
            let rows = storage.entries(of: table)
            #expect(!rows.isEmpty)
            for row in rows {
                for index in row.value.indices {
                    var changed = row.value
                    changed[index] ^= 0x08
                    try put(storage, table, row.key, changed)
                    #expect(!audit(ledger).ok, "byte \(index) of \(table)")
                }
                try put(storage, table, row.key, row.value)
            }
        }
        #expect(audit(ledger).ok)
    }

    @Test func `a node of the tree is missing, or one too many`() async throws {
        let (storage, ledger) = try await sound()
        let node = try #require(storage.entries(of: .tree).first)
        try storage.write { view throws(LedgerError) in try view.delete(.tree, node.key) }
        #expect(audit(ledger).findings.map(\.position) == [256])
        try put(storage, .tree, node.key, node.value)
        try put(storage, .tree, [1] + bytes(1), node.value)
        #expect(
            audit(ledger).findings.map(\.text) == ["the tree holds a node that is none of its own"])
    }

    @Test func `heads that were recorded are worked out again`() async throws {
        let (_, ledger) = try await sound()
        let leaf = TreeHash.leaf(try #require(try ledger.event(at: 20)).bytes)
        let heads = Heads([Heads.Entry(stream: stream("case/a"), version: 20, leaf: leaf)])
        let right = RecordedHeads(size: 20, streams: 1, root: heads.root)
        #expect(audit(ledger, heads: [22: right]).findings == [])
        let wrong = [
            RecordedHeads(size: 21, streams: 1, root: heads.root),
            RecordedHeads(size: 20, streams: 2, root: heads.root),
            RecordedHeads(size: 22, streams: 1, root: heads.root),
        ]
        for recorded in wrong {
            #expect(audit(ledger, heads: [22: recorded]).findings.map(\.position) == [22])
        }
    }

    private func put(
        _ storage: MemoryStorage, _ table: LedgerTable, _ key: [UInt8], _ value: [UInt8]
    ) throws {
        try storage.write { view throws(LedgerError) in
            try view.put(table, key, value, append: false)
        }
    }
}

@Suite("The audit compares the two times of an event") struct TimesTests {
    @Test(
        arguments: [
            ("2026-11-22T12:00:00.123Z", "staff/a", true),
            ("2026-11-23T11:59:00Z", "staff/a", true),
            ("2026-11-23T12:00:01Z", "staff/a", false), ("2026-11-23", "staff/a", true),
            ("2026-11-24", "staff/a", false), ("1999-01-01", "staff/a", true),
            ("2030-01-01", "import/a", true),
        ])
    func `it happened a day after it was recorded at most, imports aside`(
        _ occurred: String, _ actor: String, _ isSound: Bool
    ) async throws {
        let ledger = try memoryLedger()
        var dated = commit("case/a")
        dated.events[0].occurredAt = Occurrence(occurred)
        dated.events[0].actor = actor
        _ = try await ledger.append(dated)
        let report = audit(ledger)
        #expect(report.findings.map(\.position) == (isSound ? [] : [1]))
    }
}
