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
        discussion: "Example: caseledger project queues --data .data --once")

    @Argument(help: "The projection: \(projectionList).")
    var name: String
    @OptionGroup var data: DataOption
    @Flag(help: "Catches up and ends.")
    var once = false
    @Flag(help: "Builds the model anew beside the live one, and puts it in its place.")
    var rebuild = false
    @OptionGroup var log: LogFlags
    @Flag(name: .customLong("supervised"), help: .hidden)
    var isSupervised = false

    func run() throws {
        guard let projection = allProjections.first(where: { $0.name == name }) else {
            throw ValidationError(
                "There is no projection \(name). Projections are: \(projectionList).")
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
        try folder.check()
        let logger = beginLog("project \(P.name)", settings)
        let lock = try projectorLock(folder.projection(P.name))
        guard lock.isHeld else {
            throw Failure.refused(
                "a projector of \(P.name) is running on \(folder.path) already; stop it first")
        }
        let ledger = try folder.openLedger(.process)
        let stop = StopFlag()
        if isSupervised { Supervision.endWithSupervisor() }
        do {
            let projector = try Projector<P>(
                ledger: ledger, folder: folder.projection(P.name), rebuild: rebuild,
                says: { logger.warning("\($0)") })
            let bar = ProgressBar("Projecting \(P.name)")
            if once {
                try projector.catchUp { bar.show($0) }
                bar.finish()
                return
            }
            try projector.run(
                progress: { bar.show($0) }, says: { logger.warning("\($0)") },
                caughtUp: { logger.info("caught up", metadata: ["position": "\($0)"]) },
                stopped: { stop.isSet })
            logger.info(
                "stopped", metadata: ["position": .stringConvertible(projector.position)])
        } catch {
            let error = ProjectionError(error)
            let sentence = "\(P.name): \(error)"
            throw error.isOfStorage ? Failure.unusable(sentence) : Failure.refused(sentence)
        }
    }
}
