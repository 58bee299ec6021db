// SPDX-License-Identifier: Apache-2.0
package import MerkleTree
package import WorkingTime

/// A checkpoint as the ledger keeps it: signed, with the moment of signing.
package struct KeptCheckpoint: Equatable, Sendable {
    package let checkpoint: Checkpoint
    /// When it was signed, by this machine's clock; the note itself does not say.
    package let time: Instant
    package let note: SignedNote

    /// Nil unless the note's text is a checkpoint.
    package init?(time: Instant, note: SignedNote) {
        guard let checkpoint = Checkpoint(text: note.text) else { return nil }
        self.checkpoint = checkpoint
        self.time = time
        self.note = note
    }
}

/// How a log stands to a checkpoint that was signed before.
package enum Succession: Equatable, Sendable {
    /// It begins with the checkpoint's events.
    case extends
    /// It has fewer events, `size` of them.
    case shorter(size: Int)
    /// It begins with others, or is of an older format, of which nothing was ever signed.
    case differs
}

extension Ledger {
    /// Makes a checkpoint over the log as it stands, and keeps it before anybody sees it.
    ///
    /// Runs a write transaction on the calling thread, which may wait for other writers.
    ///
    /// - Parameter sign: Signs a checkpoint, given the events of the ledger's own stream as they
    ///   stand in this very log, and the newest kept checkpoint before; called within the
    ///   transaction. Nil where it cannot.
    /// - Returns: Nil where the last checkpoint is of this size already, or the log is empty, or
    ///   nothing was signed.
    /// - Throws: `.damaged` where the log does not begin with what was last signed.
    package func makeCheckpoint(
        sign: (Checkpoint, [RecordedEvent], KeptCheckpoint?) -> SignedNote?
    ) throws(LedgerError) -> KeptCheckpoint? {
        let opener = try FrameOpener()
        return try tables.write { view throws(LedgerError) in
            let head = try Head.read(view)
            let last = try CheckpointTable.last(upTo: .max, view)
            if let last {
                let root = try TreeIndex.proofs(view, opener).root(size: last.checkpoint.size)
                guard root == last.checkpoint.root, last.checkpoint.size <= head.position else {
                    throw .damaged(
                        position: nil,
                        reason: "the log does not begin with the \(last.checkpoint.size) events of "
                            + "its last checkpoint; no other is signed: run `caseledger verify`")
                }
                if last.checkpoint.size == head.position { return nil }
            }
            guard head.position > 0 else { return nil }
            let checkpoint = Checkpoint(
                origin: identity.origin, size: head.position, root: head.tree.root)
            let own = try identity.stream.map { name throws(LedgerError) in
                try Reading.stream(name, view, opener)
            }
            guard let note = sign(checkpoint, own ?? [], last) else { return nil }
            guard let kept = KeptCheckpoint(time: clock.now(), note: note),
                kept.checkpoint == checkpoint
            else { throw .invalid("the signed note is of another checkpoint") }
            try CheckpointTable.put(kept, view)
            return kept
        }
    }

    /// How the log, as it stands, stands to a checkpoint of this ledger. What is signed next
    /// extends the checkpoint only where a proof between the two roots says so: stored nodes can
    /// be made to give the old root, and another beside it.
    package func succession(to known: Checkpoint) throws(LedgerError) -> Succession {
        try reading { view, opener throws(LedgerError) in
            let head = try Head.read(view)
            guard known.size <= head.position else { return .shorter(size: head.position) }
            guard head.tree.size == head.position else { return .differs }
            let (size, root) = (head.position, head.tree.root)
            if known.size == size { return known.root == root ? .extends : .differs }
            if known.size == 0 { return .extends }
            let proof = try TreeIndex.proofs(view, opener).consistency(from: known.size, to: size)
            return ProofChecker.extends(
                from: known.size, known.root, to: size, root, proof: proof) ? .extends : .differs
        }
    }

    /// Lends the newest kept checkpoint, if there is one, while no other process can keep another.
    package func withNewestCheckpoint(_ body: (KeptCheckpoint) -> Void) throws(LedgerError) {
        try tables.write { view throws(LedgerError) in
            if let last = try CheckpointTable.last(upTo: .max, view) { body(last) }
        }
    }

    /// Adds the signatures of witnesses to a kept checkpoint; those that it has stay as they are.
    package func add(
        cosignatures: [SignedNote.Signature], toCheckpointOf size: Int
    ) throws(LedgerError) {
        try tables.write { view throws(LedgerError) in
            guard let kept = try CheckpointTable.last(upTo: size, view),
                kept.checkpoint.size == size
            else { throw .beyond(size: size) }
            var note = kept.note
            for new in cosignatures
            where !note.signatures.contains(where: { $0.name == new.name && $0.keyID == new.keyID })
            {
                note.signatures.append(new)
            }
            guard let more = KeptCheckpoint(time: kept.time, note: note) else { return }
            try CheckpointTable.put(more, view)
        }
    }

    /// The newest kept checkpoint over at most `size` events; nil where there is none.
    package func checkpoint(upTo size: Int = .max) throws(LedgerError) -> KeptCheckpoint? {
        guard hasTree else { return nil }
        return try tables.read { view throws(LedgerError) in
            try CheckpointTable.last(upTo: size, view)
        }
    }

    /// The kept checkpoints over more than `size` events, the smallest first.
    package func checkpoints(
        after size: Int = 0, limit: Int = 1_000
    ) throws(LedgerError) -> [KeptCheckpoint] {
        guard hasTree else { return [] }
        return try tables.read { view throws(LedgerError) in
            var found: [KeptCheckpoint] = []
            try view.scan(.checkpoints, from: bigEndian(size + 1)) {
                key, value throws(LedgerError) in
                found.append(try CheckpointTable.read(Array(key), Array(value)))
                return found.count < limit
            }
            return found
        }
    }
}

/// Under a checkpoint's size as eight bytes: the time of signing in milliseconds as eight bytes,
/// the row's check, then the signed note.
enum CheckpointTable {
    static func put(_ kept: KeptCheckpoint, _ view: any StorageWriter) throws(LedgerError) {
        let key = bigEndian(kept.checkpoint.size)
        let time = bigEndian(kept.time.milliseconds)
        let note = Array(kept.note.description.utf8)
        let check = RowCheck.bytes(key, time + note)
        try view.put(.checkpoints, key, time + check + note, append: false)
    }

    static func last(
        upTo size: Int, _ view: any StorageReader
    ) throws(LedgerError) -> KeptCheckpoint? {
        guard let entry = try view.last(.checkpoints, prefix: [], upTo: bigEndian(size)) else {
            return nil
        }
        return try read(entry.key, entry.value)
    }

    static func read(_ key: [UInt8], _ value: [UInt8]) throws(LedgerError) -> KeptCheckpoint {
        let (time, check) = (value.prefix(8), value.dropFirst(8).prefix(8))
        let bytes = Array(value.dropFirst(16))
        guard RowCheck.bytes(key, time + bytes) == Array(check),
            let note = SignedNote(String(decoding: bytes, as: UTF8.self)),
            let kept = KeptCheckpoint(
                time: Instant(milliseconds: number(bigEndian: time)), note: note),
            bigEndian(kept.checkpoint.size) == key
        else { throw .damaged(position: nil, reason: "a kept checkpoint is not what was kept") }
        return kept
    }
}
