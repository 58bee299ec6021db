// SPDX-License-Identifier: Apache-2.0
internal import Casework
internal import EventCodec
internal import Forms
internal import Ledger
internal import Vault

/// Turns decided events into a commit, and recorded ones back into domain events.
struct Sealer: Sendable {
    let ledger: Ledger
    let vault: Vault

    /// A commit of `events` to `stream`, its sealed fields sealed.
    func commit(
        _ events: [Dated<DomainEvent>], to stream: StreamName, expected: ExpectedVersion,
        commandID: String?, actor: Actor, claims: [ClaimKey] = [], series: String? = nil
    ) throws(ServiceError) -> Commit {
        var sealing = Vault.Sealing()
        return try self.commit(
            events, to: stream, expected: expected, commandID: commandID, actor: actor,
            claims: claims, series: series, keeping: &sealing)
    }

    /// The same, with the data keys of commits that are not yet stored; adds this one's.
    func commit(
        _ events: [Dated<DomainEvent>], to stream: StreamName, expected: ExpectedVersion,
        commandID: String?, actor: Actor, claims: [ClaimKey] = [], series: String? = nil,
        keeping sealing: inout Vault.Sealing
    ) throws(ServiceError) -> Commit {
        sealing.begin()
        var drafts: [EventDraft] = []
        for (index, dated) in events.enumerated() {
            let encoded = EventCodec.encode(dated.event)
            let id = ledger.newID()
            var commitment: (owner: String, digest: [UInt8])?
            if let value = encoded.sealed {
                do {
                    let made = try vault.seal(
                        value, owner: stream.description, isNew: expected == .new, eventID: id,
                        eventIndex: index, into: &sealing)
                    commitment = (made.owner, made.digest)
                } catch { throw .vault(error) }
            }
            drafts.append(
                EventDraft(
                    id: id, type: encoded.type, dataVersion: encoded.dataVersion,
                    occurredAt: dated.occurredAt, actor: actor.description,
                    data: encoded.data(commitment: commitment)))
        }
        return Commit(
            stream: stream, expected: expected, commandID: commandID, events: drafts,
            claims: claims, series: series, newKeys: sealing.newKeys, values: sealing.values)
    }

    /// The event with its sealed fields opened where they are there to be opened.
    func open(_ event: RecordedEvent) throws(ServiceError) -> HistoryEntry {
        do {
            var opened: [UInt8]?
            let commitments = try EventCodec.commitments(in: event.data)
            for (owner, digest) in commitments where owner == event.stream.description {
                opened = try vault.open(Commitment(owner: owner, digest: digest), of: event)
            }
            return HistoryEntry(event: event, body: try decode(event, opened: opened))
        } catch let error as VaultError {
            throw .vault(error)
        } catch let problem as DecodingProblem {
            throw .undecodable(event.position, problem)
        } catch {
            throw .notFound
        }
    }

    /// The event with its sealed fields hidden: what a rule or a projection needs.
    func read(_ event: RecordedEvent) throws(ServiceError) -> DomainEvent? {
        do throws(DecodingProblem) { return try decode(event, opened: nil) } catch {
            throw .undecodable(event.position, error)
        }
    }

    private func decode(
        _ event: RecordedEvent, opened: [UInt8]?
    ) throws(DecodingProblem) -> DomainEvent? {
        try EventCodec.decode(
            type: event.type, dataVersion: event.dataVersion, data: event.data, opened: opened)
    }
}
