// SPDX-License-Identifier: Apache-2.0
import Ledger
import Synchronization
import TestKit
import Testing

@Suite("Every input has a limit") struct LimitTests {
    /// A commit of one event that is `count` bytes long in store.
    private func event(of count: Int) async throws -> Commit {
        let probe = try memoryLedger()
        _ = try await probe.append(commit("case/a"))
        let around = try #require(try probe.event(at: 1)?.bytes.count) - "case/a 0".utf8.count
        var commit = commit("case/a")
        commit.events = [draft(noise(count - around, seed: 1))]
        return commit
    }

    @Test(arguments: [65_534, 65_535])
    func `an event up to 65535 bytes is taken`(_ count: Int) async throws {
        let (ledger, folder) = try diskLedger()
        defer { withExtendedLifetime(folder) {} }
        _ = try await ledger.append(try await event(of: count))
        #expect(try ledger.event(at: 1)?.bytes.count == count)
    }

    @Test func `an event of one byte more is not`() async throws {
        let ledger = try memoryLedger()
        let large = try await event(of: 65_536)
        let found = try await error { _ = try await ledger.append(large) }
        #expect(found == .tooLarge("an event", limit: 65_535, actual: 65_536))
        #expect(try ledger.head().position == 0)
    }

    @Test func `a commit has 65536 events at most`() async throws {
        let ledger = try memoryLedger()
        var large = commit("case/a")
        large.events = Array(repeating: draft(), count: 65_537)
        let found = try await error { _ = try await ledger.append(large) }
        #expect(found == .tooLarge("a commit", limit: 65_536, actual: 65_537))
    }

    @Test func `a commit has an event`() async throws {
        let ledger = try memoryLedger()
        let found = try await error { _ = try await ledger.append(commit("case/a", events: 0)) }
        #expect(found == .invalid("no events"))
    }

    @Test func `a commit has 64 claims at most`() async throws {
        let ledger = try memoryLedger()
        _ = try await ledger.append(commit("case/a", claims: (0..<64).map(String.init)))
        let found = try await error {
            _ = try await ledger.append(commit("case/a", claims: (100..<165).map(String.init)))
        }
        #expect(found == .tooLarge("claims", limit: 64, actual: 65))
    }

    @Test func `a sealed value has a mebibyte at most`() async throws {
        let (ledger, folder) = try diskLedger()
        defer { withExtendedLifetime(folder) {} }
        func sealing(_ count: Int, _ owner: String) -> Commit {
            var commit = commit("case/a")
            commit.newKeys = [
                WrappedKey(owner: owner, id: Array(repeating: 7, count: 16), wrapped: [1, 2])
            ]
            commit.values = [
                SealedValue(
                    owner: owner, keyID: Array(repeating: 7, count: 16), eventIndex: 0,
                    ciphertext: Array(repeating: 9, count: count))
            ]
            return commit
        }
        _ = try await ledger.append(sealing(1_048_576, "person/a"))
        #expect(try ledger.value(of: "person/a", at: 1)?.count == 1_048_576)
        let found = try await error { _ = try await ledger.append(sealing(1_048_577, "person/b")) }
        #expect(found == .tooLarge("a sealed value", limit: 1_048_576, actual: 1_048_577))
    }

    @Test(arguments: [0, 600])
    func `an owner's name has a length, and a wrong one harms nobody else`(
        _ length: Int
    ) async throws {
        let ledger = try memoryLedger()
        var wrong = commit("case/a")
        wrong.newKeys = [
            WrappedKey(
                owner: String(repeating: "a", count: length), id: Array(repeating: 7, count: 16),
                wrapped: [1])
        ]
        let results = await ledger.append(all: [commit("case/b"), wrong, commit("case/c")])
        #expect(throws: Never.self) { try results[0].get() }
        guard case .failure(.invalid) = results[1] else {
            Issue.record("not refused as invalid: \(results[1])")
            return
        }
        #expect(throws: Never.self) { try results[2].get() }
    }

    @Test func `one owner's values of one event are one value`() async throws {
        let ledger = try memoryLedger()
        var twice = commit("case/a")
        let id = [UInt8](repeating: 7, count: 16)
        twice.newKeys = [WrappedKey(owner: "person/a", id: id, wrapped: [1])]
        twice.values = (1...2).map {
            SealedValue(owner: "person/a", keyID: id, eventIndex: 0, ciphertext: [$0])
        }
        guard case .invalid = try await error({ _ = try await ledger.append(twice) }) else {
            Issue.record("one of two values is lost")
            return
        }
    }
}

@Suite("A value is sealed under the owner's key of the day") struct KeyTests {
    private let id = [UInt8](repeating: 1, count: 16)

    private func sealing(_ key: [UInt8], new: Bool) -> Commit {
        var commit = commit("case/a")
        if new { commit.newKeys = [WrappedKey(owner: "person/a", id: key, wrapped: [5, 6])] }
        commit.values = [
            SealedValue(owner: "person/a", keyID: key, eventIndex: 0, ciphertext: [1, 2, 3])
        ]
        return commit
    }

    @Test func `key and value are kept`() async throws {
        let (ledger, folder) = try diskLedger()
        defer { withExtendedLifetime(folder) {} }
        _ = try await ledger.append(sealing(id, new: true))
        _ = try await ledger.append(sealing(id, new: false))
        #expect(
            try ledger.key(of: "person/a")
                == WrappedKey(owner: "person/a", id: id, wrapped: [5, 6]))
        #expect(try ledger.value(of: "person/a", at: 2) == [1, 2, 3])
        #expect(try ledger.value(of: "person/b", at: 2) == nil)
        #expect(try ledger.key(of: "person/b") == nil)
    }

    @Test func `another key is stale`() async throws {
        let ledger = try memoryLedger()
        let other = [UInt8](repeating: 2, count: 16)
        let none = try await error { _ = try await ledger.append(sealing(id, new: false)) }
        #expect(none == .staleKey(owner: "person/a"))
        _ = try await ledger.append(sealing(id, new: true))
        for new in [true, false] {
            let found = try await error { _ = try await ledger.append(sealing(other, new: new)) }
            #expect(found == .staleKey(owner: "person/a"))
        }
        #expect(try ledger.key(of: "person/a")?.id == id)
    }
}
