// SPDX-License-Identifier: Apache-2.0
package import Casework
internal import EventCodec
internal import Forms
package import Ledger
internal import WorkingTime

/// Staff: their teams, roles, absences and deputies.
extension CaseService {
    /// A member of staff as they are now.
    ///
    /// - Throws: `.notFound` for nobody of that id.
    package func staff(_ id: StaffID) throws(ServiceError) -> StaffState {
        guard let stream = StreamName(id.description) else { throw .notFound }
        return try staff(try load(stream))
    }

    private func staff(_ history: [RecordedEvent]) throws(ServiceError) -> StaffState {
        var state = StaffState()
        for event in history {
            guard case .staff(let body) = try sealer.read(event) else { continue }
            state.evolve(body)
        }
        return state
    }

    /// Carries out a command on a member of staff.
    ///
    /// - Returns: Nil where it is so already.
    package func perform(
        _ command: StaffCommand, on id: StaffID, actor: Actor
    ) async throws(ServiceError) -> Receipt? {
        try Authorisation.require(actor, .manageStaff)
        switch command {
        case .joinTeam(let team?):
            guard try name(of: team) != nil else { throw .refused(.noSuchTeam) }
        case .beDeputy(let principal):
            guard try isStaff(principal) else { throw .refused(.noSuchOfficer) }
        default: break
        }
        guard let stream = StreamName(id.description) else { throw .notFound }
        for attempt in 1...3 {
            let history = try load(stream)
            let isFirst = try !rolesCount()
            let state = try staff(history)
            let event: StaffEvent?
            do throws(Refusal) {
                event = try state.decide(
                    command, of: id, isFirstRole: isFirst,
                    today: today)
            } catch { throw .refused(error) }
            guard let event else { return nil }
            let commit = try sealer.commit(
                [Dated(.staff(event))], to: stream, expected: .exactly(history.count),
                commandID: nil, actor: actor, claims: event.startsRoles ? [Self.rolesClaim] : [])
            do throws(ServiceError) { return try await append(commit) } catch {
                switch error {
                case .conflict where attempt < 3, .ledger(.claimTaken) where attempt < 3: continue
                default: throw error
                }
            }
        }
        throw .ledger(.busy)
    }

    /// Everybody who was ever registered, in that order. O(events of the log).
    package func allStaff() throws(ServiceError) -> [(id: StaffID, state: StaffState)] {
        var all: [(id: StaffID, state: StaffState)] = []
        var indexes: [StaffID: Int] = [:]
        try eachEvent { event throws(ServiceError) in
            guard let id = StaffID(event.stream.description),
                case .staff(let body) = try sealer.read(event)
            else { return }
            let index = indexes[id] ?? all.count
            if index == all.count {
                indexes[id] = index
                all.append((id, StaffState()))
            }
            all[index].state.evolve(body)
        }
        return all
    }

    private func isStaff(_ id: StaffID) throws(ServiceError) -> Bool {
        guard let stream = StreamName(id.description) else { return false }
        do { return try ledger.version(of: stream) > 0 } catch { throw .ledger(error) }
    }

    // MARK: In decisions

    /// What the rules may know of whoever asks: their roles, and in what they may sign.
    func addWorkforce(to context: inout DecisionContext) throws(ServiceError) {
        guard case .staff(let person) = context.actor else { return }
        let workforce = try workforce(of: person)
        context.capacities = workforce.capacities(on: context.today)
        if try rolesCount() {
            context.roles = workforce.roles(on: context.today)
        } else {
            context.roles = Set(Kernel.roles.compactMap { Code($0) })
            context.capacities.formUnion(context.roles.map { Capacity(.role($0)) })
        }
        context.mayBypassSignOff = context.roles.contains {
            Kernel.bypassingRoles.contains($0.description)
        }
    }

    func workforce(of person: StaffID) throws(ServiceError) -> Workforce {
        let state = try staff(person)
        var principals: [StaffID: StaffState] = [:]
        for principal in state.principals { principals[principal] = try staff(principal) }
        return Workforce(person: person, state: state, principals: principals)
    }

    /// Where roles count, nobody has a case who has none.
    func requireRole(of officer: StaffID) throws(ServiceError) {
        guard try rolesCount(), try staff(officer).roles.isEmpty else { return }
        throw .refused(.staff(.noRole))
    }

    /// Whether anybody was ever given a role; until then whoever works here has every one.
    package func rolesCount() throws(ServiceError) -> Bool {
        do { return try ledger.position(of: Self.rolesClaim) != nil } catch { throw .ledger(error) }
    }

    /// Made by the event that gives the first role.
    static let rolesClaim = ClaimKey(kind: "roles", digest: [])
}

extension StaffEvent {
    var startsRoles: Bool { if case .roleGiven(let given) = self { given.isFirst } else { false } }
}

extension CaseCommand {
    var isOfDrafts: Bool { if case .draft = self { true } else { false } }
}
