// SPDX-License-Identifier: Apache-2.0
internal import Dispatch
internal import Foundation
internal import Synchronization

/// The one writer of a process: LMDB admits one write transaction at a time, and it belongs to one
/// thread, so commits queue for a thread of the writer's own.
///
/// It commits whatever has queued whenever it is free, and what queues until the transaction is
/// made; never on a timer. Appends that wait share one sync, and one that comes alone waits for
/// nobody.
final class Writer: Sendable {
    private struct Job: Sendable {
        let commits: [Engine.Prepared]
        let queuedAt: ContinuousClock.Instant
        let resume: @Sendable ([Engine.Answer]) -> Void
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

    /// The source of its events.
    private let source: String
    private let queue = Mutex(Queue())
    private let signal = DispatchSemaphore(value: 0)
    private let report: @Sendable (AppendReport) -> Void

    /// - Parameters:
    ///   - report: Told of each commit before its answer is given.
    ///   - engine: Makes what does the work; called on the write thread.
    init(
        source: String, report: @escaping @Sendable (AppendReport) -> Void = { _ in },
        _ engine: @escaping @Sendable () -> Engine
    ) {
        self.source = source
        self.report = report
        let thread = Thread { [self] in run(engine()) }
        thread.name = "ledger writer"
        thread.start()
    }

    /// Appends each commit, whole or not at all, and returns once all that were taken are durable.
    func append(_ commits: [Commit]) async -> [Engine.Answer] {
        await withCheckedContinuation { continuation in
            submit(commits) { continuation.resume(returning: $0) }
        }
    }

    /// Queues the commits; `resume` is called once, as `append` returns.
    func submit(
        _ commits: [Commit], resume: @escaping @Sendable ([Engine.Answer]) -> Void
    ) {
        let prepared = commits.map { commit in
            Result { () throws(LedgerError) in try PreparedCommit(commit, source: source) }
        }
        // The thread sleeps only where it found nothing.
        let (refusal, isFirst) = queue.withLock { queue -> (LedgerError?, Bool) in
            if let failure = queue.failure { return (failure, false) }
            guard !queue.stopped else { return (.storage("the ledger is closed"), false) }
            guard queue.jobs.isEmpty || queue.commits + commits.count <= Self.waitingCommits
            else { return (.busy, false) }
            queue.jobs.append(Job(commits: prepared, queuedAt: .now, resume: resume))
            queue.commits += commits.count
            return (nil, queue.jobs.count == 1)
        }
        if let refusal {
            for _ in commits { report(AppendReport(.failure(refusal), duration: .zero)) }
            resume(commits.map { _ in .failure(refusal) })
        } else if isFirst {
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
            var (jobs, stopped) = take(after: 0)
            if jobs.isEmpty {
                if stopped { return }
                signal.wait()
                continue
            }
            var events = Self.events(of: jobs)
            let outcome = engine.commit(jobs.flatMap { $0.commits }) {
                // Whoever was answered a moment ago writes again while this transaction is made.
                let more = take(after: events).jobs
                events += Self.events(of: more)
                jobs += more
                return more.flatMap { $0.commits }
            }
            if case .outcomeUnknown = engine.failure {
                queue.withLock { $0.failure = engine.failure }
            }
            answer(jobs, outcome)
        }
    }

    private func answer(
        _ jobs: [Job], _ outcome: Result<[Engine.Answer], LedgerError>
    ) {
        let now = ContinuousClock.now
        var next = 0
        for job in jobs {
            let answers =
                switch outcome {
                case .success(let answers): Array(answers[next..<next + job.commits.count])
                case .failure(let error): job.commits.map { _ in Engine.Answer.failure(error) }
                }
            let duration = job.queuedAt.duration(to: now)
            for answer in answers { report(AppendReport(answer, duration: duration)) }
            job.resume(answers)
            next += job.commits.count
        }
    }

    private static func events(of jobs: [Job]) -> Int {
        var events = 0
        for job in jobs {
            for case .success(let commit) in job.commits { events += commit.envelopes.count }
        }
        return events
    }

    /// What a transaction with so many events takes of the queue, whole jobs in their order.
    private func take(after events: Int) -> (jobs: [Job], stopped: Bool) {
        queue.withLock { queue in
            var events = events
            var commits = 0
            var count = 0
            for job in queue.jobs {
                let isFirst = events == 0
                events += Self.events(of: [job])
                if !isFirst, events > Self.eventsPerTransaction { break }
                commits += job.commits.count
                count += 1
            }
            var jobs: [Job] = []
            if count == queue.jobs.count {
                swap(&jobs, &queue.jobs)
            } else {
                jobs = Array(queue.jobs.prefix(count))
                queue.jobs.removeFirst(count)
            }
            queue.commits -= commits
            return (jobs, queue.stopped)
        }
    }
}
