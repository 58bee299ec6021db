// SPDX-License-Identifier: Apache-2.0
import Ledger
import TestKit
import Testing
import Vault

@Suite("A value that was tampered with") struct TamperingTests {
    private static let secret = bytes(#"{"text":"Rang back."}"#)

    @Test func `does not open with any bit flipped`() async throws {
        let fixture = try await Fixture()
        let (commitment, event) = try await fixture.record(Self.secret)
        let key = try fixture.valueKey(Fixture.owner, event.position)
        let whole = try fixture.entry(.values, key)
        for index in whole.indices {
            var changed = whole
            changed[index] ^= 1 << (index % 8)
            try fixture.tamper(.values, key, changed)
            expectDamaged(at: event.position) { try fixture.vault.open(commitment, of: event) }
        }
        try fixture.tamper(.values, key, whole)
        #expect(try fixture.vault.open(commitment, of: event) == Self.secret)
    }

    @Test func `does not open cut short or made longer`() async throws {
        let fixture = try await Fixture()
        let (commitment, event) = try await fixture.record(Self.secret)
        let key = try fixture.valueKey(Fixture.owner, event.position)
        let whole = try fixture.entry(.values, key)
        for changed in (0..<whole.count).map({ Array(whole.prefix($0)) }) + [whole + [0]] {
            try fixture.tamper(.values, key, changed)
            expectDamaged(at: event.position) { try fixture.vault.open(commitment, of: event) }
        }
    }

    @Test func `does not open at another event of the same owner`() async throws {
        let fixture = try await Fixture()
        let (first, firstEvent) = try await fixture.record(Self.secret)
        let (second, secondEvent) = try await fixture.record(Self.secret)
        try fixture.tamper(
            .values, fixture.valueKey(Fixture.owner, secondEvent.position),
            fixture.entry(.values, fixture.valueKey(Fixture.owner, firstEvent.position)))
        for commitment in [first, second] {
            expectDamaged(at: secondEvent.position) {
                try fixture.vault.open(commitment, of: secondEvent)
            }
        }
        #expect(try fixture.vault.open(first, of: firstEvent) == Self.secret)
    }

    @Test func `does not open as another owner's, with or without the owner's key`() async throws {
        let fixture = try await Fixture()
        let (commitment, event) = try await fixture.record(Self.secret)
        let (_, others) = try await fixture.record(Self.secret, owner: Fixture.other)
        let moved = Commitment(owner: Fixture.other, digest: commitment.digest)
        try fixture.tamper(
            .values, fixture.valueKey(Fixture.other, others.position),
            fixture.entry(.values, fixture.valueKey(Fixture.owner, event.position)))
        expectDamaged(at: others.position, Fixture.other) {
            try fixture.vault.open(moved, of: others)
        }
        // A data key is wrapped for its owner: it does not unwrap as somebody else's.
        try fixture.tamper(
            .keys, bytes(Fixture.other), fixture.entry(.keys, bytes(Fixture.owner)))
        let vault = try fixture.elsewhere()
        #expect(throws: VaultError.self) { try vault.open(moved, of: others) }
    }

    @Test func `does not open against a commitment to something else`() async throws {
        let fixture = try await Fixture()
        let (commitment, event) = try await fixture.record(Self.secret)
        var digest = commitment.digest
        digest[31] ^= 1
        for wrong in [digest, [], Array(digest.prefix(31))] {
            expectDamaged(at: event.position) {
                try fixture.vault.open(Commitment(owner: Fixture.owner, digest: wrong), of: event)
            }
        }
    }

    @Test func `says whose and where it is, and nothing of what it was`() async throws {
        let error = VaultError.damaged(owner: Fixture.owner, position: 7)
        #expect(
            error.description == "a sealed value of \(Fixture.owner) at position 7 does not open")
    }
}

@Suite("A destroyed value") struct DestructionTests {
    private static let secret = bytes(#"{"text":"Rang back."}"#)

    @Test func `is nothing, and the owner's others are still there`() async throws {
        let fixture = try await Fixture()
        let (first, firstEvent) = try await fixture.record(Self.secret)
        let (second, secondEvent) = try await fixture.record(Self.secret)
        try fixture.destroy(.values, fixture.valueKey(Fixture.owner, firstEvent.position))
        #expect(try fixture.vault.open(first, of: firstEvent) == nil)
        #expect(try fixture.vault.open(second, of: secondEvent) == Self.secret)
    }

    @Test func `is nothing where its owner's key was destroyed`() async throws {
        let fixture = try await Fixture()
        let (commitment, event) = try await fixture.record(Self.secret)
        try fixture.destroy(.keys, bytes(Fixture.owner))
        #expect(try fixture.elsewhere().open(commitment, of: event) == nil)
    }

    @Test func `was never there for an owner who has none`() async throws {
        let fixture = try await Fixture()
        let (commitment, event) = try await fixture.record(Self.secret)
        let nobody = Commitment(owner: Fixture.other, digest: commitment.digest)
        #expect(try fixture.vault.open(nobody, of: event) == nil)
    }
}
