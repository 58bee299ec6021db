// SPDX-License-Identifier: Apache-2.0
package import Casework
internal import Crypto
internal import EventCodec
package import Forms
package import Ledger
internal import ProcessFiles
internal import Synchronization
package import WorkingTime

/// A process as it was published.
package struct PublishedProcess: Equatable, Sendable {
    package let version: ProcessVersion
    /// The file.
    package let text: String
    /// The teams that the file names.
    package let teams: [TeamID: String]
    /// Of the event that published it.
    package let position: Position
    package let time: Instant
}

/// What a stream of processes came to at a version: it only grows.
final class ProcessShelf: Sendable {
    private let kept = Mutex<(version: Int, all: [PublishedProcess])>((0, []))

    func all(at version: Int) -> [PublishedProcess]? {
        kept.withLock { $0.version == version ? $0.all : nil }
    }

    func keep(_ all: [PublishedProcess], at version: Int) {
        kept.withLock { $0 = (version, all) }
    }
}

extension CaseService {
    /// Every version of every process that the ledger has, in the order of their publication.
    package func processes() throws(ServiceError) -> [PublishedProcess] {
        let stream = try processStream
        let version: Int
        do { version = try ledger.version(of: stream) } catch { throw .ledger(error) }
        if version == 0 { return [] }
        if let known = processShelf.all(at: version) { return known }
        let events: [RecordedEvent]
        do { events = try ledger.stream(stream) } catch { throw .ledger(error) }
        var found: [PublishedProcess] = []
        var index = 0
        while index < events.count {
            let event = events[index]
            index += 1
            guard case .processPublished(let published) = try sealer.read(event) else { continue }
            var text = published.text.text
            for _ in 1..<max(1, published.parts) where index < events.count {
                guard case .processContinued(let more) = try sealer.read(events[index]) else {
                    break
                }
                text += more.text.text
                index += 1
            }
            found.append(try process(published, text, event))
        }
        processShelf.keep(found, at: events.count)
        return found
    }

    private func process(
        _ published: ProcessPublished, _ text: String, _ event: RecordedEvent
    ) throws(ServiceError) -> PublishedProcess {
        // What was without a fault when it was published is read by the program that reads it now.
        guard Bytes32(SHA256.hash(data: Array(text.utf8))) == published.digest,
            let process = ProcessFile.read(Array(text.utf8)).process
        else { throw .undecodable(event.position, DecodingProblem(field: "text")) }
        return PublishedProcess(
            version: ProcessVersion(
                process: process, number: published.version, digest: published.digest),
            text: text,
            teams: Dictionary(
                published.teams.map { ($0.team, $0.name.text) }, uniquingKeysWith: { $1 }),
            position: event.position, time: event.time)
    }

    /// The process in force for cases of a type; nil where none was published.
    package func process(for type: CaseType) throws(ServiceError) -> PublishedProcess? {
        try processes().last { $0.version.process.type == type }
    }

    /// The version that a case is handled by.
    package func process(of state: CaseState) throws(ServiceError) -> PublishedProcess? {
        guard let name = state.stages.process, let number = state.stages.version else { return nil }
        return try processes().first {
            $0.version.process.name == name && $0.version.number == number
        }
    }

    /// The authority's teams, by their names. O(events of the log).
    package func teams() throws(ServiceError) -> [String: TeamID] {
        var teams: [String: TeamID] = [:]
        try eachEvent { event throws(ServiceError) in
            guard event.type == TeamEstablished.type,
                case .teamEstablished(let team) = try sealer.read(event),
                let id = TeamID(event.stream.description)
            else { return }
            teams[team.name.text] = id
        }
        return teams
    }

    /// Reads the whole log, in its order.
    func eachEvent(
        _ body: (RecordedEvent) throws(ServiceError) -> Void
    ) throws(ServiceError) {
        var position = 0
        while true {
            let events: [RecordedEvent]
            do { events = try ledger.events(after: position) } catch { throw .ledger(error) }
            guard let last = events.last else { return }
            for event in events { try body(event) }
            position = last.position
        }
    }

