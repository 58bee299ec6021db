// SPDX-License-Identifier: Apache-2.0
package import Casework
internal import EventCodec
internal import Ledger
internal import Vault
internal import WorkingTime

/// What an importer asks of the service, a log's trace at a time; called from one thread.
///
/// A trace is known by a claim on its name within its log, so that importing it again, after a
/// crash or on purpose, adds nothing.
package struct TraceImport {
    private let service: CaseService
    package let log: LogID
    private var resources: [String: ResourceID] = [:]
    private var waiting: [Commit] = []
    private var pending: PendingAppend?
    /// Events that wait to be submitted, and how many are submitted together.
    private var waitingEvents = 0
    private static let eventsTogether = 2_000

    /// Takes up the import of the log that `identity` names: its digest, or the operator's name
    /// for it; records `log.imported` the first time.
    ///
    /// - Parameter header: What the log says of itself, of any length.
    package init(
        _ service: CaseService, identity: String, format: Code, header: String
    ) throws(ServiceError) {
        self.service = service
        try Authorisation.require(.system("import"), .importLog)
        let claim = try Self.claim(service, "log", identity)
        if let known: LogID = try Self.claimed(claim, service) {
            log = known
            return
        }
        let stream = try service.newStream("log")
        guard let id = LogID(stream.description) else { throw .notFound }
        log = id
        let commit = try service.sealer.commit(
            Self.events(format, header), to: stream, expected: .new, commandID: nil,
            actor: .imported(id), claims: [claim])
        for result in service.ledger.submit([commit]).wait() {
            do { _ = try result.get() } catch { throw .ledger(error) }
        }
    }

    private static func events(_ format: Code, _ header: String) -> [Dated<DomainEvent>] {
        var parts: [String] = []
        var rest = header[...]
        repeat {
            // Escaping can double a part; twice this is still within a value's limit.
            let part = rest.prefix(8_000)
            parts.append(String(part))
            rest = rest.dropFirst(8_000)
        } while !rest.isEmpty
        return parts.enumerated().map { index, part in
            index == 0
                ? Dated(.logImported(LogImported(format: format, header: .value(part))))
                : Dated(.logHeaderContinued(LogHeaderContinued(header: .value(part))))
        }
    }

    /// Whether the trace of that name came in before.
    package func has(trace name: String) throws(ServiceError) -> Bool {
        let claim = try traceClaim(name)
        do { return try service.ledger.position(of: claim) != nil } catch { throw .ledger(error) }
    }

    /// The resource that the log calls `name`; registered with the traces that follow.
    package mutating func resource(_ name: String) throws(ServiceError) -> ResourceID {
        if let known = resources[name] { return known }
        let claim = try Self.claim(service, "resource", Self.claimText(log, name))
        if let known: ResourceID = try Self.claimed(claim, service) {
            resources[name] = known
            return known
        }
        let stream = try service.newStream("resource")
        guard let id = ResourceID(stream.description) else { throw .notFound }
        waiting.append(
            try service.sealer.commit(
                [Dated(.resourceRegistered(ResourceRegistered(log: log, name: .value(name))))],
                to: stream, expected: .new, commandID: nil, actor: .imported(log),
                claims: [claim]))
        resources[name] = id
        return id
    }

    /// Adds a trace that did not come in before.
    package mutating func add(_ trace: ImportedTrace, name: String) throws(ServiceError) {
        let decided: [Dated<CaseEvent>]
        do throws(Refusal) {
            decided = try CaseDecider.decide(
                .importTrace(trace), in: CaseState(),
                DecisionContext(today: London.day(of: service.ledger.clock.now())))
        } catch { throw .refused(error) }
        waiting.append(
            try service.sealer.commit(
                decided.map { Dated(.case($0.event), occurredAt: $0.occurredAt) },
                to: try service.newStream("case"), expected: .new, commandID: nil,
                actor: .imported(log), claims: [try traceClaim(name)],
                series: CaseType.imported.series))
        waitingEvents += decided.count
        if waitingEvents >= Self.eventsTogether { try submit() }
    }

    /// Waits until everything is durable.
    package mutating func finish() throws(ServiceError) {
        try submit()
        try awaitPending()
    }

    /// Submits what waits, while what was submitted before is written.
    private mutating func submit() throws(ServiceError) {
        try awaitPending()
        guard !waiting.isEmpty else { return }
        pending = service.ledger.submit(waiting)
        waiting = []
        waitingEvents = 0
    }

    private mutating func awaitPending() throws(ServiceError) {
        guard let submitted = pending else { return }
        pending = nil
        for result in submitted.wait() {
            do { _ = try result.get() } catch { throw .ledger(error) }
        }
    }

    private func traceClaim(_ name: String) throws(ServiceError) -> ClaimKey {
        try Self.claim(service, "trace", Self.claimText(log, name))
    }

    /// What is claimed for a name within a log.
    static func claimText(_ log: LogID, _ name: String) -> String { "\(log.uuid)\u{0}\(name)" }

    private static func claim(
        _ service: CaseService, _ kind: String, _ text: String
    ) throws(ServiceError) -> ClaimKey {
        do { return try service.vault.claim(kind: kind, text) } catch { throw .vault(error) }
    }

    /// The stream that made a claim.
    private static func claimed<Named: Entity>(
        _ claim: ClaimKey, _ service: CaseService
    ) throws(ServiceError) -> ID<Named>? {
        do throws(LedgerError) {
            guard let position = try service.ledger.position(of: claim),
                let event = try service.ledger.event(at: position)
            else { return nil }
            return ID(event.stream.description)
        } catch { throw .ledger(error) }
    }
}
