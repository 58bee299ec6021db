// SPDX-License-Identifier: Apache-2.0
import CaseService
import Casework
import Crypto
import EventCodec
import Forms
import Foundation
import Ledger
import MerkleTree
import Testing

extension ProofBundle.Place {
    /// What the event of the heads says.
    var root: (hash: TreeHash, streams: Int)? {
        guard
            case .headsRecorded(let heads) = try? EventCodec.decode(
                type: item.event.type, dataVersion: 1, data: item.event.data),
            let hash = TreeHash(heads.root.bytes)
        else { return nil }
        return (hash, heads.streams)
    }
}

@Suite("A proof of a case") struct ProofTests {
    @Test func `leads from its events and the heads to a signed checkpoint`() async throws {
        let authority = try await Authority()
        try await authority.note("called back")
        let bundle = try await authority.proof()
        #expect(holds(bundle))
        #expect(bundle.events.map(\.event.type) == ["case.opened", "case.noteAdded"])
        #expect(bundle.reference == "ENQ-\(bundle.reference.dropFirst(4).prefix(4))-000001")
        #expect(bundle.key == (try authority.service.signingKeys().last?.key))
        #expect(bundle.replaced.isEmpty && bundle.disclosed.isEmpty && bundle.witnesses.isEmpty)
    }

    @Test func `records heads only where the case went on since the last`() async throws {
        let authority = try await Authority()
        let before = try authority.position
        let first = try await authority.proof()
        #expect(first.heads.size == before)
        #expect(try authority.position == before + 1)
        #expect(first.checkpoint.size == before + 1)
        #expect(try await authority.proof() == first)
        // The other case is covered by the same heads, and goes on without this one.
        #expect(try await authority.proof(2).heads.item == first.heads.item)
        try await authority.note(on: 2, "another case")
        #expect(try await authority.proof() == first)
        #expect(try await authority.proof(2).heads.size == before + 2)
        try await authority.note("now this one")
        let later = try await authority.proof()
        #expect(later.events.count == 2)
        #expect(try authority.position == later.heads.size + 1)
        #expect(holds(later))
        #expect(authority.service.audit().run().ok)
    }

    @Test func `opens what is asked for, with the salt that proves it`() async throws {
        let authority = try await Authority()
        try await authority.note("called back")
        let all = try await authority.proof(disclosing: .all)
        #expect(all.disclosed.count == 2)
        for (value, item) in zip(all.disclosed, all.events) {
            let commitments = try EventCodec.commitments(in: item.event.data)
            #expect(value.position == item.event.position && value.owner == all.stream.description)
            #expect(
                Array(SHA256.hash(data: value.salt + value.value)) == commitments.first?.digest)
        }
        #expect(String(decoding: all.disclosed[1].value, as: UTF8.self).contains("called back"))
        let one = try await authority.proof(
            disclosing: .at([all.events[1].event.position, 1, 9_999]))
        #expect(one.disclosed == [all.disclosed[1]])
        #expect(holds(one))
    }

    @Test func `leads an auditor from an older key to the one in force`() async throws {
        let authority = try await Authority()
        let first = try await authority.proof().key
        _ = try authority.keeper.replaceKey()
        try await authority.note("under the second key")
        _ = try authority.keeper.replaceKey()
        let bundle = try await authority.proof()
        let keys = try authority.service.signingKeys().map(\.key)
        #expect(keys.count == 3 && keys.first == first)
        #expect(bundle.replaced.map(\.key) + [bundle.key] == keys)
        #expect(bundle.replaced.allSatisfy { $0.checkpoint.signatures.count == 1 })
        #expect(bundle.note.signatures.count == 1)
        #expect(holds(bundle))
    }

    @Test func `bears the cosignatures of the witnesses that are named`() async throws {
        let authority = try await Authority()
        let plain = try await authority.proof()
        let witness = try #require(
            NoteSigner(
                name: "witness.example", algorithm: .cosignature,
                seed: Array(repeating: 5, count: 32)))
        let other = try #require(
            NoteKey(
                name: "other.example", algorithm: .cosignature,
                publicKey: witness.verifier.publicKey))
        try authority.ledger.add(
            cosignatures: [try #require(witness.cosign(plain.note.text, at: 1_800_000_000))],
            toCheckpointOf: plain.checkpoint.size)
        #expect(try await authority.proof() == plain)
        let bundle = try await authority.proof(witnesses: [other, witness.verifier])
        #expect(bundle.witnesses == [witness.verifier] && bundle.note.signatures.count == 2)
        #expect(holds(bundle))
    }

    @Test func `is not made over heads that are not those of the log`() async throws {
        let authority = try await Authority()
        let root = Data(repeating: 1, count: 32).base64EncodedString()
        let size = try authority.position
        let name = try #require(StreamName("heads/\(authority.ledger.identity.id)"))
        _ = try await authority.ledger.append(
            Commit(
                stream: name, expected: .new, commandID: nil,
                events: [
                    EventDraft(
                        id: authority.ledger.newID(), type: "ledger.headsRecorded", dataVersion: 1,
                        actor: "system/prove",
                        data: Array(
                            #"{"size":\#(size),"streams":6,"root":"\#(root)"}"#.utf8))
                ]))
        await #expect {
            try await authority.proof()
        } throws: { error in
            guard case ServiceError.ledger(.damaged(let position, _)) = error else { return false }
            return position == size + 1
        }
    }

    @Test func `is refused of a case that is not there`() async throws {
        let authority = try await Authority()
        await #expect {
            try await authority.service.proof(
                ofReference: "FOI-2026-000009", keeper: authority.keeper, actor: .system("prove"))
        } throws: { error in
            guard case ServiceError.notFound = error else { return false }
            return true
        }
    }

    @Test func `has one spelling: members in order, no white space, a line feed`() async throws {
        let authority = try await Authority()
        _ = try authority.keeper.replaceKey()
        let bytes = try await authority.proof(disclosing: .all).bytes
        #expect(
            bytes.last == UInt8(ascii: "\n") && !bytes.dropLast().contains { $0 < 33 && $0 != 32 })
        let json = try #require(JSON(parsing: bytes.dropLast()))
        #expect(json.bytes + [UInt8(ascii: "\n")] == bytes)
        func areInOrder(_ json: JSON) -> Bool {
            switch json {
            case .object(let members):
                members.map(\.key) == members.map(\.key).sorted()
                    && members.allSatisfy { areInOrder($0.value) }
            case .array(let all): all.allSatisfy(areInOrder)
            default: true
            }
        }
        #expect(areInOrder(json))
    }
}
