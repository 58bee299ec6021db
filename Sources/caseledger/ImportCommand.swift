// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CaseService
internal import Foundation
internal import Interchange
internal import Ledger
internal import Synchronization
internal import Vault

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Brings cases in from other systems.",
        discussion: """
            A file comes in whole or not at all, and again without effect.

            Examples:
              caseledger import xes receipt.xes.gz --data .data
              caseledger import csv --map cases.yaml cases.csv --data .data --check
            """,
        subcommands: [XES.self, ImportCSVCommand.self])

    struct XES: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Brings in event logs in XES, plain or .gz.",
            discussion: """
                Each trace becomes a case, each event an activity. Names and texts are sealed; the \
                names of activities and transitions are codes and stay readable. A file comes in \
                whole or not at all; importing it again adds nothing.

                Examples:
                  caseledger import xes receipt.xes.gz --data .data
                  caseledger import xes jan.xes feb.xes --log permits --data .data
                  caseledger import xes receipt.xes.gz --plain channel --data .data --json
                """)

        @Argument(
            help: .init("XES files, plain or .gz.", valueName: "file"),
            completion: .file(extensions: ["xes", "gz"]))
        var files: [String]
        @OptionGroup var data: DataOption
        @Option(
            name: .customLong("plain"),
            help: .init(
                "A key whose texts are codes, to stay readable in the ledger; may be repeated.",
                valueName: "key"))
        var plainKeys: [String] = []
        @Option(
            name: .customLong("log"),
            help: .init(
                """
                Your name for the log, where later files carry on from it: a trace that came \
                before under this name is skipped. By default a log is known by its content.
                """, valueName: "name"))
        var logName: String?
        @OptionGroup var json: JSONOption

        func validate() throws {
            if files.contains("") { throw ValidationError("A file's name is empty.") }
            if plainKeys.contains("") { throw ValidationError("--plain is empty: which key?") }
            if logName == "" { throw ValidationError("--log is empty: what do you call the log?") }
        }

        func run() throws {
            let folder = try data.folder()
            let lock = try FolderLock(folder.path + "/import.lock")
            guard lock.isHeld else {
                throw Failure.refused("another import is running on \(folder.path); wait for it")
            }
            let service = try folder.open(.process)
            let importing = XESImport(
                service, plainKeys: Set(plainKeys), logName: logName)
            var total = ImportResult()
            let stage = ImportStage()
            let interruption = Interruption { stage.sentence }
            defer { interruption.end() }
            for file in files {
                let bar = ProgressBar("Importing \((file as NSString).lastPathComponent)")
                defer { bar.finish() }
                do {
                    let outcome = try importing.run(file) { share in
                        stage.set(file, share)
                        bar.show(share)
                    }
                    total.add(outcome)
                } catch let refused as XESImport.Refused {
                    total.refused.append(
                        .init(file: file, line: refused.line, reason: refused.reason))
                } catch {
                    throw stage.failure(error)
                }
            }
            folder.keepCheckpoint(service)
            try report(total)
            if !total.refused.isEmpty { throw ExitCode(1) }
        }

        private func report(_ total: ImportResult) throws {
            if !json.isOn {
                for refused in total.refused {
                    let place = refused.line > 0 ? ", line \(refused.line)" : ""
                    say(
                        "Error: \(refused.file)\(place): \(refused.reason). "
                            + "Nothing of this file came in"
                            + (refused.line > 0 ? "; mend it, and import it again." : "."))
                }
            }
            try json.printing(
                total,
                or: "\(total.cases) cases with \(total.activities) activities came in, "
                    + "\(total.skipped) cases were there already, "
                    + "\(total.refused.count) of \(files.count) files were refused.")
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

/// How far an import is, for whoever interrupts it.
final class ImportStage: Sendable {
    private let place = Mutex((file: "", share: 0.0))

    func set(_ file: String, _ share: Double) { place.withLock { $0 = (file, share) } }

    var sentence: String {
        let (file, share) = place.withLock { $0 }
        return share < 0.5
            ? "Stopped. Nothing of \(file) came in yet; files before it are kept."
            : "Stopped. What came in of \(file) is kept; import it again, and the rest comes in, "
                + "nothing twice."
    }

    /// What stopped the import; where there was no room for the rest, with what is kept.
    func failure(_ error: any Error) -> any Error {
        guard let shortage = LedgerError(within: error)?.shortage else { return error }
        let file = place.withLock { $0.file }
        return Failure.unusable(
            "\(shortage.what): \(shortage.mend) and import again: what came in of \(file) is kept, "
                + "and the rest comes in, nothing twice")
    }
}

extension LedgerError {
    /// The ledger's own error where that is what stopped a service; nil for any other.
    fileprivate init?(within error: any Error) {
        switch error {
        case let error as LedgerError: self = error
        case VaultError.ledger(let error), ServiceError.ledger(let error),
            ServiceError.vault(.ledger(let error)):
            self = error
        default: return nil
        }
    }
}
