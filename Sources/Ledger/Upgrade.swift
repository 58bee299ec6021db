// SPDX-License-Identifier: Apache-2.0

extension Ledger {
    /// Brings the tables of an older format to the newest, in one transaction.
    ///
    /// - Throws: `.damaged` where something of it was signed, as nothing of that format ever was:
    ///   its checkpoints were taken away, and would be made anew over whatever is there.
    static func upgrade(
        _ storage: any Storage, _ identity: LedgerIdentity, wasSigned: Bool
    ) throws(LedgerError) {
        try storage.write { view throws(LedgerError) in
            // Another process may have been first.
            let format = try LedgerIdentity.read(view)?.format
            guard format != LedgerIdentity.format else { return }
            let adopted = try identity.stream.map { name throws(LedgerError) in
                try StreamIndex.version(of: name, in: view)
            }
            guard !wasSigned, adopted ?? 0 == 0 else {
                throw .damaged(
                    position: nil,
                    reason: "it says that it is of format \(format ?? ""), of which nothing was "
                        + "ever signed, and something of it was; it is left as it is: run "
                        + "`caseledger verify`")
            }
            if format == "1" { try ReferenceIndex.build(in: view) }
            try TreeIndex.build(in: view)
            try ClaimIndex.addChecks(in: view)
            try DictionaryTable.addChecks(in: view)
            try LedgerIdentity.writeFormat(view)
        }
    }
}
