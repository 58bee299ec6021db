// SPDX-License-Identifier: Apache-2.0
package import MerkleTree
internal import WorkingTime

/// What stands beside the log to prove it: identity, tree, checkpoints; and the dictionaries.
extension TableAudit {
    /// Nothing stands before the first event.
    func checkStart(_ report: inout AuditReport) {
        do throws(LedgerError) {
            try audit.storage.read { view throws(LedgerError) in
                try view.scan(.events, from: []) { key, _ in
                    if Array(key).lexicographicallyPrecedes(bigEndian(1)) {
                        report.find(nil, "something stands before the first event")
                    }
                    return false
                }
            }
        } catch { report.find(nil, "\(error)") }
    }

    /// That the identity's values are right, the first event says; here, that there is no other.
    func checkMeta(_ report: inout AuditReport) {
        let names: Set = [
            "format", "id", "source", "organisation", "jurisdiction", "demonstration", "head",
        ]
        rows(of: .meta, &report) { row, report in
            let name = String(decoding: row.key, as: UTF8.self)
            if !names.contains(name) {
                report.find(nil, "the identity holds something unknown")
            } else if name == "demonstration", row.value != Array("true".utf8) {
                report.find(nil, "the mark of a demonstration has another form")
            }
        }
    }

    /// Ids count 1, 2, 3, …, and each dictionary has its check.
    func checkDictionaries(_ report: inout AuditReport) {
        var dictionary: (id: Int, check: [UInt8])?
        var next = 1
        rows(of: .dictionaries, &report) { row, report in
            if row.key == [UInt8(clamping: next)] {
                if audit.hasTree, dictionary != nil {
                    report.find(nil, "dictionary \(next - 1) has no check")
                }
                dictionary = (next, DictionaryTable.check(next, row.value))
                next += 1
            } else if audit.hasTree, let last = dictionary,
                row.key == DictionaryTable.checkKey([UInt8(last.id)])
            {
                if row.value != last.check {
                    report.find(nil, "dictionary \(last.id) is not what was put there")
                }
                dictionary = nil
            } else {
                report.find(nil, "the table of dictionaries holds a row of another form")
            }
        }
        if audit.hasTree, dictionary != nil {
            report.find(nil, "dictionary \(next - 1) has no check")
        }
    }

