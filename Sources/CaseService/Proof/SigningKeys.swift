// SPDX-License-Identifier: Apache-2.0
internal import Ledger
internal import MerkleTree
internal import Rename
internal import Vault

/// Where the keys lie that sign a ledger's checkpoints.
package struct SigningKeys: Sendable {
    /// The key file. While its key is being replaced, the new one lies beside it: `….next`.
    package let path: String
    /// The key itself, 32 bytes, where it is not read from a file; it cannot be replaced here.
    package let given: [UInt8]?

    package init(path: String, given: [UInt8]? = nil) {
        self.path = path
        self.given = given
    }

    private var file: KeyFile { KeyFile(path) }
    private var next: KeyFile { KeyFile(path + ".next") }

    /// The key that signs, made where there is none.
    func firstSigner(
        _ origin: String, _ random: any RandomSource
    ) throws(ServiceError) -> NoteSigner {
        try signer(origin) { () throws(KeyFile.Problem) in
            if let given { return given }
            return file.exists ? try file.read() : try file.create(random)
        }
    }

    /// The keys that sign while `key` is the one in force: it alone, or, from the moment when it
    /// was adopted until `finishReplacing`, both it and the one before.
    ///
    /// - Throws: `.signingKey` where the key in force is not here.
    func signers(_ origin: String, inForce key: [UInt8]) throws(ServiceError) -> [NoteSigner] {
        let current = try signer(origin) { () throws(KeyFile.Problem) in
            if let given { return given }
            return try file.read()
        }
        if current.verifier.publicKey == key { return [current] }
        if given == nil, next.exists {
            let new = try signer(origin) { () throws(KeyFile.Problem) in try next.read() }
            if new.verifier.publicKey == key { return [new, current] }
        }
        throw .signingKey(
            "the signing key of \(path) is not the one that this ledger adopted; put that one back "
                + "from where you keep it: until then nothing is signed")
    }

    /// The key that is to follow, made where there is none.
    func nextSigner(
        _ origin: String, _ random: any RandomSource
    ) throws(ServiceError) -> NoteSigner {
        guard given == nil else {
            throw .signingKey(
                "the signing key comes from the environment; it can be replaced only where it lies "
                    + "in a file")
        }
        return try signer(origin) { () throws(KeyFile.Problem) in
            next.exists ? try next.read() : try next.create(random)
        }
    }

    /// Puts the key that was adopted in place of the one before, which is gone then; nothing
    /// happens where it is there already.
    func finishReplacing(_ origin: String, by key: [UInt8]) throws(ServiceError) {
        guard given == nil, next.exists else { return }
        let new = try signer(origin) { () throws(KeyFile.Problem) in try next.read() }
        guard new.verifier.publicKey == key else { return }
        do { try rename(next.path, over: path) } catch {
            throw .signingKey("the new signing key cannot be put in its place, \(path)")
        }
    }

    private func signer(
        _ origin: String, _ read: () throws(KeyFile.Problem) -> [UInt8]
    ) throws(ServiceError) -> NoteSigner {
        let bytes: [UInt8]
        do throws(KeyFile.Problem) { bytes = try read() } catch { throw .signingKey("\(error)") }
        guard let signer = NoteSigner(name: origin, seed: bytes) else {
            throw .signingKey("the signing key does not have 32 bytes")
        }
        return signer
    }
}
