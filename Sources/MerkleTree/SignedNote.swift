// SPDX-License-Identifier: Apache-2.0
internal import Crypto
internal import Foundation

/// A text with signatures below it (C2SP signed-note).
///
///     text, which ends with a line feed
///     (an empty line)
///     — NAME BASE64(key id ‖ signature)
package struct SignedNote: Equatable, Sendable {
    package struct Signature: Equatable, Sendable {
        package let name: String
        /// The first four bytes of the key's hash.
        package let keyID: UInt32
        package let bytes: [UInt8]

        package init(name: String, keyID: UInt32, bytes: [UInt8]) {
            self.name = name
            self.keyID = keyID
            self.bytes = bytes
        }

        package var line: String {
            let id = (0..<4).map { UInt8(truncatingIfNeeded: keyID >> (24 - 8 * $0)) }
            return "\u{2014} \(name) \(Data(id + bytes).base64EncodedString())\n"
        }
    }
    /// UTF-8 without control characters but the line feeds; the last character is one.
    package let text: String
    package var signatures: [Signature]

    package init(text: String, signatures: [Signature]) {
        self.text = text
        self.signatures = signatures
    }

    /// Bytes of a note, and signatures below it, that are read at all.
    private static let limit = (bytes: 65_536, signatures: 64)

    /// Nil where the text is no signed note in its one form.
    package init?(_ note: String) {
        guard note.utf8.count <= Self.limit.bytes,
            !note.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" }),
            let end = note.range(of: "\n\n", options: [.backwards, .literal])
        else { return nil }
        text = String(note[..<note.unicodeScalars.index(after: end.lowerBound)])
        let below = note[end.upperBound...]
        guard below.hasSuffix("\n"), text != "\n" else { return nil }
        var signatures: [Signature] = []
        for line in below.dropLast().split(separator: "\n", omittingEmptySubsequences: false) {
            let parts = line.split(separator: " ", omittingEmptySubsequences: false)
            guard parts.count == 3, parts[0] == "\u{2014}", Self.isName(parts[1]),
                let bytes = Data(base64Encoded: String(parts[2])), bytes.count > 4,
                bytes.base64EncodedString() == parts[2],
                signatures.count < Self.limit.signatures
            else { return nil }
            signatures.append(
                Signature(
                    name: String(parts[1]),
                    keyID: bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) },
                    bytes: Array(bytes.dropFirst(4))))
        }
        guard !signatures.isEmpty else { return nil }
        self.signatures = signatures
    }

    /// Reads a note as people hand it back: lines may end with CR LF, the last one with nothing,
    /// and empty lines may stand before. Nil where it is none.
    package init?(handedBack text: String) {
        let lines = text.replacing("\r\n", with: "\n").drop { $0 == "\n" }
        self.init(lines.hasSuffix("\n") ? String(lines) : lines + "\n")
    }

    /// The note with its signatures, as it is kept and sent.
    package var description: String { text + "\n" + signatures.map(\.line).joined() }

    /// A key's name: not empty, no white space, no plus sign.
    package static func isName(_ name: some StringProtocol) -> Bool {
        !name.isEmpty && name.utf8.count <= 200
            && !name.unicodeScalars.contains { $0.properties.isWhitespace || $0 == "+" }
    }
}

/// A key that signs notes, or the half of it that checks them.
package struct NoteKey: Equatable, Sendable {
    /// What is signed, by the byte that the key begins with (C2SP signed-note).
    package enum Algorithm: UInt8, Sendable {
        /// The note's text.
        case ed25519 = 0x01
        /// A witness's statement: the time and a checkpoint's text (C2SP tlog-cosignature).
        case cosignature = 0x04
    }
    package let name: String
    package let algorithm: Algorithm
    /// 32 bytes.
    package let publicKey: [UInt8]

    /// Nil where the name is none, or there are not 32 bytes.
    package init?(name: String, algorithm: Algorithm, publicKey: [UInt8]) {
        guard SignedNote.isName(name), publicKey.count == 32 else { return nil }
        self.name = name
        self.algorithm = algorithm
        self.publicKey = publicKey
    }

    /// Reads `NAME+ID+BASE64`, as keys are handed over; nil where it is none, or its id is not its
    /// own.
    package init?(_ text: String) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let data = Data(base64Encoded: String(parts[2])),
            let first = data.first, let algorithm = Algorithm(rawValue: first),
            let key = NoteKey(
                name: String(parts[0]), algorithm: algorithm, publicKey: Array(data.dropFirst())),
            key.description == text
        else { return nil }
        self = key
    }

    /// The first four bytes of SHA-256(name ‖ 0x0A ‖ algorithm ‖ public key).
    package var id: UInt32 {
        let hash = SHA256.hash(data: Array(name.utf8) + [0x0a, algorithm.rawValue] + publicKey)
        return hash.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// `NAME+ID+BASE64`.
    package var description: String {
        let digits = String(id, radix: 16)
        let padded = String(repeating: "0", count: 8 - digits.utf8.count) + digits
        let key = Data([algorithm.rawValue] + publicKey).base64EncodedString()
        return "\(name)+\(padded)+\(key)"
    }
}
