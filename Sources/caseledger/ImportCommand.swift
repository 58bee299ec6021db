// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CaseService
internal import Foundation
internal import Interchange

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Brings cases in from other systems.",
        subcommands: [XES.self])

    struct XES: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Brings in event logs in XES, plain or .gz.",
            discussion: """
                Each trace becomes a case, each event an activity. Names and texts are sealed; the \
                names of activities and transitions are codes and stay readable. A file comes in \
                whole or not at all; importing it again adds nothing.

                Example: caseledger import xes receipt.xes.gz --data .data
                """)

        @Argument(help: "XES files.")
        var files: [String]
        @OptionGroup var data: DataOption
        @Option(
            name: .customLong("plain"),
            help: "A key whose texts are codes, to stay readable in the ledger; may be repeated.")
        var plainKeys: [String] = []
        @Option(
            name: .customLong("log"),
            help: """
                Your name for the log, where later files carry on from it: a trace that came \
                before under this name is skipped. By default a log is known by its content.
                """)
        var logName: String?
        @Flag(help: "Prints the result as JSON.")
        var json = false

        func run() throws {
            let folder = try data.folder()
            try folder.check()
            let lock = try FolderLock(folder.path + "/import.lock")
            guard lock.isHeld else {
                throw Failure.refused("another import is running on \(folder.path); wait for it")
            }
            let service = try folder.open(.process)
            let importing = XESImport(
                service, plainKeys: Set(plainKeys), logName: logName)
            var total = ImportResult()
            for file in files {
                let bar = ProgressBar("Importing \((file as NSString).lastPathComponent)")
                do {
                    total.add(try importing.run(file) { bar.show($0) })
                } catch let refused as XESImport.Refused {
                    total.refused.append(
                        .init(file: file, line: refused.line, reason: refused.reason))
                }
                bar.finish()
            }
            try report(total)
            if !total.refused.isEmpty { throw ExitCode(1) }
        }

        private func report(_ total: ImportResult) throws {
            for refused in total.refused {
                let place = refused.line > 0 ? ", line \(refused.line)" : ""
                say("\(refused.file)\(place): \(refused.reason). Nothing of this file came in.")
            }
            if json {
                printResult(try encodeJSON(total))
            } else {
                printResult(
                    "\(total.cases) cases with \(total.activities) activities came in, "
                        + "\(total.skipped) were there already, "
                        + "\(total.refused.count) of \(files.count) files were refused.")
            }
        }
    }
}

/// What `import --json` prints.
private struct ImportResult: Encodable {
    struct Refused: Encodable {
        let file: String
        let line: Int
        let reason: String
    }
    var cases = 0
    var activities = 0
    var skipped = 0
    var refused: [Refused] = []

    mutating func add(_ outcome: XESImport.Outcome) {
        cases += outcome.cases
        activities += outcome.activities
        skipped += outcome.skipped
    }
}