    /// Every full tile's root is there, and right.
    func checkTree(_ report: inout AuditReport) {
        guard walk.isWhole else { return }
        var nodes: [[UInt8]: TreeHash] = [:]
        for (key, hash) in walk.nodes { nodes[key] = hash }
        rows(of: .tree, &report) { row, report in
            if let hash = nodes.removeValue(forKey: row.key) {
                if hash.bytes != row.value {
                    report.find(last(below: row.key), "a node of the tree over it is wrong")
                }
            } else if row.now == end || last(below: row.key).map({ $0 > row.now }) ?? true {
                report.find(nil, "the tree holds a node that is none of its own")
            }
        }
        for key in nodes.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            report.find(last(below: key), "a node of the tree over it is missing")
        }
    }

    /// The last position below a stored node; nil where the key is of none.
    private func last(below key: [UInt8]) -> Position? {
        guard key.count == 9, (1...7).contains(key[0]) else { return nil }
        let shift = 8 * Int(key[0])
        let index = number(bigEndian: key.dropFirst())
        return (0..<1 << (62 - shift)).contains(index) ? (index + 1) << shift : nil
    }

    /// Each kept checkpoint is this ledger's, over the events as they are, signed by the key in
    /// force; where a key was adopted, there is one; and where it was replaced, the one before
    /// signed the first checkpoint as well, or was lost.
    func checkCheckpoints(_ report: inout AuditReport) {
        var before: KeptCheckpoint?
        var last = 0
        var notes: [(size: Position, note: SignedNote)] = []
        rows(of: .checkpoints, &report) { row, report in
            let size = number(bigEndian: row.key)
            last = max(last, size)
            let kept: KeptCheckpoint
            do throws(LedgerError) { kept = try CheckpointTable.read(row.key, row.value) } catch {
                report.find(nil, "the checkpoint of \(size) events is not what was kept")
                return
            }
            if size > row.now {
                report.find(nil, "a checkpoint is kept of \(size) events: there are fewer")
            }
            guard size <= end else { return }
            check(kept, after: before, &report)
            before = kept
            if isFirst(size, after: notes.last?.size ?? 0) { notes.append((size, kept.note)) }
        }
        checkReplacements(notes, &report)
        if let adopted = walk.keys.first, last < adopted.position {
            report.find(
                adopted.position,
                "it adopts a signing key, and no checkpoint is kept that was signed since")
        }
    }

    /// Whether a key was adopted since the checkpoint before.
    private func isFirst(_ size: Position, after before: Position) -> Bool {
        walk.keys.contains { before < $0.position && $0.position <= size }
    }

    /// - Parameter notes: The first checkpoint since each adoption, the smallest first.
    private func checkReplacements(
        _ notes: [(size: Position, note: SignedNote)], _ report: inout AuditReport
    ) {
        for (old, new) in zip(walk.keys, walk.keys.dropFirst()) {
            if new.replacesLost {
                report.warn(
                    new.position,
                    "it replaces a signing key that was lost, without that key's signature: only "
                        + "whoever keeps the ledger vouches for the new one, \(new.key.description)"
                )
                continue
            }
            guard let (size, note) = notes.first(where: { $0.size >= new.position }),
                !walk.keys.contains(where: {
                    $0.replacesLost && new.position < $0.position && $0.position <= size
                }), !old.key.verifies(note)
            else { continue }
            report.find(
                size,
                "the checkpoint of \(size) events is the first after the signing key was replaced "
                    + "at position \(new.position), and the key before did not sign it")
        }
    }

    private func check(
        _ kept: KeptCheckpoint, after before: KeptCheckpoint?, _ report: inout AuditReport
    ) {
        let checkpoint = kept.checkpoint
        func find(_ text: String) {
            report.find(
                checkpoint.size,
                "the checkpoint of \(checkpoint.size) events, signed \(kept.time), \(text)")
        }
        if checkpoint.origin != audit.identity.origin { find("is another ledger's") }
        let problem = report.problem(of: kept.note, size: checkpoint.size)
        if let problem { find(problem) }
        let moment = walk.moments[checkpoint.size]
        if let moment, moment.root != checkpoint.root {
            find("is not of these events: one of them or before was changed since")
        }
        // Clocks are set back by as much as appends allow.
        let earliest = max(moment?.time ?? kept.time, before?.time ?? kept.time)
        if kept.time.adding(seconds: Limit.clockSeconds) < earliest {
            find("was signed before what it follows")
        }
        report.checkpoints.append(
            AuditReport.Kept(
                size: checkpoint.size, time: kept.time, root: checkpoint.root,
                isSigned: problem == nil, isRoot: moment?.root == checkpoint.root))
    }
}

extension AuditReport {
    /// What is wrong with the signatures of a checkpoint over `size` events; nil where the key in
    /// force then signed it, and of this ledger's keys none but that one and the one before.
    ///
    /// Lines of other names are witnesses', whose keys the ledger does not know.
    package func problem(of note: SignedNote, size: Position) -> String? {
        guard let inForce = key(inForceAt: size) else {
            return "is signed, and no key was adopted by then"
        }
        guard inForce.key.verifies(note) else {
            return "is not signed by the key in force, adopted at position \(inForce.position)"
        }
        let earlier = keys.last { $0.position < inForce.position }?.key
        for line in note.signatures where line.name == inForce.key.name {
            if line.keyID == inForce.key.id { continue }
            guard let earlier, line.keyID == earlier.id, earlier.verifies(note) else {
                return "bears a signature of this ledger's by none of its keys"
            }
        }
        return nil
    }
}
