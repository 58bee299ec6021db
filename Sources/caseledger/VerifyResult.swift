// SPDX-License-Identifier: Apache-2.0
internal import CaseService
internal import Foundation
internal import Ledger
internal import MerkleTree

/// What `verify` found, as it prints it.
struct VerifyResult: Encodable {
    struct Finding: Encodable {
        let position: Int?
        let text: String
    }
    /// A checkpoint that the ledger keeps.
    struct Newest: Encodable {
        let size: Int
        let time: String
    }
    /// What became of the one that was compared.
    struct Compared: Encodable {
        let ok: Bool
        let text: String
    }
    let ok: Bool
    var size = 0
    /// In Base64.
    var root: String?
    var streams = 0
    var values = 0
    var claims = 0
    /// How many checkpoints, and by how many keys, were checked.
    var checkpoints = 0
    var keys = 0
    var newest: Newest?
    var checkpoint: Compared?
    let findings: [Finding]
    var more = 0
    /// What is not wrong, and yet to be weighed.
    var warnings: [Finding] = []
    private var hasTree = true

    private enum CodingKeys: String, CodingKey {
        case ok, size, root, streams, values, claims, checkpoints, keys, newest, checkpoint
        case findings, more, warnings
    }

    /// All that is known is that it cannot be read.
    init(finding text: String) {
        ok = false
        findings = [Finding(position: nil, text: text)]
    }

    init(_ report: AuditReport, _ comparison: CheckpointComparison?) {
        ok = report.ok && comparison?.holds != false
        size = report.size
        root = Data(report.root.bytes).base64EncodedString()
        streams = report.streams
        values = report.values
        claims = report.claims
        checkpoints = report.checkpoints.count
        keys = report.keys.count
        newest = report.checkpoints.last.map { Newest(size: $0.size, time: "\($0.time)") }
        checkpoint = comparison.map { Compared(ok: $0.holds, text: $0.text) }
        findings = report.findings.map { Finding(position: $0.position, text: $0.text) }
        more = report.more
        warnings = report.warnings.map { Finding(position: $0.position, text: $0.text) }
        hasTree = report.hasTree
    }

    var text: String {
        var lines = findings.map { finding in
            "\(finding.position.map { "position \($0)" } ?? "the ledger"): \(finding.text)"
        }
        if more > 0 { lines.append("and \(more) more") }
        if findings.isEmpty {
            lines = [
                "All is well: \(size) events in \(streams) streams, \(values) sealed values, "
                    + "\(claims) claims.",
                "The root over the events: \(root ?? "")", proofs,
            ]
        } else {
            let count = findings.count + more
            lines.append(
                "\(count) \(count == 1 ? "thing is" : "things are") wrong; nothing was changed.")
        }
        lines += warnings.map { warning in
            "Warning: \(warning.position.map { "position \($0)" } ?? "the ledger"): \(warning.text)"
        }
        if let checkpoint { lines.append(checkpoint.text) }
        return lines.joined(separator: "\n")
    }

    /// What is signed of it.
    private var proofs: String {
        guard hasTree else {
            return "The ledger is of an older format: it has no tree, and nothing of it is signed "
                + "until a command has written to it."
        }
        guard let newest else { return "Nothing of it is signed yet." }
        let rest = size - newest.size
        return "\(number(checkpoints, "checkpoint")) by \(number(keys, "key")), the newest of "
            + "\(number(newest.size, "event")), signed \(newest.time)"
            + (rest == 0 ? "." : "; \(number(rest, "event")) since then not signed yet.")
    }

    private func number(_ count: Int, _ what: String) -> String {
        "\(count) \(what)\(count == 1 ? "" : "s")"
    }
}
