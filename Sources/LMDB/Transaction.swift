// SPDX-License-Identifier: Apache-2.0
internal import CLMDB

/// A named table of an environment, valid in every transaction after the one that opened it.
package struct Table: Hashable, Sendable {
    let handle: UInt32
}

/// A read or write transaction. It is used by one thread at a time and not after it has ended.
// `Environment` hands it to one caller at a time, and MDB_NOTLS frees a reader from its thread.
@safe package final class Transaction: @unchecked Sendable {
    private let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { unsafe self.pointer = pointer }

    /// Opens the table `name`, made if `create`; throws `isNotFound` where it is not there.
    package func table(_ name: String, create: Bool) throws(LMDBError) -> Table {
        var handle: UInt32 = 0
        let flags = create ? UInt32(MDB_CREATE) : 0
        try check(unsafe mdb_dbi_open(pointer, name, flags, &handle), "mdb_dbi_open")
        // Tables of another order or with duplicate keys are none that this program made.
        var kind: UInt32 = 0
        try check(unsafe mdb_dbi_flags(pointer, handle, &kind), "mdb_dbi_flags")
        try check(kind == 0 ? MDB_SUCCESS : MDB_INCOMPATIBLE, "mdb_dbi_flags")
        return Table(handle: handle)
    }

    /// Lends `body` the value under `key` where it lies in the map; nil where there is none.
    package func withValue<R, E: Error>(
        _ table: Table, _ key: [UInt8], failure: (LMDBError) -> E,
        _ body: (Span<UInt8>) throws(E) -> R
    ) throws(E) -> R? {
        var value = unsafe MDB_val()
        let code = unsafe withBytes(of: key) { bytes in
            var key = unsafe MDB_val(bytes)
            return unsafe mdb_get(pointer, table.handle, &key, &value)
        }
        if code == MDB_NOTFOUND { return nil }
        guard code == MDB_SUCCESS else { throw failure(LMDBError(code: code, function: "mdb_get")) }
        let bytes = unsafe value.bytes
        return try body(unsafe bytes.span)
    }

    /// Writes `value` under `key`, in place of what was there.
    ///
    /// - Parameter append: `key` is greater than any in the table; faster, and an error if not.
    package func put(
        _ table: Table, _ key: [UInt8], _ value: [UInt8], append: Bool = false
    ) throws(LMDBError) {
        let code = unsafe withBytes(of: key) { keyBytes in
            unsafe withBytes(of: value) { valueBytes in
                var key = unsafe MDB_val(keyBytes)
                var value = unsafe MDB_val(valueBytes)
                let flags = append ? UInt32(MDB_APPEND) : 0
                return unsafe mdb_put(pointer, table.handle, &key, &value, flags)
            }
        }
        try check(code, "mdb_put")
    }

    /// Removes `key`; nothing happens where it is not there.
    package func delete(_ table: Table, _ key: [UInt8]) throws(LMDBError) {
        let code = unsafe withBytes(of: key) { bytes in
            var key = unsafe MDB_val(bytes)
            return unsafe mdb_del(pointer, table.handle, &key, nil)
        }
        if code != MDB_NOTFOUND { try check(code, "mdb_del") }
    }

    /// Lends `body` each key and value from the first key ≥ `start` on, until it returns false.
    package func scan<E: Error>(
        _ table: Table, from start: [UInt8], failure: (LMDBError) -> E,
        _ body: (Span<UInt8>, Span<UInt8>) throws(E) -> Bool
    ) throws(E) {
        try pass(table, from: start, isChecked: false, failure: failure, body)
    }

    /// As `scan`, for whoever trusts no page: fails where a key that a page begins or ends with is
    /// not found when it is looked up. Where both are, so is every key between them, because the
    /// page's own keys are what is lent here.
    package func sweep<E: Error>(
        _ table: Table, from start: [UInt8], failure: (LMDBError) -> E,
        _ body: (Span<UInt8>, Span<UInt8>) throws(E) -> Bool
    ) throws(E) {
        try pass(table, from: start, isChecked: true, failure: failure, body)
    }

    private func pass<E: Error>(
        _ table: Table, from start: [UInt8], isChecked: Bool, failure: (LMDBError) -> E,
        _ body: (Span<UInt8>, Span<UInt8>) throws(E) -> Bool
    ) throws(E) {
        func check(_ entry: Entry) throws(E) {
            do throws(LMDBError) { try lookUp(table, entry) } catch { throw failure(error) }
        }
        let cursor: Cursor
        do throws(LMDBError) { cursor = try unsafe Cursor(pointer, table) } catch {
            throw failure(error)
        }
        var found: Bool
        do throws(LMDBError) { found = try cursor.seek(start) } catch { throw failure(error) }
        // Where the view does not change, what it lent stays where it is.
        var last: Entry?
        while found {
            let entry = unsafe Entry(key: cursor.key, value: cursor.value)
            if isChecked, last?.page != entry.page {
                if let last { try check(last) }
                try check(entry)
            }
            last = entry
            guard try body(unsafe entry.key.span, unsafe entry.value.span) else { break }
            do throws(LMDBError) { found = try cursor.move(MDB_NEXT) } catch {
                throw failure(error)
            }
        }
        if isChecked, let last { try check(last) }
    }

    /// A key and its value where they lie in the map.
    @safe private struct Entry {
        let key: UnsafeBufferPointer<UInt8>
        let value: UnsafeBufferPointer<UInt8>

        /// LMDB's pages have 4,096 bytes or more.
        var page: UInt { UInt(bitPattern: unsafe key.baseAddress) >> 12 }
    }

    /// Fails unless looking up the key leads to where the entry lies.
    private func lookUp(_ table: Table, _ entry: Entry) throws(LMDBError) {
        var key = unsafe MDB_val(entry.key)
        var value = unsafe MDB_val()
        try check(unsafe mdb_get(pointer, table.handle, &key, &value), "mdb_get")
        guard unsafe value.bytes.baseAddress == entry.value.baseAddress else {
            throw LMDBError(code: MDB_CORRUPTED, function: "mdb_get")
        }
    }

    /// The greatest key ≤ `limit` that begins with `prefix`, and its value; nil where none does.
    package func last(
        _ table: Table, prefix: [UInt8], upTo limit: [UInt8]
    ) throws(LMDBError) -> (key: [UInt8], value: [UInt8])? {
        let cursor = try unsafe Cursor(pointer, table)
        var found = try cursor.seek(limit)
        if !found {
            found = try cursor.move(MDB_LAST)
        } else if unsafe Array(cursor.key) != limit {
            found = try cursor.move(MDB_PREV)
        }
        guard found else { return nil }
        let key = unsafe Array(cursor.key)
        return key.starts(with: prefix) ? (key, unsafe Array(cursor.value)) : nil
    }

    func commit() throws(LMDBError) { try check(unsafe mdb_txn_commit(pointer), "mdb_txn_commit") }
    func abort() { unsafe mdb_txn_abort(pointer) }
    func reset() { unsafe mdb_txn_reset(pointer) }
    func renew() throws(LMDBError) { try check(unsafe mdb_txn_renew(pointer), "mdb_txn_renew") }
}

