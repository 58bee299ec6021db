// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CaseService
internal import Foundation
internal import Ledger

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Reads every event again and checks it, its indexes and its sealed values.",
        discussion: """
            Says what is wrong and where; exit code 1 then. A child process does the reading, \
            because damage in the storage's own pages can end the process that reads them.
            """)

    @OptionGroup var data: DataOption
    @Flag(help: "Prints the result as JSON.")
    var json = false
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
        audit.progress = { bar.show($0) }
        let report = try audit.run()
        bar.finish()
        if json {
            printResult(try VerifyResult(report).json())
        } else {
            for finding in report.findings {
                say("\(finding.position.map { "position \($0)" } ?? "the ledger"): \(finding.text)")
            }
            if report.more > 0 { say("and \(report.more) more") }
            printResult(
                report.ok
                    ? "All is well: \(report.size) events in \(report.streams) streams, "
                        + "\(report.values) sealed values, \(report.claims) claims."
                    : "\(report.findings.count + report.more) things are wrong; "
                        + "nothing was changed."
            )
        }
        if !report.ok { throw ExitCode(1) }
    }

    /// Runs the judge; if damage kills it, that is the finding.
    private func superviseJudge(_ folder: DataFolder) throws {
        let child = Process()
        child.executableURL = try programURL()
        child.arguments = ["verify", "--judge", "--data", folder.path] + (json ? ["--json"] : [])
        try child.run()
        child.waitUntilExit()
        if child.terminationReason == .uncaughtSignal {
            let text =
                "reading it ended the process that judges (signal \(child.terminationStatus))"
            if json {
                let finding = VerifyResult.Finding(position: nil, text: text)
                printResult(try VerifyResult(ok: false, findings: [finding]).json())
            }
            throw Failure.refused("the ledger's storage is damaged: \(text)")
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
        streams = report.streams
        values = report.values
        claims = report.claims
        findings = report.findings.map { Finding(position: $0.position, text: $0.text) }
        more = report.more
    }

    func json() throws -> String { try encodeJSON(self) }
}

/// JSON on one line, keys sorted.
func encodeJSON(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
}
