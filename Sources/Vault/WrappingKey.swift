// SPDX-License-Identifier: Apache-2.0
internal import Crypto
internal import Foundation
package import Ledger
internal import SystemPackage

/// The key that data keys are wrapped by; it lies outside the ledger, in a file of mode 0600.
package struct WrappingKey: Sendable {
    private let key: SymmetricKey

    /// - Parameter bytes: 32 random bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// Makes a key file; there must be none.
    package static func create(
        path: String, random: any RandomSource
    ) throws(VaultError) -> WrappingKey {
        let bytes = random.bytes(32)
        let text = Data(bytes).base64EncodedString() + "\n"
        do {
            // Never readable by others, not even for a moment, and durable before it is used.
            let file = try FileDescriptor.open(
                FilePath(path), .writeOnly, options: [.create, .exclusiveCreate],
                permissions: .ownerReadWrite)
            try file.closeAfter {
                _ = try file.writeAll(text.utf8)
                fsync(file.rawValue)
            }
            let folder = try FileDescriptor.open(
                FilePath(path).removingLastComponent(), .readOnly)
            try folder.closeAfter { _ = fsync(folder.rawValue) }
        } catch {
            throw .wrappingKey(
                "the key file \(path) cannot be made: see that the folder is yours to write, and "
                    + "that the disk has room")
        }
        guard let key = WrappingKey(bytes: bytes) else {
            throw .wrappingKey("a key of 32 bytes could not be made")
        }
        return key
    }

    /// Reads a key file: 32 bytes in Base64.
    package static func read(path: String) throws(VaultError) -> WrappingKey {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw .wrappingKey(
                "the key file \(path) is not there or not readable; without it sealed values "
                    + "cannot be opened: put it back from where you keep it")
        }
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let data = Data(base64Encoded: trimmed), let key = WrappingKey(bytes: Array(data))
        else { throw .wrappingKey("the key file \(path) does not hold 32 bytes in Base64") }
        return key
    }

    /// nonce ‖ ciphertext ‖ tag of a data key, bound to its owner and id.
    func wrap(_ dataKey: [UInt8], owner: String, id: [UInt8], nonce: [UInt8]) throws -> [UInt8] {
        try sealBytes(dataKey, key, nonce: nonce, bound: Array(owner.utf8) + [0] + id)
    }

    func unwrap(_ wrapped: WrappedKey) throws -> [UInt8] {
        try openBytes(wrapped.wrapped, key, bound: Array(wrapped.owner.utf8) + [0] + wrapped.id)
    }
}

/// AES-256-GCM: nonce (12 bytes) ‖ ciphertext ‖ tag (16 bytes); `bound` is authenticated, not kept.
func sealBytes(
    _ plaintext: [UInt8], _ key: SymmetricKey, nonce: [UInt8], bound: [UInt8]
) throws -> [UInt8] {
    let box = try AES.GCM.seal(
        plaintext, using: key, nonce: AES.GCM.Nonce(data: nonce), authenticating: bound)
    return nonce + Array(box.ciphertext) + Array(box.tag)
}

func openBytes(_ sealed: [UInt8], _ key: SymmetricKey, bound: [UInt8]) throws -> [UInt8] {
    let box = try AES.GCM.SealedBox(combined: sealed)
    return Array(try AES.GCM.open(box, using: key, authenticating: bound))
}
