// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CaseService
internal import Casework
internal import Foundation
internal import Ledger

extension CaseCommandLine {
    struct Bulk: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "bulk",
            abstract: "Carries out one command on many cases, and says of each what became of it.",
            discussion: """
                What one case refuses does not stop the others. Stopped half-way, or refused by \
                some, the same line with the same --command-id does what was not done and changes \
                nothing twice.

                Example:
                  caseledger case bulk add-note text="It works again." --cases refs.txt
                """)
        @Argument(help: "What to do; `case commands` lists it.") var command: String
        @Argument(help: .init("The command's fields.", valueName: "name=value"))
        var fields: [String] = []
        @Option(
            help: .init("A file with a reference on each line; - for standard input."),
            completion: .file())
        var cases: String
        @OptionGroup var acting: ActingOptions
        @OptionGroup var data: DataOption
        @OptionGroup var json: JSONOption

        func validate() throws { _ = try TypedValue.fields(fields, reading: false) }

        func run() async throws {
            let folder = try data.folder()
            let staff = try acting.staff(in: folder)
            let references = try TypedValue.text("@" + cases).split(whereSeparator: \.isNewline)
                .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
            guard !references.isEmpty else {
                throw Failure.refused("the file '\(cases)' names no case")
            }
            let service = try folder.open(.process)
            let asked = try CaseCommand.asked(command, fields, of: service, by: staff)
            let id = acting.commandID ?? service.ledger.newID()
            var results: [Line] = []
            await service.perform(
                asked, onEach: references, commandID: id, actor: .staff(staff)
            ) { result in
                let line = Line(result)
                results.append(line)
                if !json.isOn { printResult("\(line.reference)  \(line.words)") }
            }
            folder.keepCheckpoint(service)
            let refused = results.count { $0.refused != nil }
            if json.isOn {
                printResult(try encodeJSON(Report(commandID: id, cases: results)))
            }
            guard refused > 0 else { return }
            if json.isOn { throw ExitCode(1) }
            throw Failure.refused(
                "\(refused) of \(results.count) cases refused it; when what is wrong is mended, "
                    + "the same line with --command-id \(id) does the rest")
        }
    }

    private struct Report: Encodable {
        let commandID: String
        let cases: [Line]
    }

    /// What became of one case.
    private struct Line: Encodable {
        let reference: String
        let version: Int?
        let position: Int?
        /// Why it was not done.
        let refused: String?

        var words: String { refused ?? "done, version \(version ?? 0)" }

        init(_ result: BulkResult) {
            reference = result.reference
            switch result.outcome {
            case .success(let receipt):
                version = receipt.version
                position = receipt.last
                refused = nil
            case .failure(let error):
                version = nil
                position = nil
                refused = error.description
            }
        }
    }
}
