// SPDX-License-Identifier: Apache-2.0
internal import Dispatch
internal import Foundation
internal import Futex
internal import Synchronization
internal import WorkingTime

/// The one writer of a process: LMDB admits one write transaction at a time, and it belongs to one
/// thread, so commits queue for a thread of the writer's own.
///
/// It commits whatever has queued whenever it is free, never on a timer: appends that wait share
/// one sync, and an append that comes alone waits for nobody.
final class Writer: Sendable {
    private struct Job: Sendable {
        let commits: [Commit]
        let queuedAt: ContinuousClock.Instant
        let resume: @Sendable ([Result<Receipt, LedgerError>]) -> Void
    }
    private struct Queue {
        var jobs: [Job] = []
        var commits = 0
        var stopped = false
        /// Set for ever once a commit's outcome is unknown.
        var failure: LedgerError?
    }
    /// Commits that may wait, and events that one transaction takes before the next begins.
    private static let waitingCommits = 20_000
    private static let eventsPerTransaction = 16_384

    private let queue = Mutex(Queue())
    private let signal = DispatchSemaphore(value: 0)
    private let report: @Sendable (AppendReport) -> Void

    /// - Parameters:
    ///   - report: Told of each commit before its answer is given.
    ///   - engine: Makes what does the work; called on the write thread.
    init(
        report: @escaping @Sendable (AppendReport) -> Void = { _ in },
        _ engine: @escaping @Sendable () -> Engine
    ) {
        self.report = report
        let thread = Thread { [self] in run(engine()) }
        thread.name = "ledger writer"
        thread.start()
    }

    /// Appends each commit, whole or not at all, and returns once all that were taken are durable.
    func append(_ commits: [Commit]) async -> [Result<Receipt, LedgerError>] {
        await withCheckedContinuation { continuation in
            submit(commits) { continuation.resume(returning: $0) }
        }
    }

    /// Queues the commits; `resume` is called once, as `append` returns.
    func submit(
        _ commits: [Commit], resume: @escaping @Sendable ([Result<Receipt, LedgerError>]) -> Void
    ) {
        let refusal = queue.withLock { queue -> LedgerError? in
            if let failure = queue.failure { return failure }
            guard !queue.stopped else { return .storage("the ledger is closed") }
            guard queue.jobs.isEmpty || queue.commits + commits.count <= Self.waitingCommits
            else { return .busy }
            queue.jobs.append(Job(commits: commits, queuedAt: .now, resume: resume))
            queue.commits += commits.count
            return nil
        }
        if let refusal {
            for _ in commits { report(AppendReport(.failure(refusal), duration: .zero)) }
            resume(commits.map { _ in .failure(refusal) })
        } else {
            signal.signal()
        }
    }

    /// Commits that wait for the next transaction.
    var waiting: Int { queue.withLock { $0.commits } }

    /// Lets the thread end once what has queued is written.
    func stop() {
        queue.withLock { $0.stopped = true }
        signal.signal()
    }

    private func run(_ engine: Engine) {
        var engine = engine
        while true {
            let (jobs, stopped) = take()
            if jobs.isEmpty {
                if stopped { return }
                signal.wait()
                continue
            }
            let results = engine.commit(jobs.flatMap(\.commits))
            if case .outcomeUnknown = engine.failure {
                queue.withLock { $0.failure = engine.failure }
            }
            var next = results.startIndex
            for job in jobs {
                let answers = Array(results[next..<next + job.commits.count])
                let duration = job.queuedAt.duration(to: .now)
                for answer in answers { report(AppendReport(answer, duration: duration)) }
                job.resume(answers)
                next += job.commits.count
            }
        }
    }

    /// What one transaction takes of the queue, whole jobs in their order.
    private func take() -> (jobs: [Job], stopped: Bool) {
        queue.withLock { queue in
            var events = 0
            var count = 0
            for job in queue.jobs {
                for commit in job.commits { events += commit.events.count }
                if count > 0, events > Self.eventsPerTransaction { break }
                count += 1
            }
            let jobs = count == queue.jobs.count ? queue.jobs : Array(queue.jobs.prefix(count))
            queue.jobs.removeFirst(count)
            for job in jobs { queue.commits -= job.commits.count }
            return (jobs, queue.stopped)
        }
    }
}

/// What the write thread does with a transaction's commits.
struct Engine {
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

    init(
        storage: any Storage, identity: LedgerIdentity, clock: any LedgerClock,
        wakePage: WakePage?, onUnknownOutcome: @escaping @Sendable (String) -> Void
    ) {
        self.storage = storage
        self.identity = identity
        self.clock = clock
        self.wakePage = wakePage
        self.onUnknownOutcome = onUnknownOutcome
        startTime = clock.now()
        startUptime = clock.uptime()
    }

    /// Commits in one transaction what can be committed; one answer for each, in order.
    mutating func commit(_ commits: [Commit]) -> [Result<Receipt, LedgerError>] {
        // What waited behind an unknown outcome must not be built on it.
        if let failure { return commits.map { _ in .failure(failure) } }
        do throws(LedgerError) {
            var tools = if let tools { tools } else { try Tools() }
            let results = try storage.write { view throws(LedgerError) in
                try write(commits, &tools, view)
            }
            self.tools = tools
            wakePage?.wake()
            return results
        } catch {
            tools = nil
            if case .outcomeUnknown(let reason) = error {
                failure = error
                onUnknownOutcome(reason)
            }
            return commits.map { _ in .failure(error) }
        }
    }

    private func write(
        _ commits: [Commit], _ tools: inout Tools, _ view: any StorageWriter
    ) throws(LedgerError) -> [Result<Receipt, LedgerError>] {
        var head = try Head.read(view)
        let before = head
        let opener = tools.opener
        try tools.store.chooseDictionary(length: head.position, view) { count throws(LedgerError) in
            var samples: [[UInt8]] = []
            try Reading.scan(view, opener, after: max(0, head.position - count)) { _, bytes in
                samples.append(bytes)
                return true
            }
            return samples
        }
        var results: [Result<Receipt, LedgerError>] = []
        for commit in commits {
            let outcome: Orderer.Outcome
            do throws(LedgerError) {
                let orderer = Orderer(
                    identity: identity, head: head, now: try plausibleNow(), view: view
                ) { position throws(LedgerError) in
                    try Reading.event(at: position, view, opener)
                }
                outcome = try orderer.order(commit)
            } catch {
                results.append(.failure(error))
                continue
            }
            switch outcome {
            case .repeated(let receipt): results.append(.success(receipt))
            case .ordered(let ordered):
                try tools.store.put(ordered, view)
                head.position = ordered.last
                head.time = ordered.time
                for event in ordered.events { try TreeIndex.append(event, to: &head.tree, view) }
                results.append(.success(ordered.receipt))
            }
        }
        if head != before { try head.write(view) }
        return results
    }

    /// Now, unless the wall clock has leapt ahead of the time that passed since the start.
    private func plausibleNow() throws(LedgerError) -> Instant {
        let now = clock.recordingTime()
        let leapt = now.seconds - startTime.seconds - (clock.uptime() - startUptime)
        guard leapt <= 86_400 else { throw .clockAhead(seconds: leapt) }
        return now
    }
}