/// A place in a table, for as long as its transaction lives.
@safe private final class Cursor {
    private let pointer: OpaquePointer
    private var rawKey = unsafe MDB_val()
    private var rawValue = unsafe MDB_val()

    init(_ transaction: OpaquePointer, _ table: Table) throws(LMDBError) {
        var pointer: OpaquePointer?
        let code = unsafe mdb_cursor_open(transaction, table.handle, &pointer)
        try check(code, "mdb_cursor_open")
        guard let pointer = unsafe pointer else {
            throw LMDBError(code: MDB_PANIC, function: "mdb_cursor_open")
        }
        unsafe self.pointer = pointer
    }

    deinit { unsafe mdb_cursor_close(pointer) }

    var key: UnsafeBufferPointer<UInt8> { unsafe rawKey.bytes }
    var value: UnsafeBufferPointer<UInt8> { unsafe rawValue.bytes }

    func seek(_ start: [UInt8]) throws(LMDBError) -> Bool {
        if start.isEmpty { return try move(MDB_FIRST) }
        let code = unsafe withBytes(of: start) { bytes in
            unsafe rawKey = MDB_val(bytes)
            return unsafe mdb_cursor_get(pointer, &rawKey, &rawValue, MDB_SET_RANGE)
        }
        return try isThere(code)
    }

    func move(_ operation: MDB_cursor_op) throws(LMDBError) -> Bool {
        try isThere(unsafe mdb_cursor_get(pointer, &rawKey, &rawValue, operation))
    }

    private func isThere(_ code: Int32) throws(LMDBError) -> Bool {
        if code == MDB_NOTFOUND { return false }
        try check(code, "mdb_cursor_get")
        return true
    }
}

extension Array where Element == UInt8 {
    /// A copy of the bytes that a span lends.
    package init(copying span: Span<UInt8>) {
        self = unsafe span.withUnsafeBufferPointer { unsafe Array($0) }
    }
}

private func withBytes<R>(of array: [UInt8], _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    unsafe array.withUnsafeBufferPointer { unsafe body($0) }
}

extension MDB_val {
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        let address = unsafe UnsafeMutableRawPointer(mutating: bytes.baseAddress)
        unsafe self.init(mv_size: bytes.count, mv_data: address)
    }
    var bytes: UnsafeBufferPointer<UInt8> {
        let address = unsafe mv_data?.assumingMemoryBound(to: UInt8.self)
        return unsafe UnsafeBufferPointer(start: address, count: mv_size)
    }
}
