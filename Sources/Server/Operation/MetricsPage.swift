// SPDX-License-Identifier: Apache-2.0
internal import CaseService
internal import Checkpoints
internal import Ledger
internal import MerkleTree
internal import Telemetry
internal import WorkingTime

/// What `/metrics` answers.
struct MetricsPage {
    let service: CaseService
    let meter: Meter
    let checkpoints: CheckpointService.State
    let standing: Standing
    let process: ProcessFigures
    let version: String

    var text: String {
        var page = Exposition()
        page.add(ServerMetrics.build, [([version], 1)])
        page.add(ServerMetrics.start, process.startTime)
        if let memory = process.residentBytes { page.add(ServerMetrics.memory, Double(memory)) }
        if let seconds = process.processorSeconds { page.add(ServerMetrics.processor, seconds) }
        addLedger(to: &page)
        addCheckpoints(to: &page)
        addModels(to: &page)
        addRequests(to: &page)
        return page.text
    }

    private func addLedger(to page: inout Exposition) {
        let counts = meter.counts
        // A ledger that does not answer has no figures; `/health/ready` says why.
        if let head = standing.head {
            page.add(ServerMetrics.position, Double(head.position))
            page.add(ServerMetrics.lastEvent, Double(head.time.milliseconds) / 1_000)
        }
        if let bytes = try? service.ledger.usedBytes() {
            page.add(ServerMetrics.size, Double(bytes))
        }
        page.add(ServerMetrics.map, Double(service.ledger.mapSize))
        page.add(ServerMetrics.waiting, Double(service.ledger.waitingCommits))
        page.add(
            ServerMetrics.appends,
            AppendReport.Outcome.allCases.map {
                (labels: [$0.rawValue], value: Double(counts.appends[$0] ?? 0))
            })
        page.add(ServerMetrics.events, Double(counts.appendedEvents))
        page.add(
            ServerMetrics.appendDuration, [(labels: [], histogram: counts.appendDurations)])
    }

    private func addCheckpoints(to page: inout Exposition) {
        if let head = standing.head, let kept = try? service.ledger.checkpoint() {
            page.add(ServerMetrics.checkpointSize, Double(kept.checkpoint.size))
            page.add(ServerMetrics.checkpointTime, Double(kept.time.milliseconds) / 1_000)
            page.add(
                ServerMetrics.unsignedEvents, Double(max(0, head.position - kept.checkpoint.size)))
        }
        page.add(ServerMetrics.signingFailures, Double(checkpoints.failures))
        page.add(
            ServerMetrics.deliveries,
            zip(checkpoints.deliveries, checkpoints.attempts).flatMap { to, attempts in
                [
                    ("delivered", attempts.delivered), ("failed", attempts.failed),
                    ("contradicted", attempts.contradicted),
                ].map { (labels: [to.kind.rawValue, to.place, $0], value: Double($1)) }
            })
        func values(_ value: (Delivery) -> Double) -> [(labels: [String], value: Double)] {
            checkpoints.deliveries.map {
                (labels: [$0.kind.rawValue, $0.place], value: value($0))
            }
        }
        page.add(ServerMetrics.deliveredSize, values { Double($0.size) })
        page.add(
            ServerMetrics.contradicted,
            [(labels: ["key", "signing.checkpoint"], value: checkpoints.isContradicted ? 1 : 0)]
                + values { $0.isContradicted ? 1 : 0 })
    }

    private func addModels(to page: inout Exposition) {
        func add(_ metric: Metric, _ value: (Standing.Model) -> Double) {
            page.add(metric, standing.models.map { (labels: [$0.name], value: value($0)) })
        }
        page.add(
            ServerMetrics.modelState,
            standing.models.flatMap { model in
                ServerMetrics.modelStates.map {
                    (labels: [model.name, $0], value: model.state == $0 ? 1 : 0)
                }
            })
        add(ServerMetrics.modelPosition) { Double($0.position) }
        add(ServerMetrics.lagEvents) { Double($0.lag) }
        add(ServerMetrics.lagSeconds) { $0.lagSeconds }
        add(ServerMetrics.skipped) { Double($0.skipped) }
    }

    private func addRequests(to page: inout Exposition) {
        let counts = meter.counts
        page.add(
            ServerMetrics.requests,
            counts.requests.map {
                (labels: [$0.key.method, $0.key.route, $0.key.status], value: Double($0.value))
            }.sorted { $0.labels.lexicographicallyPrecedes($1.labels) })
        page.add(
            ServerMetrics.requestDuration,
            counts.requestDurations.map { (labels: $0.key, histogram: $0.value) }
                .sorted { $0.labels.lexicographicallyPrecedes($1.labels) })
    }
}
