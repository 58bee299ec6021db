// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CaseService
internal import Casework
internal import Foundation
internal import Ledger

extension CaseCommandLine {
    struct Attach: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "attach",
            abstract: "Adds a file to a case.",
            discussion: """
                What it is follows from its bytes, not from its name; a program is refused.

                Example:
                  caseledger case attach IMP-2026-000001 refs.txt
                """)
        @Argument(help: "The reference of a case.") var reference: String
        @Argument(help: "The file.", completion: .file()) var file: String
        @OptionGroup var acting: ActingOptions
        @OptionGroup var data: DataOption
        @OptionGroup var json: JSONOption

        func run() async throws {
            let folder = try data.folder()
            let staff = try acting.staff(in: folder)
            let service = try folder.open(.process)
            let id = try service.namedCase(reference)
            let receipt = try await service.addFile(
                try contents(), name: file, to: id, expected: nil,
                commandID: acting.commandID ?? service.ledger.newID(), actor: .staff(staff))
            folder.keepCheckpoint(service)
            let done = Done(receipt, reference: reference.uppercased())
            try json.printing(
                done,
                or: "\(done.reference) is at version \(done.version), position \(done.position)")
        }

        private func contents() throws -> [UInt8] {
            let limit = Limits.fileBytes + 1
            guard let handle = FileHandle(forReadingAtPath: file),
                let bytes = try? handle.read(upToCount: limit)
            else { throw Failure.refused("the file '\(file)' cannot be read; check its name") }
            return Array(bytes)
        }
    }

    struct File: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "file",
            abstract: "Gives out a file of a case.",
            discussion: """
                Example:
                  caseledger case attach IMP-2026-000001 refs.txt
                  caseledger case file IMP-2026-000001 1 --out again.txt
                """)
        @Argument(help: "The reference of a case.") var reference: String
        @Argument(help: "The file's number, as the history says it.") var number: Int
        @Option(
            help: .init("Where it goes; standard output if left out.", valueName: "file"),
            completion: .file())
        var out: String?
        @OptionGroup var data: DataOption

        func run() throws {
            let service = try data.folder().open(readOnly: true, .process)
            let id = try service.namedCase(reference)
            guard let file = try service.file(number, of: id, actor: .system("case")) else {
                throw Failure.refused("\(reference) has no file \(number)")
            }
            let output = try OutputFile(path: out)
            try output.write(file.bytes)
            try output.close()
        }
    }
}
