// SPDX-License-Identifier: Apache-2.0
import Foundation
import MerkleTree
import Testing

/// C2SP/CCTV's vectors, on which libraries lawfully differ.
private let file = vectors.appendingPathComponent("ed25519-edge-cases.json")

private func bytes(_ hex: String) -> [UInt8] {
    let digits = Array(hex.utf8).map { $0 > 57 ? $0 - 87 : $0 - 48 }
    return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}

@Suite("One rule accepts signatures") struct Ed25519Tests {
    private struct Vector: Decodable {
        let number: Int
        let key: String
        let sig: String
        let msg: String
        let flags: [String]?
    }
    /// What no accepted signature has; `docs/reference/proofs.md` says why.
    private static let refused: Set = [
        "low_order_A", "non_canonical_A", "non_canonical_R", "low_order_residue",
    ]

    @Test("of the edge cases those without a refused flag", .enabled(if: areThere, skipped))
    func edgeCases() throws {
        let vectors = try JSONDecoder().decode([Vector].self, from: try Data(contentsOf: file))
        #expect(vectors.count == 914)
        var accepted = 0
        for vector in vectors {
            let isAccepted = Self.refused.isDisjoint(with: vector.flags ?? [])
            #expect(
                Ed25519.verifies(bytes(vector.sig), Array(vector.msg.utf8), bytes(vector.key))
                    == isAccepted, "\(vector.number) \(vector.flags ?? [])")
            if isAccepted { accepted += 1 }
        }
        #expect(accepted == 86)
    }

    private static let signer = NoteSigner(name: "log", seed: Array(repeating: 7, count: 32))

    @Test func `a scalar beyond the group's order is refused`() throws {
        let signer = try #require(Self.signer)
        let signature = try #require(signer.sign("text\n")).bytes
        let key = signer.verifier.publicKey
        #expect(Ed25519.verifies(signature, Array("text\n".utf8), key))
        // The order, in little-endian bytes; the sum is the same scalar in another spelling.
        let order = bytes(
            "edd3f55c1a631258d69cf7a2def9de14" + String(repeating: "0", count: 30) + "10")
        var other = signature
        var carry = 0
        for index in 0..<32 {
            carry += Int(signature[32 + index]) + Int(order[index])
            other[32 + index] = UInt8(carry & 0xff)
            carry >>= 8
        }
        #expect(carry == 0 && !Ed25519.verifies(other, Array("text\n".utf8), key))
    }

    /// Under such a key a signature of one message is one of others too.
    @Test(
        arguments: [
            "01", "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "00",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        ], [0, 0x80])
    func `a key of small order is refused`(y: String, sign: UInt8) {
        var key = bytes(y.padding(toLength: 64, withPad: "0", startingAt: 0))
        key[31] |= sign
        // The neutral element and the scalar zero: the equation holds for one message in eight.
        let signature = bytes("01" + String(repeating: "0", count: 126))
        for number in 0..<64 {
            #expect(!Ed25519.verifies(signature, Array("text \(number)\n".utf8), key))
        }
    }
}
