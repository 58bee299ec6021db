// SPDX-License-Identifier: Apache-2.0
internal import Crypto
package import Ledger
internal import Synchronization
internal import Zstd

/// What an event holds in place of a sealed value.
package struct Commitment: Equatable, Sendable {
    /// Whose value it is, as `case/0198…`.
    package let owner: String
    /// SHA-256 of the salt (32 bytes) followed by the value.
    package let digest: [UInt8]

    package init(owner: String, digest: [UInt8]) {
        self.owner = owner
        self.digest = digest
    }
}

/// A value, and the 32 bytes that stand before it in what its commitment is a digest of.
package struct SaltedValue: Equatable, Sendable {
    package let salt: [UInt8]
    package let value: [UInt8]
}

/// Seals what people typed or are, and opens it again, until it is destroyed.
///
/// A value is one owner's sealed fields of one event, as JSON. The vault holds it under the
/// owner's data key as AES-256-GCM of salt ‖ zstd(value), bound to the event's id and the owner.
/// Whoever is given salt and value can check them against the event by one hash.
package final class Vault: Sendable {
    /// Bytes of one value before sealing: room for the longest message and for escaping all of it.
    package static let valueBytes = 131_072

    private let ledger: Ledger
    private let wrappingKey: WrappingKey
    private let keys = Mutex<[String: DataKey]>([:])
    private let zstd = ZstdPool()

    fileprivate struct DataKey: Sendable {
        let id: [UInt8]
        let key: SymmetricKey
    }

    /// - Parameter isJudging: A data key that does not open is for an audit to find, as long as
    ///   others do.
    package init(
        ledger: Ledger, wrappingKey: WrappingKey, isJudging: Bool = false
    ) throws(VaultError) {
        self.ledger = ledger
        self.wrappingKey = wrappingKey
        // A wrong wrapping key is told now, not at the first page that opens a name.
        do { _ = try storedKey(of: Self.claimsOwner) } catch {
            guard isJudging, let some = try? ledger.dataKeys(limit: 100),
                some.contains(where: opens)
            else { throw error }
        }
    }

    // MARK: Sealing

    /// Seals the values of one commit; collects what the commit must carry.
    package struct Sealing {
        package fileprivate(set) var newKeys: [WrappedKey] = []
        package fileprivate(set) var values: [SealedValue] = []
        fileprivate var keys: [String: DataKey] = [:]

        package init() {}

        /// Begins another commit, which may be to a stream whose first is not yet stored: the data
        /// keys stay known.
        package mutating func begin() {
            newKeys = []
            values = []
        }

        /// No further value of this owner's is to be sealed.
        package mutating func forget(_ owner: String) { keys[owner] = nil }
    }

    /// Seals one owner's value of event number `eventIndex` of a commit.
    ///
    /// - Parameters:
    ///   - value: JSON, at most `valueBytes` bytes.
    ///   - isNew: The owner's stream begins with this commit, so no data key need be looked for.
    package func seal(
        _ value: [UInt8], owner: String, isNew: Bool, eventID: String, eventIndex: Int,
        into sealing: inout Sealing
    ) throws(VaultError) -> Commitment {
        guard value.count <= Self.valueBytes else {
            throw .tooLarge(limit: Self.valueBytes, actual: value.count)
        }
        let dataKey = try dataKey(of: owner, isNew: isNew, &sealing)
        let salt = ledger.random.bytes(32)
        var hash = SHA256()
        hash.update(data: salt)
        hash.update(data: value)
        do {
            let compressed = try zstd.compress(value)
            let ciphertext = try sealBytes(
                salt + compressed, dataKey.key, nonce: ledger.random.bytes(12),
                bound: bound(eventID, owner))
            sealing.values.append(
                SealedValue(
                    owner: owner, keyID: dataKey.id, eventIndex: eventIndex, ciphertext: ciphertext)
            )
        } catch { throw .damaged(owner: owner, position: nil) }
        return Commitment(owner: owner, digest: Array(hash.finalize()))
    }

    private func dataKey(
        of owner: String, isNew: Bool, _ sealing: inout Sealing
    ) throws(VaultError) -> DataKey {
        if let known = sealing.keys[owner] { return known }
        if !isNew, let stored = try storedKey(of: owner) {
            sealing.keys[owner] = stored
            return stored
        }
        let bytes = ledger.random.bytes(32)
        let made = DataKey(id: ledger.random.bytes(16), key: SymmetricKey(data: bytes))
        do {
            let wrapped = try wrappingKey.wrap(
                bytes, owner: owner, id: made.id, nonce: ledger.random.bytes(12))
            sealing.newKeys.append(WrappedKey(owner: owner, id: made.id, wrapped: wrapped))
        } catch { throw .wrappingKey("a data key cannot be wrapped") }
        sealing.keys[owner] = made
        return made
    }

    // MARK: Opening

    /// The value that an event commits to; nil where it was destroyed.
    ///
    /// - Throws: `.damaged` where it is there and does not match.
    package func open(
        _ commitment: Commitment, of event: RecordedEvent
    ) throws(VaultError) -> [UInt8]? {
        try disclose(commitment, of: event)?.value
    }

    /// The same with its salt: what is handed over for others to check.
    package func disclose(
        _ commitment: Commitment, of event: RecordedEvent
    ) throws(VaultError) -> SaltedValue? {
        let owner = commitment.owner
        let ciphertext: [UInt8]?
        do { ciphertext = try ledger.value(of: owner, at: event.position) } catch {
            throw .ledger(error)
        }
        guard let ciphertext else { return nil }
        let plain = try decrypt(ciphertext, owner, event)
        guard let plain else { return nil }
        guard plain.count >= 32 else { throw .damaged(owner: owner, position: event.position) }
        let value: [UInt8]
        do {
            value = try zstd.decompress(Array(plain[32...]), limit: Self.valueBytes)
        } catch { throw .damaged(owner: owner, position: event.position) }
        var hash = SHA256()
        hash.update(data: plain[..<32])
        hash.update(data: value)
        guard Array(hash.finalize()) == commitment.digest else {
            throw .damaged(owner: owner, position: event.position)
        }
        return SaltedValue(salt: Array(plain[..<32]), value: value)
    }

    /// Nil where the owner's key was destroyed. Another process may have renewed it since it was
    /// last read here, so what does not open is tried once more with the key as it is now.
    private func decrypt(
        _ ciphertext: [UInt8], _ owner: String, _ event: RecordedEvent
    ) throws(VaultError) -> [UInt8]? {
        for attempt in 1...2 {
            if attempt == 2 { forget(owner) }
            guard let dataKey = try storedKey(of: owner) else { return nil }
            do {
                return try openBytes(ciphertext, dataKey.key, bound: bound(event.id, owner))
            } catch { continue }
        }
        throw .damaged(owner: owner, position: event.position)
    }

    /// After `.staleKey`: the owner's data key is read afresh.
    package func forget(_ owner: String) {
        keys.withLock { _ = $0.removeValue(forKey: owner) }
    }

    // MARK: Claims

    /// A unique claim on a sealed text: its HMAC under a key of the vault, so that the ledger's
    /// own bytes do not let anyone guess it.
    package func claim(kind: String, _ text: String) throws(VaultError) -> ClaimKey {
        guard let key = try storedKey(of: Self.claimsOwner) else {
            throw .wrappingKey("the ledger lacks the vault's key for claims")
        }
        let code = HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key.key)
        return ClaimKey(kind: kind, digest: Array(code))
    }

    /// The owner of the key that claims are made under.
    package static let claimsOwner = "vault/claims"

    /// The key for claims, for the first commit of a new ledger.
    package static func claimsKey(
        _ wrappingKey: WrappingKey, random: any RandomSource
    ) throws(VaultError) -> WrappedKey {
        let id = random.bytes(16)
        do {
            let wrapped = try wrappingKey.wrap(
                random.bytes(32), owner: claimsOwner, id: id, nonce: random.bytes(12))
            return WrappedKey(owner: claimsOwner, id: id, wrapped: wrapped)
        } catch { throw .wrappingKey("a data key cannot be wrapped") }
    }

    // MARK: Keys

    /// Whether a data key, as it is stored, is one that the wrapping key opens.
    package func opens(_ stored: WrappedKey) -> Bool {
        (try? wrappingKey.unwrap(stored)) != nil
    }

    private func storedKey(of owner: String) throws(VaultError) -> DataKey? {
        if let known = keys.withLock({ $0[owner] }) { return known }
        let stored: WrappedKey?
        do { stored = try ledger.key(of: owner) } catch { throw .ledger(error) }
        guard let stored else { return nil }
        do {
            let key = SymmetricKey(data: try wrappingKey.unwrap(stored))
            let dataKey = DataKey(id: stored.id, key: key)
            keys.withLock { keys in
                // A bound on memory, not a policy: what is dropped is read again.
                if keys.count >= 10_000 { keys.removeAll(keepingCapacity: true) }
                keys[owner] = dataKey
            }
            return dataKey
        } catch {
            throw .wrappingKey(
                "this wrapping key does not open the ledger's data keys; "
                    + "put back the key file that belongs to this ledger")
        }
    }

    private func bound(_ eventID: String, _ owner: String) -> [UInt8] {
        Array(eventID.utf8) + [0] + Array(owner.utf8)
    }
}
