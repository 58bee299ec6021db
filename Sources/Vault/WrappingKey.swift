// SPDX-License-Identifier: Apache-2.0
internal import Crypto
package import Ledger

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
        do { return WrappingKey(key: try KeyFile(path).create(random)) } catch {
            throw .wrappingKey("\(error)")
        }
    }

    /// Reads a key file: 32 bytes in Base64.
    package static func read(path: String) throws(VaultError) -> WrappingKey {
        do throws(KeyFile.Problem) { return WrappingKey(key: try KeyFile(path).read()) } catch {
            guard case .unreadable = error else { throw .wrappingKey("\(error)") }
            throw .wrappingKey(
                "\(error); without it sealed values cannot be opened: put it back from where you "
                    + "keep it")
        }
    }

    private init(key bytes: [UInt8]) { key = SymmetricKey(data: bytes) }

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
