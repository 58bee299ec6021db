// SPDX-License-Identifier: Apache-2.0
import Ledger
import Synchronization
import TestKit
import Testing
import Vault

/// A ledger in memory, whose tables can be tampered with, and a vault over it.
struct Fixture {
    static let owner = "case/0198c0de-0000-7000-8000-000000000002"
    static let other = "case/0198c0de-0000-7000-8000-000000000003"

    let storage: MemoryStorage
    let random: RecordingRandom
    let ledger: Ledger
    let wrappingKey: WrappingKey
    let vault: Vault

    /// - Parameter founded: Whether the ledger has the key for claims, as `init` makes it.
    init(founded: Bool = true) async throws {
        storage = MemoryStorage()
        random = RecordingRandom(seed: 1)
        var surroundings = Ledger.Surroundings()
        surroundings.random = random
        ledger = try Ledger(creating: Self.identity, in: storage, surroundings)
        wrappingKey = try Self.key(1)
        if founded {
            let commit = Commit(
                stream: try #require(StreamName("organisation/1")), expected: .new, commandID: nil,
                events: [draft(ledger.newID(), nil)],
                newKeys: [try Vault.claimsKey(wrappingKey, random: random)])
            _ = try await ledger.append(commit)
        }
        vault = try Vault(ledger: ledger, wrappingKey: wrappingKey)
    }

    static let identity = LedgerIdentity(
        id: "0198c0de-0000-7000-8000-000000000001", source: "/organisations/test",
        organisation: "Test", jurisdiction: "scotland")

    /// A wrapping key of one byte, repeated.
    static func key(_ byte: UInt8) throws -> WrappingKey {
        try #require(WrappingKey(bytes: Array(repeating: byte, count: 32)))
    }

    /// A vault as another process has it, over the same tables.
    func elsewhere() throws -> Vault {
        var surroundings = Ledger.Surroundings()
        surroundings.random = RecordingRandom(seed: 2)
        return try Vault(
            ledger: try Ledger(storage: storage, surroundings), wrappingKey: wrappingKey)
    }

    /// Seals `value` and prepares the commit that holds it; `elsewhere` seals in another process.
    func seal(
        _ value: [UInt8], owner: String = owner, isNew: Bool = false, in other: Vault? = nil
    ) throws -> (commit: Commit, commitment: Commitment) {
        var sealing = Vault.Sealing()
        let id = ledger.newID()
        let commitment = try (other ?? vault).seal(
            value, owner: owner, isNew: isNew, eventID: id, eventIndex: 0, into: &sealing)
        let commit = Commit(
            stream: try #require(StreamName(owner)), expected: .any, commandID: nil,
            events: [draft(id, commitment)], newKeys: sealing.newKeys, values: sealing.values)
        return (commit, commitment)
    }

    /// Seals `value` and records it; gives what its event commits to, and the event.
    func record(
        _ value: [UInt8], owner: String = owner, in other: Vault? = nil
    ) async throws -> (commitment: Commitment, event: RecordedEvent) {
        let (commit, commitment) = try seal(value, owner: owner, in: other)
        let receipt = try await ledger.append(commit)
        return (commitment, try #require(try ledger.event(at: receipt.last)))
    }

    /// What the tables hold, keys and values, one after another.
    func everything() -> [[UInt8]] {
        LedgerTable.allCases.flatMap { storage.entries(of: $0) }.flatMap { [$0.key, $0.value] }
    }

    /// The key in `values` of the owner's value of the event at `position`.
    func valueKey(_ owner: String, _ position: Position) throws -> [UInt8] {
        let entries = storage.entries(of: .values).map(\.key)
        return try #require(
            entries.first {
                $0.starts(with: Array(owner.utf8)) && $0.last == UInt8(truncatingIfNeeded: position)
            })
    }

    func entry(_ table: LedgerTable, _ key: [UInt8]) throws -> [UInt8] {
        try #require(storage.entries(of: table).first { $0.key == key }).value
    }

    /// Puts what no program of ours would.
    func tamper(_ table: LedgerTable, _ key: [UInt8], _ value: [UInt8]) throws {
        try storage.write { view throws(LedgerError) in
            try view.put(table, key, value, append: false)
        }
    }
    func destroy(_ table: LedgerTable, _ key: [UInt8]) throws {
        try storage.write { view throws(LedgerError) in try view.delete(table, key) }
    }
}

/// An event that holds a commitment, or nothing.
private func draft(_ id: String, _ commitment: Commitment?) -> EventDraft {
    let data = commitment.map { #"{"owner":"\#($0.owner)","digest":\#($0.digest)}"# } ?? "{}"
    return EventDraft(
        id: id, type: "test.sealed", dataVersion: 1, actor: "system/test", data: Array(data.utf8))
}

/// Seeded bytes, and a note of all that were given out.
final class RecordingRandom: RandomSource {
    private let source: SeededRandom
    private let notes = Mutex<[[UInt8]]>([])

    init(seed: UInt64) { source = SeededRandom(seed: seed) }

    func bytes(_ count: Int) -> [UInt8] {
        let bytes = source.bytes(count)
        notes.withLock { $0.append(bytes) }
        return bytes
    }

    /// What was given out in that length so far, in order.
    func given(_ count: Int) -> [[UInt8]] { notes.withLock { $0.filter { $0.count == count } } }
}

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

func expectDamaged(
    at position: Position, _ owner: String = Fixture.owner,
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> [UInt8]?
) {
    #expect(
        throws: VaultError.damaged(owner: owner, position: position),
        sourceLocation: sourceLocation
    ) { try body() }
}
