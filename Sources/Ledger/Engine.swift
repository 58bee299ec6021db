// SPDX-License-Identifier: Apache-2.0
internal import Futex
internal import WorkingTime

/// What the write thread does with a transaction's commits.
struct Engine {
    /// What has been found wrong already keeps its place among the others.
    typealias Prepared = Result<PreparedCommit, LedgerError>
    typealias Answer = Result<Receipt, LedgerError>

    let storage: any Storage
    let identity: LedgerIdentity
    let clock: any LedgerClock
    let wakePage: WakePage?
    /// Told once, from the write thread, when a commit's outcome is unknown.
    let onUnknownOutcome: @Sendable (String) -> Void
    private(set) var failure: LedgerError?
    private let startTime: Instant
    private let startUptime: Int
    private var tools: Tools?

    /// What one transaction leaves to the next, for as long as none fails: a dictionary made in one
    /// that failed was never stored, and has to be forgotten.
    private struct Tools {
        var store: Store
        let opener: FrameOpener

        init() throws(LedgerError) {
            store = try Store()
            opener = try FrameOpener()
        }
    }

    /// - Parameter started: The clock's time and uptime, both read when the ledger was opened: the
    ///   engine itself is made on a thread of its own, at whatever moment that gets going.
    init(
        storage: any Storage, identity: LedgerIdentity, clock: any LedgerClock,
        started: (time: Instant, uptime: Int), wakePage: WakePage?,
        onUnknownOutcome: @escaping @Sendable (String) -> Void
    ) {
        self.storage = storage
        self.identity = identity
        self.clock = clock
        self.wakePage = wakePage
        self.onUnknownOutcome = onUnknownOutcome
        startTime = started.time
        startUptime = started.uptime
    }

    /// Commits in one transaction what can be committed; one answer for each, in order.
    ///
    /// - Parameter more: Gives what has come meanwhile and is to be committed along; asked until
    ///   there is nothing.
    mutating func commit(
        _ first: [Prepared], more: () -> [Prepared]
    ) -> Result<[Answer], LedgerError> {
        // What waited behind an unknown outcome must not be built on it.
        if let failure { return .failure(failure) }
        do throws(LedgerError) {
            var tools = if let tools { tools } else { try Tools() }
            let results = try storage.write { view throws(LedgerError) in
                try write(first, more, &tools, view)
            }
            self.tools = tools
            wakePage?.wake()
            return .success(results)
        } catch {
            tools = nil
            if case .outcomeUnknown(let reason) = error {
                failure = error
                onUnknownOutcome(reason)
            }
            return .failure(error)
        }
    }

    private func write(
        _ first: [Prepared], _ more: () -> [Prepared], _ tools: inout Tools,
        _ view: any StorageWriter
    ) throws(LedgerError) -> [Answer] {
        let head = try Head.read(view)
        let opener = tools.opener
        try tools.store.chooseDictionary(length: head.position, view) { count throws(LedgerError) in
            var samples: [[UInt8]] = []
            try Reading.scan(view, opener, after: max(0, head.position - count)) { _, bytes in
                samples.append(bytes)
                return true
            }
            return samples
        }
        var orderer = Orderer(head: head, view: view) { position throws(LedgerError) in
            try Reading.event(at: position, view, opener)
        }
        var results: [Answer] = []
        var commits = first
        while !commits.isEmpty {
            for commit in commits {
                results.append(try write(commit, &orderer, tools.store, view))
            }
            commits = more()
        }
        if orderer.head != head { try orderer.head.write(view) }
        return results
    }

    /// - Throws: What ends the transaction; what concerns the commit alone is returned.
    private func write(
        _ commit: Prepared, _ orderer: inout Orderer, _ store: Store, _ view: any StorageWriter
    ) throws(LedgerError) -> Answer {
        let outcome: Orderer.Outcome
        do throws(LedgerError) {
            outcome = try orderer.order(try commit.get(), now: try plausibleNow())
        } catch { return .failure(error) }
        switch outcome {
        case .repeated(let receipt): return .success(receipt)
        case .ordered(let ordered):
            try store.put(ordered, view)
            orderer.head.position = ordered.last
            orderer.head.time = ordered.time
            for event in ordered.events {
                try TreeIndex.append(event, to: &orderer.head.tree, view)
            }
            return .success(ordered.receipt)
        }
    }

    /// Now, unless the wall clock has leapt ahead of the time that passed since the start.
    private func plausibleNow() throws(LedgerError) -> Instant {
        let now = clock.recordingTime()
        let leapt = now.seconds - startTime.seconds - (clock.uptime() - startUptime)
        guard leapt <= 86_400 else { throw .clockAhead(seconds: leapt) }
        return now
    }
}
