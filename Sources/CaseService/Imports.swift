// SPDX-License-Identifier: Apache-2.0
package import Casework
internal import EventCodec
package import Forms
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
    private var resources: [ExactText: ResourceID] = [:]
    private var batch: CommitBatch

    /// Takes up the import of the log that `identity` names: its digest, or the operator's name
    /// for it; records `log.imported` the first time.
    ///
    /// - Parameter header: What the log says of itself, of any length.
    package init(
        _ service: CaseService, identity: String, format: Code, header: String
    ) throws(ServiceError) {
        self.service = service
        batch = CommitBatch(service)
        try Authorisation.require(.system("import"), .importLog)
        if let known = try service.log(identity) {
            log = known
        } else {
            log = try service.beginLog(identity, Self.events(format, header))
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
        try service.isClaimed(try service.importClaim("trace", log, name))
    }

    /// The resource that the log calls `name`; registered with the traces that follow.
    package mutating func resource(_ name: String) throws(ServiceError) -> ResourceID {
        if let known = resources[ExactText(name)] { return known }
        if let known: ResourceID = try service.claimed(
            try service.importClaim("resource", log, name))
        {
            resources[ExactText(name)] = known
            return known
        }
        let made = try service.registration(of: name, in: log)
        try batch.add(made.commit)
        resources[ExactText(name)] = made.id
        return made.id
    }

    /// Adds a trace that did not come in before.
    package mutating func add(_ trace: ImportedTrace, name: String) throws(ServiceError) {
        let decided = try service.decide(
            .importTrace(trace), CaseState(), by: .imported(log))
        try batch.add(
            try service.sealer.commit(
                decided.map { Dated(.case($0.event), occurredAt: $0.occurredAt) },
                to: try service.newStream("case"), expected: .new, commandID: nil,
                actor: .imported(log), claims: [try service.importClaim("trace", log, name)],
                series: CaseType.imported.series))
    }

    /// Waits until everything is durable.
    package mutating func finish() throws(ServiceError) { try batch.finish() }
}
