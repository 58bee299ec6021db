// SPDX-License-Identifier: Apache-2.0
package import Ledger

/// Why a value was not sealed or opened.
package enum VaultError: Error, Equatable, CustomStringConvertible {
    /// The wrapping key is missing, unreadable, or not the one this ledger's keys were wrapped by.
    case wrappingKey(String)
    /// A stored value or key does not open, or does not match its event's commitment.
    case damaged(owner: String, position: Position?)
    /// A sealed value of one event is larger than the vault takes.
    case tooLarge(limit: Int, actual: Int)
    case ledger(LedgerError)

    package var description: String {
        switch self {
        case .wrappingKey(let reason): reason
        case .damaged(let owner, let position):
            "a sealed value of \(owner)"
                + (position.map { " at position \($0)" } ?? "") + " does not open"
        case .tooLarge(let limit, let actual):
            "a text is too long: \(actual) bytes, the limit is \(limit)"
        case .ledger(let error): error.description
        }
    }
}
