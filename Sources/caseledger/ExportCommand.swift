// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CaseService
internal import Casework
internal import Foundation
internal import Interchange
internal import Ledger

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes the record out.",
        discussion: """
            jsonl  the stored bytes of each event, one a line, in the log's order; names and texts \
            stay sealed
            xes    cases and their activities (IEEE 1849-2016), names opened
            ocel   cases, people and events (OCEL 2.0 JSON), names opened

            Example: caseledger export xes --data .data --out cases.xes
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case jsonl, xes, ocel }

    @Argument(help: "jsonl, xes or ocel.")
    var format: Format
    @OptionGroup var data: DataOption
    @Option(name: .customLong("case"), help: "The reference of one case, as ENQ-2026-000001.")
    var reference: String?
    @Option(help: "The file to write; by default standard output.")
    var out: String?

    func run() throws {
        let folder = try data.folder()
        let service = format == .jsonl ? nil : try folder.open(readOnly: true, .process)
        let ledger = try service?.ledger ?? folder.openLedger(readOnly: true, .process)
        let stream = try reference.map { try Self.stream(of: $0, in: ledger) }
        let bar = ProgressBar("Exporting")
        let sink = try OutputFile(path: out)
        let export = CaseExport(ledger: ledger, only: stream) { bar.show($0) }
        do {
            switch (format, service) {
            case (.xes, let service?): try export.xes(service) { try sink.write($0) }
            case (.ocel, let service?): try export.ocel(service) { try sink.write($0) }
            default: try export.lines { try sink.write($0) }
            }
            try sink.close()
        } catch {
            sink.discard()
            throw error
        }
        bar.finish()
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
