// SPDX-License-Identifier: Apache-2.0
internal import Ledger

/// Commits on their way to the ledger: some thousand events at a time, the next of them prepared
/// while the last are written. Used from one thread.
struct CommitBatch {
    private let service: CaseService
    private var waiting: [Commit] = []
    private var waitingEvents = 0
    private var pending: PendingAppend?
    /// How many events are submitted together.
    private static let eventsTogether = 2_000

    init(_ service: CaseService) { self.service = service }

    mutating func add(_ commit: Commit) throws(ServiceError) {
        waiting.append(commit)
        waitingEvents += commit.events.count
        if waitingEvents >= Self.eventsTogether { try submit() }
    }

    /// Waits until everything is durable.
    mutating func finish() throws(ServiceError) {
        try submit()
        try awaitPending()
    }

    /// Submits what waits, once what was submitted before is written.
    private mutating func submit() throws(ServiceError) {
        try awaitPending()
        guard !waiting.isEmpty else { return }
        pending = service.ledger.submit(waiting)
        waiting = []
        waitingEvents = 0
    }

    private mutating func awaitPending() throws(ServiceError) {
        guard let submitted = pending else { return }
        pending = nil
        for result in submitted.wait() {
            do { _ = try result.get() } catch { throw .ledger(error) }
        }
    }
}
