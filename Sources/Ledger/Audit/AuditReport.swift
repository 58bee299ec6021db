// SPDX-License-Identifier: Apache-2.0
package import MerkleTree
package import WorkingTime

/// What an audit found: nothing wrong, or what and where.
package struct AuditReport: Sendable {
    package struct Finding: Equatable, Sendable {
        /// Nil where the finding is about no single event.
        package let position: Position?
        package let text: String
    }
    /// The log as it stood when it had so many events, worked out from their bytes.
    package struct Moment: Equatable, Sendable {
        package let root: TreeHash
        /// When the last of them was recorded.
        package let time: Instant
    }
    /// A checkpoint that the ledger keeps.
    package struct Kept: Equatable, Sendable {
        package let size: Position
        /// When it was signed, as the ledger says.
        package let time: Instant
        package let root: TreeHash
        /// A key that was in force signed it; the log may still be another.
        package let isSigned: Bool
        /// The log begins with it.
        package let isRoot: Bool
    }
    /// A signing key, in force from the event at `position` until the next.
    package struct Adopted: Equatable, Sendable {
        package let key: NoteKey
        package let position: Position
        /// It came without the signature of the key before, which was lost.
        package let replacesLost: Bool
    }
    /// Events that were read.
    package internal(set) var size: Position = 0
    package internal(set) var streams = 0
    package internal(set) var claims = 0
    package internal(set) var values = 0
    /// Over the bytes of all events, worked out anew.
    package internal(set) var root = TreeHash.empty
    /// The signing keys, the oldest first.
    package internal(set) var keys: [Adopted] = []
    /// The checkpoints that the ledger keeps, the smallest first.
    package internal(set) var checkpoints: [Kept] = []
    /// By size: of every kept checkpoint, and of the sizes that were asked for.
    package internal(set) var moments: [Position: Moment] = [:]
    /// False for a ledger of an older format that is only read: it has no tree and no checkpoint.
    package internal(set) var hasTree = true
    /// What is not wrong, and yet to be weighed by whoever trusts the record.
    package private(set) var warnings: [Finding] = []
    /// The first 100 findings; `more` counts the rest.
    package private(set) var findings: [Finding] = []
    package private(set) var more = 0

    package init() {}

    package var ok: Bool { findings.isEmpty }

    package mutating func find(_ position: Position?, _ text: String) {
        if findings.count < 100 {
            findings.append(Finding(position: position, text: text))
        } else {
            more += 1
        }
    }

    mutating func warn(_ position: Position?, _ text: String) {
        warnings.append(Finding(position: position, text: text))
    }

    /// The key that signs checkpoints over `size` events.
    package func key(inForceAt size: Position) -> Adopted? {
        keys.last { $0.position <= size }
    }
}

/// What an event's data hold, as far as an audit asks.
package struct EventContents: Sendable {
    /// What is wrong with them.
    package var findings: [String] = []
    /// The owners of the sealed values that the event commits to.
    package var owners: [String] = []
    /// Claims that the event made and that can be worked out from it.
    package var claims: [ClaimKey] = []
    /// Claims that it made and that cannot.
    package var claimsUnseen = 0
    /// The key that signs checkpoints from this event on.
    package var signingKey: NoteKey?
    /// That key came without the signature of the one before, which was lost.
    package var replacesLost = false
    /// What it says of the log before it.
    package var heads: RecordedHeads?

    package init() {}
}

/// What an event says of the streams as they stood when the log had `size` events.
package struct RecordedHeads: Equatable, Sendable {
    package let size: Position
    package let streams: Int
    package let root: TreeHash

    package init(size: Position, streams: Int, root: TreeHash) {
        self.size = size
        self.streams = streams
        self.root = root
    }
}
