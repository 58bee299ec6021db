// SPDX-License-Identifier: Apache-2.0
package import Casework
package import EventCodec
package import Forms
package import Ledger
package import Vault

/// Why a command was not carried out, or a case not shown.
package enum ServiceError: Error {
    /// The rules refuse it.
    case refused(Refusal)
    /// There is no such case, person or reference.
    case notFound
    /// This actor may not do this.
    case forbidden
    /// Others changed the case since the version that the command was decided on.
    case conflict(actualVersion: Int, since: [HistoryEntry])
    case ledger(LedgerError)
    case vault(VaultError)
    /// The key that signs checkpoints is missing, or not the one that this ledger adopted.
    case signingKey(String)
    /// What was signed last is not what this ledger begins with, and nothing more is signed: an
    /// alarm, in a sentence.
    case contradicted(String)
    /// A checkpoint was signed and is kept in the ledger, and could not be written beside the key.
    case notRemembered(String)
    /// A table of holidays is not adopted, for a reason in a sentence.
    case calendar(String)
    /// Where files lie, one cannot be written or read, for a reason in a sentence.
    case files(String)
    /// A process is not published, or a case not moved to it, for a reason in a sentence.
    case process(String)
    /// An event of a known type does not decode.
    case undecodable(Position, DecodingProblem)
}

/// One event of a history, in words that the core knows.
package struct HistoryEntry: Sendable {
    package let event: RecordedEvent
    /// Its sealed fields opened where they can be; nil for a type that this program does not know.
    package let body: DomainEvent?

    package init(event: RecordedEvent, body: DomainEvent?) {
        self.event = event
        self.body = body
    }
}
