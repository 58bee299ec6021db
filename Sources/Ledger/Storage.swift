// SPDX-License-Identifier: Apache-2.0
internal import LMDB

/// The tables of a ledger; `docs/design/ledger-format.md` gives their keys and values to the byte.
package enum LedgerTable: Int, CaseIterable, Sendable {
    /// What the ledger is, and its head.
    case meta
    /// Events by position, compressed.
    case events
    /// Positions by stream, in chunks.
    case streams
    /// Unique claims, and the position of the event that made each.
    case claims
    /// The last number of each named series.
    case series
    /// Positions by reference; since format 2.
    case references
    /// Roots of the log's full tiles; since format 3.
    case tree
    /// Signed checkpoints by size; since format 3.
    case checkpoints
    /// Compression dictionaries by id.
    case dictionaries
    /// The vault's data keys by owner, wrapped.
    case keys
    /// The vault's ciphertexts by owner and position.
    case values

    /// As the database knows it.
    package var name: String { "\(self)" }
}

/// One unchanging view of the tables.
package protocol StorageReader: AnyObject {
    /// Lends `body` the value under `key`; nil where there is none.
    func withValue<R>(
        _ table: LedgerTable, _ key: [UInt8], _ body: (Span<UInt8>) throws(LedgerError) -> R
    ) throws(LedgerError) -> R?

    /// Lends `body` each key and value in order from the first key ≥ `start`, until it says false.
    func scan(
        _ table: LedgerTable, from start: [UInt8],
        _ body: (Span<UInt8>, Span<UInt8>) throws(LedgerError) -> Bool
    ) throws(LedgerError)

    /// As `scan`, and fails where an entry that it lends cannot be looked up by its key.
    func sweep(
        _ table: LedgerTable, from start: [UInt8],
        _ body: (Span<UInt8>, Span<UInt8>) throws(LedgerError) -> Bool
    ) throws(LedgerError)

    /// The greatest key ≤ `limit` that begins with `prefix`, and its value.
    func last(
        _ table: LedgerTable, prefix: [UInt8], upTo limit: [UInt8]
    ) throws(LedgerError) -> (key: [UInt8], value: [UInt8])?
}

/// A view that can be changed, and reads its own changes.
package protocol StorageWriter: StorageReader {
    /// - Parameter append: `key` is greater than every key of the table.
    func put(
        _ table: LedgerTable, _ key: [UInt8], _ value: [UInt8], append: Bool
    ) throws(LedgerError)
    func delete(_ table: LedgerTable, _ key: [UInt8]) throws(LedgerError)
}

/// Ordered tables of bytes with transactions: LMDB in life, memory in a simulation.
package protocol Storage: Sendable {
    func read<R>(_ body: (any StorageReader) throws(LedgerError) -> R) throws(LedgerError) -> R

    /// Runs `body` as the one writer and commits: when this returns, what was put is durable.
    /// Where `body` throws, nothing is written; `body` stays on its thread.
    func write<R>(_ body: (any StorageWriter) throws(LedgerError) -> R) throws(LedgerError) -> R

    /// Bytes that the storage takes on disk.
    func usedBytes() throws(LedgerError) -> Int

    /// Frees what readers hold that died without letting go.
    func clearStaleReaders() throws(LedgerError)

    /// Whether what the storage says of its last two transactions fits together; where it does
    /// not, an older state may be what it shows.
    func isCurrent() throws(LedgerError) -> Bool
}

extension Storage {
    package func clearStaleReaders() throws(LedgerError) {}
    package func isCurrent() throws(LedgerError) -> Bool { true }
}

extension StorageReader {
    package func sweep(
        _ table: LedgerTable, from start: [UInt8],
        _ body: (Span<UInt8>, Span<UInt8>) throws(LedgerError) -> Bool
    ) throws(LedgerError) { try scan(table, from: start, body) }

    /// A copy of the value under `key`.
    func value(_ table: LedgerTable, _ key: [UInt8]) throws(LedgerError) -> [UInt8]? {
        try withValue(table, key) { span throws(LedgerError) in Array(span) }
    }
}

extension Array where Element == UInt8 {
    init(_ span: Span<UInt8>) { self.init(copying: span) }
}

/// `number` as eight bytes, the most significant first, so that keys sort as numbers do.
func bigEndian(_ number: Int) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
}

func number(bigEndian bytes: some Sequence<UInt8>) -> Int {
    bytes.reduce(0) { $0 << 8 | Int($1) }
}
