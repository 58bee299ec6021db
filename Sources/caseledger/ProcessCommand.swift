// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CaseService
internal import Casework
internal import Forms
internal import Foundation
internal import Ledger
internal import ProcessFiles
internal import Terminal
internal import WorkingTime

struct ProcessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "process",
        abstract: "Checks and publishes the files that say how cases are handled.",
        discussion: """
            A process file names the stages of a case, the moves between them, who may do what, \
            and the tables that decide priority, team and sign-off. A case stays on the version \
            that it began under until somebody moves it. docs/reference/process-files.md says \
            what each key means.

            Examples:
              caseledger process show correspondence --shipped > correspondence.yaml
              caseledger process check correspondence.yaml
            """,
        subcommands: [
            Check.self, List.self, Show.self, Publish.self, Preview.self, Move.self,
        ])

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists every fault of process files, each with its line and its mend.",
            discussion: """
                Needs no data folder. Whether the teams that a file names are there is looked at \
                when it is published. Exits with 1 where a file has a fault.

                Examples:
                  caseledger process check correspondence.yaml
                  caseledger process check correspondence.yaml foi.yaml --json
                """)
        @Argument(help: "Process files.", completion: .file(extensions: ["yaml", "yml"]))
        var files: [String]
        @OptionGroup var json: JSONOption

        func run() throws {
            var answers: [ProcessCheckAnswer] = []
            for file in files {
                let (process, faults) = ProcessFile.read(try processBytes(file))
                answers.append(ProcessCheckAnswer(file: file, process: process, faults: faults))
            }
            try json.printing(answers, or: answers.map(\.text).joined(separator: "\n"))
            let count = answers.reduce(0) { $0 + $1.faults.count }
            guard count == 0 else {
                throw Failure.refused(
                    "\(Words.count(count, "fault", "faults")) found; mend them, then run this again"
                )
            }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the processes that this ledger has, each version on its own line.",
            discussion: """
                Examples:
                  caseledger process list --data .data
                  caseledger process list --data .data --json
                """)
        @OptionGroup var data: DataOption
        @OptionGroup var json: JSONOption

        func run() throws {
            let service = try data.folder().open(readOnly: true, .process)
            let rows = try service.processes().map { ProcessAnswer($0) }
            guard !rows.isEmpty || json.isOn else {
                return printResult(
                    "No process was published. 'caseledger process show correspondence --shipped' "
                        + "prints one to begin with.")
            }
            let table = TextTable(
                [
                    .init("process", isWhole: true), .init("version", isNumber: true),
                    .init("type", isWhole: true), .init("stages", isNumber: true),
                    .init("published", isWhole: true), .init("title"),
                ],
                rows.map {
                    [
                        $0.process, "\($0.version)", $0.type, "\($0.stages.count)",
                        String($0.published.prefix(10)), $0.title,
                    ]
                })
            try json.printing(
                rows, or: String(table.rendered(width: resultWidth()).text.dropLast()))
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints the file of a process, as it was published.",
            discussion: """
                With --shipped, one of those that come with the program: correspondence, foi, \
                complaint.

                Examples:
                  caseledger process show correspondence --shipped
                  caseledger process show correspondence --shipped --json
                """)
        @Argument(help: "The process, as 'process list' names it.")
        var name: String
        @Option(help: .init("An earlier version of it.", valueName: "number"))
        var number: Int?
        @Flag(help: "The one that comes with the program.")
        var shipped = false
        @OptionGroup var data: DataOption
        @OptionGroup var json: JSONOption

        func validate() throws {
            if shipped, number != nil {
                throw ValidationError("What comes with the program has no versions.")
            }
        }

        func run() throws {
            if shipped {
                guard let file = ShippedProcesses.all.first(where: { $0.name == name }),
                    let process = ProcessFile.read(file.bytes).process
                else {
                    let names = ShippedProcesses.all.map(\.name).joined(separator: ", ")
                    throw Failure.refused("no process '\(name)' comes with it; there are \(names)")
                }
                let text = String(decoding: file.bytes, as: UTF8.self)
                return try json.printing(
                    ShownProcess(process, version: nil, text: text), or: Self.trimmed(text))
            }
            let service = try data.folder().open(readOnly: true, .process)
            let found = try service.processes().last {
                $0.version.process.name.description == name
                    && (number == nil || $0.version.number == number)
            }
            guard let found else {
                throw Failure.refused(
                    "there is no such process '\(name)'; 'caseledger process list' lists them")
            }
            try json.printing(
                ShownProcess(
                    found.version.process, version: found.version.number, text: found.text),
                or: Self.trimmed(found.text))
        }

        /// Printing adds the line's end again.
        private static func trimmed(_ text: String) -> String {
            text.hasSuffix("\n") ? String(text.dropLast()) : text
        }
    }

    struct Publish: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Publishes a process file: cases that begin from now on are handled by it.",
            discussion: """
                Refused where the file has a fault, names a team that there is not, or is in force \
                already. Look at 'process preview' first.

                Examples:
                  caseledger process publish correspondence.yaml --data .data --dry-run
                  caseledger process publish correspondence.yaml --data .data
                """)
        @Argument(help: "The process file.", completion: .file(extensions: ["yaml", "yml"]))
        var file: String
        @Flag(help: "Says what it would publish, and writes nothing.")
        var dryRun = false
        @OptionGroup var data: DataOption
        @OptionGroup var json: JSONOption

        func run() async throws {
            let bytes = try processBytes(file)
            let folder = try data.folder()
            let service = try folder.open(readOnly: dryRun, .process)
            let teams = try service.teams()
            let read = ProcessFile.read(bytes, in: try service.surroundings(teams: teams))
            guard let process = read.process else {
                let answer = ProcessCheckAnswer(file: file, process: nil, faults: read.faults)
                try json.printing(answer, or: answer.text)
                throw Failure.refused("the file has faults; nothing was published")
            }
            let known = try service.processes()
            guard
                case .first(let event)? = try service.publication(
                    of: bytes, after: known, teams: teams
                ).first
            else { throw Failure.refused("the file is empty") }
            var position: Int?
            if !dryRun {
                position = try await service.publish(
                    bytes, after: known, actor: .system("process")
                ).last
                folder.keepCheckpoint(service)
            }
            let answer = PublishedAnswer(
                process: process.name.description, version: event.version,
                type: process.type
                    .rawValue, digest: event.digest.hexadecimal, position: position,
                unapproved: try service.unapproved(of: process).map(\.description))
            try json.printing(answer, or: answer.text)
        }
    }
}

/// The bytes of a process file; of one that is too large, more than the limit.
func processBytes(_ file: String) throws -> [UInt8] {
    guard let handle = FileHandle(forReadingAtPath: file),
        let bytes = try? handle.read(upToCount: ProcessLimits.bytes + 1) ?? Data()
    else { throw Failure.refused("'\(file)' is not there, or is no file that can be read") }
    return Array(bytes)
}
