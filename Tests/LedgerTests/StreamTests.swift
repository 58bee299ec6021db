// SPDX-License-Identifier: Apache-2.0
import Ledger
import TestKit
import Testing

@Suite("A stream has one version after another") struct StreamTests {
    @Test func `events get positions and versions in order`() async throws {
        let (ledger, folder) = try diskLedger()
        defer { withExtendedLifetime(folder) {} }
        let first = try await ledger.append(commit("case/a", .new, events: 2))
        let second = try await ledger.append(commit("case/b", .new))
        let third = try await ledger.append(commit("case/a", .exactly(2)))
        #expect([first.first, first.last, first.version] == [1, 2, 2])
        #expect([second.first, second.last, second.version] == [3, 3, 1])
        #expect([third.first, third.last, third.version] == [4, 4, 3])
        #expect(try ledger.stream(stream("case/a")).map(\.position) == [1, 2, 4])
        #expect(try ledger.stream(stream("case/a")).map(\.streamVersion) == [1, 2, 3])
        #expect(try ledger.version(of: stream("case/a")) == 3)
        #expect(try ledger.version(of: stream("case/c")) == 0)
        #expect(try ledger.stream(stream("case/c")).isEmpty)
        #expect(try ledger.head().position == 4)
    }

    @Test(arguments: [
        (ExpectedVersion.new, 0), (.exactly(1), 1), (.exactly(2), 2), (.exactly(9), 9),
    ])
    func `a conflict gives the events that came first`(
        _ expected: ExpectedVersion, _ version: Int
    ) async throws {
        let ledger = try memoryLedger()
        let name = stream("case/a")
        _ = try await ledger.append(commit("case/a", .new, events: 3))
        _ = try await ledger.append(commit("case/b", .new))
        let found = try await error { _ = try await ledger.append(commit("case/a", expected)) }
        let since = Array(try ledger.stream(name).dropFirst(version))
        #expect(found == .conflict(actualVersion: 3, since: since))
        #expect(try ledger.head().position == 4)
    }

    @Test func `whoever does not mind the version never conflicts`() async throws {
        let ledger = try memoryLedger()
        for version in 1...3 {
            #expect(try await ledger.append(commit("case/a")).version == version)
        }
    }

    @Test func `of many at the same version one is taken`() async throws {
        let (ledger, folder) = try diskLedger()
        defer { withExtendedLifetime(folder) {} }
        let results = await ledger.append(all: (0..<20).map { _ in commit("case/a", .new) })
        #expect(results.count { (try? $0.get()) != nil } == 1)
        #expect(try ledger.version(of: stream("case/a")) == 1)
    }

    @Test func `a name that begins another has its own events`() async throws {
        let ledger = try memoryLedger()
        for name in ["case/a", "case/a-b", "case/ab", "case/a"] {
            _ = try await ledger.append(commit(name))
        }
        #expect(try ledger.stream(stream("case/a")).map(\.position) == [1, 4])
        #expect(try ledger.version(of: stream("case/ab")) == 1)
    }

    @Test(arguments: [127, 128, 129, 255, 256, 257, 300])
    func `a stream may grow over the edge of a chunk of its index`(_ count: Int) async throws {
        let (ledger, folder) = try diskLedger()
        defer { withExtendedLifetime(folder) {} }
        _ = try await ledger.append(commit("case/a", .new, events: count - 1))
        _ = try await ledger.append(commit("case/b", .new))
        let last = try await ledger.append(commit("case/a", .exactly(count - 1), events: 3))
        #expect(last.version == count + 2)
        let events = try ledger.stream(stream("case/a"))
        #expect(events.map(\.streamVersion) == Array(1...count + 2))
        #expect(events.map(\.position) == Array(1...count - 1) + (count + 1...count + 3))
        for after in [1, 126, 127, 128, 129, count] where after <= count + 2 {
            let tail = try ledger.stream(stream("case/a"), after: after, limit: 5)
            #expect(tail == Array(events.dropFirst(after).prefix(5)))
        }
        #expect(audit(ledger).ok)
    }

    @Test func `a stream is read after a version to its end`() async throws {
        let ledger = try memoryLedger()
        _ = try await ledger.append(commit("case/a", events: 200))
        let tail = try ledger.stream(stream("case/a"), after: 5)
        #expect(tail.map(\.streamVersion) == Array(6...200))
        #expect(try ledger.stream(stream("case/a"), after: 200).isEmpty)
    }
}

@Suite("The log is read from any position on") struct ReadingTests {
    @Test func `what stands after a position comes in order and without gaps`() async throws {
        let (ledger, folder) = try diskLedger()
        defer { withExtendedLifetime(folder) {} }
        // Some events fill several parts.
        let sizes = (0..<40).map { $0 % 7 == 0 ? 5_000 : 10 }
        for (index, size) in sizes.enumerated() {
            var next = commit("case/a")
            next.events = [draft(noise(size, seed: UInt64(index)))]
            _ = try await ledger.append(next)
        }
        for position in 0...41 {
            let events = try ledger.events(after: position)
            #expect(events.map(\.position) == Array((1...40).dropFirst(position)))
        }
        #expect(try ledger.events(after: 7, limit: 3).map(\.position) == [8, 9, 10])
        #expect(try ledger.event(at: 8)?.streamVersion == 8)
        #expect(try ledger.event(at: 41) == nil)
    }

    @Test func `what is not committed is seen by nobody`() async throws {
        let storage = MemoryStorage()
        let (ledger, other) = (try memoryLedger(in: storage), try Ledger(storage: storage))
        storage.inject { $0 == 2 ? .commit(.full, applied: false) : nil }
        _ = try await ledger.append(commit("case/a"))
        #expect(try await error { _ = try await ledger.append(commit("case/a")) } == .full)
        #expect(try other.head().position == 1)
        #expect(try all(other).count == 1)
    }
}

@Suite("A stream's name is a kind and an id") struct StreamNameTests {
    @Test(arguments: ["case/a", "case/0198c0de-0000-7000-8000-000000000000", "a/-"])
    func `it is taken`(_ text: String) { #expect(StreamName(text)?.description == text) }

    @Test(arguments: [
        "", "case", "case/", "/a", "Case/a", "case/A", "case/a/b", "case/a b", "case/ä", "c1/a",
        "case/\"", String(repeating: "a", count: 33) + "/a",
        "case/" + String(repeating: "a", count: 65),
    ])
    func `it is no name`(_ text: String) { #expect(StreamName(text) == nil) }
}
