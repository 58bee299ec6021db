// SPDX-License-Identifier: Apache-2.0
package import Casework
internal import Ledger
package import MerkleTree

/// What came of holding a checkpoint that somebody kept against the ledger as it is now.
package enum CheckpointVerdict: Equatable, Sendable {
    /// The first `size` of the ledger's events, of which there are `events`, are those that were
    /// signed, by the key that was in force.
    case holds(size: Int, events: Int, key: NoteKey)
    /// It is no signed note with a checkpoint in it.
    case malformed
    case ofAnotherLedger(origin: String)
    /// No key signed it that this ledger had in force at its size: nothing else is said of it.
    case notSigned(size: Int)
    /// It is signed, and covers more events than the ledger has now.
    case beyond(size: Int, events: Int)
    /// What was signed is not what the ledger begins with.
    case differs(size: Int)
}

extension CaseService {
    /// Compares a checkpoint with the ledger through its tree; O(log n), so that a page can ask.
    /// `caseledger verify --checkpoint` hashes every event again and says since when they differ.
    package func verdict(
        on text: String, actor: Actor
    ) throws(ServiceError) -> CheckpointVerdict {
        try Authorisation.require(actor, .readLog)
        guard let note = SignedNote(handedBack: text),
            let checkpoint = Checkpoint(text: note.text)
        else { return .malformed }
        guard checkpoint.origin == ledger.identity.origin else {
            return .ofAnotherLedger(origin: checkpoint.origin)
        }
        let size = checkpoint.size
        // Whatever else it says counts only once its signature does.
        guard let inForce = try signingKeys().last(where: { $0.position <= size })?.key,
            inForce.verifies(note)
        else { return .notSigned(size: size) }
        do throws(LedgerError) {
            let events = try ledger.head().position
            guard size <= events else { return .beyond(size: size, events: events) }
            return try ledger.root(size: size) == checkpoint.root
                ? .holds(size: size, events: events, key: inForce) : .differs(size: size)
        } catch { throw .ledger(error) }
    }
}
