// SPDX-License-Identifier: Apache-2.0
internal import Casework
internal import EventCodec
package import Ledger
package import MerkleTree

/// Signs what the ledger has come to, and keeps the history of its keys in the ledger itself.
package struct CheckpointKeeper: Sendable {
    private let service: CaseService
    private let keys: SigningKeys
    private let lastSigned: LastSigned?

    /// - Parameter lastSigned: What was signed last; nil where that is not to be remembered.
    package init(_ service: CaseService, _ keys: SigningKeys, _ lastSigned: LastSigned?) {
        self.service = service
        self.keys = keys
        self.lastSigned = lastSigned
    }

    /// Makes a checkpoint over the log as it stands, keeps it in the ledger, and then beside the
    /// key; makes the ledger's first signing key where it has none.
    ///
    /// Blocks this thread for one write transaction, or two.
    ///
    /// - Returns: Nil where the last checkpoint says all.
    /// - Throws: `.signingKey` where the key is not to be had, `.contradicted` where the log does
    ///   not begin with what was signed last, `.ledger(.damaged)` where not with what it keeps;
    ///   `.notRemembered` where all was done but that it could not be written beside the key.
    @discardableResult
    package func keep() throws(ServiceError) -> KeptCheckpoint? {
        try check()
        if try service.signingKeys().isEmpty {
            try adopt(try keys.firstSigner(origin, service.ledger.random).verifier, after: 0)
        }
        let kept = try makeCheckpoint()
        try finishReplacing()
        try renew()
        return kept
    }

    /// Replaces the signing key: the ledger records the new one, the next checkpoint is signed by
    /// both, and the old key is destroyed. An interrupted replacement goes on where it stopped.
    ///
    /// - Returns: The checkpoint that both signed.
    package func replaceKey() throws(ServiceError) -> KeptCheckpoint? {
        let before = try service.signingKeys()
        let isBegun = try before.last.map { last throws(ServiceError) in
            try keys.pending(origin, last.key) != nil
        }
        let kept = try keep()
        if isBegun == true { return kept }
        let adopted = try service.signingKeys()
        guard let inForce = adopted.last else { return nil }
        // What the key in force will not sign is not to be recorded.
        try keys.current(origin, is: inForce.key)
        try adopt(
            try keys.nextSigner(origin, service.ledger.random).verifier, after: adopted.count)
        return try keep()
    }

    /// Replaces a signing key that is lost: the ledger records the new one, and that the one before
    /// does not vouch for it.
    ///
    /// - Returns: The checkpoint that the new one signed.
    /// - Throws: `.signingKey` where the key in force is here, or another lies in its place.
    package func replaceLostKey() throws(ServiceError) -> KeptCheckpoint? {
        try check()
        let adopted = try service.signingKeys()
        guard let inForce = adopted.last else {
            throw .signingKey("this ledger has adopted no signing key: none can be lost")
        }
        let signed = try size()
        if (try? keys.signers(origin, adopted: adopted, signed: signed)) != nil {
            // Interrupted after the decision was recorded, and before the first signature.
            if inForce.replacesLost, signed < inForce.position { return try keep() }
            throw .signingKey("no signing key is lost here: leave out --without-old-key")
        }
        if (try? keys.current(origin, is: inForce.key)) != nil {
            // It is in its place, and only the signature of the one before it is missing.
            try adopt(inForce.key, after: adopted.count, replacesLost: true)
            return try keep()
        }
        guard !keys.isThere else {
            throw .signingKey(
                "\(keys.path) is not the key that this ledger adopted: put that one back, or move "
                    + "this one away first, lest it be lost too")
        }
        let next = try keys.nextSigner(origin, service.ledger.random).verifier
        if inForce.key != next || !inForce.replacesLost {
            try adopt(next, after: adopted.count, replacesLost: true)
        }
        return try keep()
    }

    private var origin: String { service.ledger.identity.origin }

    /// Of the newest kept checkpoint; 0 for none.
    private func size() throws(ServiceError) -> Position {
        do { return try service.ledger.checkpoint()?.checkpoint.size ?? 0 } catch {
            throw .ledger(error)
        }
    }

    /// What is signed must extend what was signed last.
    private func check() throws(ServiceError) {
        let problem: String?
        do { problem = try lastSigned?.contradiction(in: service.ledger) } catch {
            throw .ledger(error)
        }
        if let problem { throw .contradicted(problem) }
    }

    private func renew() throws(ServiceError) {
        guard let lastSigned else { return }
        let adopted = try service.signingKeys()
        try lastSigned.renew(from: service.ledger) { kept in
            adopted.last { $0.position <= kept.checkpoint.size }?.key.verifies(kept.note) ?? false
        }
    }

    /// Records a key as the one in force; nothing happens where somebody else was first.
    private func adopt(
        _ key: NoteKey, after version: Int, replacesLost: Bool = false
    ) throws(ServiceError) {
        guard let stream = service.ledger.identity.stream, let bytes = Bytes32(key.publicKey) else {
            throw .notFound
        }
        let event = SigningKeyAdopted(key: bytes, replacesLost: replacesLost)
        let commit = try service.sealer.commit(
            [Dated(.signingKeyAdopted(event))], to: stream,
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
            kept = try service.ledger.makeCheckpoint { checkpoint, own, last in
                do throws(ServiceError) {
                    let signers = try keys.signers(
                        origin, adopted: try service.signingKeys(in: own),
                        signed: last?.checkpoint.size ?? 0)
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

    /// The old key goes once a checkpoint that the new one signed is kept.
    private func finishReplacing() throws(ServiceError) {
        let adopted = try service.signingKeys()
        guard let inForce = adopted.last, try size() >= inForce.position else { return }
        try keys.finishReplacing(origin, adopted: adopted)
    }
}

/// A key that the ledger adopted, in force until the next.
package struct AdoptedKey: Equatable, Sendable {
    package let key: NoteKey
    /// Of the event that adopted it: it signs checkpoints of this size and beyond.
    package let position: Position
    /// It came without the signature of the key before, which was lost.
    package let replacesLost: Bool

    /// Whether no other key need sign beside it, once a checkpoint of `size` events is kept.
    func isSettled(at size: Position) -> Bool { replacesLost || size >= position }
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
                adopted.append(
                    AdoptedKey(
                        key: key, position: event.position, replacesLost: new.replacesLost))
            }
        }
        return adopted
    }
}
