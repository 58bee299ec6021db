// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CaseService
internal import Foundation

struct UpCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "up",
        abstract: "Runs the server and every projector, as processes of their own.",
        discussion: """
            Starts again what dies, with growing pauses; ends everything on SIGTERM or Control-C.

            Example: caseledger up --data .data --port 8080
            """)

    @OptionGroup var data: DataOption
    @Option(help: "The port on 127.0.0.1; 0 for any that is free.")
    var port = 8080

    func run() throws {
        let folder = try data.folder()
        guard FileManager.default.fileExists(atPath: "\(folder.ledger)/data.mdb") else {
            throw Failure.unusable(
                "there is no ledger in \(folder.path); make one with `caseledger init`")
        }
        let lock = try FolderLock(folder.path + "/up.lock")
        guard lock.isHeld else {
            throw Failure.unusable(
                "`caseledger up` is running on \(folder.path) already; stop it first, or use it")
        }
        let stop = StopFlag()
        let children = [
            Child(["project", "queues", "--data", folder.path, "--supervised"]),
            Child(
                ["serve", "--data", folder.path, "--port", String(port), "--supervised"],
                firstOnly: ["--link"]),
        ]
        while !stop.isSet {
            for child in children { try child.startIfDue() }
            Thread.sleep(forTimeInterval: 0.05)
        }
        for child in children { child.end() }
        let deadline = Date(timeIntervalSinceNow: 4)
        while children.contains(where: \.isRunning), Date.now < deadline {
            Thread.sleep(forTimeInterval: 0.02)
        }
        for child in children { child.kill() }
    }
}

/// A process that is started again when it dies: at once the first time, then after 1, 2, 4, …
/// 30 seconds; a minute of life makes it a first time again.
private final class Child {
    private let arguments: [String]
    /// For the first start alone.
    private let firstOnly: [String]
    private var process: Process?
    /// The end of a pipe that the child watches; it closes when this process ends, in any way.
    private var lifeline: Pipe?
    private var starts = 0
    private var startedAt = Date.distantPast
    private var pause = 0.0
    private var dueAt = Date.distantPast

    init(_ arguments: [String], firstOnly: [String] = []) {
        self.arguments = arguments
        self.firstOnly = firstOnly
    }

    var isRunning: Bool { process?.isRunning ?? false }

    func startIfDue() throws {
        guard !isRunning else { return }
        if let ended = process {
            process = nil
            if Date.now.timeIntervalSince(startedAt) > 60 { pause = 0 }
            dueAt = Date.now.addingTimeInterval(pause)
            say(
                "\(arguments[0]) \(arguments[1]) ended (\(ended.terminationStatus)); "
                    + "it starts again \(pause == 0 ? "now" : "in \(Int(pause)) s")")
            pause = min(30, max(1, pause * 2))
        }
        guard Date.now >= dueAt else { return }
        let lifeline = Pipe()
        let process = Process()
        process.executableURL = try programURL()
        process.arguments = arguments + (starts == 0 ? firstOnly : [])
        process.standardInput = lifeline
        try process.run()
        self.process = process
        self.lifeline = lifeline
        starts += 1
        startedAt = .now
    }

    func end() { process?.terminate() }

    func kill() {
        if let process, process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
    }
}
