// SPDX-License-Identifier: Apache-2.0
internal import Casework
internal import EventCodec
package import Ledger
package import MerkleTree

/// Signs what the ledger has come to, and keeps the history of its keys in the ledger itself.
package struct CheckpointKeeper: Sendable {
    private let service: CaseService
    private let keys: SigningKeys

    package init(_ service: CaseService, _ keys: SigningKeys) {
        self.service = service
        self.keys = keys
    }

    /// Makes a checkpoint over the log as it stands and keeps it in the ledger; makes the ledger's
    /// first signing key where it has none.
    ///
    /// Blocks this thread for one write transaction.
    ///
    /// - Returns: Nil where the last checkpoint says all.
    /// - Throws: `.signingKey` where the key is not to be had, `.ledger(.damaged)` where the log
    ///   does not begin with what was signed before.
    @discardableResult
    package func keep() throws(ServiceError) -> KeptCheckpoint? {
        if try service.signingKeys().isEmpty {
            try adopt(try keys.firstSigner(origin, service.ledger.random).verifier, after: 0)
        }
        let kept = try makeCheckpoint()
        try finishReplacing()
        return kept
    }

    /// Replaces the signing key: the ledger records the new one, the next checkpoint is signed by
    /// both, and the old key is destroyed. An interrupted replacement goes on where it stopped.
    ///
    /// - Returns: The checkpoint that both signed.
    package func replaceKey() throws(ServiceError) -> KeptCheckpoint? {
        try keep()
        let adopted = try service.signingKeys()
        let next = try keys.nextSigner(origin, service.ledger.random).verifier
        if adopted.last?.key != next { try adopt(next, after: adopted.count) }
        return try keep()
    }

    private var origin: String { service.ledger.identity.origin }

    /// Records a key as the one in force; nothing happens where somebody else was first.
    private func adopt(_ key: NoteKey, after version: Int) throws(ServiceError) {
        guard let stream = service.ledger.identity.stream, let bytes = Bytes32(key.publicKey) else {
            throw .notFound
        }
        let commit = try service.sealer.commit(
            [Dated(.signingKeyAdopted(SigningKeyAdopted(key: bytes)))], to: stream,
            expected: version == 0 ? .new : .exactly(version), commandID: nil,
            actor: .system("checkpoint"))
        for result in service.ledger.submit([commit]).wait() {
            if case .failure(let error) = result {
                if case .conflict = error { return }
                throw .ledger(error)
            }
        }
    }

    private func makeCheckpoint() throws(ServiceError) -> KeptCheckpoint? {
        var failure: ServiceError?
        let kept: KeptCheckpoint?
        do throws(LedgerError) {
            kept = try service.ledger.makeCheckpoint { checkpoint, own in
                do throws(ServiceError) {
                    let inForce = try service.signingKeys(in: own).last?.key.publicKey ?? []
                    let signers = try keys.signers(origin, inForce: inForce)
                    return SignedNote(
                        text: checkpoint.text,
                        signatures: signers.compactMap { $0.sign(checkpoint.text) })
                } catch {
                    failure = error
                    return nil
                }
            }
        } catch { throw .ledger(error) }
        if let failure { throw failure }
        return kept
    }

    /// The old key goes once a checkpoint that both signed is kept.
    private func finishReplacing() throws(ServiceError) {
        let last: KeptCheckpoint?
        do { last = try service.ledger.checkpoint() } catch { throw .ledger(error) }
        guard let adopted = try service.signingKeys().last, let last,
            last.checkpoint.size >= adopted.position
        else { return }
        try keys.finishReplacing(origin, by: adopted.key.publicKey)
    }
}

/// A key that the ledger adopted, in force until the next.
package struct AdoptedKey: Equatable, Sendable {
    package let key: NoteKey
    /// Of the event that adopted it: it signs checkpoints of this size and beyond.
    package let position: Position
}

extension CaseService {
    /// The signing keys that the ledger adopted, the oldest first; the last is in force.
    package func signingKeys() throws(ServiceError) -> [AdoptedKey] {
        guard let stream = ledger.identity.stream else { return [] }
        let events: [RecordedEvent]
        do { events = try ledger.stream(stream) } catch { throw .ledger(error) }
        return try signingKeys(in: events)
    }

    /// The same, from the events of the ledger's own stream.
    func signingKeys(in events: [RecordedEvent]) throws(ServiceError) -> [AdoptedKey] {
        var adopted: [AdoptedKey] = []
        for event in events {
            if case .signingKeyAdopted(let new) = try sealer.read(event),
                let key = NoteKey(
                    name: ledger.identity.origin, algorithm: .ed25519, publicKey: new.key.bytes)
            {
                adopted.append(AdoptedKey(key: key, position: event.position))
            }
        }
        return adopted
    }
}
