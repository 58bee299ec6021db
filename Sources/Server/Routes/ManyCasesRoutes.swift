// SPDX-License-Identifier: Apache-2.0
internal import CaseService
internal import Casework
internal import Forms
internal import HTTPTypes
internal import Hummingbird
internal import Ledger
internal import Pages
internal import ReadModels

/// Pages for one command on several cases: those that the queue shows, or any that are named.
struct ManyCasesRoutes {
    let site: Site

    /// What is worth doing with several cases at once.
    private static let commands = [
        "allocate", "assign", "categorise", "prioritise", "add-note", "accept", "place-hold",
        "refer-back", "close",
    ]

    func add(to router: Router<AppContext>) {
        router.get("/queue/many") { request, context -> Response in
            let session = try site.session(context)
            let page = ManyCasesPage(
                commands: Self.commands.map { .of($0) },
                references: try shown(QueueFilter(parameters: request.query), session))
            return .html(page.html(in: try await site.layout(context, .queue)))
        }
        router.get("/queue/many/:name") { request, context -> Response in
            _ = try site.session(context)
            let references = (request.query["refs"] ?? "").split(separator: " ")
            return try await show(
                try form(context), [:], references.joined(separator: "\n"), [],
                site.service.ledger.newID(), .ok, context)
        }
        router.post("/queue/many/:name") { request, context -> Response in
            let (session, fields) = try await request.signedForm(context)
            return try await perform(try form(context), fields, session, context)
        }
    }

    /// The references of the cases on the queue's page.
    private func shown(_ filter: QueueFilter, _ session: Session) throws -> [String] {
        let rows = try site.queues.read { database in
            try QueueQuery(filter, me: session.staff).rows(database)
        }
        return (rows ?? []).map(\.reference)
    }

    private func form(_ context: AppContext) throws -> KnownForm<CaseCommand> {
        let name = try context.parameters.require("name")
        guard Self.commands.contains(name),
            let form = CaseCommand.forms.first(where: { $0.name == name })
        else {
            throw Problem(404, "Not found", "There is no such thing to do with several cases.")
        }
        return form
    }

    private func perform(
        _ form: KnownForm<CaseCommand>, _ fields: [String: String], _ session: Session,
        _ context: AppContext
    ) async throws -> Response {
        let typed = fields[ManyCasesForm.cases] ?? ""
        let id = try commandID(fields)
        var references: [String] = []
        for word in typed.split(whereSeparator: { $0.isWhitespace || $0 == "," }) {
            let reference = word.uppercased()
            if !references.contains(reference) { references.append(reference) }
        }
        var errors: [FieldError] = []
        if references.isEmpty {
            errors.append(FieldError(ManyCasesForm.cases, "Enter a reference on each line"))
        } else if references.count > BulkResult.mostOfPage {
            errors.append(
                FieldError(
                    ManyCasesForm.cases, "Enter at most \(BulkResult.mostOfPage) references"))
        }
        var command: CaseCommand?
        do throws(CommandProblem) {
            command = try CaseCommand.read(
                form.name, typed: CommandPage.typed(fields, form.fields))
        } catch { errors.append(FieldError(error)) }
        guard errors.isEmpty, let command else {
            return try await show(
                form, fields, typed, errors, id, .unprocessableContent, context)
        }
        var rows: [ManyCasesResult.Row] = []
        var last: Position = 0
        await site.service.perform(
            command, onEach: references, commandID: id, actor: .staff(session.staff)
        ) { result in
            var refusal: String?
            switch result.outcome {
            case .success(let receipt): last = max(last, receipt.last)
            case .failure(let error): refusal = Problem(error).detail
            }
            rows.append(ManyCasesResult.Row(reference: result.reference, refusal: refusal))
        }
        try await site.waitForQueues(last)
        let page = ManyCasesResult(words: .of(form.name), rows: rows)
        return .html(page.html(in: try await site.layout(context, .queue)))
    }

    private func show(
        _ form: KnownForm<CaseCommand>, _ typed: [String: String], _ references: String,
        _ errors: [FieldError], _ command: String, _ status: HTTPResponse.Status,
        _ context: AppContext
    ) async throws -> Response {
        var choices: [String: [Choice]] = [:]
        for field in form.fields {
            switch field.kind.whole {
            case .id("team"): choices[field.name] = try site.teams()
            case .id("staff"): choices[field.name] = try site.staff()
            default: break
            }
        }
        let page = CommandPage(
            heading: CaseHeading(reference: "", subject: "", version: 0), words: .of(form.name),
            fields: form.fields, typed: typed, choices: choices, errors: errors,
            command: command, today: site.today)
        return .html(
            ManyCasesForm(page, references: references)
                .html(in: try await site.layout(context, .queue)), status: status)
    }
}
