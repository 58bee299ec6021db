// SPDX-License-Identifier: Apache-2.0
internal import Casework
internal import EventCodec
internal import Forms
package import Ledger
internal import MerkleTree
internal import Vault

extension CaseService {
    /// An audit of the ledger that also decodes every event, opens every data key and sealed value
    /// and compares each value with the commitment that its event holds, works out the claims that
    /// imports made, reads the files beside the ledger, and knows the keys and heads that it
    /// recorded.
    package func audit() -> Audit {
        var audit = Audit(ledger)
        audit.contents = { [self] (event: RecordedEvent) throws(LedgerError) -> EventContents in
            var contents = EventContents()
            do {
                try examine(event, &contents)
            } catch let error as VaultError {
                if case .ledger(let error) = error { throw error }
                contents.findings.append("\(error)")
            } catch let error as ServiceError {
                contents.findings.append("\(error)")
            } catch let problem as DecodingProblem {
                contents.findings.append("the field \(problem.field) does not decode")
            } catch {
                contents.findings.append("its data do not decode")
            }
            return contents
        }
        audit.opens = { [self] in vault.opens($0) }
        audit.keyOwners = [Vault.claimsOwner]
        audit.headsStream = StreamName("heads/\(ledger.identity.id)")
        return audit
    }

    private func examine(_ event: RecordedEvent, _ contents: inout EventContents) throws {
        var opened: [UInt8]?
        for (owner, digest) in try EventCodec.commitments(in: event.data) {
            contents.owners.append(owner)
            let value = try vault.open(Commitment(owner: owner, digest: digest), of: event)
            if value == nil {
                contents.findings.append("a sealed value of \(owner) is not there")
            }
            if owner == event.stream.description { opened = value }
        }
        let body = try EventCodec.decode(
            type: event.type, dataVersion: event.dataVersion, data: event.data, opened: opened)
        try addClaims(of: body, in: event, to: &contents)
        check(body, of: event, &contents)
    }

    /// What the ledger says of itself.
    private func check(
        _ body: DomainEvent?, of event: RecordedEvent, _ contents: inout EventContents
    ) {
        let identity = ledger.identity
        switch body {
        case .organisationEstablished(let founded):
            if founded.name.text != identity.organisation
                || founded.jurisdiction.rawValue != identity.jurisdiction
                || founded.isDemonstration != identity.isDemonstration
            {
                contents.findings.append("the ledger's identity is not what it says")
            }
        case .signingKeyAdopted(let adopted):
            guard event.stream == identity.stream else {
                contents.findings.append("it adopts a signing key in another ledger's stream")
                return
            }
            contents.signingKey = NoteKey(
                name: identity.origin, algorithm: .ed25519, publicKey: adopted.key.bytes)
            contents.replacesLost = adopted.replacesLost
        case .headsRecorded(let heads):
            guard let root = TreeHash(heads.root.bytes) else { return }
            contents.heads = RecordedHeads(size: heads.size, streams: heads.streams, root: root)
        case .case(.file(.added(let added))):
            if let fault = files.fault(of: added.digest) { contents.findings.append(fault) }
        default:
            if event.position == 1 {
                contents.findings.append("the first event does not say whose ledger this is")
            }
        }
    }

    /// A trace, a resource and a row are claimed by name within their log; a log by what the
    /// operator calls it or by its content, which the event does not hold.
    private func addClaims(
        of body: DomainEvent?, in event: RecordedEvent, to contents: inout EventContents
    ) throws {
        func add(_ claim: ClaimKey?) {
            if let claim { contents.claims.append(claim) } else { contents.claimsUnseen += 1 }
        }
        func row(_ name: RowName?, _ log: LogID?) throws {
            guard let log else { return }
            add(try name.map { name throws(ServiceError) in try importClaim(name, log) })
        }
        switch body {
        case .case(.opened(let opened)): try row(RowName(opened), opened.log)
        case .case(.activityRecorded(let recorded)):
            try row(RowName(recorded.origin, .activity), recorded.origin?.log)
        case .case(.correspondenceRecorded(let item)):
            try row(RowName(item.origin, .correspondence), item.origin?.log)
        case .resourceRegistered(let resource):
            add(
                try resource.name.opened.map { name throws(ServiceError) in
                    try importClaim("resource", resource.log, name)
                })
        case .case(.assigned):
            guard let id = event.commandID, id.hasPrefix(Self.takePrefix) else { return }
            add(Self.takeClaim(id))
        case .staff(let event) where event.startsRoles: add(Self.rolesClaim)
        case .logImported: contents.claimsUnseen += 1
        case .tableImported(let table):
            let log = LogID(event.stream.description)
            let isOpen = table.map.opened != nil
            add(
                try (isOpen ? log : nil).map { log throws(ServiceError) in
                    try importClaim("table", log, table.claimed)
                })
        // Somebody whom an import met, by all that they gave, or by their name and the row.
        case .person(.registered) where event.actor.hasPrefix("import/"): contents.claimsUnseen += 1
        default: return
        }
    }
}
