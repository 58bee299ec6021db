// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CaseService
internal import Foundation
internal import Ledger
internal import Server
internal import Settings
internal import Vault

/// The program. Exit codes: 0 done; 1 the check failed or the command was refused; 2 usage;
/// 3 the data folder is unusable.
@main
struct CaseLedger: AsyncParsableCommand {
    static let version = "0.2.0"
    static let configuration = CommandConfiguration(
        commandName: "caseledger",
        abstract: "The record of a public authority's casework.",
        discussion: """
            Every action on a case is an event in an append-only log; projectors fold the log into \
            read models; people work on pages made from those.

            Begin with:
              caseledger init --data DIR --organisation "Testshire Council"
              caseledger up --data DIR
            """,
        version: version,
        subcommands: [
            InitCommand.self, UpCommand.self, ServeCommand.self, ProjectCommand.self,
            ImportCommand.self, ExportCommand.self, VerifyCommand.self, StatusCommand.self,
            QueryCommand.self, ReplayCommand.self, UserCommand.self, ReferenceCommand.self,
            SimulateCommand.self,
        ])

    static func main() async {
        // Whatever this program makes is its user's alone, SQLite's files included.
        umask(0o077)
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let error as Failure {
            say(error.message)
            Foundation.exit(error.code)
        } catch let error as ServiceError {
            say("\(error)")
            Foundation.exit(isUnusable(error) ? 3 : 1)
        } catch let error as SettingsError {
            say("\(error)")
            Foundation.exit(error.isOfFile ? 3 : 2)
        } catch let error as StateError {
            say("\(error)")
            Foundation.exit(3)
        } catch let error where exitCode(for: error) == .validationFailure {
            say(fullMessage(for: error))
            Foundation.exit(2)
        } catch {
            exit(withError: error)
        }
    }

    /// Whether the data folder, rather than the command, is at fault.
    private static func isUnusable(_ error: ServiceError) -> Bool {
        switch error {
        case .ledger(.unusable), .ledger(.damaged), .ledger(.storage), .ledger(.full),
            .ledger(.outcomeUnknown), .ledger(.clockBehind), .ledger(.clockAhead),
            .vault(.wrappingKey(_)):
            true
        default: false
        }
    }
}

/// A command that ends with a sentence and an exit code.
struct Failure: Error {
    let message: String
    let code: Int32

    /// The check failed or the command was refused.
    static func refused(_ message: String) -> Failure { Failure(message: message, code: 1) }
    /// The data folder is unusable.
    static func unusable(_ message: String) -> Failure { Failure(message: message, code: 3) }
}

/// Says a sentence on standard error, where progress and errors go.
func say(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
}

/// Prints a result on standard output.
func printResult(_ text: String) {
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
}

/// The option that every command on a data folder has.
struct DataOption: ParsableArguments {
    @Option(
        name: .customLong("data"),
        help: "The data folder; or set CASELEDGER_DATA.")
    var path: String?

    /// The folder, opened as its settings say.
    func folder(_ settings: Settings? = nil) throws -> DataFolder {
        let settings = try settings ?? self.settings()
        var folder = DataFolder(try directory())
        folder.mapSize = settings.mapSize
        folder.keyFile = settings.wrappingKeyFile
        folder.givenKey = settings.wrappingKey
        // Said once, and not by each process that another one starts.
        if folder.isKeyExposed, !CommandLine.arguments.contains("--supervised"),
            !CommandLine.arguments.contains("--judge")
        {
            say(
                "others on this machine can read \(folder.wrappingKeyFile), and so every name and "
                    + "text: chmod 600 it")
        }
        return folder
    }

    /// The folder's path.
    func directory() throws -> String {
        guard let path = path ?? ProcessInfo.processInfo.environment["CASELEDGER_DATA"] else {
            throw ValidationError(
                "Which data folder? Give --data DIR, or set CASELEDGER_DATA.")
        }
        return path
    }
}
