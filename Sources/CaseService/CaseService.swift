// SPDX-License-Identifier: Apache-2.0
package import Casework
internal import EventCodec
internal import Forms
package import Ledger
internal import Synchronization
package import Vault
internal import WorkingTime

/// Carries out one command at a time, for every way in: authorise, load, decide, append, retry.
package final class CaseService: Sendable {
    package let ledger: Ledger
    package let vault: Vault
    let sealer: Sealer
    let files: FileStore
    /// Of the calendars' stream at that version.
    let keptRules = Mutex<(version: Int, rules: ClockRules)?>(nil)
    let processShelf = ProcessShelf()
    /// Of the templates' stream at that version.
    let keptTemplates = Mutex<(version: Int, templates: Templates)?>(nil)

    /// - Parameter files: The folder where files lie; nil where there is none.
    package init(ledger: Ledger, vault: Vault, files: String? = nil) {
        self.ledger = ledger
        self.vault = vault
        self.files = FileStore(path: files)
        sealer = Sealer(ledger: ledger, vault: vault)
    }

    /// Opens a case for somebody who made contact.
    ///
    /// - Parameters:
    ///   - contact: Who they are; registered as a person of their own if they gave anything.
    ///   - commandID: Repeating it gives the first receipt.
    package func open(
        _ open: OpenCase, contact: ContactDetails, commandID: String, actor: Actor
    ) async throws(ServiceError) -> Receipt {
        try Authorisation.require(actor, .openCase)
        if let moment = open.moment, moment > ledger.clock.now() {
            throw .refused(.dayInFuture(open.received))
        }
        var open = open
        // Refused before anything is recorded, the person included.
        _ = try decide(.open(open), CaseState(), by: actor)
        if let person = try registration(of: contact) {
            let stream = try newStream("person")
            let commit = try sealer.commit(
                [Dated(.person(.registered(person)))], to: stream, expected: .new,
                commandID: "\(commandID)/person", actor: actor)
            let receipt = try await append(commit)
            open.correspondent = PersonID(receipt.stream.description)
        }
        let events = try decide(.open(open), CaseState(), by: actor)
        let commit = try sealer.commit(
            events.map { Dated(.case($0.event), occurredAt: $0.occurredAt) },
            to: try newStream("case"), expected: .new, commandID: commandID, actor: actor,
            series: open.type.series)
        return try await append(commit)
    }

    /// Carries out a command on a case that exists.
    ///
    /// - Parameter expected: The version the actor saw; nil to decide on whatever the case is now.
    /// - Throws: `.conflict` where `expected` is not the case's version any more.
    package func perform(
        _ command: CaseCommand, on id: CaseID, expected: Int?, commandID: String, actor: Actor
    ) async throws(ServiceError) -> Receipt {
        try Authorisation.require(actor, command.isOperators ? .moveProcess : .changeCase)
        let stream = try self.stream(id)
        for name in command.names where try !exists(name) {
            if TeamID(name) != nil { throw .refused(.noSuchTeam) }
            throw .refused(StaffID(name) == nil ? .noOtherCase : .noSuchOfficer)
        }
        for attempt in 1...3 {
            let history = try load(stream)
            if let receipt = repeated(commandID, in: history, stream) { return receipt }
            if let expected, expected != history.count {
                throw try conflict(history, after: expected)
            }
            let events = try decide(command, try state(history), on: id, by: actor)
            if case .assign(let officer?) = command { try requireRole(of: officer) }
            let commit = try sealer.commit(
                events.map { Dated(.case($0.event), occurredAt: $0.occurredAt) }, to: stream,
                expected: .exactly(history.count), commandID: commandID, actor: actor)
            do throws(ServiceError) {
                return try await append(commit)
            } catch {
                switch error {
                // Decided on a version that was overtaken, or sealed under a key that was renewed.
                case .conflict where expected == nil && attempt < 3: continue
                case .ledger(.staleKey) where attempt < 3: continue
                default: throw error
                }
            }
        }
        throw .ledger(.busy)
    }

    // MARK: Reading

    /// What the rules know of a case, and its version.
    package func standing(of id: CaseID, actor: Actor) throws(ServiceError) -> CaseState {
        try Authorisation.require(actor, .readCase)
        return try state(try load(try stream(id)))
    }

    /// What a person gave of themselves.
    package func person(_ id: PersonID, actor: Actor) throws(ServiceError) -> PersonRegistered? {
        try Authorisation.require(actor, .readCase)
        guard case .person(.registered(let person)) = try first("\(id)") else { return nil }
        return person
    }

    /// The name of a member of staff; nil where it was destroyed or there is nobody.
    package func name(of id: StaffID) throws(ServiceError) -> String? {
        guard case .staff(.registered(let staff)) = try first("\(id)") else { return nil }
        return staff.name.opened
    }

    /// A team's name; nil where there is none of that id.
    package func name(of id: TeamID) throws(ServiceError) -> String? {
        guard case .teamEstablished(let team) = try first("\(id)") else { return nil }
        return team.name.text
    }

    /// The name that an imported log gave a resource.
    package func name(of id: ResourceID) throws(ServiceError) -> String? {
        guard case .resourceRegistered(let resource) = try first("\(id)") else { return nil }
        return resource.name.opened
    }

    /// What a log said of itself, as the importer wrote it; nil where a part was destroyed.
    package func header(of id: LogID) throws(ServiceError) -> String? {
        guard let stream = StreamName(id.description) else { return nil }
        var text = ""
        for event in try load(stream) {
            let part: Sealed<String>
            switch try sealer.open(event).body {
            case .logImported(let log): part = log.header
            case .logHeaderContinued(let more): part = more.header
            default: continue
            }
            guard let opened = part.opened else { return nil }
            text += opened
        }
        return text
    }

    /// How a case began, sealed fields opened.
    package func opening(of id: CaseID, actor: Actor) throws(ServiceError) -> CaseOpened? {
        try Authorisation.require(actor, .readCase)
        guard case .case(.opened(let opened)) = try first("\(id)") else { return nil }
        return opened
    }

    /// The subject as it was typed, or the name that an imported log gave the case; empty where
    /// there is none, or it was destroyed.
    package func subject(of id: CaseID, actor: Actor) throws(ServiceError) -> String {
        let opening = try opening(of: id, actor: actor)
        return opening?.subject?.opened ?? opening?.name?.opened ?? ""
    }

    /// An event as a reader sees it.
    package func entry(of event: RecordedEvent, actor: Actor) throws(ServiceError) -> HistoryEntry {
        try Authorisation.require(actor, .readCase)
        return try sealer.open(event)
    }

    // MARK: Parts

    private func first(_ stream: String) throws(ServiceError) -> DomainEvent? {
        guard let name = StreamName(stream) else { return nil }
        return try Self.asked {
            guard let event = try ledger.stream(name, limit: 1).first else { return nil }
            return try sealer.open(event).body
        }
    }

    /// Asks several parts, which each fail in their own words.
    static func asked<R>(_ body: () throws -> R) throws(ServiceError) -> R {
        do { return try body() } catch let error as LedgerError {
            throw .ledger(error)
        } catch let error as VaultError {
            throw .vault(error)
        } catch let error as ServiceError {
            throw error
        } catch { throw .notFound }
    }

    private func exists(_ stream: String) throws(ServiceError) -> Bool {
        guard let name = StreamName(stream) else { return false }
        do { return try ledger.version(of: name) > 0 } catch { throw .ledger(error) }
    }

    func load(_ stream: StreamName) throws(ServiceError) -> [RecordedEvent] {
        let events: [RecordedEvent]
        do { events = try ledger.stream(stream) } catch { throw .ledger(error) }
        guard !events.isEmpty else { throw .notFound }
        return events
    }

    func state(_ history: [RecordedEvent]) throws(ServiceError) -> CaseState {
        var state = CaseState()
        for event in history {
            guard case .case(let body) = try sealer.read(event) else { continue }
            state.evolve(
                body, by: Actor(event.actor) ?? .system("unknown"), at: event.occurrence)
        }
        return state
    }

    private func open(_ events: [RecordedEvent]) throws(ServiceError) -> [HistoryEntry] {
        var entries: [HistoryEntry] = []
        for event in events { entries.append(try sealer.open(event)) }
        return entries
    }

    func decide(
        _ command: CaseCommand, _ state: CaseState, on id: CaseID? = nil, by actor: Actor
    ) throws(ServiceError) -> [Dated<CaseEvent>] {
        var context = try context(command, id, actor)
        try add(to: &context, for: command, state)
        do throws(Refusal) {
            return try CaseDecider.decide(command, in: state, context)
        } catch { throw .refused(error) }
    }

    /// What the rules may know of the moment and of who asks.
    func context(
        _ command: CaseCommand, _ id: CaseID?, _ actor: Actor
    ) throws(ServiceError) -> DecisionContext {
        var context = DecisionContext(
            today: today, subject: id, actor: actor)
        if case .draft(.save) = command, let nonce = Bytes32(ledger.random.bytes(32)) {
            context.nonce = nonce
            context.templates = try templates().inForce(on: today)
        }
        context.clocks = try clockRules()
        return context
    }

    private func registration(
        of contact: ContactDetails
    ) throws(ServiceError) -> PersonRegistered? {
        do { return try contact.registered() } catch { throw .refused(error) }
    }

    /// The receipt of a command that stands in this history already.
    func repeated(
        _ commandID: String, in history: [RecordedEvent], _ stream: StreamName
    ) -> Receipt? {
        let events = history.filter { $0.commandID == commandID }
        guard let first = events.first, let last = events.last else { return nil }
        return Receipt(repeating: stream, first: first, last: last)
    }

    func conflict(
        _ history: [RecordedEvent], after expected: Int
    ) throws(ServiceError) -> ServiceError {
        let since = try open(Array(history.dropFirst(max(0, expected))))
        return .conflict(actualVersion: history.count, since: since)
    }

    func append(_ commit: Commit) async throws(ServiceError) -> Receipt {
        do throws(LedgerError) {
            return try await ledger.append(commit)
        } catch {
            switch error {
            case .conflict(let version, let since):
                throw .conflict(actualVersion: version, since: try open(since))
            case .staleKey(let owner):
                vault.forget(owner)
                throw .ledger(error)
            default: throw .ledger(error)
            }
        }
    }

    func stream(_ id: CaseID) throws(ServiceError) -> StreamName {
        guard let name = StreamName(id.description) else { throw .notFound }
        return name
    }

    func newStream(_ kind: String) throws(ServiceError) -> StreamName {
        guard let name = StreamName("\(kind)/\(ledger.newID())") else {
            throw .ledger(.invalid("a stream's kind"))
        }
        return name
    }
}
