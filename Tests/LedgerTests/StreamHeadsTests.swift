// SPDX-License-Identifier: Apache-2.0
import Ledger
import MerkleTree
import TestKit
import Testing

@Suite("The heads of a log") struct StreamHeadsTests {
    /// The heads by their definition, from the events themselves.
    private func defined(_ events: some Sequence<RecordedEvent>) -> Heads {
        var last: [StreamName: Heads.Entry] = [:]
        for event in events {
            last[event.stream] = Heads.Entry(
                stream: event.stream, version: event.streamVersion, leaf: .leaf(event.bytes))
        }
        return Heads(last.values)
    }

    /// Names that begin alike, and streams of more than one chunk of the index.
    private func log() async throws -> Ledger {
        let ledger = try memoryLedger()
        let names = ["case/a", "case/a-1", "case/ab", "case/b", "team/a"]
        for step in 0..<40 {
            _ = try await ledger.append(
                commit(names[step * 7 % 5], events: 1 + step * 13 % 23))
        }
        _ = try await ledger.append(commit("case/long", events: 300))
        _ = try await ledger.append(commit("case/a", events: 3))
        return ledger
    }

    @Test func `are those of any size, whatever came later`() async throws {
        let ledger = try await log()
        let events = try all(ledger)
        for size in Array(0...40) + stride(from: 41, through: events.count, by: 17) {
            #expect(try ledger.heads(upTo: size) == defined(events.prefix(size)), "\(size)")
        }
        #expect(try ledger.heads(upTo: events.count) == defined(events))
        #expect(try ledger.heads(upTo: events.count).entries.count == 6)
    }

    @Test func `are not given of a size that the log has not reached`() async throws {
        let ledger = try await log()
        let size = try ledger.head().position + 1
        #expect(try await error { _ = try ledger.heads(upTo: size) } == .beyond(size: size))
        #expect(try await error { _ = try ledger.heads(upTo: -1) } == .beyond(size: -1))
    }

    /// More streams than one view reads, on disk, while another process's thread appends.
    @Test func `are as of one size while others append`() async throws {
        let (ledger, folder) = try diskLedger()
        var commits: [Commit] = []
        for number in 0..<3_000 { commits.append(commit("case/\(number)")) }
        _ = await ledger.append(all: commits)
        let size = try ledger.head().position
        let expected = defined(try all(ledger))
        async let more: Void = {
            for round in 0..<20 {
                _ = await ledger.append(
                    all: (0..<50).map { commit("case/\($0 * 60)-\(round)") }
                        + (0..<50).map { commit("case/\($0 * 60)") })
            }
        }()
        for _ in 0..<3 { #expect(try ledger.heads(upTo: size) == expected) }
        await more
        #expect(try ledger.heads(upTo: size) == expected)
        withExtendedLifetime(folder) {}
    }
}
