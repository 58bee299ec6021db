// SPDX-License-Identifier: Apache-2.0
internal import Zstd

/// Writes ordered commits into the tables: *store(bytes)*. Used by the write thread alone.
struct Store {
    private let compressor: Compressor
    /// 0: none yet.
    private var dictionary = 0

    init() throws(LedgerError) {
        do { compressor = try Compressor() } catch { throw .storage("zstd: \(error.reason)") }
    }

    /// Puts one commit's events, indexes, claims and sealed values.
    func put(_ ordered: Ordered, _ view: any StorageWriter) throws(LedgerError) {
        let commit = ordered.prepared.commit
        for (index, event) in ordered.events.enumerated() {
            var frame: [UInt8]
            do { frame = try compressor.compress(event, behind: Frame.headerBytes) } catch {
                throw .storage("zstd: \(error.reason)")
            }
            let parts = Frame.parts(
                of: &frame, position: ordered.first + index, length: event.count,
                dictionary: dictionary)
            for part in parts { try view.put(.events, part.key, part.value, append: true) }
        }
        try StreamIndex.extend(
            commit.stream, after: ordered.before, first: ordered.first, last: ordered.last, in: view
        )
        var claims = commit.claims
        if ordered.before.version == 0, let id = commit.commandID {
            claims.append(ClaimKey(commandID: id))
        }
        for claim in claims {
            try ClaimIndex.put(claim, at: ordered.first, in: view)
        }
        if let (key, number) = ordered.seriesNumber {
            try view.put(.series, key, bigEndian(number), append: false)
        }
        if let reference = ordered.reference {
            try ReferenceIndex.put(reference, at: ordered.first, in: view)
        }
        for key in commit.newKeys {
            try view.put(.keys, Array(key.owner.utf8), key.id + key.wrapped, append: false)
        }
        for value in commit.values {
            let key = ValueKey.bytes(
                owner: value.owner, position: ordered.first + value.eventIndex)
            try view.put(.values, key, value.ciphertext, append: false)
        }
    }

    /// Uses the newest dictionary of the ledger, which another process may have made; at the
    /// thresholds of the log's length, makes one from the log's own bytes.
    ///
    /// - Parameter samples: Reads up to so many of the last events.
    mutating func chooseDictionary(
        length: Position, _ view: any StorageWriter,
        samples: (Int) throws(LedgerError) -> [[UInt8]]
    ) throws(LedgerError) {
        while let bytes = try DictionaryTable.dictionary(dictionary + 1, in: view) {
            try use(bytes, id: dictionary + 1)
        }
        guard dictionary < Self.thresholds.count, length >= Self.thresholds[dictionary] else {
            return
        }
        let training = try samples(4_000)
        // Too few or too uniform samples teach nothing; the next transaction tries again.
        guard let made = try? trainDictionary(samples: training, size: 32_768) else { return }
        try DictionaryTable.put(made, id: dictionary + 1, in: view)
        try use(made, id: dictionary + 1)
    }

    private mutating func use(_ bytes: [UInt8], id: Int) throws(LedgerError) {
        do { try compressor.use(dictionary: bytes) } catch {
            throw .storage("zstd: \(error.reason)")
        }
        dictionary = id
    }

    /// Lengths of the log at which the first, second, … dictionary is trained.
    private static let thresholds = [1_000, 50_000]
}

/// Where a sealed value lies: its owner, a zero byte, its event's position.
enum ValueKey {
    static func bytes(owner: String, position: Position) -> [UInt8] {
        Array(owner.utf8) + [0] + bigEndian(position)
    }
}
