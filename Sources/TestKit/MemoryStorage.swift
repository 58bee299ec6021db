// SPDX-License-Identifier: Apache-2.0
internal import Foundation
package import Ledger

/// The ledger's tables in memory, with failures on request.
///
/// Several ledgers may share one, as several processes share a folder; who reads waits while
/// another writes, so that nobody sees what is not committed.
// The lock is held for as long as anything of it is used.
package final class MemoryStorage: Storage, @unchecked Sendable {
    private let lock = NSLock()
    private let view = MemoryView()
    private var plan: @Sendable (Int) -> Fault? = { _ in nil }
    private var transactions = 0

    package init() {}

    /// What is to go wrong from here on.
    ///
    /// - Parameter plan: Asked at the beginning of each write transaction with its number, counted
    ///   from 1 here; gives what goes wrong in it.
    package func inject(_ plan: @escaping @Sendable (Int) -> Fault?) {
        lock.withLock {
            transactions = 0
            self.plan = plan
        }
    }

    /// Every entry of a table in order.
    package func entries(of table: LedgerTable) -> [(key: [UInt8], value: [UInt8])] {
        lock.withLock { view.tables[table, default: SortedTable()].entries }
    }

    package func read<R>(
        _ body: (any StorageReader) throws(LedgerError) -> R
    ) throws(LedgerError) -> R {
        lock.lock()
        defer { lock.unlock() }
        return try body(view)
    }

    package func write<R>(
        _ body: (any StorageWriter) throws(LedgerError) -> R
    ) throws(LedgerError) -> R {
        lock.lock()
        defer { lock.unlock() }
        transactions += 1
        let fault = plan(transactions)
        view.begin(fault)
        let result: R
        do throws(LedgerError) { result = try body(view) } catch {
            view.rollBack()
            throw error
        }
        if case .commit(let error, let applied) = fault {
            if !applied { view.rollBack() }
            throw error
        }
        return result
    }

    package func usedBytes() throws(LedgerError) -> Int {
        lock.withLock {
            view.tables.values.reduce(0) { sum, table in
                table.entries.reduce(sum) { $0 + $1.key.count + $1.value.count }
            }
        }
    }
}

/// The tables, and how to undo what the transaction under way has done to them.
private final class MemoryView: StorageWriter {
    var tables: [LedgerTable: SortedTable] = [:]
    private var undo: [(table: LedgerTable, key: [UInt8], value: [UInt8]?)] = []
    private var puts = 0
    private var fault: Fault?

    func begin(_ fault: Fault?) {
        self.fault = fault
        undo = []
        puts = 0
    }

    func rollBack() {
        for change in undo.reversed() {
            tables[change.table, default: SortedTable()][change.key] = change.value
        }
        undo = []
    }

    func withValue<R>(
        _ table: LedgerTable, _ key: [UInt8], _ body: (Span<UInt8>) throws(LedgerError) -> R
    ) throws(LedgerError) -> R? {
        guard let value = tables[table]?[key] else { return nil }
        return try body(value.span)
    }

    func scan(
        _ table: LedgerTable, from start: [UInt8],
        _ body: (Span<UInt8>, Span<UInt8>) throws(LedgerError) -> Bool
    ) throws(LedgerError) {
        guard let sorted = tables[table] else { return }
        for index in sorted.index(from: start)..<sorted.entries.count {
            let entry = sorted.entries[index]
            guard try body(entry.key.span, entry.value.span) else { return }
        }
    }

    func last(
        _ table: LedgerTable, prefix: [UInt8], upTo limit: [UInt8]
    ) throws(LedgerError) -> (key: [UInt8], value: [UInt8])? {
        guard let sorted = tables[table] else { return nil }
        let after = sorted.index(from: limit + [0])
        guard after > 0 else { return nil }
        let entry = sorted.entries[after - 1]
        return entry.key.starts(with: prefix) ? entry : nil
    }

    func put(
        _ table: LedgerTable, _ key: [UInt8], _ value: [UInt8], append: Bool
    ) throws(LedgerError) {
        puts += 1
        if case .put(puts, let error) = fault { throw error }
        // As LMDB does.
        guard (1...511).contains(key.count) else { throw .storage("a key of \(key.count) bytes") }
        if append, let last = tables[table]?.entries.last?.key {
            guard last.lexicographicallyPrecedes(key) else {
                throw .storage("a key that is appended is not the greatest")
            }
        }
        change(table, key, value)
    }

    func delete(_ table: LedgerTable, _ key: [UInt8]) throws(LedgerError) {
        change(table, key, nil)
    }

    private func change(_ table: LedgerTable, _ key: [UInt8], _ value: [UInt8]?) {
        undo.append((table, key, tables[table]?[key]))
        tables[table, default: SortedTable()][key] = value
    }
}

/// Entries in the order of their keys.
private struct SortedTable {
    private(set) var entries: [(key: [UInt8], value: [UInt8])] = []

    /// The index of the first key ≥ `start`.
    func index(from start: [UInt8]) -> Int {
        // Most keys are put behind the last.
        if let last = entries.last, last.key.lexicographicallyPrecedes(start) {
            return entries.count
        }
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].key.lexicographicallyPrecedes(start) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    subscript(key: [UInt8]) -> [UInt8]? {
        get {
            let index = index(from: key)
            return index < entries.count && entries[index].key == key ? entries[index].value : nil
        }
        set {
            let index = index(from: key)
            let isThere = index < entries.count && entries[index].key == key
            switch (newValue, isThere) {
            case (let value?, true): entries[index].value = value
            case (let value?, false): entries.insert((key, value), at: index)
            case (nil, true): entries.remove(at: index)
            case (nil, false): break
            }
        }
    }
}
