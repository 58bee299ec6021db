// SPDX-License-Identifier: Apache-2.0
internal import LMDB

/// The ledger's tables in an LMDB environment of their own.
package final class LMDBStorage: Storage {
    private let environment: Environment
    private let tables: Tables
    private let mapSize: Int

    /// What the storage is opened for.
    package enum Access: Sendable {
        /// Makes the tables.
        case create
        /// Makes tables that later formats brought; a folder without a ledger is unusable.
        case write
        /// Writes nothing, and works on a folder that cannot be written.
        case read
    }

    /// Opens the environment in `directory`, which exists.
    package init(directory: String, mapSize: Int, _ access: Access) throws(LedgerError) {
        let version = Environment.version
        guard version.major == 0, version.minor == 9 else {
            throw .unusable(
                "this ledger is in the file format of LMDB 0.9, the system has LMDB "
                    + "\(version.major).\(version.minor); install liblmdb 0.9")
        }
        self.mapSize = mapSize
        do throws(LMDBError) {
            environment = try Self.environment(directory, mapSize, access)
            let names = LedgerTable.allCases.map(\.name)
            var found = try environment.open(names, create: access == .create)
            if found.count < names.count, found[LedgerTable.meta.name] != nil, access == .write {
                found = try environment.open(names, create: true)
            }
            tables = Tables { found[$0.name] }
        } catch { throw Self.unusable(directory, mapSize, error) }
        guard tables.handle(of: .meta) != nil else {
            throw .unreadable("the file in \(directory) holds no ledger")
        }
    }

    private static func unusable(
        _ directory: String, _ mapSize: Int, _ error: LMDBError
    ) -> LedgerError {
        if error.isFull { return .full }
        if error.isMapFull { return .mapFull(size: mapSize) }
        let reason = "the ledger in \(directory) does not open (\(error))"
        if error.isRefused {
            return .unusable(
                "\(reason); see that it is yours to write, and that its disk is not read-only")
        }
        return .unreadable(
            error.isOtherVersion
                ? "\(reason); it was written by another version of LMDB; install liblmdb 0.9"
                : "\(reason); put back the ledger from a backup")
    }

    private static func environment(
        _ directory: String, _ mapSize: Int, _ access: Access
    ) throws(LMDBError) -> Environment {
        let tables = UInt32(LedgerTable.allCases.count)
        guard access == .read else {
            return try Environment(path: directory, mapSize: mapSize, tables: tables, .write)
        }
        do throws(LMDBError) {
            return try Environment(path: directory, mapSize: mapSize, tables: tables, .read)
        } catch  where error.isRefused {
            return try Environment(
                path: directory, mapSize: mapSize, tables: tables, .readWithoutLock)
        }
    }

    package func read<R>(
        _ body: (any StorageReader) throws(LedgerError) -> R
    ) throws(LedgerError) -> R {
        try environment.read(failure: { failure($0, false) }) {
            transaction throws(LedgerError) in
            try body(View(transaction, tables, mapSize))
        }
    }

    package func write<R>(
        _ body: (any StorageWriter) throws(LedgerError) -> R
    ) throws(LedgerError) -> R {
        let free: Int
        do { free = try environment.freeBytes() } catch { throw failure(error, false) }
        guard free >= Limit.diskReserve else { throw .full }
        return try environment.write(failure: failure) { transaction throws(LedgerError) in
            try body(View(transaction, tables, mapSize))
        }
    }

    package func usedBytes() throws(LedgerError) -> Int {
        do { return try environment.usedBytes() } catch { throw failure(error, false) }
    }

    package func clearStaleReaders() throws(LedgerError) {
        do { try environment.clearStaleReaders() } catch { throw failure(error, false) }
    }

    package func isCurrent() throws(LedgerError) -> Bool {
        do { return try environment.isCurrent() } catch { throw failure(error, false) }
    }

    private func failure(_ error: LMDBError, _ inCommit: Bool) -> LedgerError {
        Self.failure(error, mapSize, inCommit)
    }

    private static func failure(
        _ error: LMDBError, _ mapSize: Int, _ inCommit: Bool
    ) -> LedgerError {
        if error.isFull { return .full }
        if error.isMapFull { return .mapFull(size: mapSize) }
        return inCommit ? .outcomeUnknown("\(error)") : .storage("\(error)")
    }

    /// The handles of the tables that there are.
    private struct Tables {
        private let handles: [Table?]

        init(_ handle: (LedgerTable) -> Table?) { handles = LedgerTable.allCases.map(handle) }

        func handle(of table: LedgerTable) -> Table? { handles[table.rawValue] }
    }

    /// A transaction seen through the ledger's tables.
    private final class View: StorageWriter {
        let transaction: Transaction
        let tables: Tables
        let mapSize: Int

        init(_ transaction: Transaction, _ tables: Tables, _ mapSize: Int) {
            self.transaction = transaction
            self.tables = tables
            self.mapSize = mapSize
        }

        func withValue<R>(
            _ table: LedgerTable, _ key: [UInt8],
            _ body: (Span<UInt8>) throws(LedgerError) -> R
        ) throws(LedgerError) -> R? {
            try transaction.withValue(try handle(table), key, failure: failure, body)
        }

        func scan(
            _ table: LedgerTable, from start: [UInt8],
            _ body: (Span<UInt8>, Span<UInt8>) throws(LedgerError) -> Bool
        ) throws(LedgerError) {
            try transaction.scan(try handle(table), from: start, failure: failure, body)
        }

        func sweep(
            _ table: LedgerTable, from start: [UInt8],
            _ body: (Span<UInt8>, Span<UInt8>) throws(LedgerError) -> Bool
        ) throws(LedgerError) {
            try transaction.sweep(try handle(table), from: start, failure: failure, body)
        }

        func last(
            _ table: LedgerTable, prefix: [UInt8], upTo limit: [UInt8]
        ) throws(LedgerError) -> (key: [UInt8], value: [UInt8])? {
            let handle = try handle(table)
            do {
                return try transaction.last(handle, prefix: prefix, upTo: limit)
            } catch { throw failure(error) }
        }

        func put(
            _ table: LedgerTable, _ key: [UInt8], _ value: [UInt8], append: Bool
        ) throws(LedgerError) {
            let handle = try handle(table)
            do {
                try transaction.put(handle, key, value, append: append)
            } catch { throw failure(error) }
        }

        func delete(_ table: LedgerTable, _ key: [UInt8]) throws(LedgerError) {
            let handle = try handle(table)
            do { try transaction.delete(handle, key) } catch { throw failure(error) }
        }

        private func handle(_ table: LedgerTable) throws(LedgerError) -> Table {
            guard let handle = tables.handle(of: table) else {
                throw .storage("no table \(table)")
            }
            return handle
        }

        private func failure(_ error: LMDBError) -> LedgerError {
            LMDBStorage.failure(error, mapSize, false)
        }
    }
}
