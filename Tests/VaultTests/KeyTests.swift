// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import Ledger
import TestKit
import Testing
import Vault

@Suite("The wrapping key") struct WrappingKeyTests {
    private static let wrong = VaultError.wrappingKey(
        "this wrapping key does not open the ledger's data keys; "
            + "put back the key file that belongs to this ledger")

    @Test func `of another ledger is told when the vault is made`() async throws {
        let fixture = try await Fixture()
        #expect(throws: Self.wrong) {
            try Vault(ledger: fixture.ledger, wrappingKey: Fixture.key(2))
        }
    }

    @Test func `of another ledger is told at its first use, where there is no key for claims`()
        async throws
    {
        let fixture = try await Fixture(founded: false)
        let (commitment, event) = try await fixture.record(bytes("x"))
        let vault = try Vault(ledger: fixture.ledger, wrappingKey: Fixture.key(2))
        #expect(throws: Self.wrong) { try vault.open(commitment, of: event) }
        #expect(throws: Self.wrong) { try fixture.seal(bytes("y"), in: vault) }
    }

    @Test(arguments: [0, 1, 16, 31, 33, 64])
    func `has 32 bytes`(count: Int) {
        #expect(WrappingKey(bytes: Array(repeating: 1, count: count)) == nil)
    }

    @Test func `is made in a file for its owner alone, and read from there`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path(of: "wrapping.key")
        let made = try WrappingKey.create(path: path, random: SeededRandom(seed: 3))
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        // The file's key opens what the made key wrapped.
        let storage = MemoryStorage()
        let ledger = try Ledger(creating: Fixture.identity, in: storage)
        let commit = Commit(
            stream: try #require(StreamName("organisation/1")), expected: .new, commandID: nil,
            events: [
                EventDraft(
                    id: ledger.newID(), type: "test.founded", dataVersion: 1, actor: "system/test",
                    data: bytes("{}"))
            ], newKeys: [try Vault.claimsKey(made, random: ledger.random)])
        _ = try await ledger.append(commit)
        _ = try Vault(ledger: ledger, wrappingKey: try WrappingKey.read(path: path))
    }

    private func cannotBeMade(_ path: String) -> VaultError {
        .wrappingKey(
            "the key file \(path) cannot be made: see that the folder is yours to write, and that "
                + "the disk has room")
    }

    @Test func `is never written over another`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path(of: "wrapping.key")
        _ = try WrappingKey.create(path: path, random: SeededRandom(seed: 3))
        let before = FileManager.default.contents(atPath: path)
        #expect(throws: cannotBeMade(path)) {
            try WrappingKey.create(path: path, random: SeededRandom(seed: 4))
        }
        #expect(FileManager.default.contents(atPath: path) == before)
    }

    @Test func `that cannot be written is told with its path`() {
        let path = "/nowhere/at/all/wrapping.key"
        #expect(throws: cannotBeMade(path)) {
            try WrappingKey.create(path: path, random: SeededRandom(seed: 3))
        }
    }

    @Test func `that is not there is told with its path and what to do`() throws {
        let folder = try TemporaryFolder()
        for path in [folder.path(of: "none"), folder.path] {
            let error = #expect(throws: VaultError.self) { try WrappingKey.read(path: path) }
            let sentence = error?.description ?? ""
            #expect(sentence.contains(path))
            #expect(sentence.contains("put it back from where you keep it"))
        }
    }

    @Test(arguments: [
        "", "\n", "secret", "AAAA", String(repeating: "A", count: 42) + "==",
        String(repeating: "A", count: 44), String(repeating: "A", count: 64),
        String(repeating: "!", count: 43) + "=",
    ])
    func `that is malformed is told with its path, and nothing of what the file holds`(text: String)
        throws
    {
        let folder = try TemporaryFolder()
        let path = folder.path(of: "wrapping.key")
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        #expect(
            throws: VaultError.wrappingKey("the key file \(path) does not hold 32 bytes in Base64")
        ) { try WrappingKey.read(path: path) }
    }
}

