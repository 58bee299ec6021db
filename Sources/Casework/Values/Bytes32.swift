package import Crypto
// SPDX-License-Identifier: Apache-2.0
package import Forms
internal import Foundation

/// 32 bytes that stand in the ledger as they are: a digest, or a public key.
package struct Bytes32: Hashable, Sendable {
    package let bytes: [UInt8]

    /// Nil unless there are 32.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    package init(_ digest: SHA256Digest) { bytes = Array(digest) }

    package static let zero = Bytes32(uncheckedBytes: [UInt8](repeating: 0, count: 32))

    private init(uncheckedBytes bytes: [UInt8]) { self.bytes = bytes }
}

/// In Base64 with padding, in the one spelling that encoding gives.
extension Bytes32: PlainValue {
    package static var kind: FieldKind { .digest }
    package var plainText: String { Data(bytes).base64EncodedString() }

    package init?(plainText: String) {
        guard let data = Data(base64Encoded: plainText) else { return nil }
        self.init(Array(data))
        guard self.plainText == plainText else { return nil }
    }
}
