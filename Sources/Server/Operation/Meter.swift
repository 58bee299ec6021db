// SPDX-License-Identifier: Apache-2.0
internal import Hummingbird
package import Ledger
internal import Synchronization
internal import Telemetry

/// Counts what this process does, from its start.
package final class Meter: Sendable {
    /// Requests that count together. The three have few values, whatever strangers send.
    struct Requests: Hashable {
        /// `GET`, `HEAD`, `POST`, `other`.
        let method: String
        /// The route's pattern, as `/cases/{reference}`; `none` for a path that has no route.
        let route: String
        /// `2xx`, …
        let status: String
    }
    struct Counts {
        var requests: [Requests: Int] = [:]
        /// By method and route.
        var requestDurations: [[String]: Histogram] = [:]
        var appends: [AppendReport.Outcome: Int] = [:]
        var appendedEvents = 0
        var appendDurations = Histogram.seconds
    }
    private let state = Mutex(Counts())

    package init() {}

    var counts: Counts { state.withLock { $0 } }

    package func count(_ report: AppendReport) {
        state.withLock { counts in
            counts.appends[report.outcome, default: 0] += 1
            counts.appendedEvents += report.events
            counts.appendDurations.observe(report.duration.seconds)
        }
    }

    func count(_ request: AnsweredRequest) {
        state.withLock { counts in
            let requests = Requests(
                method: request.method, route: request.route, status: "\(request.status / 100)xx")
            counts.requests[requests, default: 0] += 1
            counts.requestDurations[[request.method, request.route], default: .seconds]
                .observe(request.duration.seconds)
        }
    }
}

/// What is counted and logged of a request: nothing that a person typed or that names a case.
struct AnsweredRequest {
    let id: String
    let method: String
    let route: String
    let status: Int
    let duration: Duration

    init(_ request: Request, _ context: AppContext, status: Int, duration: Duration) {
        id = context.id
        method =
            [.get, .head, .post].contains(request.method) ? request.method.rawValue : "other"
        // The router says "NotFound" where no route has the path.
        let pattern = context.endpointPath ?? ""
        route = pattern.hasPrefix("/") ? pattern : "none"
        self.status = status
        self.duration = duration
    }

    /// Asked by machines again and again, or by every page.
    var isRoutine: Bool {
        route.hasPrefix("/health/") || route.hasPrefix("/assets/") || route == "/metrics"
    }
}
