// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CaseService
internal import Casework
internal import Foundation
internal import Interchange
internal import Ledger
internal import MerkleTree

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes the record out.",
        discussion: """
            jsonl       the stored bytes of each event, one a line; names stay sealed
            xes         cases and their activities (IEEE 1849-2016), names opened
            ocel        cases, people and events (OCEL 2.0 JSON), names opened
            checkpoint  the newest signed checkpoint of the log

            Examples:
              caseledger export jsonl --data .data | head -n 3
              caseledger export xes --data .data --out cases.xes
              caseledger export ocel --data .data --case IMP-2026-000001
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case jsonl, xes, ocel, checkpoint }

    @Argument(help: "What to write.")
    var format: Format
    @OptionGroup var data: DataOption
    @Option(
        name: .customLong("case"),
        help: .init("The reference of one case, as ENQ-2026-000001.", valueName: "ref"))
    var reference: String?
    @Option(
        help: .init("The file to write; by default standard output.", valueName: "file"),
        completion: .file())
    var out: String?
    @OptionGroup var json: JSONOption

    func validate() throws {
        if let out { try checkOut(out) }
        if reference == "" {
            throw ValidationError("--case is empty: which case? As ENQ-2026-000001.")
        }
        if json.isOn, out == nil {
            throw ValidationError("--json tells of the file that was written; give --out FILE too.")
        }
        if format == .checkpoint, reference != nil {
            throw ValidationError("A checkpoint is of the whole log: leave --case out.")
        }
    }

    func run() throws {
        let folder = try data.folder()
        let isSealed = format == .jsonl || format == .checkpoint
        let service = isSealed ? nil : try folder.open(readOnly: true, .process)
        let ledger = try service?.ledger ?? folder.openLedger(readOnly: true, .process)
        let stream = try reference.map { try Self.stream(of: $0, in: ledger) }
        let bar = ProgressBar("Exporting")
        defer { bar.finish() }
        let sink = try OutputFile(path: out)
        let interruption = out.map { out in
            Interruption { [unfinished = sink.temporary] in
                if let unfinished { try? FileManager.default.removeItem(atPath: unfinished) }
                return "Stopped. \(out) is as it was before; the ledger is never changed by this."
            }
        }
        let export = CaseExport(ledger: ledger, only: stream) { bar.show($0) }
        do {
            switch (format, service) {
            case (.xes, let service?): try export.xes(service) { try sink.write($0) }
            case (.ocel, let service?): try export.ocel(service) { try sink.write($0) }
            case (.checkpoint, _): try sink.write(try Self.checkpoint(of: ledger))
            default: try export.lines { try sink.write($0) }
            }
            try sink.close()
        } catch {
            sink.discard()
            throw error
        }
        interruption?.end()
        bar.finish()
        guard let out else { return }
        try json.printing(
            Result(bytes: sink.written, file: out, format: format.rawValue),
            or: "Wrote \(out): \(sink.written) bytes of \(format.rawValue).")
    }

    /// What `export --json` prints.
    private struct Result: Encodable {
        let bytes: Int
        let file: String
        let format: String
    }

    /// The newest checkpoint, as it is kept.
    private static func checkpoint(of ledger: Ledger) throws -> [UInt8] {
        guard let kept = try ledger.checkpoint() else {
            throw Failure.refused(
                "nothing of this ledger is signed yet; `caseledger prove` or `up` does it")
        }
        return Array(kept.note.description.utf8)
    }

    /// The stream of the case with a reference.
    static func stream(of reference: String, in ledger: Ledger) throws -> StreamName {
        guard let stream = try ledger.stream(ofReference: reference.uppercased()) else {
            throw Failure.refused(
                "there is no case \(reference); references look like ENQ-2026-000001")
        }
        return stream
    }
}
