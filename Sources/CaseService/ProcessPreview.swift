// SPDX-License-Identifier: Apache-2.0
package import Casework
internal import Crypto
internal import EventCodec
package import Forms
internal import Ledger
internal import ProcessFiles
internal import WorkingTime

/// What a process file would have made of the cases that there were.
package struct ProcessPreview: Sendable {
    package struct Case: Sendable {
        package let id: CaseID
        /// As `FOI-2026-000123`; empty where the case has none.
        package let reference: String
        package let differences: [CasePreview.Difference]
    }
    package let process: CaseProcess
    /// Of the process's type.
    package let cases: Int
    /// Those that would have gone otherwise, in the order of their opening.
    package let differing: [Case]
    /// The stages that no case would have come to.
    package let notReached: [String]

    /// How many cases differ in each way.
    package func count(_ kind: CasePreview.Difference.Kind) -> Int {
        differing.filter { $0.differences.contains { $0.kind == kind } }.count
    }
}

/// A case that a move to another version is asked for.
package struct ProcessMoveOutcome: Sendable {
    package let id: CaseID
    package let reference: String
    /// Nil where the case was moved, or would be.
    package let refusal: String?
}

extension CaseService {
    /// Decides every command of the cases of the process's type anew, under the file. O(events of
    /// the log).
    ///
    /// - Parameter progress: The share of the log that was read, 0…1.
    /// - Throws: `.process` where the file has a fault.
    package func preview(
        _ bytes: [UInt8], progress: (Double) -> Void
    ) throws(ServiceError) -> ProcessPreview {
        let teams = try teams()
        let read = ProcessFile.read(bytes, in: ProcessSurroundings(teams: Set(teams.keys)))
        guard let process = read.process else {
            throw .process(
                "the file has faults; 'caseledger process check' says where, and publishing it "
                    + "needs the teams that it names")
        }
        let named = Dictionary(
            process.teamNames.compactMap { name in teams[name].map { ($0, name) } },
            uniquingKeysWith: { first, _ in first })
        let version = ProcessVersion(
            process: process, number: 0, digest: Bytes32(SHA256.hash(data: bytes)))
        let asked = Set(
            try processes().filter { $0.version.process.name == process.name }
                .flatMap { $0.version.process.fields.map(\.name) })
        let newFields = process.fields.map(\.name).filter { !asked.contains($0) }
        var cases: [CaseID: (preview: CasePreview, reference: String)] = [:]
        var order: [CaseID] = []
        let end: Position
        do { end = try ledger.head().position } catch { throw .ledger(error) }
        try eachEvent { event throws(ServiceError) in
            progress(min(1, Double(event.position) / Double(max(1, end))))
            guard let id = CaseID(event.stream.description) else { return }
            let isOpening = event.type == "case.opened"
            guard isOpening || cases[id] != nil,
                case .case(let body) = try sealer.read(event)
            else { return }
            if case .opened(let opened) = body {
                guard opened.type == process.type else { return }
                let preview = CasePreview(version, teams: named, newFields: newFields)
                cases[id] = (preview, event.reference ?? "")
                order.append(id)
            }
            cases[id]?.preview.evolve(
                body, by: Actor(event.actor) ?? .system("unknown"), occurredAt: event.occurredAt,
                today: London.day(of: event.time))
        }
        var reached: Set<Code> = []
        for (preview, _) in cases.values { reached.formUnion(preview.stages) }
        return ProcessPreview(
            process: process, cases: order.count,
            differing: order.compactMap { id in
                guard let known = cases[id], !known.preview.differences.isEmpty else { return nil }
                return ProcessPreview.Case(
                    id: id, reference: known.reference, differences: known.preview.differences)
            },
            notReached: process.stages.map(\.name).filter { !reached.contains($0) }
                .map(\.description))
    }

    /// Moves the cases that another version of the process handles to this one, one after the
    /// other; each that cannot be moved stays where it is, and says why.
    ///
    /// - Parameters:
    ///   - stages: The counterparts of stages that have another name in the version, or none.
    ///   - only: That case alone; nil for all.
    package func moveCases(
        of name: Code, to number: Int, stages: [(from: Code, to: Code)], only: CaseID?,
        actor: Actor
    ) async throws(ServiceError) -> [ProcessMoveOutcome] {
        try Authorisation.require(actor, .moveProcess)
        let known = try processes()
        guard
            known.contains(where: {
                $0.version.process.name == name && $0.version.number == number
            })
        else {
            throw .process(
                "there is no version \(number) of a process \(name); 'caseledger process list' "
                    + "lists them")
        }
        var handled: [CaseID: (version: Int, reference: String)] = [:]
        var references: [CaseID: String] = [:]
        var order: [CaseID] = []
        try eachEvent { event throws(ServiceError) in
            guard let id = CaseID(event.stream.description) else { return }
            if let reference = event.reference { references[id] = reference }
            guard event.type == ProcessAdopted.type || event.type == ProcessMoved.type,
                case .case(.stage(let body)) = try sealer.read(event)
            else { return }
            switch body {
            case .adopted(let adopted) where adopted.process == name:
                if handled[id] == nil { order.append(id) }
                handled[id] = (adopted.version, references[id] ?? "")
            case .processMoved(let moved): handled[id]?.version = moved.version
            default: break
            }
        }
        let counterparts = stages.map { MoveProcess.Counterpart(from: $0.from, to: $0.to) }
        let command = CaseCommand.stage(
            .moveProcess(MoveProcess(version: number, stages: counterparts)))
        var outcomes: [ProcessMoveOutcome] = []
        for id in order where only == nil || id == only {
            guard let known = handled[id], known.version != number else { continue }
            var refusal: String?
            do throws(ServiceError) {
                _ = try await perform(
                    command, on: id, expected: nil, commandID: ledger.newID(), actor: actor)
            } catch {
                guard case .refused(let reason) = error else { throw error }
                if case .process(let reason) = reason {
                    refusal = reason.sentence
                } else {
                    refusal = "\(reason)"
                }
            }
            outcomes.append(
                ProcessMoveOutcome(id: id, reference: known.reference, refusal: refusal))
        }
        return outcomes
    }
}
