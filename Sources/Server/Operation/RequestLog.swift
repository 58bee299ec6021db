// SPDX-License-Identifier: Apache-2.0
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import Telemetry

/// The outermost of all: logs and counts each request, and gives each answer the request's id.
struct RequestLog: RouterMiddleware {
    let meter: Meter
    private let logger = Logger(label: "server")

    init(meter: Meter) { self.meter = meter }

    @concurrent func handle(
        _ request: Request, context: AppContext,
        next: @concurrent (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        do {
            var response = try await next(request, context)
            note(request, context, response.status.code, since: start)
            if let name = HTTPField.Name("Request-Id") { response.headers[name] = context.id }
            return response
        } catch {
            let status = (error as? any HTTPResponseError)?.status.code ?? 500
            note(request, context, status, since: start)
            throw error
        }
    }

    private func note(
        _ request: Request, _ context: AppContext, _ status: Int,
        since start: ContinuousClock.Instant
    ) {
        let answered = AnsweredRequest(
            request, context, status: status, duration: start.duration(to: .now))
        meter.count(answered)
        let level: Logger.Level =
            answered.isRoutine ? .debug : status >= 500 ? .warning : .info
        logger.log(
            level: level, "request",
            metadata: [
                "request": "\(answered.id)", "method": "\(answered.method)",
                "route": "\(answered.route)", "status": .stringConvertible(status),
                "milliseconds": .stringConvertible(answered.duration.seconds * 1_000),
            ])
    }
}
