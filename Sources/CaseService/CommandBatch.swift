// SPDX-License-Identifier: Apache-2.0
package import Casework
internal import EventCodec
package import Forms
internal import Ledger
internal import Vault
internal import WorkingTime

/// Many commands one after another, decided by the rules that `CaseService` asks for one at a time,
/// for a ledger that nobody else writes to meanwhile.
///
/// What the rules need of a case is kept in memory, and commits are submitted some thousands of
/// events at a time while those before are written. To be used from one thread.
package struct CommandBatch {
    private struct OpenedCase {
        let stream: StreamName
        var state: CaseState
        var version: Int
    }
    private let service: CaseService
    /// Told of each commit before it is submitted, in order.
    private let willRecord: () -> Void
    private var cases: [CaseID: OpenedCase] = [:]
    /// The version of each stream of a member of staff.
    private var staff: [StaffID: Int] = [:]
    private var sealing = Vault.Sealing()
    private var batch: CommitBatch

    package init(_ service: CaseService, willRecord: @escaping () -> Void = {}) {
        self.service = service
        batch = CommitBatch(service)
        self.willRecord = willRecord
    }

    // MARK: Staff and teams

    package mutating func establish(team name: Published, actor: Actor) throws(ServiceError)
        -> TeamID
    {
        let stream = try service.newStream("team")
        try record(.teamEstablished(TeamEstablished(name: name)), stream, .new, actor)
        return try id(stream)
    }

    package mutating func register(staff name: String, actor: Actor) throws(ServiceError) -> StaffID
    {
        let stream = try service.newStream("staff")
        try record(.staff(.registered(StaffRegistered(name: .value(name)))), stream, .new, actor)
        let id: StaffID = try id(stream)
        staff[id] = 1
        sealing.forget(stream.description)
        return id
    }

    /// - Parameter team: Nil for no team.
    package mutating func join(
        _ id: StaffID, _ team: TeamID?, actor: Actor
    ) throws(ServiceError) {
        try change(id, .staff(.joinedTeam(StaffJoinedTeam(team: team))), actor)
    }

    package mutating func deactivate(_ id: StaffID, actor: Actor) throws(ServiceError) {
        try change(id, .staff(.deactivated(StaffDeactivated())), actor)
    }

    private mutating func change(
        _ id: StaffID, _ event: DomainEvent, _ actor: Actor
    ) throws(ServiceError) {
        guard let stream = StreamName(id.description) else { throw .notFound }
        // The administrator came with the ledger.
        let version = staff[id] ?? 1
        try record(event, stream, .exactly(version), actor)
        staff[id] = version + 1
    }

    // MARK: Cases

    /// Opens a case.
    ///
    /// - Parameter contact: Who made contact, to be registered; nil where the correspondent is
    ///   known, or nobody.
    /// - Returns: The case, and the person who was registered.
    package mutating func open(
        _ open: OpenCase, contact: ContactDetails?, actor: Actor
    ) throws(ServiceError) -> (id: CaseID, person: PersonID?) {
        var open = open
        var registered: PersonID?
        if let contact {
            let person: PersonRegistered?
            do throws(Refusal) { person = try contact.registered() } catch { throw .refused(error) }
            if let person {
                let stream = try service.newStream("person")
                try record(.person(.registered(person)), stream, .new, actor)
                sealing.forget(stream.description)
                registered = try id(stream)
                open.correspondent = registered
            }
        }
        let stream = try service.newStream("case")
        let id: CaseID = try id(stream)
        cases[id] = OpenedCase(stream: stream, state: CaseState(), version: 0)
        try carryOut(.open(open), on: id, actor, series: open.type.series)
        return (id, registered)
    }

    /// Carries out a command on a case that this batch opened.
    package mutating func perform(
        _ command: CaseCommand, on id: CaseID, actor: Actor
    ) throws(ServiceError) {
        try carryOut(command, on: id, actor, series: nil)
    }

    /// Nothing follows on this case: its state need not be kept.
    package mutating func forget(_ id: CaseID) {
        guard let known = cases.removeValue(forKey: id) else { return }
        sealing.forget(known.stream.description)
    }

    private mutating func carryOut(
        _ command: CaseCommand, on id: CaseID, _ actor: Actor, series: String?
    ) throws(ServiceError) {
        try Authorisation.require(actor, series == nil ? .changeCase : .openCase)
        guard var known = cases[id] else { throw .notFound }
        let decided: [Dated<CaseEvent>]
        let context = try service.context(command, id, actor)
        do throws(Refusal) {
            decided = try CaseDecider.decide(command, in: known.state, context)
        } catch { throw .refused(error) }
        let commit = try service.sealer.commit(
            decided.map { Dated(.case($0.event), occurredAt: $0.occurredAt) }, to: known.stream,
            expected: known.version == 0 ? .new : .exactly(known.version),
            commandID: service.ledger.newID(), actor: actor, series: series, keeping: &sealing)
        for event in decided {
            known.state.evolve(
                event.event, by: actor, at: event.occurredAt ?? .day(context.today))
        }
        known.version += decided.count
        cases[id] = known
        try add(commit)
    }

    // MARK: Commits

    private mutating func record(
        _ event: DomainEvent, _ stream: StreamName, _ expected: ExpectedVersion, _ actor: Actor
    ) throws(ServiceError) {
        try add(
            try service.sealer.commit(
                [Dated(event)], to: stream, expected: expected, commandID: service.ledger.newID(),
                actor: actor, keeping: &sealing))
    }

    private mutating func add(_ commit: Commit) throws(ServiceError) {
        willRecord()
        try batch.add(commit)
    }

    /// Waits until everything is durable.
    package mutating func finish() throws(ServiceError) { try batch.finish() }

    private func id<Named: Entity>(_ stream: StreamName) throws(ServiceError) -> ID<Named> {
        guard let id = ID<Named>(stream.description) else { throw .notFound }
        return id
    }
}
