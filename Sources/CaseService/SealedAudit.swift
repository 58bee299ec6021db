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
                try addClaims(of: body, to: &contents)
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

    /// A trace and a resource are claimed by name within their log; a log by what the operator
    /// calls it or by its content, which the event does not hold.
    private func addClaims(of body: DomainEvent?, to contents: inout EventContents) throws {
        switch body {
        case .case(.opened(let opened)):
            guard let log = opened.log else { return }
            guard let name = opened.name?.opened else {
                contents.claimsUnseen += 1
                return
            }
            contents.claims.append(
                try vault.claim(kind: "trace", TraceImport.claimText(log, name)))
        case .resourceRegistered(let resource):
            guard let name = resource.name.opened else {
                contents.claimsUnseen += 1
                return
            }
            contents.claims.append(
                try vault.claim(kind: "resource", TraceImport.claimText(resource.log, name)))
        case .logImported: contents.claimsUnseen += 1
        default: return
        }
    }
}
