// SPDX-License-Identifier: Apache-2.0
internal import CaseService
internal import Casework
internal import HTTPTypes
internal import Hummingbird
internal import Ledger
internal import Pages
internal import ReadModels
internal import WorkingTime

/// One case: its page, and the form that opens one.
struct CaseRoutes {
    let site: Site

    func add(to router: Router<AppContext>) {
        router.get("/cases/:reference") { request, context -> Response in
            let session = try site.session(context)
            let reference = try context.parameters.require("reference")
            let after = request.query["after"].flatMap { Int($0) }
            let presenter = Presenter(service: site.service, actor: .staff(session.staff))
            let record = try site.service.record(
                ofReference: reference, actor: .staff(session.staff))
            // Whoever saved something finds it in the queue, too.
            if let after { try await site.waitForQueues(after) }
            let order = request.query["order"].flatMap { CasePage.Order(rawValue: $0) } ?? .newest
            let steps = record.replay().steps
            let entries = presenter.entries(order == .newest ? steps.reversed() : steps)
            let page = CasePage(
                summary: try presenter.summary(record), entries: entries, order: order,
                now: site.now, files: record.files,
                offers: try site.service.offers(
                    in: try site.service.standing(of: record.id, actor: presenter.actor),
                    to: presenter.actor))
            let isNews = after != nil && after == record.events.last?.position
            let notice = isNews ? "Saved. It stands in the record below." : nil
            return .html(page.html(in: try await site.layout(context, notice: notice)))
        }
        router.get("/new-contact") { _, context -> Response in
            _ = try site.session(context)
            return try await form(.init(today: site.today), [], newCommand(), .ok, context)
        }
        router.post("/new-contact") { request, context -> Response in
            let (session, fields) = try await request.signedForm(context)
            return try await open(fields, session, context)
        }
    }

    private func open(
        _ fields: [String: String], _ session: Session, _ context: AppContext
    ) async throws -> Response {
        let values = NewContactPage.Values(parameters: fields)
        let command = try commandID(fields)
        var errors: [FieldError] = []
        let channel = Channel(rawValue: values.channel)
        if channel == nil { errors.append(FieldError("channel", "Choose how they got in touch")) }
        let type = CaseType(rawValue: values.type)
        if type == nil { errors.append(FieldError("type", "Choose what kind of case this is")) }
        let received = values.received.value
        if received == nil {
            errors.append(
                FieldError("received-day", "Enter the day it came, for example 22 11 2026"))
        }
        if values.subject.allSatisfy(\.isWhitespace) {
            errors.append(FieldError("subject", "Enter a subject"))
        }
        guard errors.isEmpty, let channel, let type, let received else {
            return try await form(values, errors, command, .unprocessableContent, context)
        }
        let address = [values.address, values.postcode].filter { !$0.isEmpty }
        do throws(ServiceError) {
            let receipt = try await site.service.open(
                OpenCase(
                    type: type, channel: channel, received: received, subject: values.subject,
                    message: values.text),
                contact: ContactDetails(
                    name: values.name, email: values.email, phone: values.phone,
                    address: address.joined(separator: "\n")),
                commandID: command, actor: .staff(session.staff))
            return .seeOther("\(Paths.case(receipt.reference ?? ""))?after=\(receipt.last)")
        } catch {
            let problem = Problem(error)
            guard problem.status < 500 || problem.status == 503 else { throw error }
            let field = error.field.map { $0 == "day" ? "received-day" : $0 } ?? ""
            return try await form(
                values, [FieldError(field, problem.detail)], command,
                .init(code: problem.status), context)
        }
    }

    private func form(
        _ values: NewContactPage.Values, _ errors: [FieldError], _ command: String,
        _ status: HTTPResponse.Status, _ context: AppContext
    ) async throws -> Response {
        let page = NewContactPage(
            values: values, errors: errors, command: command, types: Choice.openableTypes,
            today: site.today)
        let layout = try await site.layout(context, .newContact)
        return .html(page.html(in: layout), status: status)
    }

    private func newCommand() -> String { site.service.ledger.newID() }
}

/// The id that a form was given when it was first shown: sending it twice saves it once.
func commandID(_ fields: [String: String]) throws -> String {
    guard let id = fields["command"].flatMap({ CaseID(uuid: $0) }) else {
        throw Problem(
            400, "Malformed form", "The form lacks its id. Reload the page and send it again.")
    }
    return id.uuid
}

extension ServiceError {
    /// The form's field that a refusal speaks of.
    var field: String? {
        if case .refused(let refusal) = self { refusal.field } else { nil }
    }
}
