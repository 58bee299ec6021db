// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CaseService
internal import Casework
internal import Foundation
internal import Settings

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Makes a data folder: keys, an empty ledger, and its first administrator.",
        discussion: "Example: caseledger init --data .data --organisation \"Testshire Council\"")

    @OptionGroup var data: DataOption
    @Option(help: "The authority's name, as it publishes it.")
    var organisation = "Unnamed authority"
    @Option(help: "england-and-wales, scotland or northern-ireland.")
    var jurisdiction = Jurisdiction.englandAndWales.rawValue
    @Option(help: "The first administrator's name, as colleagues know them.")
    var administrator = "Administrator"

    func run() async throws {
        guard let organisation = Published(organisation) else {
            throw ValidationError("An organisation's name has 1 to 200 characters.")
        }
        guard let jurisdiction = Jurisdiction(rawValue: jurisdiction) else {
            let known = Jurisdiction.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("Jurisdictions are: \(known).")
        }
        let folder = try data.folder()
        try await folder.create(
            organisation: organisation, jurisdiction: jurisdiction, administrator: administrator,
            .process)
        try SettingsText.write(in: folder.path)
        let key = folder.givenKey == nil ? folder.wrappingKeyFile : "the wrapping key"
        printResult(
            """
            Made a ledger for \(organisation.text) in \(folder.path).
            Keep a copy of \(key) apart from it: without it, names and texts \
            cannot be read again.
            Next: caseledger up --data \(folder.path)
            """)
    }
}

extension SettingsText {
    /// Writes `caseledger.yaml`, unless there is one.
    fileprivate static func write(in folder: String) throws {
        let path = "\(folder)/caseledger.yaml"
        guard !FileManager.default.fileExists(atPath: path) else { return }
        guard FileManager.default.createFile(atPath: path, contents: Data(file.utf8)) else {
            throw Failure.unusable("\(path) cannot be written; is there room?")
        }
    }
}
