// SPDX-License-Identifier: Apache-2.0
package import CaseService
package import Ledger
internal import Logging
package import MerkleTree
internal import ServiceLifecycle
package import Settings
internal import Synchronization

/// Signs what the ledger has come to, each minute in which something was appended and at the stop,
/// and sends it off the machine: first to the witnesses, then, with their signatures, elsewhere.
package final class CheckpointService: Service {
    package let keeper: CheckpointKeeper
    private let ledger: Ledger
    private let seconds: Int
    private let destinations: [any Destination]
    private let post: HTTPPost
    private let remember: @Sendable (Delivery) async -> Void
    private let onUnknownOutcome: @Sendable (String) -> Void
    private let current: Mutex<State>
    private let logger = Logger(label: "checkpoints")

    /// The longest that all witnesses may take, and then all others.
    private static let limit = Duration.seconds(10)
    /// The same at the stop: whoever stops a server waits some seconds.
    private static let limitAtStop = Duration.seconds(1)

    /// Where things stand, for pages and metrics.
    package struct State: Sendable {
        /// Each place that the settings name, in their order.
        package var deliveries: [Delivery]
        /// Why nothing could be signed, as a sentence; nil where it could.
        package var problem: String?
        /// Whether that is because what was signed last is not what the ledger begins with: an
        /// alarm, not a fault.
        package var isContradicted = false
        /// Attempts to sign that failed, since this process began.
        package var failures = 0
        /// Attempts to deliver since then, in the order of `deliveries`.
        package var attempts: [Attempts]
        /// The size of the newest checkpoint that every place was offered; what is newer is shown
        /// to nobody yet. 0 for none.
        package var released: Int

        package struct Attempts: Sendable {
            package var delivered = 0
            package var failed = 0
            package var contradicted = 0
            var count: Int { delivered + failed + contradicted }
        }
    }

    /// - Parameters:
    ///   - signingKeys: Every key that the ledger adopted; nil where it cannot be read.
    ///   - remembered: What an earlier process remembered by `remember`.
    ///   - onUnknownOutcome: Called where it is unknown whether a checkpoint was kept; the program
    ///     is to exit.
    package init(
        keeper: CheckpointKeeper, ledger: Ledger, settings: Settings,
        signingKeys: @escaping @Sendable () -> [NoteKey]?, remembered: [Delivery],
        remember: @escaping @Sendable (Delivery) async -> Void,
        onUnknownOutcome: @escaping @Sendable (String) -> Void
    ) throws(LedgerError) {
        self.keeper = keeper
        self.ledger = ledger
        self.remember = remember
        self.onUnknownOutcome = onUnknownOutcome
        seconds = settings.checkpointSeconds
        let post = HTTPPost()
        self.post = post
        destinations = Self.destinations(
            settings, ledger, SignedLog(root: { try? ledger.root(size: $0) }, keys: signingKeys),
            post, onUnknownOutcome)
        let deliveries = Self.places(settings).map { place in
            remembered.first { $0.kind == place.kind && $0.place == place.place } ?? place
        }
        current = Mutex(
            State(
                deliveries: deliveries, attempts: deliveries.map { _ in .init() },
                // An earlier process may have shown it already.
                released: try ledger.checkpoint()?.checkpoint.size ?? 0))
    }

    package var state: State { current.withLock { $0 } }

    /// Works until a graceful shutdown is asked for, then signs once more.
    package func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            while !Task.isCancelled {
                await round(within: Self.limit)
                try? await Task.sleep(for: .seconds(seconds))
            }
        }
        await round(within: Self.limitAtStop)
        await post.shutdown()
    }

    private func round(within limit: Duration) async {
        await keep()
        guard !Task.isCancelled, let newest = newest() else { return }
        await send(newest, to: .witness, within: limit)
        // With the signatures that came meanwhile.
        guard !Task.isCancelled, let cosigned = self.newest(upTo: newest.checkpoint.size) else {
            return
        }
        await send(cosigned, to: .folder, .webhook, within: limit)
        if !Task.isCancelled { current.withLock { $0.released = cosigned.checkpoint.size } }
    }

    private func newest(upTo size: Int = .max) -> KeptCheckpoint? {
        // A ledger that does not answer is what `keep` has told of.
        try? ledger.checkpoint(upTo: size)
    }

    private func keep() async {
        let result = await onThread { [keeper] in
            Result { () throws(ServiceError) in try keeper.keep() }
        }
        switch result {
        case .success(let kept):
            current.withLock { state in
                state.problem = nil
                state.isContradicted = false
            }
            if let kept {
                logger.info(
                    "checkpoint kept",
                    metadata: ["size": .stringConvertible(kept.checkpoint.size)])
            }
        case .failure(let error):
            if case .ledger(.outcomeUnknown(let reason)) = error { onUnknownOutcome(reason) }
            let problem = "\(error)"
            let isContradicted = if case .contradicted = error { true } else { false }
            let isNew = current.withLock { state in
                defer {
                    state.problem = problem
                    state.isContradicted = isContradicted
                }
                state.failures += 1
                // The log may come to be as long as what was signed, and be no better for it.
                return state.problem != problem && !(state.isContradicted && isContradicted)
            }
            let what: Logger.Message =
                if case .notRemembered = error {
                    "what is signed is kept in the ledger alone"
                } else { "nothing is signed" }
            if isNew { logger.error(what, metadata: ["problem": "\(problem)"]) }
        }
    }

    // MARK: Deliveries

    /// Asks the witnesses to cosign a checkpoint now, before the next round does.
    package func askWitnesses(_ kept: KeptCheckpoint, within limit: Duration) async {
        await send(kept, to: .witness, within: limit)
    }

    private func send(
        _ kept: KeptCheckpoint, to kinds: Delivery.Kind..., within limit: Duration
    ) async {
        let deliveries = state.deliveries
        await withTaskGroup { group in
            for (index, to) in destinations.enumerated() where kinds.contains(to.kind) {
                let delivery = deliveries[index]
                guard delivery.size != kept.checkpoint.size || delivery.problem != nil else {
                    continue
                }
                group.addTask { [self] in
                    let result: Result<Void, DeliveryProblem>
                    do throws(DeliveryProblem) {
                        try await to.send(kept, last: delivery.size, within: limit)
                        result = .success(())
                    } catch { result = .failure(error) }
                    // What was broken off by the stop says nothing about the place.
                    if case .failure = result, Task.isCancelled { return }
                    await note(result, of: kept, index)
                }
            }
        }
    }

    private func note(
        _ result: Result<Void, DeliveryProblem>, of kept: KeptCheckpoint, _ index: Int
    ) async {
        let now = ledger.clock.now()
        let newest = newest()?.checkpoint.size ?? 0
        let (before, after, isFirst) = current.withLock { state in
            let isFirst = state.attempts[index].count == 0
            let before = state.deliveries[index]
            var after = before
            after.problem = nil
            after.isContradicted = false
            switch result {
            case .success:
                // A newer one may have got there first, if it is one of this history.
                let isNewer = (kept.checkpoint.size...max(kept.checkpoint.size, newest))
                    .contains(before.size)
                after.size = isNewer ? before.size : kept.checkpoint.size
                after.time = now
                state.attempts[index].delivered += 1
            case .failure(.failed(let problem)):
                after.problem = problem
                // What was found to contradict stays so until the place agrees.
                after.isContradicted = before.isContradicted
                state.attempts[index].failed += 1
            case .failure(.contradicted(let problem)):
                after.problem = problem
                after.isContradicted = true
                state.attempts[index].contradicted += 1
            }
            state.deliveries[index] = after
            return (before, after, isFirst)
        }
        log(after, isNew: isFirst || before.problem != after.problem)
        if before != after { await remember(after) }
    }

    /// Each problem once, when it begins or changes, and its end.
    private func log(_ delivery: Delivery, isNew: Bool) {
        guard isNew else { return }
        var metadata: Logger.Metadata = [
            "kind": "\(delivery.kind.rawValue)", "place": "\(delivery.place)",
            "size": .stringConvertible(delivery.size),
        ]
        guard let problem = delivery.problem else {
            logger.info("checkpoint delivered", metadata: metadata)
            return
        }
        metadata["problem"] = "\(problem)"
        if delivery.isContradicted {
            logger.error("another history of this ledger is known elsewhere", metadata: metadata)
        } else {
            logger.warning("checkpoint not delivered", metadata: metadata)
        }
    }

    /// Where the settings send checkpoints, without what was sent so far.
    package static func places(_ settings: Settings) -> [Delivery] {
        var places: [Delivery] = []
        if let folder = settings.checkpointFolder {
            places.append(Delivery(kind: .folder, place: folder))
        }
        if let url = settings.checkpointWebhook {
            places.append(Delivery(kind: .webhook, place: WebhookDestination.place(of: url)))
        }
        return places
            + settings.checkpointWitnesses.map { Delivery(kind: .witness, place: $0.key.name) }
    }

    /// In the order of `places`.
    private static func destinations(
        _ settings: Settings, _ ledger: Ledger, _ signed: SignedLog, _ post: HTTPPost,
        _ onUnknownOutcome: @escaping @Sendable (String) -> Void
    ) -> [any Destination] {
        var destinations: [any Destination] = []
        if let folder = settings.checkpointFolder {
            destinations.append(FolderDestination(folder, log: signed))
        }
        if let url = settings.checkpointWebhook, let secret = settings.checkpointWebhookSecret {
            destinations.append(WebhookDestination(url, secret: secret, post: post))
        }
        let log = WitnessedLog(ledger, onUnknownOutcome)
        for witness in WitnessDestination.all(settings, log, post) { destinations.append(witness) }
        return destinations
    }
}
