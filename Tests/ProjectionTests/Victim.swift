// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization
import Testing

/// A run of the program `ProjectorVictim`, a projector in a process of its own.
struct Victim {
    enum Moment: String, CaseIterable { case written, committed }

    let ledger: String
    let folder: String
    let projection: String

    /// The file that readers see.
    var model: String {
        "\(folder)/\(projection == "recounts" ? "counts" : projection).sqlite"
    }

    /// Runs it until it has caught up.
    ///
    /// - Returns: How many batches it applied; nil where it was killed before.
    func run(batch: Int, killedAt moment: Moment? = nil, _ number: Int = 0) async throws -> Int? {
        var arguments = ["\(batch)", "once"]
        if let moment { arguments += [moment.rawValue, "\(number)"] }
        let process = try Process(start: arguments, of: self)
        let (reason, status) = await process.ended()
        guard reason == .exit else {
            #expect(status == SIGKILL, "the victim died of signal \(status)")
            return nil
        }
        #expect(status == 0, "the victim ended with code \(status): \(process.output)")
        let words = process.output.split { $0.isWhitespace }
        #expect(words.prefix(2) == ["caught", "up"])
        return words.last.flatMap { Int($0) }
    }

    /// Starts one that follows the log until it is killed.
    func follow(batch: Int) throws -> Process {
        try Process(start: ["\(batch)", "follow"], of: self)
    }

    /// A process under way.
    final class Process: Sendable {
        private let process: Foundation.Process
        private let pipe = Pipe()
        private let ending: AsyncStream<Void>

        fileprivate init(start arguments: [String], of victim: Victim) throws {
            // The programs of a build lie beside its tests.
            let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
            let program = URL(fileURLWithPath: tests).deletingLastPathComponent()
                .appendingPathComponent("ProjectorVictim")
            process = Foundation.Process()
            process.executableURL = program
            process.arguments = [victim.ledger, victim.folder, victim.projection] + arguments
            process.standardOutput = pipe
            let (stream, continuation) = AsyncStream<Void>.makeStream()
            ending = stream
            process.terminationHandler = { _ in continuation.finish() }
            try process.run()
        }

        /// Waits for its end.
        @discardableResult
        func ended() async -> (reason: Foundation.Process.TerminationReason, status: Int32) {
            for await _ in ending {}
            return (process.terminationReason, process.terminationStatus)
        }

        /// Kills it as a power cut would.
        func kill() { _ = Foundation.kill(process.processIdentifier, SIGKILL) }

        /// What it said, once it has ended.
        var output: String {
            String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
        }
    }
}
