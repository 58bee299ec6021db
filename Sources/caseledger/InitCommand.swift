// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CaseService
internal import Casework
internal import Forms
internal import Foundation
internal import Settings

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Makes a data folder: keys, an empty ledger, and its first administrator.",
        discussion: """
            The folder must not hold a ledger yet; it is made if it is not there.

            Examples:
              caseledger init --data .data --organisation "Testshire Council"
              caseledger init --data .data --jurisdiction scotland --json
            """)

    @OptionGroup var data: DataOption
    @Option(help: .init("The authority's name, as it publishes it.", valueName: "name"))
    var organisation = "Unnamed authority"
    @Option(help: "Whose law and bank holidays hold.")
    var jurisdiction = Jurisdiction.englandAndWales
    @Option(
        help: .init("The first administrator's name, as colleagues know them.", valueName: "name"))
    var administrator = "Administrator"
    @OptionGroup var json: JSONOption

    func validate() throws {
        if Published(organisation) == nil {
            throw ValidationError("An organisation's name has 1 to 200 characters.")
        }
        try checkStaffName(administrator)
    }

    func run() async throws {
        guard let name = Published(organisation) else { return }
        let folder = try data.newFolder()
        if FileManager.default.fileExists(atPath: folder.ledger) {
            throw Failure.refused(
                "there is a ledger in \(folder.path) already, and nothing was changed; "
                    + "choose another folder, or start with "
                    + "`caseledger up \(dataWords(folder.path))`")
        }
        try await folder.create(
            organisation: name, jurisdiction: jurisdiction, administrator: administrator, .process)
        try SettingsText.write(in: folder.path)
        let key = folder.givenKey == nil ? folder.wrappingKeyFile : nil
        let signingKey = folder.givenSigningKey == nil ? folder.signingKeyPath : nil
        try json.printing(
            Result(
                data: folder.path, jurisdiction: jurisdiction.rawValue, organisation: name.text,
                wrappingKey: key, signingKey: signingKey),
            or: """
                Made a ledger for \(name.text) in \(folder.path).
                Keep a copy of \(key ?? "the wrapping key") apart from it: without it, names and \
                texts cannot be read again.
                Keep a copy of \(signingKey ?? "the signing key") and of \
                \(folder.lastSigned.path) too: without the key nothing more can be signed.
                Next: caseledger up \(dataWords(folder.path))
                """)
    }

    /// What `init --json` prints.
    private struct Result: Encodable {
        let data: String
        let jurisdiction: String
        let organisation: String
        /// The key's file; absent where the key was given in the environment.
        let wrappingKey: String?
        /// The same of the key that signs checkpoints.
        let signingKey: String?
    }
}

extension SettingsText {
    /// Writes `caseledger.yaml`, unless there is one.
    static func write(in folder: String) throws {
        let path = "\(folder)/caseledger.yaml"
        guard !FileManager.default.fileExists(atPath: path) else { return }
        guard FileManager.default.createFile(atPath: path, contents: Data(file.utf8)) else {
            throw Failure.unusable("\(path) cannot be written; is there room?")
        }
    }
}

extension Jurisdiction: ExpressibleByArgument {}
