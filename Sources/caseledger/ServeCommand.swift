// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CaseService
internal import Foundation
internal import Ledger
internal import ReadModels
internal import Server

/// - Throws: Where there is no such port.
func checkPort(_ port: Int) throws {
    guard (0...65_535).contains(port) else {
        throw ValidationError("A port is a number from 0 to 65535.")
    }
}

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serves pages and the API, without projectors.")

    @OptionGroup var data: DataOption
    @Option(help: "The port on 127.0.0.1; 0 for any that is free.")
    var port = 8080
    @Flag(name: .customLong("supervised"), help: .hidden)
    var isSupervised = false
    @Flag(name: .customLong("link"), help: .hidden)
    var printsLink = false

    func validate() throws { try checkPort(port) }

    func run() async throws {
        let folder = try data.folder()
        let service = try folder.open(.process)
        let store = try StateStore(path: folder.state)
        let queues = ReadModel(name: "queues", folder: folder.projection("queues"))
        if isSupervised { Supervision.endWithSupervisor() }
        let server = CaseServer(
            service: service, store: store, queues: queues, host: "127.0.0.1", port: port
        ) { [printsLink] port in
            printResult("Listening on http://127.0.0.1:\(port)")
            guard printsLink, let staff = try? service.administrator(),
                let secret = try? await store.newLink(for: staff)
            else { return }
            printResult("Sign in once: http://127.0.0.1:\(port)/sign-in?token=\(secret)")
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
                "the server cannot listen on port \(port); is something else using it?")
        }
    }
}
