// SPDX-License-Identifier: Apache-2.0
internal import Dispatch
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Logging
package import MerkleTree

/// Answers `POST /add-checkpoint` (C2SP tlog-witness): cosigns what extends what it saw before.
package struct WitnessServer: Sendable {
    private let state: WitnessState
    private let logs: [NoteKey]
    private let logger = Logger(label: "witness")
    /// One request at a time looks at what was seen and records what is new.
    private let queue = DispatchQueue(label: "witness")

    /// A request has less: 63 lines of a proof, and a note.
    private static let longestRequest = 131_072

    /// - Parameter logs: The keys that are trusted, by their names; several for one log while its
    ///   key is being replaced.
    package init(state: WitnessState, logs: [NoteKey]) {
        self.state = state
        self.logs = logs
    }

    /// Serves until a graceful shutdown is asked for.
    ///
    /// - Parameters:
    ///   - port: 0 for any that is free.
    ///   - onRunning: Told the port once the server listens.
    package func run(
        address: String, port: Int, onRunning: @escaping @Sendable (Int) async -> Void
    ) async throws {
        var libraryLogger = Logger(label: "hummingbird")
        libraryLogger.logLevel = max(libraryLogger.logLevel, .warning)
        let router = Router()
        router.post("/add-checkpoint") { request, _ -> Response in
            let buffer = try await request.body.collect(upTo: Self.longestRequest)
            let body = String(data: Data(buffer.readableBytesView), encoding: .utf8)
            return await withCheckedContinuation { continuation in
                queue.async { continuation.resume(returning: answer(body)) }
            }
        }
        let application = Application(
            router: router,
            configuration: .init(address: .hostname(address, port: port), serverName: nil),
            onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? port) },
            logger: libraryLogger)
        try await application.runService()
    }

    /// The answer to a request's body; nil for one that is no UTF-8. Blocks this thread.
    private func answer(_ body: String?) -> Response {
        guard let request = body.flatMap({ AddCheckpoint($0) }) else {
            return text("This is no request of C2SP tlog-witness.\n", .badRequest)
        }
        do throws(WitnessError) {
            return try answer(request)
        } catch {
            logger.error("nothing was cosigned", metadata: ["problem": "\(error)"])
            return text("The witness has a fault of its own.\n", .internalServerError)
        }
    }

    private func answer(_ request: AddCheckpoint) throws(WitnessError) -> Response {
        let checkpoint = request.checkpoint
        // Of an origin that nobody named nothing is looked up.
        let isKnown = logs.contains { $0.name == checkpoint.origin }
        let seen = isKnown ? try state.seen(checkpoint.origin) : nil
        switch request.verdict(keys: logs, seen: seen) {
        case .unknownLog: return text("This witness does not know the log.\n", .notFound)
        case .notSigned:
            return text("No key that is trusted for the log has signed this.\n", .forbidden)
        case .malformed:
            return text("The old size is beyond the checkpoint.\n", .badRequest)
        case .otherSize(let size):
            return text("\(size)\n", .conflict, type: "text/x.tlog.size")
        case .otherRoot:
            tell("the log has signed two histories", checkpoint)
            try state.keepContradiction(request.note, of: checkpoint.origin)
            return text("Another root of this size was cosigned.\n", .conflict)
        case .unproven:
            tell("a checkpoint was not shown to extend the last", checkpoint)
            return text("The proof does not hold.\n", .init(code: 422))
        case .cosign: break
        }
        let seconds = Int(Date().timeIntervalSince1970)
        guard let signature = state.signer.cosign(request.note.text, at: seconds) else {
            throw .unusable("the system cannot sign")
        }
        try state.record(request.note, of: checkpoint.origin)
        logger.info(
            "cosigned",
            metadata: [
                "log": "\(checkpoint.origin)", "size": .stringConvertible(checkpoint.size),
            ])
        return text(signature.line, .ok)
    }

    private func tell(_ message: Logger.Message, _ checkpoint: Checkpoint) {
        logger.error(
            message,
            metadata: [
                "log": "\(checkpoint.origin)", "size": .stringConvertible(checkpoint.size),
                "root": "\(checkpoint.root)",
            ])
    }

    private func text(
        _ text: String, _ status: HTTPResponse.Status, type: String = "text/plain; charset=utf-8"
    ) -> Response {
        Response(
            status: status, headers: [.contentType: type],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
