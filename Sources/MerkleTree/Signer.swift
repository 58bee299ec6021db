// SPDX-License-Identifier: Apache-2.0
internal import Crypto
internal import Foundation

/// The private half of a note key.
package struct NoteSigner: Sendable {
    private let key: Curve25519.Signing.PrivateKey
    package let verifier: NoteKey

    /// - Parameter seed: 32 random bytes (RFC 8032, section 5.1.5). Nil for other seeds, and where
    ///   the name is none.
    package init?(name: String, algorithm: NoteKey.Algorithm = .ed25519, seed: [UInt8]) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed),
            let verifier = NoteKey(
                name: name, algorithm: algorithm, publicKey: Array(key.publicKey.rawRepresentation))
        else { return nil }
        self.key = key
        self.verifier = verifier
    }

    /// The signature of a note's text; nil where the system cannot sign.
    package func sign(_ text: String) -> SignedNote.Signature? {
        guard let signature = try? key.signature(for: Data(text.utf8)) else { return nil }
        return SignedNote.Signature(
            name: verifier.name, keyID: verifier.id, bytes: Array(signature))
    }

    /// A witness's signature of a checkpoint (C2SP tlog-cosignature): a time in seconds since 1970,
    /// then a signature over that time and the checkpoint's text.
    package func cosign(_ text: String, at seconds: Int) -> SignedNote.Signature? {
        let statement = Cosignature.statement(text, at: seconds)
        guard let signature = try? key.signature(for: Data(statement.utf8)) else { return nil }
        let time = (0..<8).map { UInt8(truncatingIfNeeded: seconds >> (56 - 8 * $0)) }
        return SignedNote.Signature(
            name: verifier.name, keyID: verifier.id, bytes: time + Array(signature))
    }
}

enum Cosignature {
    static func statement(_ text: String, at seconds: Int) -> String {
        "cosignature/v1\ntime \(seconds)\n\(text)"
    }
}

extension NoteKey {
    /// Whether this key signed the note's text; a witness's key, the time and the text.
    package func verifies(_ note: SignedNote) -> Bool {
        let own = note.signatures.filter { $0.name == name && $0.keyID == id }
        // Two signatures of one key are one too many: which would be meant?
        guard own.count == 1, let signature = own.first else { return false }
        switch algorithm {
        case .ed25519: return Ed25519.verifies(signature.bytes, Array(note.text.utf8), publicKey)
        case .cosignature:
            guard signature.bytes.count == 72 else { return false }
            let seconds = signature.bytes.prefix(8).reduce(0) { $0 << 8 | Int($1) }
            return Ed25519.verifies(
                Array(signature.bytes.dropFirst(8)),
                Array(Cosignature.statement(note.text, at: seconds).utf8), publicKey)
        }
    }
}

/// The one rule by which signatures are accepted: RFC 8032, with every encoding canonical.
package enum Ed25519 {
    /// Whether `signature` (64 bytes) is that of `message` under `key` (32 bytes).
    ///
    /// The signature's scalar is less than the group's order, as RFC 8032 asks, and so are the
    /// coordinates of the key and of the signature's point less than the field's prime. Keys of
    /// small order are refused, because a signature under such a key binds nobody to a message. The
    /// equation is the one without the cofactor. `docs/reference/proofs.md` says what differs.
    package static func verifies(_ signature: [UInt8], _ message: [UInt8], _ key: [UInt8]) -> Bool {
        guard signature.count == 64, key.count == 32 else { return false }
        let (y, r) = (unsigned(key), unsigned(signature.prefix(32)))
        guard isCanonical(y), isCanonical(r), !smallOrder.contains(y),
            let publicKey = try? Curve25519.Signing.PublicKey(rawRepresentation: key)
        else { return false }
        return publicKey.isValidSignature(Data(signature), for: Data(message))
    }

    /// A point's y, in little-endian order: its encoding without the sign of x.
    private static func unsigned(_ point: some Collection<UInt8>) -> [UInt8] {
        var y = Array(point)
        y[31] &= 0x7f
        return y
    }

    /// Whether y is less than 2²⁵⁵ − 19.
    private static func isCanonical(_ y: [UInt8]) -> Bool {
        y[0] < 0xed || y[31] != 0x7f || y[1..<31].contains { $0 != 0xff }
    }

    /// The y of the eight points whose order divides 8 (RFC 7748's curve): 1; −1; 0; and of those
    /// of order 8, two that are each other's negative.
    private static let smallOrder: Set<[UInt8]> = {
        let zeros = String(repeating: "0", count: 62)
        let texts = [
            "01" + zeros, "ec" + String(repeating: "f", count: 60) + "7f", "00" + zeros,
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        ]
        return Set(texts.map(bytes))
    }()

    private static func bytes(_ hex: String) -> [UInt8] {
        let digits = Array(hex.utf8).map { $0 > 57 ? $0 - 87 : $0 - 48 }
        return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}
