// SPDX-License-Identifier: Apache-2.0
package import CaseService
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import Pages
package import ReadModels

/// HTTP in, pages and JSON out.
package struct CaseServer: Sendable {
    private let site: Site
    private let host: String
    private let port: Int
    private let onRunning: @Sendable (Int) async -> Void

    /// - Parameters:
    ///   - port: 0 for any that is free.
    ///   - onRunning: Told the port once the server listens.
    package init(
        service: CaseService, store: StateStore, queues: ReadModel, host: String, port: Int,
        onRunning: @escaping @Sendable (Int) async -> Void
    ) {
        site = Site(service: service, store: store, queues: queues)
        self.host = host
        self.port = port
        self.onRunning = onRunning
    }

    /// Serves until a graceful shutdown is asked for.
    package func run() async throws {
        var logger = Logger(label: "caseledger.server")
        logger.logLevel = .warning
        let application = Application(
            router: router(),
            configuration: .init(
                address: .hostname(host, port: port), serverName: nil),
            onServerRunning: { channel in
                await onRunning(channel.localAddress?.port ?? port)
            }, logger: logger)
        try await application.runService()
    }

    private func router() -> Router<AppContext> {
        let router = Router(context: AppContext.self, options: .autoGenerateHeadEndpoints)
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
        router.get("/health/live") { _, _ in "ok\n" }
        router.get("/health/ready") { _, _ in
            let freshness = try site.freshness()
            guard freshness.upToDate else {
                throw Problem(503, "Not ready", "The queues are \(freshness.text.lowercased()).")
            }
            return "ready\n"
        }
        SignInRoutes(site: site).add(to: router)
        QueueRoutes(site: site).add(to: router)
        CaseRoutes(site: site).add(to: router)
        ActionRoutes(site: site).add(to: router)
        APIRoutes(site: site).add(to: router)
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
