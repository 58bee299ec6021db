// SPDX-License-Identifier: Apache-2.0
internal import CLMDB
internal import Glibc
internal import Synchronization

/// An LMDB environment: one folder, opened once in a process and never closed.
///
/// It is never closed because `mdb_env_close` of 0.9.26 to 0.9.31 can destroy mutexes that other
/// processes share; processes exit instead. It must not be carried across `fork`.
@safe package final class Environment: Sendable {
    // liblmdb's environment handle may be used from any thread.
    private nonisolated(unsafe) let handle: OpaquePointer
    let path: String
    /// Read transactions that were reset and wait to be renewed; each holds a reader slot.
    private let idle = Mutex<[Transaction]>([])

    /// Opens the environment in the folder `path`, which exists.
    ///
    /// - Parameters:
    ///   - mapSize: Bytes, the same in every process; the file grows only as it is filled.
    ///   - tables: The most named tables it may hold.
    ///   - access: What is to be done with it.
    package init(path: String, mapSize: Int, tables: UInt32, _ access: Access) throws(LMDBError) {
        if access == .write { try Self.reserveLockFile("\(path)/lock.mdb") }
        self.path = path
        var handle: OpaquePointer?
        try check(unsafe mdb_env_create(&handle), "mdb_env_create")
        guard let handle = unsafe handle else {
            throw LMDBError(code: MDB_PANIC, function: "mdb_env_create")
        }
        unsafe self.handle = handle
        try check(unsafe mdb_env_set_maxdbs(handle, tables), "mdb_env_set_maxdbs")
        try check(unsafe mdb_env_set_mapsize(handle, mapSize), "mdb_env_set_mapsize")
        try check(unsafe mdb_env_set_maxreaders(handle, Self.readers), "mdb_env_set_maxreaders")
        let flags = UInt32(MDB_NOTLS) | UInt32(MDB_NORDAHEAD) | access.flags
        try check(unsafe mdb_env_open(handle, path, flags, 0o600), "mdb_env_open")
        var stale: Int32 = 0
        try check(unsafe mdb_reader_check(handle, &stale), "mdb_reader_check")
    }

    private static let readers: UInt32 = 256

    /// Gives the lock file all its bytes. liblmdb leaves holes in it and writes to them through a
    /// map, which on a full disk would end the process. To be called before the environment is
    /// open: closing the file lets go of this process's locks on it.
    private static func reserveLockFile(_ path: String) throws(LMDBError) {
        let file = unsafe Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw LMDBError(code: errno, function: "open") }
        defer { close(file) }
        // A head of three cache lines, of which the last has the first reader, and a line for each.
        let code = posix_fallocate(file, 0, 192 + (Int(readers) - 1) * 64)
        try check(code, "posix_fallocate")
    }

    /// What an environment is opened for.
    package enum Access: Sendable {
        case write
        /// Nothing can be written; the reader still registers itself with the writers.
        case read
        /// For a folder in which not even a lock can be written: nobody may be writing it
        /// meanwhile, because pages that are read here can be used again.
        case readWithoutLock

        fileprivate var flags: UInt32 {
            switch self {
            case .write: 0
            case .read: UInt32(MDB_RDONLY)
            case .readWithoutLock: UInt32(MDB_RDONLY) | UInt32(MDB_NOLOCK)
            }
        }
    }

    /// Opens tables by name; those that are not there are left out, or made where `create` says so
    /// and the environment can be written.
    package func open(
        _ names: [String], create: Bool
    ) throws(LMDBError) -> [String: Table] {
        let transaction = try begin(readOnly: !create)
        var tables: [String: Table] = [:]
        do throws(LMDBError) {
            for name in names {
                do throws(LMDBError) {
                    tables[name] = try transaction.table(name, create: create)
                } catch  where error.isNotFound { continue }
            }
        } catch {
            transaction.abort()
            throw error
        }
        try transaction.commit()
        return tables
    }

    /// liblmdb's version, as "0.9.24"; 1.0 has another file format.
    package static var version: (major: Int32, minor: Int32, patch: Int32) {
        var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
        _ = unsafe mdb_version(&major, &minor, &patch)
        return (major, minor, patch)
    }

    /// Frees the reader slots of processes that died; returns how many there were.
    @discardableResult
    package func clearStaleReaders() throws(LMDBError) -> Int {
        var stale: Int32 = 0
        try check(unsafe mdb_reader_check(handle, &stale), "mdb_reader_check")
        return Int(stale)
    }

    /// Bytes of the pages in use, free ones included: what the data file holds.
    package func usedBytes() throws(LMDBError) -> Int {
        var info = unsafe MDB_envinfo()
        var stat = MDB_stat()
        try check(unsafe mdb_env_info(handle, &info), "mdb_env_info")
        try check(unsafe mdb_env_stat(handle, &stat), "mdb_env_stat")
        return unsafe (info.me_last_pgno + 1) * Int(stat.ms_psize)
    }

    /// Bytes that this user may still write on the disk of the environment.
    package func freeBytes() throws(LMDBError) -> Int {
        var disk = statvfs()
        guard unsafe statvfs(path, &disk) == 0 else {
            throw LMDBError(code: errno, function: "statvfs")
        }
        return Int(disk.f_bavail) * Int(disk.f_frsize)
    }

    /// Runs `body` in a read transaction: one unchanging view of what is durable.
    ///
    /// Keep it short: while it lives, no page that it can see is used again.
    package func read<R, E: Error>(
        failure: (LMDBError) -> E, _ body: (Transaction) throws(E) -> R
    ) throws(E) -> R {
        let transaction: Transaction
        do throws(LMDBError) { transaction = try beginRead() } catch { throw failure(error) }
        defer { endRead(transaction) }
        return try body(transaction)
    }

    /// Runs `body` in the one write transaction there can be, in all processes, and commits.
    ///
    /// The calling thread holds LMDB's lock throughout; `body` must not suspend or change thread.
    /// Where `body` throws, nothing is written. Where the commit fails for another reason than
    /// lack of room, whether it is durable is unknown.
    package func write<R, E: Error>(
        failure: (LMDBError, _ inCommit: Bool) -> E, _ body: (Transaction) throws(E) -> R
    ) throws(E) -> R {
        let transaction: Transaction
        do throws(LMDBError) {
            transaction = try begin(readOnly: false)
        } catch { throw failure(error, false) }
        let result: R
        do throws(E) { result = try body(transaction) } catch {
            transaction.abort()
            throw error
        }
        do throws(LMDBError) { try transaction.commit() } catch { throw failure(error, true) }
        return result
    }

    private func beginRead() throws(LMDBError) -> Transaction {
        if let transaction = idle.withLock({ $0.popLast() }) {
            try transaction.renew()
            return transaction
        }
        return try begin(readOnly: true)
    }

    private func endRead(_ transaction: Transaction) {
        transaction.reset()
        idle.withLock { $0.append(transaction) }
    }

    private func begin(readOnly: Bool) throws(LMDBError) -> Transaction {
        var pointer: OpaquePointer?
        let flags = readOnly ? UInt32(MDB_RDONLY) : 0
        try check(unsafe mdb_txn_begin(handle, nil, flags, &pointer), "mdb_txn_begin")
        guard let pointer = unsafe pointer else {
            throw LMDBError(code: MDB_PANIC, function: "mdb_txn_begin")
        }
        return unsafe Transaction(pointer)
    }
}
