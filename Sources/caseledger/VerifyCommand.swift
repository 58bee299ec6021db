// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CaseService
internal import Foundation
internal import Ledger
internal import MerkleTree

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Reads every event again and checks it, its indexes and its sealed values.",
        discussion: """
            Says what is wrong and where; exit code 1 then. A child process does the reading, \
            because damage in the storage's own pages can end the process that reads them. \
            Nothing is ever changed.

            Examples:
              caseledger verify --data .data
              caseledger verify --data .data --json
            """)

    @OptionGroup var data: DataOption
    @OptionGroup var json: JSONOption
    @Flag(name: .customLong("judge"), help: .hidden)
    var isJudge = false

    func run() throws {
        let folder = try data.folder()
        if isJudge {
            try judge(folder)
        } else {
            try superviseJudge(folder)
        }
    }

    private func judge(_ folder: DataFolder) throws {
        var audit = try folder.open(readOnly: true, .process).audit()
        let bar = ProgressBar("Verifying")
        defer { bar.finish() }
        audit.progress = { bar.show($0) }
        let report = try audit.run()
        bar.finish()
        try json.printing(VerifyResult(report), or: Self.text(report))
        if !report.ok { throw ExitCode(1) }
    }

    private static func text(_ report: AuditReport) -> String {
        if report.ok {
            return "All is well: \(report.size) events in \(report.streams) streams, "
                + "\(report.values) sealed values, \(report.claims) claims."
        }
        var lines = report.findings.map { finding in
            "\(finding.position.map { "position \($0)" } ?? "the ledger"): \(finding.text)"
        }
        if report.more > 0 { lines.append("and \(report.more) more") }
        let count = report.findings.count + report.more
        lines.append(
            "\(count) \(count == 1 ? "thing is" : "things are") wrong; nothing was changed.")
        return lines.joined(separator: "\n")
    }

    /// Runs the judge; if damage kills it, that is the finding.
    private func superviseJudge(_ folder: DataFolder) throws {
        let child = Process()
        child.executableURL = try programURL()
        child.arguments =
            ["verify", "--judge", "--data=\(folder.path)"] + (json.isOn ? ["--json"] : [])
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
            let text = "reading it ended the process that judges (signal \(signal))"
            let finding = VerifyResult.Finding(position: nil, text: text)
            if json.isOn {
                printResult(try encodeJSON(VerifyResult(ok: false, findings: [finding])))
                throw ExitCode(1)
            }
            throw Failure.refused("the ledger's storage is damaged: \(text)")
        default: interruption.end()
        }
        if child.terminationStatus != 0 { throw ExitCode(child.terminationStatus) }
    }
}

/// The program that is running.
func programURL() throws -> URL {
    let path = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return URL(fileURLWithPath: path)
}

/// What `verify --json` prints.
private struct VerifyResult: Encodable {
    struct Finding: Encodable {
        let position: Int?
        let text: String
    }
    let ok: Bool
    var size = 0
    /// In Base64.
    var root: String?
    var streams = 0
    var values = 0
    var claims = 0
    let findings: [Finding]
    var more = 0

    init(ok: Bool, findings: [Finding]) {
        self.ok = ok
        self.findings = findings
    }

    init(_ report: AuditReport) {
        ok = report.ok
        size = report.size
        root = Data(report.root.bytes).base64EncodedString()
        streams = report.streams
        values = report.values
        claims = report.claims
        findings = report.findings.map { Finding(position: $0.position, text: $0.text) }
        more = report.more
    }
}
