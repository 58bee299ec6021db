// SPDX-License-Identifier: Apache-2.0
package import Casework
internal import EventCodec
internal import Forms
internal import Ledger
internal import WorkingTime

/// What an importer of tables asks of the service, a row at a time; called from one thread.
///
/// A case is known by a claim on its key within its source, as a trace is within its log, and
/// what else a row brings by a claim of its own; so importing a row again adds nothing.
package struct TableImport {
    private let service: CaseService
    private let identity: String
    private let source: String
    /// Nil until something of this source came in.
    package private(set) var log: LogID?
    private var batch: CommitBatch
    private var resources: [ExactText: ResourceID] = [:]
    private var people: [ExactText: PersonID] = [:]

    /// - Parameter source: The operator's name for the system that the tables come from.
    package init(_ service: CaseService, source: String) throws(ServiceError) {
        try Authorisation.require(.system("import"), .importLog)
        self.service = service
        self.source = source
        identity = "name:\(source)"
        batch = CommitBatch(service)
        log = try service.log(identity)
    }

    // MARK: What is there

    /// The case of that key, if it came in before.
    ///
    /// - Parameter copy: Which of the cases that have the key, from 1.
    package func known(key: String, copy: Int = 1) throws(ServiceError) -> CaseID? {
        guard let log else { return nil }
        return try service.claimed(try service.importClaim(.caseRow(key, copy: copy), log))
    }

    /// What came in before under a name: the digest of its row, which is nil where that was
    /// destroyed.
    package func known(_ row: RowName) throws(ServiceError) -> KnownRow? {
        guard let log else { return nil }
        return try service.knownRow(try service.importClaim(row, log))
    }

    // MARK: What comes in

    /// Records `log.imported` if nothing of this source came in before.
    package mutating func begin() throws(ServiceError) -> LogID {
        if let log { return log }
        guard let format = Code("csv") else { throw .notFound }
        let imported = LogImported(format: format, header: .value(source))
        let log = try service.beginLog(identity, [Dated(.logImported(imported))])
        self.log = log
        return log
    }

    /// Who or what the source calls `name`.
    package mutating func resource(_ name: String) throws(ServiceError) -> ResourceID {
        if let known = resources[ExactText(name)] { return known }
        let log = try begin()
        let claim = try service.importClaim("resource", log, name)
        if let known: ResourceID = try service.claimed(claim) {
            resources[ExactText(name)] = known
            return known
        }
        let made = try service.registration(of: name, in: log)
        try batch.add(made.commit)
        resources[ExactText(name)] = made.id
        return made.id
    }

    /// The person who gave this of themselves; nil for nothing.
    ///
    /// Whoever gives the same name, email, phone and address is the same person within a source;
    /// a name alone tells nobody apart, so it is a person of that row.
    package mutating func person(
        _ contact: ContactDetails, row name: String
    ) throws(ServiceError) -> PersonID? {
        let registered: PersonRegistered
        do throws(Refusal) {
            guard let event = try contact.registered() else { return nil }
            registered = event
        } catch { throw .refused(error) }
        let isNameAlone = (contact.email + contact.phone + contact.address).isEmpty
        let identity = [
            contact.name, contact.email, contact.phone, contact.address, isNameAlone ? name : "",
        ].joined(separator: "\u{0}")
        if let known = people[ExactText(identity)] { return known }
        let log = try begin()
        let claim = try service.importClaim("person", log, identity)
        if let known: PersonID = try service.claimed(claim) {
            people[ExactText(identity)] = known
            return known
        }
        let stream = try service.newStream("person")
        try batch.add(
            try service.sealer.commit(
                [Dated(.person(.registered(registered)))], to: stream, expected: .new,
                commandID: nil, actor: .imported(log), claims: [claim]))
        let id = PersonID(stream.description)
        if !isNameAlone { people[ExactText(identity)] = id }
        return id
    }

    /// Adds a case that did not come in before; it names its row and its key.
    package mutating func add(_ imported: ImportedCase) throws(ServiceError) {
        let log = try begin()
        var imported = imported
        imported.opened.log = log
        guard let name = RowName(imported.opened) else { throw .notFound }
        let decided = try decide(.importCase(imported))
        try batch.add(
            try service.sealer.commit(
                decided.map { Dated(.case($0.event), occurredAt: $0.occurredAt) },
                to: try service.newStream("case"), expected: .new, commandID: nil,
                actor: .imported(log), claims: [try service.importClaim(name, log)],
                series: imported.opened.type.series))
    }

    /// Adds what happened to a case that is there; it names its row.
    package mutating func add(_ item: ImportedItem, to id: CaseID) throws(ServiceError) {
        let log = try begin()
        guard let stream = StreamName(id.description), let name = item.name else {
            throw .notFound
        }
        let decided = try decide(.importItem(item))
        try batch.add(
            try service.sealer.commit(
                decided.map { Dated(.case($0.event), occurredAt: $0.occurredAt) }, to: stream,
                expected: .any, commandID: nil, actor: .imported(log),
                claims: [try service.importClaim(name, log)]))
    }

    /// What would be recorded for a row, without recording it.
    package func decide(_ command: CaseCommand) throws(ServiceError) -> [Dated<CaseEvent>] {
        var state = CaseState()
        if case .importItem = command { state = Self.there }
        return try service.decide(command, state, by: .system("import"))
    }

    /// The rule asks no more of an item's case than that it is there, and its claim says so.
    private static let there = CaseState(
        [.opened(CaseOpened(type: .imported))], by: .system("import"))

    /// Waits until everything is durable, and records what the table brought; the same table
    /// under the same map is recorded once.
    package mutating func finish(_ table: TableImported) throws(ServiceError) {
        try batch.finish()
        let log = try begin()
        let claim = try service.importClaim("table", log, table.claimed)
        guard try !service.isClaimed(claim), let stream = StreamName(log.description) else {
            return
        }
        try batch.add(
            try service.sealer.commit(
                [Dated(.tableImported(table))], to: stream, expected: .any, commandID: nil,
                actor: .imported(log), claims: [claim]))
        try batch.finish()
    }
}

extension ImportedItem {
    fileprivate var name: RowName? {
        switch body {
        case .activity(let activity): RowName(activity.origin, .activity)
        case .correspondence(let letter): RowName(letter.origin, .correspondence)
        }
    }
}
