// SPDX-License-Identifier: Apache-2.0
package import Casework
internal import EventCodec
package import Forms
internal import Ledger
package import Vault

extension CaseService {
    /// The first events of a new ledger: the organisation, with the vault's key for claims, and
    /// the administrator.
    ///
    /// - Returns: The administrator's id.
    package func found(
        _ organisation: OrganisationEstablished, administrator name: String,
        wrappingKey: WrappingKey
    ) async throws(ServiceError) -> StaffID {
        var first = try sealer.commit(
            [Dated(.organisationEstablished(organisation))], to: try newStream("organisation"),
            expected: .new, commandID: nil, actor: .system("init"))
        do {
            first.newKeys.append(try Vault.claimsKey(wrappingKey, random: ledger.random))
        } catch { throw .vault(error) }
        _ = try await append(first)
        return try await register(staff: name, actor: .system("init"))
    }

    /// Registers a member of staff.
    ///
    /// - Parameter name: As colleagues know them, 1…200 bytes, some of them to be seen.
    package func register(staff name: String, actor: Actor) async throws(ServiceError) -> StaffID {
        guard case .system = actor else { throw .forbidden }
        guard let name = cleaned(name) else { throw .refused(.missing(.name)) }
        guard name.utf8.count <= Texts.name else {
            throw .refused(.tooLong(.name, limit: Texts.name))
        }
        let commit = try sealer.commit(
            [Dated(.staff(.registered(StaffRegistered(name: .value(name)))))],
            to: try newStream("staff"), expected: .new, commandID: nil, actor: actor)
        let receipt = try await append(commit)
        guard let id = StaffID(receipt.stream.description) else { throw .notFound }
        return id
    }

    /// Establishes a team.
    package func establish(team name: Published, actor: Actor) async throws(ServiceError) -> TeamID
    {
        guard case .system = actor else { throw .forbidden }
        let commit = try sealer.commit(
            [Dated(.teamEstablished(TeamEstablished(name: name)))], to: try newStream("team"),
            expected: .new, commandID: nil, actor: actor)
        let receipt = try await append(commit)
        guard let id = TeamID(receipt.stream.description) else { throw .notFound }
        return id
    }

    /// The first member of staff, who came with the ledger.
    package func administrator() throws(ServiceError) -> StaffID {
        let events: [RecordedEvent]
        do { events = try ledger.events(after: 0, limit: 10) } catch { throw .ledger(error) }
        guard let first = events.first(where: { $0.type == "staff.registered" }),
            let id = StaffID(first.stream.description)
        else { throw .notFound }
        return id
    }
}
