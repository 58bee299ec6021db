// SPDX-License-Identifier: Apache-2.0
internal import Crypto

extension SHA256Digest {
    /// Lower-case hexadecimal, 64 digits.
    var hexadecimal: String {
        reduce(into: "") { text, byte in text += (byte < 16 ? "0" : "") + String(byte, radix: 16) }
    }
}
