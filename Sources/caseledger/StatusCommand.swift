// SPDX-License-Identifier: Apache-2.0
internal import AllProjections
internal import ArgumentParser
internal import CaseService
internal import Foundation
internal import Ledger
internal import ReadModels
internal import WorkingTime

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Says where the ledger and each read model stand.")

    @OptionGroup var data: DataOption
    @Flag(help: "Prints the result as JSON.")
    var json = false
    @Flag(
        help: "Shows the settings instead, each with its value and where it comes from.")
    var settings = false
    @OptionGroup(visibility: .hidden) var flags: ServerFlags

    func run() throws {
        if settings {
            try show(try data.settings(flags.values))
            return
        }
        let folder = try data.folder()
        let status = try Status(folder)
        if json {
            printResult(try encodeJSON(status))
            return
        }
        printResult(
            """
            \(status.organisation)\(status.demonstration ? " (a demonstration)" : ""), \
            ledger \(status.ledger)
            position \(status.position), last recorded \(status.time), \(status.bytes / 1_024) KiB
            """)
        for (name, model) in status.projections.sorted(by: { $0.key < $1.key }) {
            let lag = model.lag == 0 ? "up to date" : "\(model.lag) behind"
            printResult("\(name): position \(model.position), \(lag), \(model.state)")
            if let reason = model.reason { printResult("  \(reason)") }
        }
    }
}

/// What `status --json` prints.
struct Status: Encodable {
    struct Model: Encodable {
        let position: Int
        let lag: Int
        /// `building`, `live`, `stopped`, or `none` while nothing was built.
        let state: String
        let reason: String?
        let skipped: Int
    }
    let ledger: String
    let organisation: String
    /// Nothing in it happened.
    let demonstration: Bool
    let position: Int
    let time: String
    let bytes: Int
    let projections: [String: Model]

    init(_ folder: DataFolder) throws {
        let ledger = try folder.openLedger(readOnly: true)
        let head = try ledger.head()
        self.ledger = ledger.identity.id
        organisation = ledger.identity.organisation
        demonstration = ledger.identity.isDemonstration
        position = head.position
        time = head.time.description
        bytes = try ledger.usedBytes()
        var models: [String: Model] = [:]
        for name in projectionNames {
            let model = ReadModel(name: name, folder: folder.projection(name))
            let bookmark = try model.bookmark()
            models[name] = Model(
                position: bookmark?.position ?? 0, lag: head.position - (bookmark?.position ?? 0),
                state: bookmark?.state.rawValue ?? "none", reason: bookmark?.reason,
                skipped: bookmark?.skipped ?? 0)
        }
        projections = models
    }
}
