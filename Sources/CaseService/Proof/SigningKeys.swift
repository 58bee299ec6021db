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

    /// The keys that sign next: the one in force, and, where none was signed since that was
    /// adopted, the one before it as well, unless that was lost.
    ///
    /// - Parameters:
    ///   - adopted: The ledger's keys, the oldest first.
    ///   - size: Of the newest kept checkpoint; 0 for none.
    /// - Throws: `.signingKey` where one of them is not here.
    func signers(
        _ origin: String, adopted: [AdoptedKey], signed size: Position
    ) throws(ServiceError) -> [NoteSigner] {
        guard let inForce = adopted.last else {
            throw .signingKey("this ledger has adopted no signing key")
        }
        guard let new = try pending(origin, inForce.key) else {
            let current = try current(origin, is: inForce.key)
            if inForce.isSettled(at: size) || adopted.count == 1 { return [current] }
            throw unconfirmed
        }
        if inForce.isSettled(at: size) { return [new] }
        guard let before = adopted.dropLast().last, file.exists,
            let old = try? current(origin, is: before.key)
        else { throw unconfirmed }
        return [new, old]
    }

    /// The key that lies in its place.
    ///
    /// - Throws: `.signingKey` where there is none, or it is not `key`.
    @discardableResult
    func current(_ origin: String, is key: NoteKey) throws(ServiceError) -> NoteSigner {
        let current = try signer(origin) { () throws(KeyFile.Problem) in
            if let given { return given }
            return try file.read()
        }
        guard current.verifier == key else {
            throw .signingKey(
                "the signing key of \(path) is not the one that this ledger adopted; put that one "
                    + "back from where you keep it: until then nothing is signed")
        }
        return current
    }

    /// The key that is being put in place of another, where it is `key`.
    func pending(_ origin: String, _ key: NoteKey) throws(ServiceError) -> NoteSigner? {
        guard given == nil, next.exists else { return nil }
        let new = try signer(origin) { () throws(KeyFile.Problem) in try next.read() }
        return new.verifier == key ? new : nil
    }

    /// Whether any key lies in its place.
    var isThere: Bool { given != nil || file.exists }

    private var unconfirmed: ServiceError {
        .signingKey(
            "the signing key was replaced, and the one before it must sign the next checkpoint as "
                + "well: put that one back as \(path), and the new one beside it as "
                + "\(path).next; where it is lost, `caseledger signing-key replace "
                + "--without-old-key` records that")
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

    /// Puts the key in force in place of the one before, which is gone then; nothing happens where
    /// it is there already, or where another lies there that this ledger never adopted.
    func finishReplacing(_ origin: String, adopted: [AdoptedKey]) throws(ServiceError) {
        guard let inForce = adopted.last, try pending(origin, inForce.key) != nil else { return }
        if file.exists, !adopted.contains(where: { (try? current(origin, is: $0.key)) != nil }) {
            return
        }
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
