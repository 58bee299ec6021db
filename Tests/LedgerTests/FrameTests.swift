// SPDX-License-Identifier: Apache-2.0
import Ledger
import TestKit
import Testing

@Suite("A frame reads back as it was written") struct FrameTests {
    /// Around the length of one part, of several, and of the largest event.
    private static let sizes = [
        1, 100, 1_700, 1_990, 1_996, 1_997, 2_000, 2_022, 3_992, 4_000, 8_000, 30_000, 60_000,
    ]

    @Test func `whatever its size`() async throws {
        let (ledger, folder) = try diskLedger()
        defer { withExtendedLifetime(folder) {} }
        for size in Self.sizes {
            var next = commit("case/a")
            next.events = [
                draft(noise(size, seed: UInt64(size))), draft(String(repeating: "a", count: size)),
            ]
            _ = try await ledger.append(next)
        }
        let texts = try all(ledger).map { String(decoding: $0.data, as: UTF8.self) }
        let written = Self.sizes.flatMap { size in
            [noise(size, seed: UInt64(size)), String(repeating: "a", count: size)]
        }
        #expect(texts == written.map { #"{"text":"\#($0)"}"# })
        #expect(audit(ledger).ok)
    }

    @Test func `at every size around the edge of a part`() async throws {
        let storage = MemoryStorage()
        let ledger = try memoryLedger(in: storage)
        // Noise of 64 letters shrinks by a quarter, so the edge lies somewhere in here.
        let sizes = Array(stride(from: 2_200, to: 2_700, by: 1))
        for size in sizes {
            var next = commit("case/a")
            next.events = [draft(noise(size, seed: 3))]
            _ = try await ledger.append(next)
        }
        let entries = storage.entries(of: .events)
        let full = entries.filter { $0.key.count == 8 && $0.value.count == 2_000 }
        // One frame fills its part to the last byte, and others begin a second.
        #expect(full.contains { $0.value[0] == 0 } && full.contains { $0.value[0] == 1 })
        #expect(entries.allSatisfy { $0.value.count <= 2_000 && !$0.value.isEmpty })
        #expect(try all(ledger).map { $0.data.count } == sizes.map { $0 + 11 })
    }

    @Test func `what is stored has the documented header`() async throws {
        let storage = MemoryStorage()
        let ledger = try memoryLedger(in: storage)
        var next = commit("case/a")
        next.events = [draft(noise(60_000, seed: 9))]
        _ = try await ledger.append(next)
        let length = try #require(try ledger.event(at: 1)?.bytes.count)
        let entries = storage.entries(of: .events)
        let parts = entries.count - 1
        #expect(parts > 20)
        let rest = (1...parts).map { bytes(1) + [UInt8($0)] }
        #expect(entries.map(\.key) == [bytes(1)] + rest)
        let header = [UInt8(parts), 0, UInt8(length >> 8), UInt8(length & 255)]
        #expect(Array(entries[0].value.prefix(4)) == header)
        #expect(storage.entries(of: .streams).map(\.key) == [Array("case/a\0\0\0\0\0".utf8)])
        #expect(storage.entries(of: .streams).map(\.value) == [bytes(1)])
    }
}

@Suite("Dictionaries come with the log's own bytes and stay") struct DictionaryTests {
    /// Events that are alike, as events are.
    private func append(_ count: Int, to ledger: Ledger, seed: UInt64) async throws {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<count / 50 {
            var next = commit("case/a")
            next.events = (0..<50).map { _ in
                let words = ["opened", "assigned", "answered", "closed", "noted", "returned"]
                let text = (0..<6).map { _ in words[Int.random(in: 0..<6, using: &generator)] }
                let id =
                    "0198c0de-0000-7000-8000-\(100_000_000_000 + Int(generator.next() % 9_999_999))"
                return draft(text.joined(separator: " "), id: id)
            }
            _ = try await ledger.append(next)
        }
    }

    /// The dictionary of each event's frame.
    private func dictionaries(_ storage: MemoryStorage) -> [UInt8] {
        storage.entries(of: .events).filter { $0.key.count == 8 }.map { $0.value[1] }
    }

    @Test func `the first is made at a thousand events, and what was before still reads`()
        async throws
    {
        let storage = MemoryStorage()
        let ledger = try memoryLedger(in: storage)
        try await append(1_000, to: ledger, seed: 1)
        #expect(storage.entries(of: .dictionaries).isEmpty)
        try await append(200, to: ledger, seed: 2)
        #expect(storage.entries(of: .dictionaries).map(\.key) == [[1], [1, 0]])
        let expected: [UInt8] = Array(repeating: 0, count: 1_000) + Array(repeating: 1, count: 200)
        #expect(dictionaries(storage) == expected)
        let sizes = storage.entries(of: .events).map(\.value.count)
        let (before, after) = (sizes.prefix(200).reduce(0, +), sizes.suffix(200).reduce(0, +))
        #expect(after < before)
        #expect(try all(ledger).map(\.position) == Array(1...1_200))
        #expect(audit(ledger).ok)
        // And to a program that starts now.
        #expect(try all(Ledger(storage: storage)).count == 1_200)
    }

    @Test func `another process's dictionary is taken up`() async throws {
        let storage = MemoryStorage()
        let (one, other) = (
            try memoryLedger(in: storage), try Ledger(storage: storage, surroundings())
        )
        try await append(50, to: other, seed: 1)
        try await append(1_100, to: one, seed: 2)
        try await append(50, to: other, seed: 3)
        #expect(storage.entries(of: .dictionaries).map(\.key) == [[1], [1, 0]])
        #expect(dictionaries(storage).suffix(50).allSatisfy { $0 == 1 })
        #expect(try all(one) == all(other))
    }

    @Test func `one that was not committed is forgotten`() async throws {
        let storage = MemoryStorage()
        let ledger = try memoryLedger(in: storage)
        try await append(1_000, to: ledger, seed: 1)
        storage.inject { $0 == 1 ? .commit(.full, applied: false) : nil }
        #expect(try await error { try await append(50, to: ledger, seed: 2) } == .full)
        #expect(storage.entries(of: .dictionaries).isEmpty)
        try await append(100, to: ledger, seed: 2)
        #expect(storage.entries(of: .dictionaries).count == 2)
        #expect(try all(Ledger(storage: storage)).count == 1_100)
    }

    @Test func `on disk as well`() async throws {
        let (ledger, folder) = try diskLedger()
        defer { withExtendedLifetime(folder) {} }
        try await append(2_000, to: ledger, seed: 1)
        #expect(try all(ledger).map(\.position) == Array(1...2_000))
        #expect(audit(ledger).ok)
    }
}
