// SPDX-License-Identifier: Apache-2.0
package import Casework
internal import EventCodec
package import Ledger
package import MerkleTree
internal import Vault

extension CaseService {
    /// The sealed values that a bundle opens.
    package enum Disclosure: Sendable {
        case nothing, all
        case at(Set<Position>)

        func contains(_ position: Position) -> Bool {
            switch self {
            case .nothing: false
            case .all: true
            case .at(let positions): positions.contains(position)
            }
        }
    }

    /// Checkpoints that are looked through for cosignatures: at one a minute, half a day's.
    private static let longestSearch = 720

    /// A proof of one case.
    ///
    /// Records the heads of all streams first where the last recorded are older than the case's
    /// last event, and makes a checkpoint where the last kept one does not cover them.
    ///
    /// - Parameters:
    ///   - reference: As `FOI-2026-000123`, in capital letters.
    ///   - disclosing: Values that were destroyed, or are none, are left out.
    ///   - witnesses: Whose cosignatures go with the checkpoint, where it has them: the newest that
    ///     has most of them is taken.
    ///   - askWitnesses: Has them cosign a new checkpoint and keeps what they sign; called where no
    ///     kept one has all.
    /// - Throws: `.notFound` where there is no such case; `.ledger(.damaged)` where the log is not
    ///   what was recorded or signed.
    package func proof(
        ofReference reference: String, disclosing: Disclosure = .nothing,
        witnesses: [NoteKey] = [], keeper: CheckpointKeeper, actor: Actor,
        askWitnesses: @Sendable (KeptCheckpoint) async -> Void = { _ in }
    ) async throws(ServiceError) -> ProofBundle {
        try Authorisation.require(actor, .readCase)
        let stream: StreamName?
        do { stream = try ledger.stream(ofReference: reference) } catch { throw .ledger(error) }
        guard let stream else { throw .notFound }
        let recorded = try await heads(of: stream)
        let place = recorded.event.position
        var kept = try checkpoint(covering: place, keeper)
        if let most = try cosigned(covering: place, by: witnesses) { kept = most }
        if !witnesses.allSatisfy({ $0.verifies(kept.note) }) {
            await askWitnesses(try checkpoint(covering: place, keeper))
            if let most = try cosigned(covering: place, by: witnesses) { kept = most }
        }
        let size = kept.checkpoint.size
        let keys = try signingKeys().filter { $0.position <= size }
        guard let key = keys.last?.key, let signed = kept.note.only([key]) else {
            throw damaged(nil, "the checkpoint of \(size) events is not signed by its key")
        }
        let cosigners = witnesses.filter { kept.note.only([$0]) != nil }
        return try Self.asked {
            let events = try ledger.stream(stream).filter { $0.position <= recorded.size }
            guard let index = recorded.heads.index(of: stream) else { throw ServiceError.notFound }
            return ProofBundle(
                reference: reference, stream: stream,
                note: kept.note.only([key] + cosigners) ?? signed, checkpoint: kept.checkpoint,
                key: key, replaced: try replacements(keys, in: size), witnesses: cosigners,
                events: try events.map { try item($0, in: size) },
                heads: ProofBundle.Place(
                    item: try item(recorded.event, in: size), size: recorded.size, index: index,
                    proof: recorded.heads.proof(of: index)),
                disclosed: try events.filter { disclosing.contains($0.position) }
                    .flatMap(disclosed))
        }
    }

    /// Heads that the log holds and that cover a stream's last event; recorded where there are
    /// none.
    private func heads(
        of stream: StreamName
    ) async throws(ServiceError) -> (event: RecordedEvent, size: Int, heads: Heads) {
        guard let name = StreamName("heads/\(ledger.identity.id)") else { throw .notFound }
        do throws(LedgerError) {
            let last = try ledger.stream(
                stream, after: try ledger.version(of: stream) - 1
            ).last?.position
            let known = try ledger.stream(name, after: try ledger.version(of: name) - 1).last
            if let known, let last,
                case .headsRecorded(let said) = try? sealer.read(known), said.size >= last
            {
                let heads = try ledger.heads(upTo: said.size)
                guard heads.root.bytes == said.root.bytes else {
                    throw .damaged(
                        position: known.position,
                        reason: "the heads recorded there are not those of the log")
                }
                return (known, said.size, heads)
            }
        } catch { throw .ledger(error) }
        return try await recordHeads(name)
    }

