// SPDX-License-Identifier: Apache-2.0
internal import MerkleTree

/// The check of a row that no event vouches for, so that an audit notices when a bit of it has
/// flipped: the first eight bytes of SHA-256(00 ‖ key ‖ value). It proves nothing against people.
enum RowCheck {
    static let length = 8

    static func bytes(_ key: [UInt8], _ value: some Sequence<UInt8>) -> [UInt8] {
        Array(TreeHash.leaf(key + value).bytes.prefix(length))
    }
}

/// Under a claim's kind, a zero byte and what stands for the claimed text: the position of the
/// claiming commit's first event as eight bytes, then the row's check.
///
/// Some claims stand for texts that no event holds, so the log alone cannot tell whether they are
/// right. Formats 1 and 2 have no check.
enum ClaimIndex {
    static func position(
        of claim: ClaimKey, in view: any StorageReader
    ) throws(LedgerError) -> Position? {
        try view.value(.claims, claim.bytes).map { number(bigEndian: $0.prefix(8)) }
    }

    static func put(
        _ claim: ClaimKey, at position: Position, in view: any StorageWriter
    ) throws(LedgerError) {
        try view.put(.claims, claim.bytes, value(claim.bytes, position), append: false)
    }

    /// What must stand under `key` for a claim that the event at `position` made.
    static func value(_ key: [UInt8], _ position: Position) -> [UInt8] {
        bigEndian(position) + RowCheck.bytes(key, bigEndian(position))
    }

    /// Gives the rows of an older format their checks; O(n) in the claims.
    static func addChecks(in view: any StorageWriter) throws(LedgerError) {
        var rows: [(key: [UInt8], position: Position)] = []
        try view.scan(.claims, from: []) { key, value in
            rows.append((Array(key), number(bigEndian: Array(value).prefix(8))))
            return true
        }
        for (key, position) in rows {
            try view.put(.claims, key, value(key, position), append: false)
        }
    }
}

/// Compression dictionaries under their ids, one byte, from 1; and under the id and a zero byte
/// each one's check: a bit that flips may spoil no event today, and all that are read tomorrow.
enum DictionaryTable {
    static func dictionary(_ id: Int, in view: any StorageReader) throws(LedgerError) -> [UInt8]? {
        try view.value(.dictionaries, [UInt8(id)])
    }

    static func put(
        _ dictionary: [UInt8], id: Int, in view: any StorageWriter
    ) throws(LedgerError) {
        try view.put(.dictionaries, [UInt8(id)], dictionary, append: true)
        try view.put(.dictionaries, checkKey([UInt8(id)]), check(id, dictionary), append: true)
    }

    static func check(_ id: Int, _ dictionary: [UInt8]) -> [UInt8] {
        RowCheck.bytes([UInt8(id)], dictionary)
    }

    static func checkKey(_ key: [UInt8]) -> [UInt8] { key + [0] }

    /// Gives the dictionaries of an older format their checks.
    static func addChecks(in view: any StorageWriter) throws(LedgerError) {
        var id = 1
        while let bytes = try dictionary(id, in: view) {
            try view.put(.dictionaries, checkKey([UInt8(id)]), check(id, bytes), append: false)
            id += 1
        }
    }
}
