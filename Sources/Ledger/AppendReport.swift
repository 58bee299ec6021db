// SPDX-License-Identifier: Apache-2.0

/// What became of one commit and how long it took, told to whoever counts.
package struct AppendReport: Sendable {
    package enum Outcome: String, CaseIterable, Sendable {
        case appended
        /// The same command was carried out before.
        case repeated
        /// Another command got there first.
        case conflict
        /// The ledger does not take it: a claim is held, it is malformed or too large.
        case refused
        /// Too many commits waited.
        case busy
        /// The ledger could not: no room, a wrong clock, an error of the storage.
        case failed
    }
    package let outcome: Outcome
    /// Events that were appended.
    package let events: Int
    /// From when it was queued until it was durable, or was refused.
    package let duration: Duration

    init(_ result: Result<Receipt, LedgerError>, duration: Duration) {
        self.duration = duration
        switch result {
        case .success(let receipt):
            outcome = receipt.isRepeat ? .repeated : .appended
            events = receipt.isRepeat ? 0 : receipt.last - receipt.first + 1
        case .failure(let error):
            outcome = Outcome(error)
            events = 0
        }
    }
}

extension AppendReport.Outcome {
    fileprivate init(_ error: LedgerError) {
        switch error {
        case .conflict: self = .conflict
        case .claimTaken, .staleKey, .invalid, .tooLarge: self = .refused
        case .busy: self = .busy
        case .beyond, .clockBehind, .clockAhead, .full, .mapFull, .outcomeUnknown, .damaged,
            .unusable, .unreadable, .storage:
            self = .failed
        }
    }
}
