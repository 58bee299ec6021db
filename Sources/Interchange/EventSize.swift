// SPDX-License-Identifier: Apache-2.0
internal import Casework
internal import EventCodec
internal import Vault

/// What the ledger and the vault would refuse, found before anything comes in.
enum EventSize {
    /// Why an event is too large; nil where it is not.
    ///
    /// - Parameter what: What it is, as the sentence names it: `a trace`.
    static func obstacle(_ event: CaseEvent, _ what: String) -> String? {
        let encoded = EventCodec.encode(.case(event))
        // The envelope takes less than 1,500 bytes.
        if encoded.data(commitment: nil).count >= 64_000 {
            return "\(what)'s plain attributes take over 64,000 bytes"
        }
        if encoded.sealed?.count ?? 0 > Vault.valueBytes {
            return "\(what)'s texts take over \(Vault.valueBytes) bytes"
        }
        return nil
    }
}
