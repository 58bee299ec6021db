// SPDX-License-Identifier: Apache-2.0
internal import AllProjections
internal import ArgumentParser
internal import CaseService
internal import Checkpoints
internal import Foundation
internal import Ledger
internal import MerkleTree
internal import ProjectorKit
internal import ReadModels
internal import Server
internal import Settings
internal import Terminal
internal import WorkingTime

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Says where the ledger and each read model stand.",
        discussion: """
            A read model is building, live, stopped at an event that it cannot take (the reason is \
            printed), or none so far.

            Examples:
              caseledger status --data .data
              caseledger status --data .data --json
              caseledger status --data .data --settings
            """)

    @OptionGroup var data: DataOption
    @Flag(
        help: "Shows the settings instead, each with its value and where it comes from.")
    var settings = false
    @OptionGroup(visibility: .hidden) var flags: ServerFlags
    @OptionGroup var json: JSONOption

    func run() throws {
        let found = try data.settings(flags.values)
        if settings {
            try show(found)
            return
        }
        let status = try Status(try data.folder(found), found)
        try json.printing(status, or: Self.text(status))
    }

    private static func text(_ status: Status) -> String {
        let models = status.projections.sorted { $0.key < $1.key }
        let table = TextTable(
            [
                .init("read model"), .init("position", isNumber: true),
                .init("behind", isNumber: true), .init("state"),
            ],
            models.map { name, model in
                [name, String(model.position), String(model.lag), model.state]
            })
        let reasons = models.compactMap { name, model in
            model.reason.map { "\n\(name): \($0)" }
        }
        let mark = status.demonstration ? " (a demonstration)" : ""
        return """
            \(DisplayWidth.printable(status.organisation))\(mark), ledger \(status.ledger)
            position \(status.position), last recorded \(status.time), \(status.bytes / 1_024) KiB
            \(status.checkpoint.text)\(status.clock.map { "clock: \($0)\n" } ?? "")
            \(table.rendered(width: resultWidth()).text)
            """.trimmingCharacters(in: .newlines) + reasons.joined()
    }
}

/// What `status --json` prints.
struct Status: Encodable {
    struct Model: Encodable {
        let position: Int
        let lag: Int
        /// `building`, `live`, `stopped`; `unfit` where what is there is not of this ledger or this
        /// program; or `none` while nothing was built.
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
    let checkpoint: CheckpointStatus
    /// What is amiss with this machine's clock.
    let clock: String?
    let projections: [String: Model]

    init(_ folder: DataFolder, _ settings: Settings) throws {
        let ledger = try folder.openLedger(readOnly: true)
        let head = try ledger.head()
        self.ledger = ledger.identity.id
        organisation = ledger.identity.organisation
        demonstration = ledger.identity.isDemonstration
        position = head.position
        time = head.time.description
        bytes = try ledger.usedBytes()
        checkpoint = try CheckpointStatus(folder, ledger, head, settings)
        clock = clockNotice(head, now: ledger.clock.now())
        var models: [String: Model] = [:]
        for projection in allProjections {
            models[projection.name] = try Self.model(
                projection, folder.projection(projection.name), ledger, head.position)
        }
        projections = models
    }

    private static func model(
        _ projection: any Projection.Type, _ folder: String, _ ledger: Ledger, _ head: Position
    ) throws -> Model {
        var bookmark: Bookmark?
        var misfit: Misfit?
        do {
            bookmark = try ReadModel(name: projection.name, folder: folder).bookmark()
            misfit = try bookmark.flatMap {
                try Misfit.of($0, version: projection.version, in: ledger)
            }
        } catch is LedgerError {
            throw ServiceError.ledger(.damaged(position: nil, reason: "try `caseledger verify`"))
        } catch {
            misfit = .unreadable
        }
        return Model(
            position: bookmark?.position ?? 0, lag: max(0, head - (bookmark?.position ?? 0)),
            state: misfit == nil ? bookmark?.state.rawValue ?? "none" : "unfit",
            reason: misfit?.description ?? bookmark?.reason, skipped: bookmark?.skipped ?? 0)
    }
}
