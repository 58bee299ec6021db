// SPDX-License-Identifier: Apache-2.0
package import CaseService
package import Checkpoints
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import Pages
package import ReadModels
package import Settings

/// HTTP in, pages and JSON out.
package struct CaseServer: Sendable {
    private let site: Site
    private let operation: OperationRoutes
    private let meter: Meter
    private let checkpoints: CheckpointService
    private let onRunning: @Sendable (Int) async -> Void

    /// - Parameters:
    ///   - readModels: Every projection's, by name; what health, metrics and the record speak of.
    ///   - meter: Counts what this process does; the ledger is opened with it.
    ///   - checkpoints: Runs with the server, and signs once more after its last answer.
    ///   - version: The program's.
    ///   - onRunning: Told the port once the server listens.
    package init(
        service: CaseService, store: StateStore, queues: ReadModel,
        readModels: [String: ReadModel], settings: Settings, meter: Meter,
        checkpoints: CheckpointService, version: String,
        onRunning: @escaping @Sendable (Int) async -> Void
    ) {
        site = Site(
            service: service, store: store, queues: queues, readModels: readModels,
            settings: settings)
        operation = OperationRoutes(
            site: site, meter: meter, checkpoints: checkpoints, version: version)
        self.meter = meter
        self.checkpoints = checkpoints
        self.onRunning = onRunning
    }

    /// Serves until a graceful shutdown is asked for.
    package func run() async throws {
        // The library's own lines may quote what was sent: only what fails in it is logged.
        var logger = Logger(label: "hummingbird")
        logger.logLevel = max(logger.logLevel, .warning)
        let port = site.settings.port
        let application = Application(
            router: router(),
            configuration: .init(
                address: .hostname(site.settings.address, port: port), serverName: nil),
            services: [checkpoints],
            onServerRunning: { channel in
                await onRunning(channel.localAddress?.port ?? port)
            }, logger: logger)
        try await application.runService()
    }

    private func router() -> Router<AppContext> {
        let router = Router(context: AppContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: RequestLog(meter: meter))
        router.add(middleware: SecurityHeaders())
        router.add(middleware: Authentication(store: site.store))
        router.add(middleware: ErrorAnswers(site: site))
        router.add(middleware: SignInRedirect())
        for asset in Styles.all {
            router.get(RouterPath(asset.path)) { _, _ in
                var response = Response.bytes(asset.bytes, asset.mediaType)
                response.headers[.cacheControl] = "public, max-age=31536000, immutable"
                return response
            }
        }
        operation.add(to: router)
        SignInRoutes(site: site).add(to: router)
        QueueRoutes(site: site).add(to: router)
        CaseRoutes(site: site).add(to: router)
        ActionRoutes(site: site).add(to: router)
        CommandPages(site: site).add(to: router)
        ManyCasesRoutes(site: site).add(to: router)
        HistoryRoutes(site: site).add(to: router)
        APIRoutes(site: site).add(to: router)
        LogRoutes(site: site, checkpoints: checkpoints).add(to: router)
        ProofRoutes(site: site, checkpoints: checkpoints).add(to: router)
        return router
    }
}

/// Sends a browser that is not signed in to where it can.
struct SignInRedirect: RouterMiddleware {
    @concurrent func handle(
        _ request: Request, context: AppContext,
        next: @concurrent (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch is SignInNeeded {
            return .seeOther(Paths.signIn)
        }
    }
}
