// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestKit
import Testing

@Suite("An acknowledgement follows the sync of its commit", .serialized) struct DurabilityTests {
    /// What the traced process asked of the kernel, in the order in which it was answered.
    private enum Call: Equatable {
        /// A commit is about to be sent.
        case announced
        /// Pages are written to the data file.
        case pages(file: Int)
        /// The data file is on disk.
        case synced(file: Int)
        case acknowledged
    }

    private static let strace = ["/usr/bin/strace", "/bin/strace", "/usr/local/bin/strace"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    /// Traces twenty commits, one after another.
    private func trace(early: Bool) throws -> [Call] {
        let folder = try TemporaryFolder()
        let log = folder.path(of: "strace")
        let strace = try #require(Self.strace)
        let wrapper = [
            strace, "-f", "-o", log, "-e", "trace=fdatasync,pwrite64,pwritev,write,writev",
        ]
        let arguments = [
            "--serial", folder.path(of: "ledger"), folder.path(of: "phase"), "1", "20",
        ]
        let lines = try Child(
            arguments + (early ? ["--early-ack"] : []), output: folder.path(of: "out"),
            under: wrapper
        ).finish()
        try #require(lines.count == 40)
        return calls(try String(contentsOfFile: log, encoding: .utf8))
    }

    /// A call that another thread interrupted in the log stands where it was resumed, except for
    /// an acknowledgement, which counts from where it began.
    private func calls(_ log: String) -> [Call] {
        var begun: [Substring: Substring] = [:]
        return log.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ", maxSplits: 1)
            guard words.count == 2 else { return nil }
            var call = words[1].drop { $0 == " " }
            if call.hasSuffix("<unfinished ...>") {
                begun[words[0]] = call
                return call.hasPrefix("write(1, ") ? self.call(call) : nil
            }
            if call.hasPrefix("<... ") {
                guard let start = begun.removeValue(forKey: words[0]),
                    !start.hasPrefix("write(1, ")
                else { return nil }
                call = start
            }
            return self.call(call)
        }
    }

    private func call(_ text: Substring) -> Call? {
        let file = text.drop { $0 != "(" }.dropFirst().prefix { $0.isNumber }
        guard let file = Int(file) else { return nil }
        if text.hasPrefix("write(1, \"> ") { return .announced }
        if text.hasPrefix("write(1, \"case/") { return .acknowledged }
        if text.hasPrefix("pwrite") || text.hasPrefix("writev(") { return .pages(file: file) }
        return text.hasPrefix("fdatasync(") ? .synced(file: file) : nil
    }

    /// Commits that were acknowledged before their pages, a sync of them and the page that makes
    /// them current, which is written through another descriptor, opened to sync each write.
    private func premature(_ calls: [Call]) -> Int {
        var count = 0
        for part in calls.split(separator: .announced).dropFirst(
            calls.first == .announced ? 0 : 1)
        {
            let before = part.prefix { $0 != .acknowledged }
            let isDurable = before.indices.contains { index in
                guard case .synced(let file) = before[index] else { return false }
                return before[..<index].contains(.pages(file: file))
                    && before[index...].contains {
                        if case .pages(let other) = $0 { other != file } else { false }
                    }
            }
            if !isDurable { count += 1 }
        }
        return count
    }

    @Test(.enabled(if: strace != nil, "strace is not installed: the order of syncs is not seen"))
    func `pages, sync, then the line`() throws {
        let calls = try trace(early: false)
        #expect(calls.count { $0 == .acknowledged } == 20)
        #expect(calls.count { $0 == .announced } == 20)
        #expect(premature(calls) == 0)
    }

    @Test(.enabled(if: strace != nil, "strace is not installed: the order of syncs is not seen"))
    func `an early acknowledgement is seen`() throws {
        #expect(premature(try trace(early: true)) == 20)
    }
}