    private func recordHeads(
        _ name: StreamName
    ) async throws(ServiceError) -> (event: RecordedEvent, size: Int, heads: Heads) {
        let (size, heads) = try Self.asked {
            let size = try ledger.head().position
            return (size, try ledger.heads(upTo: size))
        }
        guard let root = Bytes32(heads.root.bytes) else { throw .notFound }
        let event = HeadsRecorded(size: size, streams: heads.entries.count, root: root)
        let receipt = try await append(
            try sealer.commit(
                [Dated(.headsRecorded(event))], to: name, expected: .any, commandID: nil,
                actor: .system("prove")))
        guard let recorded = try Self.asked({ try ledger.event(at: receipt.last) }) else {
            throw .notFound
        }
        return (recorded, size, heads)
    }

    /// The newest kept checkpoint, made where none covers `position`.
    private func checkpoint(
        covering position: Position, _ keeper: CheckpointKeeper
    ) throws(ServiceError) -> KeptCheckpoint {
        for attempt in 1...2 {
            if attempt == 2 {
                do throws(ServiceError) { try keeper.keep() } catch {
                    // What is kept in the ledger proves it.
                    guard case .notRemembered = error else { throw error }
                }
            }
            do throws(LedgerError) {
                if let kept = try ledger.checkpoint(), kept.checkpoint.size >= position {
                    return kept
                }
            } catch { throw .ledger(error) }
        }
        throw .signingKey("no checkpoint could be made: nothing was signed")
    }

    /// Of the kept checkpoints that cover `position` the one with most of these cosignatures, the
    /// newest of several; looks back at most so many.
    private func cosigned(
        covering position: Position, by witnesses: [NoteKey]
    ) throws(ServiceError) -> KeptCheckpoint? {
        var (best, most, next): (KeptCheckpoint?, Int, Int) = (nil, -1, .max)
        do throws(LedgerError) {
            for _ in 0..<Self.longestSearch {
                guard most < witnesses.count, let kept = try ledger.checkpoint(upTo: next),
                    kept.checkpoint.size >= position
                else { break }
                let count = witnesses.count { $0.verifies(kept.note) }
                if count > most { (best, most) = (kept, count) }
                next = kept.checkpoint.size - 1
            }
        } catch { throw .ledger(error) }
        return best
    }

    /// The way from the oldest key to the newest; it begins where a key was last replaced without
    /// the signature of the one before.
    private func replacements(
        _ keys: [AdoptedKey], in size: Int
    ) throws -> [ProofBundle.Replacement] {
        var chain: [ProofBundle.Replacement] = []
        for (old, new) in zip(keys, keys.dropFirst()) {
            guard !new.replacesLost,
                let kept = try ledger.checkpoints(after: new.position - 1, limit: 1).first,
                let signed = kept.note.only([old.key]),
                let adopted = try ledger.event(at: new.position)
            else {
                chain = []
                continue
            }
            chain.append(
                ProofBundle.Replacement(
                    key: old.key, checkpoint: signed,
                    item: try item(adopted, in: kept.checkpoint.size),
                    proof: try item(adopted, in: size).proof))
        }
        return chain
    }

    private func item(
        _ event: RecordedEvent, in size: Int
    ) throws(LedgerError) -> ProofBundle.Item {
        ProofBundle.Item(
            event: event, proof: try ledger.inclusionProof(of: event.position, in: size))
    }

    private func disclosed(
        _ event: RecordedEvent
    ) throws(ServiceError) -> [ProofBundle.Disclosed] {
        let commitments: [(owner: String, digest: [UInt8])]
        do { commitments = try EventCodec.commitments(in: event.data) } catch {
            throw .undecodable(event.position, error)
        }
        return try Self.asked {
            var found: [ProofBundle.Disclosed] = []
            for (owner, digest) in commitments {
                let commitment = Commitment(owner: owner, digest: digest)
                guard let opened = try vault.disclose(commitment, of: event) else { continue }
                found.append(
                    ProofBundle.Disclosed(
                        position: event.position, owner: owner, salt: opened.salt,
                        value: opened.value))
            }
            return found.sorted { $0.owner < $1.owner }
        }
    }

    private func damaged(_ position: Position?, _ reason: String) -> ServiceError {
        .ledger(.damaged(position: position, reason: reason))
    }
}

extension SignedNote {
    /// The note with the signatures of these keys alone, in their order; nil where one is not
    /// there, or does not hold.
    func only(_ keys: [NoteKey]) -> SignedNote? {
        guard keys.allSatisfy({ $0.verifies(self) }) else { return nil }
        return SignedNote(
            text: text,
            signatures: keys.flatMap { key in
                signatures.filter { $0.name == key.name && $0.keyID == key.id }
            })
    }
}
