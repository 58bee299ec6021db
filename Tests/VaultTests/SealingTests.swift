// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import Ledger
import TestKit
import Testing
import Vault
import Zstd

@Suite("A sealed value") struct SealingTests {
    private static let secret = bytes(#"{"name":"Ann Lee","address":"1 High Street, Glasgow"}"#)

    @Test func `is opened as it was sealed, by this process and another`() async throws {
        let fixture = try await Fixture()
        for value in [[], [0], Self.secret, fixture.random.bytes(5_000)] {
            let (commitment, event) = try await fixture.record(value)
            #expect(try fixture.vault.open(commitment, of: event) == value)
            #expect(try fixture.elsewhere().open(commitment, of: event) == value)
        }
    }

    @Test func `may have 131,072 bytes, whatever they are, and no more`() async throws {
        let fixture = try await Fixture()
        for value in [fixture.random.bytes(131_072), Array(repeating: 97, count: 131_072)] {
            let (commitment, event) = try await fixture.record(value)
            #expect(try fixture.vault.open(commitment, of: event) == value)
            #expect(throws: VaultError.tooLarge(limit: 131_072, actual: 131_073)) {
                try fixture.seal(value + [0])
            }
        }
    }

    @Test func `stands nowhere in the ledger's tables, nor does a hash of it alone`() async throws {
        let fixture = try await Fixture()
        let (_, event) = try await fixture.record(Self.secret)
        let digest = Array(SHA256.hash(data: Self.secret))
        let hexadecimal = digest.map { String(format: "%02x", $0) }.joined()
        let traces = [
            bytes("Ann Lee"), bytes("High Street"), digest, bytes(hexadecimal),
            bytes(hexadecimal.uppercased()), bytes(Data(digest).base64EncodedString()),
            bytes("\(digest)"),
        ]
        for found in fixture.everything() + [event.bytes] {
            for trace in traces { #expect(found.firstRange(of: trace) == nil) }
        }
    }

    @Test func `has another commitment and another ciphertext each time`() async throws {
        let fixture = try await Fixture()
        let (first, firstEvent) = try await fixture.record(Self.secret)
        let (second, secondEvent) = try await fixture.record(Self.secret)
        #expect(first.digest != second.digest)
        let ciphertexts = try [firstEvent, secondEvent].map {
            try fixture.ledger.value(of: Fixture.owner, at: $0.position)
        }
        #expect(ciphertexts[0] != ciphertexts[1])
    }

    @Test func `is committed to by one hash of salt and value`() async throws {
        let fixture = try await Fixture()
        let (commitment, _) = try await fixture.record(Self.secret)
        let salts = fixture.random.given(32)
        let hashes = salts.map { Array(SHA256.hash(data: $0 + Self.secret)) }
        #expect(hashes.filter { $0 == commitment.digest }.count == 1)
        #expect(commitment.owner == Fixture.owner)
    }

    /// The form that `docs/design/ledger-format.md` gives, opened here by other code.
    @Test func `lies under the owner's data key, bound to event and owner`() async throws {
        let fixture = try await Fixture()
        let (commitment, event) = try await fixture.record(Self.secret)
        let stored = try #require(
            try fixture.ledger.value(of: Fixture.owner, at: event.position))
        let bound = bytes(event.id) + [0] + bytes(Fixture.owner)
        let opened = fixture.random.given(32).compactMap { key in
            try? AES.GCM.open(
                try AES.GCM.SealedBox(combined: stored), using: SymmetricKey(data: key),
                authenticating: bound)
        }
        #expect(opened.count == 1)
        let plain = Array(try #require(opened.first))
        let value = try ZstdPool().decompress(Array(plain[32...]), limit: Self.secret.count)
        #expect(value == Self.secret)
        #expect(Array(SHA256.hash(data: plain[..<32] + value)) == commitment.digest)
    }

    @Test func `of one owner shares a data key with the others, and with nobody else's`()
        async throws
    {
        let fixture = try await Fixture()
        var sealing = Vault.Sealing()
        for (index, owner) in [Fixture.owner, Fixture.other, Fixture.owner].enumerated() {
            _ = try fixture.vault.seal(
                Self.secret, owner: owner, isNew: true, eventID: fixture.ledger.newID(),
                eventIndex: index, into: &sealing)
        }
        #expect(sealing.newKeys.map(\.owner) == [Fixture.owner, Fixture.other])
        #expect(sealing.values.map(\.eventIndex) == [0, 1, 2])
        let ids = sealing.values.map(\.keyID)
        #expect(ids[0] == ids[2])
        #expect(ids[0] != ids[1])
        #expect(sealing.newKeys.map(\.id) == [ids[0], ids[1]])
    }

    @Test func `of an owner who has a data key needs no new one`() async throws {
        let fixture = try await Fixture()
        #expect(try fixture.seal(Self.secret).commit.newKeys.count == 1)
        _ = try await fixture.record(Self.secret)
        #expect(try fixture.seal(Self.secret).commit.newKeys.isEmpty)
        #expect(try fixture.seal(Self.secret, in: fixture.elsewhere()).commit.newKeys.isEmpty)
    }

    @Test func `is never sealed twice with one nonce`() async throws {
        let fixture = try await Fixture()
        for _ in 0..<50 { _ = try await fixture.record(Self.secret) }
        let nonces = fixture.storage.entries(of: .values).map { $0.value.prefix(12) }
        #expect(nonces.count == 50)
        #expect(Set(nonces).count == 50)
    }
}
