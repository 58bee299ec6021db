// SPDX-License-Identifier: Apache-2.0
internal import AllProjections
internal import ArgumentParser
internal import CaseService
internal import Foundation
internal import Ledger
internal import Logging
internal import ProjectorKit

struct ProjectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "project",
        abstract: "Keeps one read model up with the log, as a process of its own.",
        discussion: """
            Follows the log until it is stopped, or with --once only to the log's present end. A \
            read model holds nothing of its own: delete it, and it is built again.

            Examples:
              caseledger project queues --data .data --once
              caseledger project queues --data .data --once --rebuild --json
              caseledger project queues --data .data
            """)

    @Argument(
        help: "The projection: \(projectionList).", completion: .list(projectionNames))
    var name: String
    @OptionGroup var data: DataOption
    @Flag(help: "Catches up and ends.")
    var once = false
    @Flag(help: "Builds the model anew beside the live one, and puts it in its place.")
    var rebuild = false
    @OptionGroup var log: LogFlags
    @Flag(name: .customLong("supervised"), help: .hidden)
    var isSupervised = false
    @OptionGroup var json: JSONOption

    func validate() throws {
        try Self.check(name)
        if json.isOn, !once {
            throw ValidationError("--json prints the result of --once; give both.")
        }
    }

    /// - Throws: Where there is no such projection.
    static func check(_ name: String) throws {
        if projectionNames.contains(name) { return }
        let near = Typos.nearest(name, in: projectionNames).map { " Did you mean '\($0)'?" }
        throw ValidationError(
            "There is no projection '\(name)'."
                + (near ?? " There are: \(projectionList)."))
    }

    func run() throws {
        guard let projection = allProjections.first(where: { $0.name == name }) else {
            return try Self.check(name)
        }
        try project(projection)
    }

    private func projectorLock(_ folder: String) throws -> FolderLock {
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        return try FolderLock(folder + "/projector.lock")
    }

    private func project<P: Projection>(_ type: P.Type) throws {
        let settings = try data.settings(log.values)
        let folder = try data.folder()
        let logger = beginLog("project \(P.name)", settings)
        let lock = try projectorLock(folder.projection(P.name))
        guard lock.isHeld else {
            throw Failure.refused(
                "a projector of \(P.name) is running on \(folder.path) already; stop it first")
        }
        let ledger = try folder.openLedger(.process)
        let interruption =
            once
            ? Interruption {
                "Stopped. What is projected is kept; run it again, and it goes on from there."
            } : nil
        let stop = once ? nil : StopFlag()
        if isSupervised { Supervision.endWithSupervisor() }
        do {
            let projector = try Projector<P>(
                ledger: ledger, folder: folder.projection(P.name), rebuild: rebuild,
                says: { logger.warning("\($0)") })
            let bar = ProgressBar("Projecting \(P.name)")
            defer { bar.finish() }
            if once {
                try projector.catchUp { bar.show($0) }
                bar.finish()
                interruption?.end()
                return try json.printing(
                    Result(position: projector.position, projection: P.name),
                    or: "\(P.name): up to date at position \(projector.position)")
            }
            try projector.run(
                progress: { bar.show($0) }, says: { logger.warning("\($0)") },
                caughtUp: { logger.info("caught up", metadata: ["position": "\($0)"]) },
                stopped: { stop?.isSet ?? false })
            logger.info(
                "stopped", metadata: ["position": .stringConvertible(projector.position)])
        } catch {
            throw Failure.of(ProjectionError(error), in: P.name)
        }
    }

    /// What `project --once --json` prints.
    private struct Result: Encodable {
        let position: Int
        let projection: String
    }
}
