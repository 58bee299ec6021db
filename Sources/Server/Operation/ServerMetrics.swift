// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Ledger
package import Telemetry

/// Every metric there is; `/metrics` and its reference are made from this list.
package enum ServerMetrics {
    static let build = Metric(
        "caseledger_build_info", .gauge, labels: ["version"], "Always 1; the program's version")
    static let start = Metric(
        "process_start_time_seconds", .gauge, "When the server's process began, in Unix time")
    static let memory = Metric(
        "process_resident_memory_bytes", .gauge,
        "Resident memory of the server's process, pages of the ledger's map included")
    static let processor = Metric(
        "process_cpu_seconds_total", .counter, "Processor time that the server's process has used")
    static let position = Metric(
        "caseledger_ledger_position", .gauge, "The position of the ledger's last event")
    static let lastEvent = Metric(
        "caseledger_ledger_last_event_timestamp_seconds", .gauge,
        "When the ledger's last event was recorded, in Unix time")
    static let size = Metric(
        "caseledger_ledger_size_bytes", .gauge, "Size of the ledger's file, free pages included")
    static let map = Metric(
        "caseledger_ledger_map_size_bytes", .gauge, "The most that the ledger's file can grow to")
    static let waiting = Metric(
        "caseledger_writer_waiting_commits", .gauge, "Commits that wait for the write thread")
    static let appends = Metric(
        "caseledger_appends_total", .counter, labels: ["outcome"],
        "Commits by what became of them: "
            + AppendReport.Outcome.allCases.map(\.rawValue).joined(separator: ", "))
    static let events = Metric(
        "caseledger_appended_events_total", .counter, "Events that this server has appended")
    static let appendDuration = Metric(
        "caseledger_append_duration_seconds", .histogram,
        "From when a commit is queued until it is durable or refused")
    static let checkpointSize = Metric(
        "caseledger_checkpoint_size_events", .gauge, "Events that the newest checkpoint covers")
    static let checkpointTime = Metric(
        "caseledger_checkpoint_timestamp_seconds", .gauge,
        "When the newest checkpoint was signed, in Unix time")
    static let unsignedEvents = Metric(
        "caseledger_checkpoint_unsigned_events", .gauge, "Events that no checkpoint covers yet")
    static let signingFailures = Metric(
        "caseledger_checkpoint_failures_total", .counter, "Attempts to sign that failed")
    static let deliveries = Metric(
        "caseledger_checkpoint_deliveries_total", .counter, labels: ["kind", "place", "outcome"],
        "Attempts to send a checkpoint to a folder, a webhook or a witness: delivered, failed, or "
            + "contradicted where another history of this ledger is known there")
    static let deliveredSize = Metric(
        "caseledger_checkpoint_delivered_events", .gauge, labels: ["kind", "place"],
        "Events that the newest checkpoint covers that arrived there")
    static let contradicted = Metric(
        "caseledger_checkpoint_contradicted", .gauge, labels: ["kind", "place"],
        "1 while another history of this ledger is known there; the kind `key` is the checkpoint "
            + "that lies beside the signing key, and then nothing more is signed")
    static let modelState = Metric(
        "caseledger_projection_state", .gauge, labels: ["projection", "state"],
        "1 for the state that a read model is in, 0 for the others")
    static let modelPosition = Metric(
        "caseledger_projection_position", .gauge, labels: ["projection"],
        "The position of the last event that a read model reflects")
    static let lagEvents = Metric(
        "caseledger_projection_lag_events", .gauge, labels: ["projection"],
        "Events that a read model lacks")
    static let lagSeconds = Metric(
        "caseledger_projection_lag_seconds", .gauge, labels: ["projection"],
        "How long the first event that a read model lacks has waited")
    static let skipped = Metric(
        "caseledger_projection_skipped_events", .gauge, labels: ["projection"],
        "Events of types that the projector did not know")
    static let requests = Metric(
        "caseledger_http_requests_total", .counter, labels: ["method", "route", "status"],
        "Requests by method, route and class of status")
    static let requestDuration = Metric(
        "caseledger_http_request_duration_seconds", .histogram, labels: ["method", "route"],
        "From a request's head until its answer is made")

    package static let all = [
        build, start, memory, processor, position, lastEvent, size, map, waiting, appends, events,
        appendDuration, checkpointSize, checkpointTime, unsignedEvents, signingFailures, deliveries,
        deliveredSize, contradicted, modelState, modelPosition, lagEvents, lagSeconds, skipped,
        requests,
        requestDuration,
    ]
    static let modelStates = ["live", "stopped", "building", "none"]

    /// `docs/reference/metrics.md`.
    package static var reference: String {
        let head = """
            # Metrics

            What `GET /metrics` shows, in Prometheus' text format 0.0.4. Counters and histograms
            begin at 0 with the server's process, and count what this process does: commits of an
            import show in the ledger's position alone. Histograms have bounds from 1 ms to 10 s. A
            route is a pattern, never a path with a case in it.
            [How to operate](../how-to/operate.md) says who may read them, and which to watch. This
            page is written by `Tests/Outside/test_docs.py`.

            | Metric | Type | Labels | What it is |
            |---|---|---|---|

            """
        return head
            + all.map {
                let labels = $0.labels.map { "`\($0)`" }.joined(separator: ", ")
                return "| `\($0.name)` | \($0.kind.rawValue) | \(labels) | \($0.help) |\n"
            }.joined()
    }
}
