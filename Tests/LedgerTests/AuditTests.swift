// SPDX-License-Identifier: Apache-2.0
import Ledger
import TestKit
import Testing
import WorkingTime

/// One thing that somebody, or a disk, did to the tables behind the ledger's back.
struct Damage: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Where the audit must say it is; nil where it is about no single event.
    let position: Position?
    let change: @Sendable (any StorageWriter) throws(LedgerError) -> Void

    init(
        _ name: String, at position: Position? = nil,
        _ change: @escaping @Sendable (any StorageWriter) throws(LedgerError) -> Void
    ) {
        testDescription = name
        self.position = position
        self.change = change
    }
}

@Suite("The audit finds what is wrong and says where") struct AuditTests {
    /// Seven events: case/a holds 1, 2, 4, 5; case/b holds 3 and 7; case/c holds 6, of many parts.
    private func sound() async throws -> (storage: MemoryStorage, ledger: Ledger) {
        let storage = MemoryStorage()
        let ledger = try memoryLedger(in: storage)
        var sealing = commit("case/b", .new, command: "c2")
        let id = [UInt8](repeating: 1, count: 16)
        sealing.newKeys = [WrappedKey(owner: "person/a", id: id, wrapped: [5])]
        sealing.values = [
            SealedValue(owner: "person/a", keyID: id, eventIndex: 0, ciphertext: [1, 2])
        ]
        var large = commit("case/c", .new)
        large.events = [draft(noise(6_000, seed: 1))]
        let commits = [
            commit("case/a", .new, command: "c1", events: 2, claims: ["x"], series: "FOI"), sealing,
            commit("case/a", .exactly(2), events: 2, claims: ["y"]), large,
            commit("case/b", .exactly(1), command: "c3"),
        ]
        for commit in commits { _ = try await ledger.append(commit) }
        return (storage, ledger)
    }

    @Test func `a sound ledger has no findings`() async throws {
        let (_, ledger) = try await sound()
        let report = audit(ledger, sealed: [3])
        #expect(report.findings == [])
        #expect([report.size, report.streams, report.values] == [7, 3, 1])
        #expect(report.claims == 4)
    }

    @Test func `a stream that a command began whatever its version is sound`() async throws {
        let ledger = try memoryLedger()
        _ = try await ledger.append(commit("case/a", .any, command: "c1"))
        _ = try await ledger.append(commit("case/a", .any, command: "c2"))
        #expect(audit(ledger).findings == [])
    }

    @Test func `a series may have a hyphen in its name`() async throws {
        let ledger = try memoryLedger()
        for series in ["FOI", "FOI-2026", "FOI", "FOI-2026"] {
            _ = try await ledger.append(commit("case/a", series: series))
        }
        #expect(audit(ledger).findings == [])
    }

    @Test(arguments: Self.damages)
    func `damage is found`(_ damage: Damage) async throws {
        let (storage, ledger) = try await sound()
        try storage.write { view throws(LedgerError) in try damage.change(view) }
        let report = audit(ledger, sealed: [3])
        #expect(!report.ok, "nothing was found")
        if let position = damage.position {
            #expect(report.findings.contains { $0.position == position }, "\(report.findings)")
        }
    }

    @Test func `a dictionary that is gone is found at each of its frames`() async throws {
        let storage = MemoryStorage()
        let ledger = try memoryLedger(in: storage)
        for index in 0..<11 {
            var next = commit("case/a")
            next.events = (0..<100).map { draft(noise(60, seed: UInt64(index * 100 + $0))) }
            _ = try await ledger.append(next)
        }
        #expect(audit(ledger).ok)
        let there = try #require(storage.entries(of: .dictionaries).first)
        try storage.write { view throws(LedgerError) in try view.delete(.dictionaries, there.key) }
        let report = audit(ledger)
        #expect(report.findings.contains { $0.position == 1_001 })
        #expect(report.findings.contains { $0.position == 1_050 })
    }

    @Test func `of the bits of a frame each that changes the event is noticed`() async throws {
        var (found, live) = (0, 0)
        let (storage, ledger) = try await sound()
        let frame = try #require(storage.entries(of: .events).first { $0.key == bytes(4) })
        let event = try #require(try ledger.event(at: 4))
        for index in frame.value.indices {
            var changed = frame.value
            changed[index] ^= 0x10
            try storage.write { view throws(LedgerError) in
                try view.put(.events, frame.key, changed, append: false)
            }
            if (try? ledger.event(at: 4)) != event {
                live += 1
                if !audit(ledger, sealed: [3]).ok { found += 1 }
            }
        }
        #expect(live > frame.value.count / 2)
        #expect(found == live)
    }
}

extension AuditTests {
    static let damages = frames + places + indexes + claims + heads + vault

    private static let streamA = Array("case/a\0\0\0\0\0".utf8)
    private static let streamB = Array("case/b\0\0\0\0\0".utf8)

