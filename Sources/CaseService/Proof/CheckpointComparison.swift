// SPDX-License-Identifier: Apache-2.0
package import Ledger
package import MerkleTree

/// A checkpoint that somebody wrote down earlier, compared with the ledger as it is today.
package struct CheckpointComparison: Sendable {
    /// Today's log begins with the checkpoint's events, and a key of this ledger signed it.
    package let holds: Bool
    /// Sentences for the auditor.
    package let text: String

    /// - Parameters:
    ///   - note: The checkpoint as it was kept, with its signatures.
    ///   - report: Of an audit that was asked for the moment of the checkpoint's size.
    ///   - origin: The ledger's name in checkpoints.
    ///   - trusted: The key that the auditor was given; nil where they compare it themselves.
    package init(
        _ checkpoint: Checkpoint, _ note: SignedNote, _ report: AuditReport, origin: String,
        trusted: NoteKey?
    ) {
        let part = Part(checkpoint: checkpoint, note: note, report: report)
        let refusal =
            if checkpoint.origin != origin {
                "It is a checkpoint of another ledger, \(checkpoint.origin); this one is \(origin)."
            } else if let trusted, !trusted.verifies(note) {
                "It is not signed by the key that you gave."
            } else if let unsigned = part.unsigned {
                // What nobody's key vouches for is held against nobody.
                trusted == nil
                    ? "\(unsigned) \(Self.whatToDo)"
                    : ([unsigned, Self.otherHistory] + part.difference).joined(separator: " ")
            } else {
                part.difference.joined(separator: " ")
            }
        holds = refusal.isEmpty
        text =
            holds
            ? "\(part.agreement) \(part.signer(trusted))"
            : "The ledger does not bear out your checkpoint. \(refusal)"
    }

    private static let whatToDo =
        "So it is not this ledger's checkpoint, or it was changed, or the record of the keys was: "
        + "compare it with the file as it came to you, and give --key the key that you were given."
    private static let otherHistory =
        "The key that you gave did sign it: so it is this ledger that was changed."
}

/// What there is to be compared.
private struct Part {
    let checkpoint: Checkpoint
    let note: SignedNote
    let report: AuditReport

    private var size: Position { checkpoint.size }

    /// Why its signature does not count; nil where the key in force signed it.
    var unsigned: String? {
        if report.keys.isEmpty {
            return "This ledger has adopted no key: nothing of it was signed."
        }
        if report.key(inForceAt: size)?.key.verifies(note) == true { return nil }
        if let other = report.keys.first(where: { $0.key.verifies(note) }) {
            return "It is signed by the key that this ledger adopted at position "
                + "\(other.position), which was not in force at \(size) events."
        }
        return "It is signed by no key that this ledger adopted."
    }

    func signer(_ trusted: NoteKey?) -> String {
        guard let adopted = report.key(inForceAt: size) else { return "" }
        if trusted != nil { return "It is signed by the key that you gave." }
        return "It is signed by the key that the ledger adopted at position \(adopted.position); "
            + "compare it with the one that you were given: \(adopted.key.description)"
    }

    var agreement: String {
        size == report.size
            ? "Today's \(events(report.size)) are those of your checkpoint."
            : "Today's \(events(report.size)) begin with the \(size) of your checkpoint."
    }

    /// How the log differs from it, and since when; empty where it begins with it.
    var difference: [String] {
        if size > report.size {
            return [
                "It is of \(events(size)), and there are \(report.size): the last "
                    + "\(size - report.size) were cut off, or this is an older copy."
            ]
        }
        guard size > 0 else { return checkpoint.root == .empty ? [] : ["Its root is no root."] }
        guard let moment = report.moments[size] else {
            return ["The log's root over \(events(size)) cannot be worked out."]
        }
        if moment.root == checkpoint.root { return [] }
        return ["The log's first \(events(size)) are not those that were signed."]
            + since(moment)
    }

    /// The narrowest that the ledger's own checkpoints prove.
    private func since(_ moment: AuditReport.Moment) -> [String] {
        let kept = report.checkpoints.filter { $0.isSigned && $0.size <= size }
        if let wrong = kept.first(where: { !$0.isRoot }) {
            let right = kept.last { $0.isRoot && $0.size < wrong.size }
            let from = right.map { "those up to \($0.size) are as they were signed \($0.time), " }
            let until = report.moments[wrong.size].map { ", recorded up to \($0.time)" } ?? ""
            return [
                "Something in events \((right?.size ?? 0) + 1) to \(wrong.size)\(until), was "
                    + "changed, dropped, added or moved: \(from ?? "")those up to \(wrong.size) "
                    + "are not as they were signed \(wrong.time)."
            ]
        }
        var sentences = [
            "Something in events 1 to \(size), recorded up to \(moment.time), was changed, "
                + "dropped, added or moved."
        ]
        if unsigned == nil, kept.contains(where: { $0.size == size }) {
            sentences.append(
                "The ledger keeps another checkpoint of \(events(size)), signed too: whoever has "
                    + "the signing key signed two histories. Your checkpoint proves it; keep it.")
        } else if let last = kept.last {
            sentences.append(
                "The ledger's own checkpoints agree with what is there now, as whoever has the "
                    + "signing key can make them; to say more, compare an older checkpoint that "
                    + "somebody else kept, such as one of \(events(last.size)).")
        }
        return sentences
    }

    private func events(_ count: Int) -> String { "\(count) event\(count == 1 ? "" : "s")" }
}
