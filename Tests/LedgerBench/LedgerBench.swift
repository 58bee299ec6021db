// SPDX-License-Identifier: Apache-2.0
import Foundation
import Ledger
import MerkleTree
import TestKit

/// Appends events of some 560 bytes to a new ledger and prints what it took, as JSON; what it is
/// held against is measured by `tools/bench append` in the same run.
///
/// Usage: LedgerBench FOLDER SINGLE WAITING
@main
enum LedgerBench {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let single = Int(arguments[2]), let waiting = Int(arguments[3])
        else { exit(2) }
        var surroundings = Ledger.Surroundings()
        surroundings.random = SeededRandom(seed: 1)
        let ledger = try Ledger.create(
            directory: arguments[1],
            identity: LedgerIdentity(
                id: "0198c0de-0000-7000-8000-000000000000", source: "/organisations/bench",
                organisation: "Bench", jurisdiction: "scotland"), surroundings)
        var commits = Commits()
        // Enough for a dictionary, which the first thousand events bring.
        _ = await ledger.append(all: (0..<2_000).map { _ in commits.next() })
        let singles = (0..<single).map { _ in commits.next() }
        // From the pool, as a server's requests come, not from the main thread, woken last.
        let alone = try await Task.detached { try await one(ledger, singles) }.value
        let together = try await many(ledger, &commits, waiting)
        let events = try ledger.head().position
        print(
            """
            {"single":\(alone),"waiting":\(together),"events":\(events),"tree":\(try tree(ledger)),\
            "bytes":\(try ledger.usedBytes())}
            """)
        exit(0)
    }

    /// Microseconds of an append that comes alone: the median.
    private static func one(
        _ ledger: Ledger, _ commits: [Commit]
    ) async throws -> Double {
        var times: [Duration] = []
        let clock = ContinuousClock()
        for commit in commits {
            let start = clock.now
            _ = try await ledger.append(commit)
            times.append(start.duration(to: clock.now))
        }
        return microseconds(times.sorted()[times.count / 2])
    }

    /// Events a second while 64 writers wait.
    private static func many(
        _ ledger: Ledger, _ commits: inout Commits, _ count: Int
    ) async throws -> Double {
        let share = count / 64
        let work = (0..<64).map { _ in (0..<share).map { _ in commits.next() } }
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for mine in work {
                group.addTask { for commit in mine { _ = try await ledger.append(commit) } }
            }
            try await group.waitForAll()
        }
        return Double(share * 64) * 1e6 / microseconds(start.duration(to: .now))
    }

    /// Microseconds that the tree takes of an event: its leaf, and the nodes above it.
    private static func tree(_ ledger: Ledger) throws -> Double {
        let events = try ledger.bytes(after: 0, limit: 20_000).map(\.bytes)
        var range = CompactRange()
        let start = ContinuousClock.now
        for bytes in events { range.append(.leaf(bytes)) }
        return microseconds(start.duration(to: .now)) / Double(events.count)
    }

    private static func microseconds(_ duration: Duration) -> Double {
        Double(duration.components.attoseconds) / 1e12 + Double(duration.components.seconds) * 1e6
    }
}

/// Events of cases, in no order of the cases.
private struct Commits {
    private var generator = SplitMix64(seed: 7)
    private var count = 0

    mutating func next() -> Commit {
        count += 1
        let number = Int.random(in: 0..<100_000, using: &generator)
        let stream = StreamName("case/0198c0de-0000-7000-8000-\(padded(number, 12))")
        let digest = (0..<4).map { _ in UInt64.random(in: .min ... .max, using: &generator) }
        let text = Data(digest.flatMap { word in (0..<8).map { UInt8(word >> (8 * $0) & 255) } })
            .base64EncodedString()
        let data = """
            {"direction":"in","channel":"email","sealed":[{"owner":"case/0198c0de-0000-7000-8000-\
            \(padded(number, 12))","commitment":"\(text)"}]}
            """
        let draft = EventDraft(
            id: "0198c0de-0000-7000-9000-\(padded(count, 12))", type: "case.correspondenceRecorded",
            dataVersion: 1, actor: "staff/0198c0de-0000-7000-a000-\(padded(number % 40, 12))",
            data: Array(data.utf8))
        guard let stream else { preconditionFailure("no stream's name") }
        return Commit(
            stream: stream, expected: .any, commandID: nil, events: [draft])
    }

    private func padded(_ number: Int, _ digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: digits - text.utf8.count) + text
    }
}
