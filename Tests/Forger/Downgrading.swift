// SPDX-License-Identifier: Apache-2.0
internal import Ledger

extension Forger {
    /// Takes away all that format 3 has and format 2 has not.
    static func downgrade(_ storage: LMDBStorage) throws {
        let claims = try rows(storage, .claims)
        let checks = try rows(storage, .dictionaries).filter { $0.key.count > 1 }
        let proofs = try [LedgerTable.tree, .checkpoints].map { ($0, try rows(storage, $0)) }
        let head = Array("head".utf8)
        let position = try rows(storage, .meta).first { $0.key == head }?.value.prefix(16) ?? []
        try storage.write { view throws(LedgerError) in
            for (table, all) in proofs {
                for row in all { try view.delete(table, row.key) }
            }
            for row in checks { try view.delete(.dictionaries, row.key) }
            for row in claims {
                try view.put(.claims, row.key, Array(row.value.prefix(8)), append: false)
            }
            try view.put(.meta, head, Array(position), append: false)
            try view.put(.meta, Array("format".utf8), Array("2".utf8), append: false)
        }
    }
}
