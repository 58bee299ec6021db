// SPDX-License-Identifier: Apache-2.0
import Ledger
import TestKit
import Testing

@Suite("A command is carried out once, for ever") struct IdempotencyTests {
    /// Appends `first`, then much else, then `first` again; both receipts.
    private func repeating(_ first: Commit, in ledger: Ledger) async throws -> (Receipt, Receipt) {
        _ = try await ledger.append(commit("case/before", .any, events: 2))
        let receipt = try await ledger.append(first)
        for _ in 0..<3 { _ = try await ledger.append(commit("case/other", .any, events: 2)) }
        _ = try await ledger.append(commit(first.stream.description, .any, command: "another"))
        let head = try ledger.head()
        let again = try await ledger.append(first)
        #expect(try ledger.head() == head)
        return (receipt, again)
    }

    private func expectSame(_ first: Receipt, _ again: Receipt) {
        #expect(!first.isRepeat && again.isRepeat)
        #expect(again.stream == first.stream && again.reference == first.reference)
        #expect(again.first == first.first && again.last == first.last)
        #expect(again.version == first.version)
    }

    @Test func `one that makes a stream is known by its claim`() async throws {
        let (ledger, folder) = try diskLedger()
        defer { withExtendedLifetime(folder) {} }
        let made = commit("case/a", .new, command: "c1", events: 3, claims: ["x"], series: "FOI")
        let (first, again) = try await repeating(made, in: ledger)
        expectSame(first, again)
        #expect(first.reference == "FOI-2026-000001")
    }

    @Test func `one that makes a stream is known though it names another now`() async throws {
        let ledger = try memoryLedger()
        let first = try await ledger.append(commit("case/a", .new, command: "c1", events: 2))
        let again = try await ledger.append(commit("case/b", .new, command: "c1", events: 2))
        expectSame(first, again)
        #expect(try ledger.version(of: stream("case/b")) == 0)
    }

    @Test(arguments: [ExpectedVersion.exactly(2), .any])
    func `one on a stream is found in it`(_ expected: ExpectedVersion) async throws {
        let ledger = try memoryLedger()
        _ = try await ledger.append(commit("case/a", .new, events: 2))
        let (first, again) = try await repeating(
            commit("case/a", expected, command: "c1", events: 3), in: ledger)
        expectSame(first, again)
    }

    @Test func `twice in one transaction it is carried out once`() async throws {
        let ledger = try memoryLedger()
        let twice = await ledger.append(
            all: [
                commit("case/a", .new, command: "c1", events: 2),
                commit("case/a", .new, command: "c1", events: 2),
                commit("case/a", .exactly(2), command: "c2"),
                commit("case/a", .exactly(2), command: "c2"),
            ])
        #expect(try twice.map { try $0.get().isRepeat } == [false, true, false, true])
        #expect(try ledger.head().position == 3)
    }

    @Test func `a second ledger on the same storage knows it`() async throws {
        let storage = MemoryStorage()
        let (one, other) = (
            try memoryLedger(in: storage), try Ledger(storage: storage, surroundings())
        )
        let made = commit("case/a", .new, command: "c1", events: 3)
        expectSame(try await one.append(made), try await other.append(made))
    }

    @Test func `the same id on two streams is two commands`() async throws {
        let ledger = try memoryLedger()
        for name in ["case/a", "case/b"] { _ = try await ledger.append(commit(name, .new)) }
        for name in ["case/a", "case/b"] {
            let receipt = try await ledger.append(commit(name, .any, command: "c1"))
            #expect(!receipt.isRepeat)
        }
    }

    @Test func `a refused command may come again`() async throws {
        let ledger = try memoryLedger()
        _ = try await ledger.append(commit("case/x", .new, claims: ["x"]))
        var made = commit("case/a", .new, command: "c1", claims: ["x"])
        #expect(
            try await error { _ = try await ledger.append(made) }
                == .claimTaken(index: 0, position: 1))
        made.claims = []
        #expect(try await ledger.append(made).isRepeat == false)
    }
}

@Suite("A claim is held once, in all streams") struct ClaimTests {
    @Test func `a claim held refuses the commit and says where it is`() async throws {
        let (ledger, folder) = try diskLedger()
        defer { withExtendedLifetime(folder) {} }
        _ = try await ledger.append(commit("case/a", .new, events: 2))
        _ = try await ledger.append(commit("case/a", .exactly(2), events: 2, claims: ["x", "y"]))
        let found = try await error {
            _ = try await ledger.append(commit("case/b", .new, claims: ["z", "y"]))
        }
        #expect(found == .claimTaken(index: 1, position: 3))
    }

    @Test func `a refused commit leaves nothing`() async throws {
        let storage = MemoryStorage()
        let ledger = try memoryLedger(in: storage)
        _ = try await ledger.append(commit("case/a", .new, claims: ["x"]))
        let before = LedgerTable.allCases.map {
            storage.entries(of: $0).map { [$0.key, $0.value] }
        }
        var refused = commit(
            "case/b", .new, command: "c1", events: 3, claims: ["new", "x"], series: "FOI")
        refused.newKeys = [
            WrappedKey(owner: "person/a", id: Array(repeating: 1, count: 16), wrapped: [1])
        ]
        _ = try await error { _ = try await ledger.append(refused) }
        let after = LedgerTable.allCases.map { storage.entries(of: $0).map { [$0.key, $0.value] } }
        #expect(before == after)
        #expect(try ledger.position(of: ClaimKey(kind: "test", digest: Array("new".utf8))) == nil)
    }

    @Test func `beside a refused commit the others of its transaction are taken`() async throws {
        let ledger = try memoryLedger()
        let results = await ledger.append(all: [
            commit("case/a", .new, claims: ["x"]), commit("case/b", .new, claims: ["x"]),
            commit("case/c", .new, claims: ["y"]),
        ])
        #expect(try results[0].get().first == 1)
        #expect(results[1] == .failure(.claimTaken(index: 0, position: 1)))
        #expect(try results[2].get().first == 2)
    }

    @Test func `kinds do not meet`() async throws {
        let ledger = try memoryLedger()
        for kind in ["a", "ab", "b"] {
            var next = commit("case/a")
            next.claims = [ClaimKey(kind: kind, digest: Array("bx".utf8))]
            _ = try await ledger.append(next)
        }
        #expect(try ledger.position(of: ClaimKey(kind: "ab", digest: Array("bx".utf8))) == 2)
    }
}
