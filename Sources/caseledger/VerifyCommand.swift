// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CaseService
internal import Foundation
internal import Ledger
internal import MerkleTree
internal import Vault

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Reads every event again and checks it, its proofs and its sealed values.",
        discussion: """
            Hashes every event anew, and compares the tree, every checkpoint and every index with \
            what comes out. Says what is wrong and where; exit code 1 then. A child process does \
            the reading, because damage in the storage's own pages can end the process that reads \
            them. Nothing is ever changed.

            With --checkpoint, also whether today's events begin with those of a checkpoint that \
            you kept: that nothing of them was changed, dropped or moved since.

            Examples:
              caseledger verify --data .data
              caseledger verify --data .data --checkpoint last-year.txt
              caseledger verify --data .data --json
            """)

    @OptionGroup var data: DataOption
    @Option(
        help: .init("A checkpoint that you kept: a signed note.", valueName: "file"),
        completion: .file())
    var checkpoint: String?
    @Option(
        help: .init(
            "The key that you trust, as NAME+ID+BASE64; with --checkpoint.", valueName: "key"))
    var key: String?
    @OptionGroup var json: JSONOption
    @Flag(name: .customLong("judge"), help: .hidden)
    var isJudge = false

    func validate() throws {
        if key != nil, checkpoint == nil {
            throw ValidationError(
                "--key says whose signature of --checkpoint you trust: give both.")
        }
    }

    func run() throws {
        let old = try OldCheckpoint(file: checkpoint, key: key)
        let folder = try existing()
        if isJudge {
            try judge(folder, old)
        } else {
            try superviseJudge(folder)
        }
    }

    /// The data folder. That its ledger's file is empty is a judgement, too.
    private func existing() throws -> DataFolder {
        do { return try data.folder() } catch let error as ServiceError {
            if case .ledger(.unreadable(let reason)) = error { try refuse(reason) }
            throw error
        }
    }

    private func judge(_ folder: DataFolder, _ old: OldCheckpoint?) throws {
        // Before the log is looked at, which may only grow meanwhile.
        let lastSigned = folder.lastSigned.read()
        var audit = try open(folder).audit()
        audit.sizes = Set(([old?.checkpoint.size] + lastSigned.map(\.size)).compactMap(\.self))
        let bar = ProgressBar("Verifying")
        defer { bar.finish() }
        audit.progress = { bar.show($0) }
        var report = audit.run()
        for found in lastSigned { found.check(&report, origin: audit.origin) }
        bar.finish()
        let comparison = old.map {
            CheckpointComparison(
                $0.checkpoint, $0.note, report, origin: audit.origin, trusted: $0.trusted)
        }
        let result = VerifyResult(report, comparison)
        try json.printing(result, or: result.text)
        if !result.ok { throw ExitCode(1) }
    }

    /// The ledger that is to be judged. That its file cannot be read is the judgement; that there
    /// is none, or no key, is not.
    private func open(_ folder: DataFolder) throws -> CaseService {
        do throws(ServiceError) {
            return try folder.service(
                on: try folder.openLedger(readOnly: true, .process), isJudging: true)
        } catch {
            switch error {
            case .ledger(let cause), .vault(.ledger(let cause)):
                switch cause {
                case .unreadable: try refuse("\(cause)")  // It says what to do.
                case .damaged, .storage: try refuse("\(cause); \(Self.whatToDo)")
                default: break
                }
            case .vault(.damaged): try refuse("\(error); \(Self.whatToDo)")
            default: break
            }
            throw error
        }
    }

    /// The judgement where nothing more can be read.
    private func refuse(_ finding: String) throws {
        if json.isOn {
            printResult(try encodeJSON(VerifyResult(finding: finding)))
            throw ExitCode(1)
        }
        throw Failure.refused(finding)
    }

    private static let whatToDo =
        "nothing was changed: keep this folder as it is, and go on with your last good copy of it"

    /// Runs the judge; if damage kills it, that is the finding.
    private func superviseJudge(_ folder: DataFolder) throws {
        let child = try Process.ofThisProgram(
            ["verify", "--judge", "--data=\(folder.path)"] + (json.isOn ? ["--json"] : [])
                + (checkpoint.map { ["--checkpoint=\($0)"] } ?? [])
                + (key.map { ["--key=\($0)"] } ?? []))
        try child.run()
        let interruption = Interruption { [id = child.processIdentifier] in
            kill(id, SIGTERM)
            return "Stopped before the end: nothing was changed, and nothing is known of the rest."
        }
        child.waitUntilExit()
        let signal = child.terminationStatus
        switch (child.terminationReason, signal) {
        case (.uncaughtSignal, SIGINT), (.uncaughtSignal, SIGTERM), (.uncaughtSignal, SIGKILL),
            (.uncaughtSignal, SIGHUP):
            // Control-C reaches both processes: the interruption speaks then, and ends this one.
            Thread.sleep(forTimeInterval: 0.5)
            throw Failure.refused(
                "the process that reads was stopped from outside (signal \(signal)); "
                    + "is there memory enough? Run it again")
        case (.uncaughtSignal, _):
            try refuse(
                "the ledger's storage is damaged: reading it ended the process that judges "
                    + "(signal \(signal)); \(Self.whatToDo)")
        default: interruption.end()
        }
        if child.terminationStatus != 0 { throw ExitCode(child.terminationStatus) }
    }
}