    private static let frames: [Damage] =
        [
            ("parts", 0), ("dictionary", 1), ("length", 2), ("length's end", 3), ("magic", 4),
        ].map { name, index in
            Damage("a bit of a frame's \(name) flips", at: 4) { view throws(LedgerError) in
                try edit(view, .events, bytes(4)) { $0[index] ^= 1 }
            }
        } + [
            Damage("a frame is cut short", at: 4) { view throws(LedgerError) in
                try edit(view, .events, bytes(4)) { $0.removeLast(3) }
            },
            Damage("a part is lost", at: 6) { view throws(LedgerError) in
                try view.delete(.events, bytes(6) + [2])
            },
            Damage("a part is added", at: 6) { view throws(LedgerError) in
                try view.put(.events, bytes(6) + [9], [1], append: false)
            },
            Damage("the beginning is lost", at: 6) { view throws(LedgerError) in
                try view.delete(.events, bytes(6))
            },
        ]

    private static let places = [
        Damage("an event is lost", at: 4) { view throws(LedgerError) in
            try view.delete(.events, bytes(4))
        },
        Damage("the first event is lost", at: 1) { view throws(LedgerError) in
            try view.delete(.events, bytes(1))
        },
        Damage("the last event is lost") { view throws(LedgerError) in
            try view.delete(.events, bytes(7))
        },
        Damage("two events of a stream change places", at: 1) { view throws(LedgerError) in
            try swap(view, .events, bytes(1), bytes(2))
        },
        Damage("events of two streams change places", at: 3) { view throws(LedgerError) in
            try swap(view, .events, bytes(3), bytes(5))
        },
        Damage("an event is there twice", at: 5) { view throws(LedgerError) in
            let copy = try read(view, .events, bytes(4))
            try view.put(.events, bytes(5), copy, append: false)
        },
        Damage("an event follows the head") { view throws(LedgerError) in
            let copy = try read(view, .events, bytes(4))
            try view.put(.events, bytes(8), copy, append: false)
        },
    ]

    private static let indexes = [
        Damage("the index names another event", at: 2) { view throws(LedgerError) in
            try edit(view, .streams, streamA) { $0[15] = 3 }
        },
        Damage("the index lacks the last", at: 5) { view throws(LedgerError) in
            try edit(view, .streams, streamA) { $0.removeLast(8) }
        },
        Damage("the index has one too many") { view throws(LedgerError) in
            try edit(view, .streams, streamB) { $0 += bytes(7) }
        },
        Damage("a stream's index is lost", at: 7) { view throws(LedgerError) in
            try view.delete(.streams, streamB)
        },
        Damage("the index holds a stream of no events") { view throws(LedgerError) in
            try view.put(.streams, Array("case/z\0\0\0\0\0".utf8), bytes(1), append: false)
        },
    ]

    private static let claims = [
        Damage("a claim names no event") { view throws(LedgerError) in
            try view.put(.claims, Array("test\0x".utf8), bytes(8), append: false)
        },
        Damage("a command's claim is lost", at: 1) { view throws(LedgerError) in
            try view.delete(.claims, Array("command\0c1".utf8))
        },
        Damage("a command's claim names another event") { view throws(LedgerError) in
            try view.put(.claims, Array("command\0c1".utf8), bytes(3), append: false)
        },
        Damage("there is a claim of a command that never was") { view throws(LedgerError) in
            try view.put(.claims, Array("command\0c9".utf8), bytes(3), append: false)
        },
        Damage("a series is behind its references") { view throws(LedgerError) in
            try view.put(.series, Array("FOI-2026".utf8), bytes(0), append: false)
        },
        Damage("a series is lost") { view throws(LedgerError) in
            try view.delete(.series, Array("FOI-2026".utf8))
        },
    ]

    private static let heads =
        [
            ("ahead", 8, noon), ("behind", 6, noon), ("at the beginning", 0, noon),
            ("at another time", 7, noon.adding(seconds: 1)),
        ].map { name, position, time in
            Damage("the head is \(name)") { view throws(LedgerError) in
                let head = bytes(position) + bytes(time.milliseconds)
                try view.put(.meta, Array("head".utf8), head, append: false)
            }
        } + [
            Damage("the head is lost") { view throws(LedgerError) in
                try view.delete(.meta, Array("head".utf8))
            }
        ]

    private static let vault = [
        Damage("a sealed value is lost", at: 3) { view throws(LedgerError) in
            try view.delete(.values, Array("person/a\0".utf8) + bytes(3))
        },
        Damage("a sealed value belongs to no event") { view throws(LedgerError) in
            try view.put(.values, Array("person/a\0".utf8) + bytes(4), [1], append: false)
        },
    ]

    private static func read(
        _ view: any StorageWriter, _ table: LedgerTable, _ key: [UInt8]
    ) throws(LedgerError) -> [UInt8] {
        let value = try view.withValue(table, key) { span throws(LedgerError) in
            span.indices.map { span[$0] }
        }
        guard let value else { throw .storage("the test names no entry") }
        return value
    }

    private static func edit(
        _ view: any StorageWriter, _ table: LedgerTable, _ key: [UInt8],
        _ change: (inout [UInt8]) -> Void
    ) throws(LedgerError) {
        var value = try read(view, table, key)
        change(&value)
        try view.put(table, key, value, append: false)
    }

    private static func swap(
        _ view: any StorageWriter, _ table: LedgerTable, _ one: [UInt8], _ other: [UInt8]
    ) throws(LedgerError) {
        let (first, second) = (try read(view, table, one), try read(view, table, other))
        try view.put(table, one, second, append: false)
        try view.put(table, other, first, append: false)
    }
}
