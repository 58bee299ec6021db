// SPDX-License-Identifier: Apache-2.0
internal import Crypto

/// A hash of the tree: SHA-256, 32 bytes. Leaves and nodes are hashed apart, so that neither can be
/// taken for the other (RFC 6962, section 2.1).
package struct TreeHash: Hashable, Sendable, CustomStringConvertible {
    private let words: (UInt64, UInt64, UInt64, UInt64)

    /// In bytes.
    package static let length = 32

    /// Nil unless there are 32 bytes.
    package init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        self.init(digest: bytes)
    }

    /// Nil unless there are 32 bytes; this form is compiled for slices, which a head is read from.
    package init?(_ bytes: ArraySlice<UInt8>) {
        guard bytes.count == 32 else { return nil }
        self.init(digest: bytes)
    }

    private init(digest bytes: some Sequence<UInt8>) {
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        var word: UInt64 = 0
        for (index, byte) in bytes.enumerated() {
            word = word << 8 | UInt64(byte)
            if index & 7 == 7 { words = (words.1, words.2, words.3, word) }
        }
        self.words = words
    }

    /// Of an entry of the log: SHA-256(0x00 ‖ entry).
    package static func leaf(_ entry: [UInt8]) -> TreeHash {
        var hash = SHA256()
        hash.update(data: [0x00])
        hash.update(data: entry)
        return TreeHash(digest: hash.finalize())
    }

    /// Of a node: SHA-256(0x01 ‖ left ‖ right).
    package static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
        var bytes: [UInt8] = [0x01]
        bytes.reserveCapacity(65)
        left.append(to: &bytes)
        right.append(to: &bytes)
        return TreeHash(digest: SHA256.hash(data: bytes))
    }

    /// Of the tree without leaves: SHA-256 of nothing.
    package static let empty = TreeHash(digest: SHA256.hash(data: [UInt8]()))

    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        append(to: &bytes)
        return bytes
    }

    private func append(to bytes: inout [UInt8]) {
        func append(_ word: UInt64) {
            for shift in stride(from: 56, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
            }
        }
        append(words.0)
        append(words.1)
        append(words.2)
        append(words.3)
    }

    package static func == (left: TreeHash, right: TreeHash) -> Bool { left.words == right.words }
    package func hash(into hasher: inout Hasher) { hasher.combine(words.0) }

    /// Lower-case hexadecimal, 64 digits.
    package var description: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
