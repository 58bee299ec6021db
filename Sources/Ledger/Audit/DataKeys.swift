// SPDX-License-Identifier: Apache-2.0

extension Ledger {
    /// Some data keys as they are stored, in the order of their owners.
    package func dataKeys(limit: Int) throws(LedgerError) -> [WrappedKey] {
        try tables.read { view throws(LedgerError) in
            var found: [WrappedKey] = []
            try view.scan(.keys, from: []) { key, value in
                if let stored = WrappedKey(row: Array(key), Array(value)) { found.append(stored) }
                return found.count < limit
            }
            return found
        }
    }
}

extension WrappedKey {
    /// From a row of the table `keys`; nil where it has another form.
    init?(row key: [UInt8], _ value: [UInt8]) {
        guard value.count > 16 else { return nil }
        self.init(
            owner: String(decoding: key, as: UTF8.self), id: Array(value[..<16]),
            wrapped: Array(value[16...]))
    }
}
