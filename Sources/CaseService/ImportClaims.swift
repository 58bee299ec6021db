// SPDX-License-Identifier: Apache-2.0
internal import Casework
internal import EventCodec
internal import Forms
internal import Ledger
internal import Vault

/// What imports know again, by claims.
extension CaseService {
    /// What is claimed for a name within a log: names may hold anything but the null character.
    func importClaim(_ kind: String, _ log: LogID, _ name: String) throws(ServiceError) -> ClaimKey
    {
        try importClaim(kind, "\(log.uuid)\u{0}\(name)")
    }

    func importClaim(_ kind: String, _ text: String) throws(ServiceError) -> ClaimKey {
        do { return try vault.claim(kind: kind, text) } catch { throw .vault(error) }
    }

    func isClaimed(_ claim: ClaimKey) throws(ServiceError) -> Bool {
        do { return try ledger.position(of: claim) != nil } catch { throw .ledger(error) }
    }

    /// The stream that made a claim.
    func claimed<Named: Entity>(_ claim: ClaimKey) throws(ServiceError) -> ID<Named>? {
        do throws(LedgerError) {
            guard let position = try ledger.position(of: claim),
                let event = try ledger.event(at: position)
            else { return nil }
            return ID(event.stream.description)
        } catch { throw .ledger(error) }
    }

    /// The log that an identity names: `name:` and the operator's name, or `sha256:` and a digest.
    func log(_ identity: String) throws(ServiceError) -> LogID? {
        try claimed(try importClaim("log", identity))
    }

    /// Records `log.imported`, and waits until that is durable.
    func beginLog(
        _ identity: String, _ events: [Dated<DomainEvent>]
    ) throws(ServiceError) -> LogID {
        let stream = try newStream("log")
        guard let id = LogID(stream.description) else { throw .notFound }
        var batch = CommitBatch(self)
        try batch.add(
            try sealer.commit(
                events, to: stream, expected: .new, commandID: nil, actor: .imported(id),
                claims: [try importClaim("log", identity)]))
        try batch.finish()
        return id
    }

    /// A commit that registers a resource of a log under its name.
    func registration(
        of name: String, in log: LogID
    ) throws(ServiceError) -> (id: ResourceID, commit: Commit) {
        let stream = try newStream("resource")
        guard let id = ResourceID(stream.description) else { throw .notFound }
        let commit = try sealer.commit(
            [Dated(.resourceRegistered(ResourceRegistered(log: log, name: .value(name))))],
            to: stream, expected: .new, commandID: nil, actor: .imported(log),
            claims: [try importClaim("resource", log, name)])
        return (id, commit)
    }
}
