// SPDX-License-Identifier: Apache-2.0
package import Ledger
internal import MerkleTree
package import Settings

/// A witness (C2SP tlog-witness): it cosigns a checkpoint that extends those that it saw before.
struct WitnessDestination: Destination {
    let kind = Delivery.Kind.witness
    var name: String { witness.key.name }
    private let witness: WitnessSetting
    private let log: WitnessedLog
    private let post: HTTPPost

    /// In the order of the settings.
    static func all(
        _ settings: Settings, _ log: WitnessedLog, _ post: HTTPPost
    ) -> [WitnessDestination] {
        settings.checkpointWitnesses.map { WitnessDestination($0, log: log, post: post) }
    }

    init(_ witness: WitnessSetting, log: WitnessedLog, post: HTTPPost) {
        self.witness = witness
        self.log = log
        self.post = post
    }

    func send(
        _ kept: KeptCheckpoint, last: Int, within limit: Duration
    ) async throws(DeliveryProblem) {
        let size = kept.checkpoint.size
        let end = ContinuousClock.now + limit
        // What is remembered may be behind, or of another witness: it says itself what it saw.
        var answer = try await offer(kept, from: min(last, size), by: end)
        if let seen = Self.sizeSeen(answer) {
            guard seen <= size else {
                // Somebody else of this ledger may have shown it a newer one meanwhile.
                guard await onThread({ [log] in log.newest() }) < seen else {
                    throw .failed("the witness was given a newer checkpoint meanwhile")
                }
                throw .contradicted(
                    "the witness has cosigned \(seen) events, and this ledger has signed \(size): "
                        + "it was put back to an earlier state")
            }
            answer = try await offer(kept, from: seen, by: end)
        }
        try await take(answer, kept)
    }

    /// The size that the witness saw last, where it says that it was another than the one sent.
    private static func sizeSeen(_ answer: HTTPPost.Answer) -> Int? {
        guard answer.status == 409, answer.type.hasPrefix("text/x.tlog.size"),
            answer.body.hasSuffix("\n"), let size = Int(answer.body.dropLast()), size >= 0
        else { return nil }
        return size
    }

    private func offer(
        _ kept: KeptCheckpoint, from old: Int, by end: ContinuousClock.Instant
    ) async throws(DeliveryProblem) -> HTTPPost.Answer {
        let size = kept.checkpoint.size
        let proof = await onThread { [log] in log.proof(old, size) }
        guard let proof, let request = AddCheckpoint(old: old, proof: proof, note: kept.note) else {
            throw .failed("the ledger gives no proof; run `caseledger verify`")
        }
        return try await post.send(
            request.body, to: witness.url + "/add-checkpoint",
            headers: [("content-type", "text/plain; charset=utf-8")],
            within: max(.zero, end - .now))
    }

    private func take(
        _ answer: HTTPPost.Answer, _ kept: KeptCheckpoint
    ) async throws(DeliveryProblem) {
        let size = kept.checkpoint.size
        switch answer.status {
        case 200: break
        case 403:
            throw .failed("the witness does not trust this ledger's signing key; give it that key")
        case 404: throw .failed("the witness does not know this ledger; give it the signing key")
        case 409 where Self.sizeSeen(answer) == nil:
            throw .contradicted(
                "the witness has cosigned another history of \(size) events of this ledger")
        case 409: throw .failed("the witness was given another checkpoint meanwhile")
        case 422:
            throw .contradicted(
                "the witness says that this ledger does not extend what it saw before")
        default: throw .failed("the witness answered \(answer.status)")
        }
        guard let answered = SignedNote(kept.note.text + "\n" + answer.body),
            witness.key.verifies(answered)
        else { throw .failed("the witness's answer is not signed by the key of its setting") }
        let own = answered.signatures.filter {
            $0.name == witness.key.name && $0.keyID == witness.key.id
        }
        guard await onThread({ [log] in log.add(own, size) }) else {
            throw .failed("the witness's signature cannot be kept; is there room?")
        }
    }
}

/// What a witness is shown of the ledger, and what it gives back; both block.
struct WitnessedLog: Sendable {
    /// The consistency proof between two sizes; nil where the ledger does not give one.
    let proof: @Sendable (_ old: Int, _ new: Int) -> [TreeHash]?
    /// Events that the newest kept checkpoint covers; 0 where there is none.
    let newest: @Sendable () -> Int
    /// Adds signatures to the kept checkpoint of a size; false where they are not kept.
    let add: @Sendable (_ signatures: [SignedNote.Signature], _ size: Int) -> Bool

    init(_ ledger: Ledger, _ onUnknownOutcome: @escaping @Sendable (String) -> Void) {
        proof = { try? ledger.consistencyProof(from: $0, to: $1) }
        newest = { (try? ledger.checkpoint())??.checkpoint.size ?? 0 }
        add = { signatures, size in
            do throws(LedgerError) {
                try ledger.add(cosignatures: signatures, toCheckpointOf: size)
                return true
            } catch {
                if case .outcomeUnknown(let reason) = error { onUnknownOutcome(reason) }
                return false
            }
        }
    }
}

/// Asks the witnesses of the settings once, where no service does.
package struct Witnesses: Sendable {
    private let ledger: Ledger
    private let settings: Settings

    package init(_ ledger: Ledger, _ settings: Settings) {
        self.ledger = ledger
        self.settings = settings
    }

    /// Offers a checkpoint to all of them at once; what they sign is kept with it.
    ///
    /// - Returns: Why one did not sign, by its name, as sentences.
    package func ask(_ kept: KeptCheckpoint, within limit: Duration) async -> [String: String] {
        let post = HTTPPost()
        let log = WitnessedLog(ledger) { _ in }
        let problems = await withTaskGroup(of: (String, String)?.self) { group in
            for witness in WitnessDestination.all(settings, log, post) {
                group.addTask {
                    do throws(DeliveryProblem) {
                        try await witness.send(kept, last: 0, within: limit)
                        return nil
                    } catch {
                        switch error {
                        case .failed(let why), .contradicted(let why): return (witness.name, why)
                        }
                    }
                }
            }
            return await group.reduce(into: [String: String]()) { found, problem in
                if let (name, why) = problem { found[name] = why }
            }
        }
        await post.shutdown()
        return problems
    }
}
