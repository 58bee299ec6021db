// SPDX-License-Identifier: Apache-2.0
internal import AllProjections
internal import ArgumentParser
internal import CaseService
internal import Checkpoints
internal import Foundation
internal import Ledger
internal import Logging
internal import ProjectorKit
internal import ReadModels
internal import Server
internal import Settings

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serves pages and the API, without projectors.",
        discussion: """
            For one who runs each process by other means; else use 'caseledger up'.

            Example:
              caseledger serve --data .data --port 0
            """)

    @OptionGroup var data: DataOption
    @OptionGroup var flags: ServerFlags
    @Flag(name: .customLong("supervised"), help: .hidden)
    var isSupervised = false
    @Flag(name: .customLong("link"), help: .hidden)
    var printsLink = false

    func run() async throws {
        let settings = try data.settings(flags.values)
        let folder = try data.folder()
        let logger = beginLog("serve", settings)
        if !isSupervised { logger.warnOfUnknownVariables() }
        let meter = Meter()
        var surroundings = Ledger.Surroundings.process
        surroundings.onAppend = { meter.count($0) }
        let service = try folder.open(surroundings)
        let store = try StateStore(path: folder.state)
        func model(_ name: String) -> ReadModel {
            Self.readModel(name, folder.projection(name), of: service.ledger)
        }
        let readModels = projectionNames.map { ($0, model($0)) }
        if let notice = clockNotice(try service.ledger.head(), now: service.ledger.clock.now()) {
            logger.warning("\(notice)")
        }
        if isSupervised { Supervision.endWithSupervisor() }
        let checkpoints = try CheckpointService(
            keeper: folder.checkpointKeeper(service), ledger: service.ledger, settings: settings,
            signingKeys: { try? service.signingKeys().map(\.key) },
            remembered: try await store.deliveries(),
            // What is forgotten is sent again.
            remember: { try? await store.remember($0) },
            onUnknownOutcome: surroundings.onUnknownOutcome)
        let server = CaseServer(
            service: service, store: store, queues: model("queues"),
            readModels: Dictionary(uniqueKeysWithValues: readModels), settings: settings,
            meter: meter, checkpoints: checkpoints, version: CaseLedger.version
        ) { [printsLink] port in
            logger.info(
                "listening",
                metadata: ["address": "\(settings.address)", "port": .stringConvertible(port)])
            printResult("Listening on \(settings.localURL(port: port))")
            guard printsLink, let staff = try? service.administrator(),
                let secret = try? await store.newLink(for: staff)
            else { return }
            printResult("Sign in once: \(settings.url(port: port))/sign-in?token=\(secret)")
        }
        let upkeep = Task {
            while !Task.isCancelled {
                try await Task.sleep(for: .seconds(60))
                // What fails now is tried again in a minute.
                try? service.ledger.clearStaleReaders()
            }
        }
        defer { upkeep.cancel() }
        do {
            try await server.run()
        } catch {
            throw Failure.refused(
                "the server cannot listen on \(settings.address), port \(settings.port); is "
                    + "something else using it, or is this not an address of this machine? "
                    + "Choose another with --port or --address")
        }
        logger.info("stopped")
    }

    /// A read model that is shown where it was made from this very log.
    private static func readModel(
        _ name: String, _ folder: String, of ledger: Ledger
    ) -> ReadModel {
        ReadModel(name: name, folder: folder) {
            do throws(LedgerError) {
                // Another version's rows are true, if of an older form.
                return try Misfit.of($0, version: $0.version, in: ledger)?.description
            } catch { throw ServiceError.ledger(error) }
        }
    }
}
