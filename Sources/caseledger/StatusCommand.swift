// SPDX-License-Identifier: Apache-2.0
internal import AllProjections
internal import ArgumentParser
internal import CaseService
internal import Foundation
internal import Ledger
internal import ProjectorKit
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
        if let clock = status.clock { printResult("clock: \(clock)") }
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
    /// What is amiss with this machine's clock.
    let clock: String?
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
