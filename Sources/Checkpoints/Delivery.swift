// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// A place off this machine that checkpoints are sent to, and how far they got.
package struct Delivery: Equatable, Sendable {
    package enum Kind: String, Sendable {
        case folder
        case webhook
        case witness
    }
    package let kind: Kind
    /// The folder's path, the webhook's host, or the witness's name; nothing secret.
    package let place: String
    /// How many events the newest checkpoint covers that arrived there; 0 for none.
    package var size: Int
    /// When that arrived; nil for none.
    package var time: Instant?
    /// Why the newest did not arrive, as a sentence; nil where it did.
    package var problem: String?
    /// Whether the place knows of another history of this ledger: an alarm, not a fault.
    package var isContradicted: Bool

    package init(
        kind: Kind, place: String, size: Int = 0, time: Instant? = nil, problem: String? = nil,
        isContradicted: Bool = false
    ) {
        self.kind = kind
        self.place = place
        self.size = size
        self.time = time
        self.problem = problem
        self.isContradicted = isContradicted
    }
}

/// Why a checkpoint did not arrive, as a sentence without a secret in it.
enum DeliveryProblem: Error, Equatable {
    /// It is tried again at the next tick.
    case failed(String)
    /// The place knows of another history. It is tried again as well, but trying mends nothing.
    case contradicted(String)
}
