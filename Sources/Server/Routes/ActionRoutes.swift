// SPDX-License-Identifier: Apache-2.0
internal import CaseService
internal import Casework
internal import HTTPTypes
internal import Hummingbird
internal import Ledger
internal import Pages
internal import ReadModels
internal import WorkingTime

/// What can be done to a case, each with a page of its own.
struct ActionRoutes {
    let site: Site

    func add(to router: Router<AppContext>) {
        for action in Action.allCases {
            let path = RouterPath("/cases/:reference/\(action.rawValue)")
            router.get(path) { _, context -> Response in
                let session = try site.session(context)
                let target = try site.target(context, session)
                return try await show(action, .fresh(target, site), target, .ok, context)
            }
            router.post(path) { request, context -> Response in
                let (session, fields) = try await request.signedForm(context)
                let target = try site.target(context, session)
                return try await perform(action, try .sent(fields), target, session, context)
            }
        }
    }

    private func perform(
        _ action: Action, _ form: ActionForm, _ target: CaseTarget, _ session: Session,
        _ context: AppContext
    ) async throws -> Response {
        var form = form
        guard let command = action.command(&form, me: session.staff) else {
            return try await show(action, form, target, .unprocessableContent, context)
        }
        return try await site.carryOut(command, form, target, session) { form, status in
            try await show(action, form, target, status, context)
        }
    }

    private func show(
        _ action: Action, _ form: ActionForm, _ target: CaseTarget, _ status: HTTPResponse.Status,
        _ context: AppContext
    ) async throws -> Response {
        let heading = target.heading(form.version)
        let layout = try await site.layout(context)
        let (fields, errors, conflict) = (form.fields, form.errors, form.conflict)
        let html: String
        switch action {
        case .note:
            html = NotePage(
                heading: heading, text: fields["text"] ?? "", errors: errors, conflict: conflict,
                command: form.command
            ).html(in: layout)
        case .assign:
            let me = context.session?.staff.description
            html = AssignPage(
                heading: heading, officer: fields["officer"] ?? "",
                staff: try site.staff().filter { $0.value != me }, errors: errors,
                conflict: conflict, command: form.command
            ).html(in: layout)
        case .close:
            html = ClosePage(
                heading: heading, outcome: fields["outcome"] ?? "", text: fields["text"] ?? "",
                errors: errors, conflict: conflict, command: form.command
            ).html(in: layout)
        case .correspondence:
            let values: CorrespondencePage.Values =
                fields.isEmpty ? .init(today: site.today) : .init(parameters: fields)
            html = CorrespondencePage(
                heading: heading, values: values, errors: errors, conflict: conflict,
                command: form.command, today: site.today
            ).html(in: layout)
        }
        return .html(html, status: status)
    }
}

enum Action: String, CaseIterable, Sendable {
    case correspondence, assign, note, close

    /// The command that a form asks for; nil, with the errors said, where it asks for none.
    func command(_ form: inout ActionForm, me: StaffID) -> CaseCommand? {
        switch self {
        case .note: return .addNote(form.fields["text"] ?? "")
        case .close:
            guard let outcome = form.fields["outcome"].flatMap({ Outcome(rawValue: $0) }) else {
                form.errors.append(FieldError("outcome", "Choose how the case ends"))
                return nil
            }
            return .close(outcome, note: form.fields["text"] ?? "")
        case .assign:
            switch form.fields["officer"] {
            case "me": return .assign(me)
            case "nobody": return .assign(nil)
            case let id?:
                if let staff = StaffID(id) { return .assign(staff) }
            case nil: break
            }
            form.errors.append(FieldError("officer", "Choose who will deal with the case"))
            return nil
        case .correspondence: return correspondence(&form)
        }
    }

    private func correspondence(_ form: inout ActionForm) -> CaseCommand? {
        let values = CorrespondencePage.Values(parameters: form.fields)
        let direction = Direction(rawValue: values.direction)
        if direction == nil {
            form.errors.append(FieldError("direction", "Choose whether it came or went"))
        }
        let channel = Channel(rawValue: values.channel)
        if channel == nil {
            form.errors.append(FieldError("channel", "Choose how it came or went"))
        }
        let day = values.happened.value
        if day == nil {
            form.errors.append(
                FieldError("happened-day", "Enter the day, for example 22 11 2026"))
        }
        guard let direction, let channel, let day else { return nil }
        return .recordCorrespondence(
            RecordCorrespondence(
                direction: direction, channel: channel, day: day, subject: values.subject,
                message: values.text))
    }
}
