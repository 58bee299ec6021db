// SPDX-License-Identifier: Apache-2.0
internal import Checkpoints
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Ledger
internal import Settings
internal import Telemetry

/// Health and metrics: for machines, without a session, and without a word about anybody.
struct OperationRoutes {
    let site: Site
    let meter: Meter
    let checkpoints: CheckpointService
    let version: String
    private let startTime = Date().timeIntervalSince1970

    init(site: Site, meter: Meter, checkpoints: CheckpointService, version: String) {
        self.site = site
        self.meter = meter
        self.checkpoints = checkpoints
        self.version = version
    }

    func add(to router: Router<AppContext>) {
        router.get("/health/live") { _, _ -> Response in
            Response.bytes(Array("{\"status\":\"live\"}\n".utf8), "application/json")
        }
        router.get("/health/ready") { _, _ -> Response in
            let health = Health(Standing(site), checkpoints.state)
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            return Response.bytes(
                Array(try encoder.encode(health)) + [UInt8(ascii: "\n")], "application/json",
                status: health.problems.isEmpty ? .ok : .serviceUnavailable)
        }
        router.get("/metrics") { request, _ -> Response in
            if let refusal = refusal(request) { return refusal }
            let page = MetricsPage(
                service: site.service, meter: meter, checkpoints: checkpoints.state,
                standing: Standing(site),
                process: ProcessFigures(startTime: startTime), version: version)
            return Response.bytes(Array(page.text.utf8), Exposition.mediaType)
        }
    }

    /// Where there is no token, only a server that nobody reaches from elsewhere shows metrics. The
    /// sender's address says nothing: behind a proxy every request comes from this machine.
    private func refusal(_ request: Request) -> Response? {
        guard let token = site.settings.metricsToken else {
            guard site.settings.isLocal else {
                return plain(
                    "Metrics need a token here: set CASELEDGER_METRICS_TOKEN.\n", .forbidden)
            }
            return nil
        }
        guard isEqual(request.headers[.authorization] ?? "", "Bearer \(token)") else {
            var response = plain("Send the metrics token as a bearer token.\n", .unauthorized)
            response.headers[.wwwAuthenticate] = "Bearer"
            return response
        }
        return nil
    }

    private func plain(_ text: String, _ status: HTTPResponse.Status) -> Response {
        Response.bytes(Array(text.utf8), "text/plain; charset=utf-8", status: status)
    }
}

/// What `/health/ready` answers.
private struct Health: Encodable {
    struct Model: Encodable {
        let position: Int
        let lag: Int
        let lagSeconds: Double
        let state: String
    }
    /// `ready`, or `not ready`.
    let status: String
    let problems: [String]
    /// What says that the record is not what it was; the server is ready all the same.
    let alarms: [String]
    let position: Int?
    let projections: [String: Model]

    init(_ standing: Standing, _ checkpoints: CheckpointService.State) {
        problems = standing.problems
        let places = checkpoints.deliveries.filter(\.isContradicted)
        alarms =
            (checkpoints.isContradicted
                ? ["the ledger does not begin with what was signed last; nothing more is signed"]
                : [])
            + places.map { "a \($0.kind.rawValue) knows another history of this ledger" }
        status = problems.isEmpty ? "ready" : "not ready"
        position = standing.head?.position
        projections = Dictionary(
            uniqueKeysWithValues: standing.models.map {
                (
                    $0.name,
                    Model(
                        position: $0.position, lag: $0.lag, lagSeconds: $0.lagSeconds,
                        state: $0.state)
                )
            })
    }
}
