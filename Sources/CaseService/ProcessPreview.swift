// SPDX-License-Identifier: Apache-2.0
package import Casework
internal import Crypto
internal import EventCodec
internal import Forms
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
        let read = ProcessFile.read(bytes, in: try surroundings(teams: teams))
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
}
