// SPDX-License-Identifier: Apache-2.0
package import Ledger

/// What goes wrong in one write transaction of a `MemoryStorage`.
package enum Fault: Sendable {
    /// The n-th put, counted from 1, throws; a transaction with fewer puts succeeds.
    case put(Int, LedgerError)
    /// The commit throws, after its changes were applied or with none of them.
    case commit(LedgerError, applied: Bool)

    /// Nothing for most transactions, and for one in `rarity` something drawn from `seed`.
    package static func seeded(_ seed: UInt64, oneIn rarity: Int) -> @Sendable (Int) -> Fault? {
        { transaction in
            var generator = SplitMix64(seed: seed &+ UInt64(transaction) &* 0x9e37_79b9)
            guard Int.random(in: 1...rarity, using: &generator) == 1 else { return nil }
            let put = Int.random(in: 1...12, using: &generator)
            return switch Int.random(in: 1...6, using: &generator) {
            case 1: .put(put, .full)
            case 2: .put(put, .storage("injected"))
            case 3: .commit(.full, applied: false)
            case 4: .commit(.storage("injected"), applied: false)
            case 5: .commit(.outcomeUnknown("injected"), applied: false)
            default: .commit(.outcomeUnknown("injected"), applied: true)
            }
        }
    }
}