    /// What a process file can name: the authority's teams, and its templates and those that come
    /// with the program.
    package func surroundings(
        teams: [String: TeamID]
    ) throws(ServiceError) -> ProcessSurroundings {
        let names = try templates().all.keys.map(\.description)
        return ProcessSurroundings(
            teams: Set(teams.keys),
            templates: Set(names + ShippedTemplates.all.map(\.name.description)))
    }

    /// The templates that a process names and that nobody approved: replies are not written from
    /// them yet. By their names.
    package func unapproved(of process: CaseProcess) throws(ServiceError) -> [Code] {
        let inForce = try templates().inForce(on: today)
        return process.templates.filter { inForce[$0] == nil }
    }

    /// The events that publish a file.
    ///
    /// - Throws: `.process` where it has a fault, or is the one in force.
    package func publication(
        of bytes: [UInt8], after known: [PublishedProcess], teams: [String: TeamID]
    ) throws(ServiceError) -> [ProcessPublication] {
        let around = try surroundings(teams: teams)
        let (read, faults) = ProcessFile.read(bytes, in: around)
        guard let process = read else {
            throw .process(
                "the file has \(faults.count) fault\(faults.count == 1 ? "" : "s"); "
                    + "'caseledger process check' says where")
        }
        let digest = Bytes32(SHA256.hash(data: bytes))
        let versions = known.filter { $0.version.process.name == process.name }
        if let last = versions.last, last.version.digest == digest {
            throw .process(
                "version \(last.version.number) of the process \(process.name) is this file "
                    + "already, and in force")
        }
        if let other = known.last(where: { $0.version.process.type == process.type }),
            other.version.process.name != process.name
        {
            throw .process(
                "cases of the type \(process.type.rawValue) are handled by the process "
                    + "\(other.version.process.name); publish this as another version of it")
        }
        let parts = PublishedText.parts(of: String(decoding: bytes, as: UTF8.self))
        guard let first = parts.first else { throw .process("the file is empty") }
        let named = process.teamNames.sorted().compactMap { name in
            teams[name].flatMap { team in
                Published(name).map { ProcessPublished.NamedTeam(name: $0, team: team) }
            }
        }
        let published = ProcessPublished(
            process: process.name, version: (versions.last?.version.number ?? 0) + 1,
            title: process.title, digest: digest, parts: parts.count, teams: named, text: first)
        return [.first(published)]
            + parts.dropFirst().map { .more(ProcessContinued(text: $0)) }
    }

    /// Publishes a file, for the cases that begin from here on.
    ///
    /// - Throws: `.process` as `publication(of:after:teams:)`, and where another process was
    ///   published since.
    package func publish(
        _ bytes: [UInt8], after known: [PublishedProcess], actor: Actor
    ) async throws(ServiceError) -> Receipt {
        try Authorisation.require(actor, .publishProcess)
        let events = try publication(of: bytes, after: known, teams: try teams())
        let stream = try processStream
        let version: Int
        do { version = try ledger.version(of: stream) } catch { throw .ledger(error) }
        let commit = try sealer.commit(
            events.map { Dated($0.event) }, to: stream,
            expected: version == 0 ? .new : .exactly(version), commandID: nil, actor: actor)
        do throws(ServiceError) { return try await append(commit) } catch {
            guard case .conflict = error else { throw error }
            throw .process("another process was published meanwhile; run this again")
        }
    }

    private var processStream: StreamName {
        get throws(ServiceError) {
            guard let name = StreamName("process/\(ledger.identity.id)") else { throw .notFound }
            return name
        }
    }
}

/// One of the events that publish a file.
package enum ProcessPublication: Equatable, Sendable {
    case first(ProcessPublished)
    case more(ProcessContinued)

    var event: DomainEvent {
        switch self {
        case .first(let event): .processPublished(event)
        case .more(let event): .processContinued(event)
        }
    }
}
