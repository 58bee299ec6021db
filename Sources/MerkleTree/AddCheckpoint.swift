// SPDX-License-Identifier: Apache-2.0
internal import Foundation

/// What a log sends a witness (C2SP tlog-witness, `add-checkpoint`): a checkpoint, and the proof
/// that it extends the one that the witness saw last.
///
///     old SIZE
///     BASE64 (a hash of the proof; 0 to 63 such lines)
///     (an empty line)
///     the signed checkpoint
package struct AddCheckpoint: Equatable, Sendable {
    /// How many entries the checkpoint had that the witness saw last; 0 for none.
    package let old: Int
    /// The consistency proof from `old`; empty where `old` is 0.
    package let proof: [TreeHash]
    package let note: SignedNote
    /// What the note's text says.
    package let checkpoint: Checkpoint

    /// Nil unless the note's text is a checkpoint.
    package init?(old: Int, proof: [TreeHash], note: SignedNote) {
        guard let checkpoint = Checkpoint(text: note.text) else { return nil }
        self.old = old
        self.proof = proof
        self.note = note
        self.checkpoint = checkpoint
    }

    private static let longestProof = 63

    /// Reads a request's body; nil where it has another form.
    package init?(_ body: String) {
        guard let end = body.range(of: "\n\n", options: .literal),
            let note = SignedNote(String(body[end.upperBound...]))
        else { return nil }
        var lines = body[..<end.lowerBound].split(
            separator: "\n", omittingEmptySubsequences: false)
        let first = lines.removeFirst()
        guard first.hasPrefix("old "), let old = Int(first.dropFirst(4)), old >= 0,
            String(old) == first.dropFirst(4), lines.count <= Self.longestProof
        else { return nil }
        var proof: [TreeHash] = []
        for line in lines {
            guard let bytes = Data(base64Encoded: String(line)),
                bytes.base64EncodedString() == line, let hash = TreeHash(Array(bytes))
            else { return nil }
            proof.append(hash)
        }
        self.init(old: old, proof: proof, note: note)
    }

    /// The request's body.
    package var body: String {
        "old \(old)\n" + proof.map { Data($0.bytes).base64EncodedString() + "\n" }.joined()
            + "\n" + note.description
    }

    /// What a witness that trusts `keys` and last cosigned `seen` is to answer.
    ///
    /// - Parameter seen: The checkpoint of this origin that it cosigned last; nil for none.
    package func verdict(keys: [NoteKey], seen: Checkpoint?) -> Verdict {
        let own = keys.filter { $0.name == checkpoint.origin && $0.algorithm == .ed25519 }
        if own.isEmpty { return .unknownLog }
        if !own.contains(where: { $0.verifies(note) }) { return .notSigned }
        if old > checkpoint.size { return .malformed }
        let known = seen?.size ?? 0
        if old != known { return .otherSize(known) }
        // Every log began empty.
        let root = seen?.root ?? .empty
        if old == checkpoint.size {
            if checkpoint.root != root { return .otherRoot }
            return proof.isEmpty ? .cosign : .unproven
        }
        let isProven =
            old == 0
            ? proof.isEmpty
            : ProofChecker.extends(
                from: old, root, to: checkpoint.size, checkpoint.root, proof: proof)
        return isProven ? .cosign : .unproven
    }

    package enum Verdict: Equatable, Sendable {
        /// All is well: it is to be recorded, then cosigned.
        case cosign
        /// No key of this origin is trusted.
        case unknownLog
        /// None of the trusted keys has signed it.
        case notSigned
        /// `old` is more than the checkpoint's size.
        case malformed
        /// The checkpoint that was cosigned last has this size, not `old`.
        case otherSize(Int)
        /// It has the size of the one that was cosigned last, and another root: the log has signed
        /// two histories.
        case otherRoot
        /// The proof does not show that it extends the one that was cosigned last.
        case unproven
    }
}
