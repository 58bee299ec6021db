// SPDX-License-Identifier: Apache-2.0
internal import AllProjections
internal import ArgumentParser
internal import CaseService
internal import Foundation
internal import Logging
internal import Settings
internal import Synchronization

struct UpCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "up",
        abstract: "Runs the server and every projector, as processes of their own.",
        discussion: """
            Prints the address and a link that signs the administrator in once. Starts again what \
            dies, with growing pauses; ends everything on SIGTERM or Control-C.

            Examples:
              caseledger up --data .data
              caseledger up --data .data --port 0
              caseledger up --data demo --demo
            """)

    @OptionGroup var data: DataOption
    @OptionGroup var flags: ServerFlags
    @Flag(help: "Runs a demonstration, and makes it first where there is no ledger yet.")
    var demo = false

    func run() throws {
        let settings = try data.settings(flags.values)
        let folder = try demo ? data.newFolder(settings) : data.folder(settings)
        if demo { try makeFolder(folder) }
        let lock = try FolderLock(folder.path + "/up.lock")
        guard lock.isHeld else {
            throw Failure.refused(
                "`caseledger up` is running on \(folder.path) already; stop it first, or use it")
        }
        if demo { try DemonstrationFolder(folder: folder).prepare() }
        try supervise(folder, settings)
        withExtendedLifetime(lock) {}
    }

    private func supervise(_ folder: DataFolder, _ settings: Settings) throws {
        let stop = StopFlag()
        let logger = beginLog("up", settings)
        logger.warnOfUnknownVariables()
        let address = ServerAddress(port: settings.port)
        let projectors = projectionNames.map { name in
            Child("project \(name)", logger) { _ in
                ["project", name, "--data=\(folder.path)", "--supervised"] + flags.log.arguments
            }
        }
        let server = Child(
            "serve", logger, said: { address.read($0) },
            arguments: { start in
                ["serve", "--data=\(folder.path)", "--supervised"]
                    + flags.arguments(port: address.port) + (start == 0 ? ["--link"] : [])
            })
        let children = projectors + [server]
        while !stop.isSet {
            for child in children { try child.startIfDue() }
            if children.contains(where: \.refusedToStart) { break }
            Thread.sleep(forTimeInterval: 0.05)
        }
        for child in children { child.end() }
        let deadline = Date(timeIntervalSinceNow: 4)
        while children.contains(where: \.isRunning), Date.now < deadline {
            Thread.sleep(forTimeInterval: 0.02)
        }
        for child in children { child.kill() }
        logger.info("stopped")
        // Its own sentence stands on standard error already.
        if let refused = children.first(where: \.refusedToStart) { throw ExitCode(refused.status) }
    }
}

/// The server's port: where any free one was asked for, the one that it found, so that a server
/// that is started again is where it was.
private final class ServerAddress: Sendable {
    private let found: Mutex<Int>

    init(port: Int) { found = Mutex(port) }

    var port: Int { found.withLock { $0 } }

    /// Reads what the server says.
    func read(_ text: String) {
        guard let match = text.firstMatch(of: /Listening on http:\/\/\S+:(\d+)/),
            let port = Int(match.1)
        else { return }
        found.withLock { $0 = port }
    }
}

/// A process that is started again when it dies: at once the first time, then after 1, 2, 4, …
/// 30 seconds; a minute of life makes it a first time again.
private final class Child {
    /// The command line of start number 0, 1, 2, …
    private let arguments: (Int) -> [String]
    /// What it is called in the log.
    private let name: String
    private let logger: Logger
    /// Told what it prints, which is printed here.
    private let said: @Sendable (String) -> Void
    private var process: Process?
    /// The end of a pipe that the child watches; it closes when this process ends, in any way.
    private var lifeline: Pipe?
    private var starts = 0
    private var startedAt = Date.distantPast
    private var pause = 0.0
    private var dueAt = Date.distantPast

    init(
        _ name: String, _ logger: Logger, said: @escaping @Sendable (String) -> Void = { _ in },
        arguments: @escaping (Int) -> [String]
    ) {
        self.name = name
        self.logger = logger
        self.said = said
        self.arguments = arguments
    }

    var isRunning: Bool { process?.isRunning ?? false }

    /// The exit code of a process that has ended.
    var status: Int32 { process?.terminationStatus ?? 0 }

    /// It ended itself, at once and the first time, as when its port is taken: trying again would
    /// hide that.
    var refusedToStart: Bool {
        guard starts == 1, let process, !process.isRunning else { return false }
        return process.terminationReason == .exit && process.terminationStatus != 0
            && Date.now.timeIntervalSince(startedAt) < 5
    }

    func startIfDue() throws {
        guard !isRunning, !refusedToStart else { return }
        if let ended = process {
            process = nil
            if Date.now.timeIntervalSince(startedAt) > 60 { pause = 0 }
            dueAt = Date.now.addingTimeInterval(pause)
            logger.warning(
                "a child ended and starts again",
                metadata: [
                    "child": "\(name)",
                    "code": .stringConvertible(Int(ended.terminationStatus)),
                    "killed": "\(ended.terminationReason == .uncaughtSignal)",
                    "seconds": .stringConvertible(Int(pause)),
                ])
            pause = min(30, max(1, pause * 2))
        }
        guard Date.now >= dueAt else { return }
        let lifeline = Pipe()
        let process = try Process.ofThisProgram(arguments(starts))
        process.standardInput = lifeline
        let output = Pipe()
        process.standardOutput = output
        output.fileHandleForReading.readabilityHandler = { [said] handle in
            let data = handle.availableData
            if data.isEmpty {
                handle.readabilityHandler = nil
            } else {
                try? FileHandle.standardOutput.write(contentsOf: data)
                said(String(decoding: data, as: UTF8.self))
            }
        }
        try process.run()
        self.process = process
        self.lifeline = lifeline
        starts += 1
        startedAt = .now
        logger.info(
            "a child started",
            metadata: [
                "child": "\(name)",
                "process": .stringConvertible(Int(process.processIdentifier)),
            ])
    }

    func end() { process?.terminate() }

    func kill() {
        if let process, process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
    }
}
