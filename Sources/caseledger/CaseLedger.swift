// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CaseService
internal import Foundation
internal import Settings

/// The program. Exit codes: 0 done; 1 the check failed or the command was refused; 2 usage;
/// 3 the data folder is unusable.
@main
struct CaseLedger: AsyncParsableCommand {
    static let version = "0.2.0"
    static let configuration = CommandConfiguration(
        commandName: "caseledger",
        abstract: "The record of a public authority's casework.",
        discussion: """
            Every action on a case is an event, appended for good to a log. Read models are made \
            from the log, and people work on pages made from those.

            The first time:
              caseledger init --data .data --organisation "Testshire Council"
              caseledger up --data .data

            Then open the link that 'up' prints, and sign in. Set CASELEDGER_DATA to leave --data \
            out. 'caseledger init --help' explains a command; most print JSON with --json.

            Exit codes: 0 done; 1 refused, or a check failed; 2 wrong usage; 3 the data folder is \
            unusable. The Tab key completes commands and options after
              source <(caseledger --generate-completion-script bash)
            """,
        version: version,
        subcommands: [
            InitCommand.self, UpCommand.self, ServeCommand.self, ProjectCommand.self,
            ImportCommand.self, ExportCommand.self, VerifyCommand.self, StatusCommand.self,
            QueryCommand.self, ReplayCommand.self, ProveCommand.self, UserCommand.self,
            TeamCommand.self, ReferenceCommand.self, SimulateCommand.self, SigningKeyCommand.self,
            WitnessCommand.self, ClockCommand.self, CalendarCommand.self, CaseCommandLine.self,
            ProcessCommand.self, TemplatesCommand.self,
        ])

    static func main() async {
        // Whatever this program makes is its user's alone, SQLite's files included.
        umask(0o077)
        do {
            if let sentence = Typos.sentence(CommandLine.arguments.dropFirst()) {
                Ending.usage(sentence).leave()
            }
            var command = try parseAsRoot()
            let kind = type(of: command)
            do {
                if var command = command as? any AsyncParsableCommand {
                    try await command.run()
                } else {
                    try command.run()
                }
            } catch let error as ValidationError {
                Ending.usage(Typos.usage(error.message, of: kind)).leave()
            }
        } catch {
            switch exitCode(for: error) {
            case .success: exit(withError: error)  // Help, the version, a completion script.
            case .validationFailure: Ending.usage(fullMessage(for: error)).leave()
            default: Ending(error).leave()
            }
        }
    }
}

/// The option that every command on a data folder has.
struct DataOption: ParsableArguments {
    @Option(
        name: .customLong("data"),
        help: .init("The data folder; or set CASELEDGER_DATA.", valueName: "dir"),
        completion: .directory)
    var given: String?

    /// The folder's path.
    func directory() throws -> String {
        // Asked for when the command runs: a mistyped option is what the parser complains of first.
        let path = given ?? ProcessInfo.processInfo.environment["CASELEDGER_DATA"] ?? ""
        if path.isEmpty {
            throw ValidationError("Which data folder? Give --data DIR, or set CASELEDGER_DATA.")
        }
        return path
    }

    /// The folder that `init` is to make, as its settings say.
    func newFolder(_ settings: Settings? = nil) throws -> DataFolder {
        let settings = try settings ?? self.settings()
        var folder = DataFolder(try directory())
        folder.mapSize = settings.mapSize
        folder.keyFile = settings.wrappingKeyFile
        folder.givenKey = settings.wrappingKey
        folder.signingKeyFile = settings.signingKeyFile
        folder.givenSigningKey = settings.signingKey
        // Said once, and not by each process that another one starts.
        if folder.isKeyExposed, !CommandLine.arguments.contains("--supervised"),
            !CommandLine.arguments.contains("--judge")
        {
            say(
                "Others on this machine can read \(folder.wrappingKeyFile), and so every name and "
                    + "text: chmod 600 it.")
        }
        return folder
    }

    /// A folder with a ledger in it, as its settings say.
    func folder(_ settings: Settings? = nil) throws -> DataFolder {
        let path = try directory()
        let files = FileManager.default
        let exists = files.fileExists(atPath: path)
        if exists, !isFolder(path) {
            throw Failure.unusable("'\(path)' is a file, not a data folder; give the folder")
        }
        if exists, !files.isReadableFile(atPath: path) || !files.isExecutableFile(atPath: path) {
            throw Failure.unusable(
                "the folder '\(path)' is not yours to read; run this as its owner")
        }
        let folder = try newFolder(settings)
        guard exists, folder.isBegun else {
            let problem =
                exists ? "there is no ledger in '\(path)'" : "there is no folder '\(path)'"
            throw Failure.unusable(
                "\(problem); give another --data, or make one with "
                    + "`caseledger init \(dataWords(path))`")
        }
        try folder.check()
        return folder
    }
}
