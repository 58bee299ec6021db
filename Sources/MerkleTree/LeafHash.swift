// SPDX-License-Identifier: Apache-2.0
internal import Crypto

/// The hash of one entry of the log: SHA-256(0x00 ‖ bytes), RFC 6962 section 2.1.
///
/// It names an event by its content: a bookmark keeps it to tell one log from another.
package struct LeafHash: Hashable, Sendable, CustomStringConvertible {
    /// 32 bytes.
    package let bytes: [UInt8]

    /// The hash of an event's stored bytes.
    package init(of event: [UInt8]) {
        var hash = SHA256()
        hash.update(data: [0x00])
        hash.update(data: event)
        bytes = Array(hash.finalize())
    }

    /// Lower-case hexadecimal, 64 digits.
    package var description: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
