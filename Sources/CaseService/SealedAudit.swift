internal import EventCodec
// SPDX-License-Identifier: Apache-2.0
package import Ledger
internal import Vault

extension CaseService {
    /// An audit of the ledger that also decodes every event and opens every sealed value, and
    /// compares it with the commitment that its event holds.
    package func audit() -> Audit {
        var audit = Audit(ledger)
        audit.sealed = { [sealer, vault] event throws(LedgerError) in
            var findings: [String] = []
            var owners: [String] = []
            do {
                _ = try sealer.read(event)
                for (owner, digest) in try EventCodec.commitments(in: event.data) {
                    owners.append(owner)
                    let value = try vault.open(Commitment(owner: owner, digest: digest), of: event)
                    if value == nil { findings.append("a sealed value of \(owner) is not there") }
                }
            } catch let error as VaultError {
                if case .ledger(let error) = error { throw error }
                findings.append("\(error)")
            } catch let problem as DecodingProblem {
                findings.append("the field \(problem.field) of \(event.type) does not decode")
            } catch {
                findings.append("the data of \(event.type) does not decode")
            }
            return (findings, owners)
        }
        return audit
    }
}