@Suite("An owner's data key") struct DataKeyTests {
    @Test func `is stale where another process made one first, and read afresh after that`()
        async throws
    {
        let fixture = try await Fixture()
        let here = try fixture.seal(bytes("here"), isNew: true)
        let there = try fixture.seal(bytes("there"), isNew: true, in: fixture.elsewhere())
        _ = try await fixture.ledger.append(there.commit)
        await #expect(throws: LedgerError.staleKey(owner: Fixture.owner)) {
            try await fixture.ledger.append(here.commit)
        }
        fixture.vault.forget(Fixture.owner)
        let (commitment, event) = try await fixture.record(bytes("here"))
        #expect(try fixture.vault.open(commitment, of: event) == bytes("here"))
        #expect(try fixture.elsewhere().open(commitment, of: event) == bytes("here"))
    }

    @Test func `of a commit that was refused is not kept`() async throws {
        let fixture = try await Fixture()
        _ = try fixture.seal(bytes("never recorded"), isNew: true)
        let again = try fixture.seal(bytes("recorded"))
        #expect(again.commit.newKeys.count == 1)
        _ = try await fixture.ledger.append(again.commit)
    }

    @Test func `that another process replaced is found when the old one does not open`()
        async throws
    {
        let fixture = try await Fixture()
        let (old, oldEvent) = try await fixture.record(bytes("old"))
        #expect(try fixture.vault.open(old, of: oldEvent) == bytes("old"))
        // As erasure does: what went is gone, what stays lies under a new key.
        try fixture.destroy(.values, fixture.valueKey(Fixture.owner, oldEvent.position))
        try fixture.destroy(.keys, bytes(Fixture.owner))
        let (new, newEvent) = try await fixture.record(bytes("new"), in: fixture.elsewhere())
        #expect(try fixture.vault.open(new, of: newEvent) == bytes("new"))
    }

    @Test func `that is stale is refused at the commit, and does not seal unnoticed`() async throws
    {
        let fixture = try await Fixture()
        _ = try await fixture.record(bytes("old"))
        _ = try fixture.seal(bytes("the key is known now"))
        try fixture.destroy(.keys, bytes(Fixture.owner))
        await #expect(throws: LedgerError.staleKey(owner: Fixture.owner)) {
            try await fixture.record(bytes("new"))
        }
    }
}

@Suite("A claim on a sealed text") struct ClaimTests {
    @Test func `is the same for the same text, in every process, and for no other`() async throws {
        let fixture = try await Fixture()
        let claim = try fixture.vault.claim(kind: "trace", "case-10011")
        #expect(try fixture.vault.claim(kind: "trace", "case-10011") == claim)
        #expect(try fixture.elsewhere().claim(kind: "trace", "case-10011") == claim)
        #expect(try fixture.vault.claim(kind: "trace", "case-10012") != claim)
        #expect(try fixture.vault.claim(kind: "email", "case-10011") != claim)
    }

    @Test func `cannot be found by hashing the text`() async throws {
        let fixture = try await Fixture()
        var (commit, _) = try fixture.seal(bytes("x"))
        commit.claims = [try fixture.vault.claim(kind: "trace", "case-10011")]
        let receipt = try await fixture.ledger.append(commit)
        #expect(try fixture.ledger.position(of: commit.claims[0]) == receipt.first)
        let text = bytes("case-10011")
        let guesses = [
            Array(SHA256.hash(data: text)), Array(SHA256.hash(data: bytes("trace") + [0] + text)),
            Array(HMAC<SHA256>.authenticationCode(for: text, using: SymmetricKey(data: [0]))), text,
        ]
        for found in fixture.everything() {
            for guess in guesses { #expect(found.firstRange(of: guess) == nil) }
        }
    }

    @Test func `differs in a ledger with another key`() async throws {
        let one = try await Fixture()
        let two = try await Fixture(founded: false)
        let commit = Commit(
            stream: try #require(StreamName("organisation/1")), expected: .new, commandID: nil,
            events: try two.seal(bytes("x")).commit.events,
            newKeys: [try Vault.claimsKey(two.wrappingKey, random: SeededRandom(seed: 99))])
        _ = try await two.ledger.append(commit)
        #expect(
            try one.vault.claim(kind: "trace", "case-10011")
                != two.vault.claim(kind: "trace", "case-10011"))
    }

    @Test func `needs the ledger to have a key for claims`() async throws {
        let fixture = try await Fixture(founded: false)
        #expect(throws: VaultError.wrappingKey("the ledger lacks the vault's key for claims")) {
            try fixture.vault.claim(kind: "trace", "x")
        }
    }
}
