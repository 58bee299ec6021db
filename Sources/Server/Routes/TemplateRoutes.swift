// SPDX-License-Identifier: Apache-2.0
internal import CaseService
internal import Casework
internal import Forms
internal import Hummingbird
internal import Ledger
internal import WorkingTime

/// The authority's templates: `GET` and `POST /api/v1/templates`, `…/NAME`, `…/NAME/approval` and
/// `…/NAME/withdrawal`, and `GET /api/v1/cases/REF/templates/NAME`, as a case fills one in.
struct TemplateRoutes {
    let api: APIRoutes
    private var service: CaseService { api.site.service }

    func add(to router: Router<AppContext>) {
        router.get("/api/v1/templates") { request, context -> Response in
            _ = try api.staff(context)
            let today = service.today
            let found = try service.templates().search(request.query["about"] ?? "", on: today)
            return try APIRoutes.json(["templates": found.map { TemplateBody($0, today) }])
        }
        router.get("/api/v1/templates/:name") { _, context -> Response in
            _ = try api.staff(context)
            guard let last = try service.templates().all[try name(context)]?.last else {
                throw ServiceError.notFound
            }
            return try APIRoutes.json(TemplateBody(last, service.today, withText: true))
        }
        router.post("/api/v1/templates") { request, context -> Response in
            let body: NewTemplate = try await api.read(request, context)
            return try await perform(.draft(try body.read()), context)
        }
        router.post("/api/v1/templates/:name/approval") { request, context -> Response in
            let body: Approval = try await api.read(request, context)
            let day = body.expires.flatMap { Day($0) }
            if body.expires != nil, day == nil { throw APIRoutes.unprocessable("expires") }
            return try await perform(.approve(try name(context), expires: day), context)
        }
        router.post("/api/v1/templates/:name/withdrawal") { request, context -> Response in
            let body: Withdrawal = try await api.read(request, context)
            guard let reason = Published(body.reason) else {
                throw APIRoutes.unprocessable("reason")
            }
            return try await perform(.withdraw(try name(context), reason: reason), context)
        }
        router.get("/api/v1/cases/:reference/templates/:name") { _, context -> Response in
            let staff = try api.staff(context)
            let id = try service.caseID(
                ofReference: try context.parameters.require("reference"))
            let (use, text) = try service.filled(
                try name(context), for: id, actor: .staff(staff))
            return try APIRoutes.json(
                FilledBody(template: "\(use.template)", version: use.version, text: text))
        }
    }

    private func perform(
        _ command: TemplateCommand, _ context: AppContext
    ) async throws -> Response {
        let receipt = try await service.perform([command], actor: .staff(try api.staff(context)))
        var response = try APIRoutes.json(["position": receipt.last])
        APIRoutes.mark(&response, version: nil, position: receipt.last)
        return response
    }

    private func name(_ context: AppContext) throws -> Code {
        guard let name = Code(try context.parameters.require("name")) else {
            throw ServiceError.notFound
        }
        return name
    }
}

private struct TemplateBody: Encodable {
    let name: String
    let version: Int
    let kind: String
    let title: String
    let topics: [String]
    /// `draft`, `in-force`, `expired`, `replaced` or `withdrawn`.
    let standing: String
    let expires: String?
    let text: String?

    init(_ version: Templates.Version, _ today: Day, withText: Bool = false) {
        name = version.text.name.description
        self.version = version.number
        kind = version.text.kind.rawValue
        title = version.text.title.text
        topics = version.text.topics.map(\.description)
        standing = version.standing(on: today)
        expires = version.expires.map { "\($0)" }
        text = withText ? version.text.text.text : nil
    }
}

private struct FilledBody: Encodable {
    let template: String
    let version: Int
    let text: String
}

private struct NewTemplate: Decodable {
    let name: String
    /// `letter` where it is missing.
    let kind: String?
    let title: String
    let topics: [String]?
    let text: String

    /// The same checks as of a file: it is read as one.
    func read() throws -> TemplateText {
        let (text, fault) = TemplateFile.read(
            name: name, kind: kind, title: title, topics: topics ?? [], text: self.text)
        guard let text else {
            throw Problem(
                422, "Unusable field",
                fault.map { "\($0.problem) \($0.mend)" } ?? "The template cannot be read.")
        }
        return text
    }
}

private struct Approval: Decodable {
    /// `YYYY-MM-DD`; for as long as nobody withdraws it where it is missing.
    let expires: String?
}

private struct Withdrawal: Decodable {
    let reason: String
}
