// SPDX-License-Identifier: Apache-2.0
internal import Casework
internal import EventCodec
package import Ledger
internal import Vault

extension CaseService {
    /// An audit of the ledger that also decodes every event, opens every sealed value and compares
    /// it with the commitment that its event holds, and works out the claims that imports made.
    package func audit() -> Audit {
        var audit = Audit(ledger)
        audit.contents = { [self] (event: RecordedEvent) throws(LedgerError) -> EventContents in
            var contents = EventContents()
            do {
                let commitments = try EventCodec.commitments(in: event.data)
                contents.values = commitments.count
                for (owner, digest) in commitments {
                    let value = try vault.open(Commitment(owner: owner, digest: digest), of: event)
                    if value == nil {
                        contents.findings.append("a sealed value of \(owner) is not there")
                    }
                }
                let body = try sealer.open(event).body
                try addClaims(of: body, in: event, to: &contents)
                if case .organisationEstablished(let founded) = body {
                    let identity = ledger.identity
                    if founded.name.text != identity.organisation
                        || founded.jurisdiction.rawValue != identity.jurisdiction
                        || founded.isDemonstration != identity.isDemonstration
                    {
                        contents.findings.append("the ledger's identity is not what it says")
                    }
                }
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
        return audit
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
