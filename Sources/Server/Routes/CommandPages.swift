// SPDX-License-Identifier: Apache-2.0
internal import CaseService
internal import Casework
internal import Forms
internal import HTTPTypes
internal import Hummingbird
internal import Pages
internal import ReadModels

/// A page for every command that a case takes by its form, and one that lists them.
struct CommandPages {
    let site: Site

    func add(to router: Router<AppContext>) {
        router.get("/cases/:reference/do") { _, context -> Response in
            let session = try site.session(context)
            let target = try site.target(context, session)
            let state = try site.service.standing(of: target.id, actor: .staff(session.staff))
            let offers = try site.service.offers(in: state, to: .staff(session.staff))
            let groups = CommandWords.groups.map { group in
                (
                    heading: group.heading,
                    commands: group.commands.filter { offers.contains($0.name) }
                )
            }
            let page = CommandListPage(heading: target.heading(target.version), groups: groups)
            return .html(page.html(in: try await site.layout(context)))
        }
        router.get("/cases/:reference/do/:name") { request, context -> Response in
            let session = try site.session(context)
            let asked = try await asked(context, session)
            var form = ActionForm.fresh(asked.target, site)
            if let name = request.query["template"].flatMap({ Code($0) }) {
                begin(&form, asked, with: name, session)
            }
            return try await show(asked, form, .ok, context)
        }
        router.post("/cases/:reference/do/:name") { request, context -> Response in
            let (session, fields) = try await request.signedForm(context)
            let asked = try await asked(context, session)
            return try await perform(asked, try .sent(fields), session, context)
        }
    }

    /// A command on a case, and what can be chosen for its fields.
    private struct Asked {
        let form: KnownForm<CaseCommand>
        let target: CaseTarget
        let choices: [String: [Choice]]
        let draft: ShownDraft?
    }

    private func asked(_ context: AppContext, _ session: Session) async throws -> Asked {
        let name = try context.parameters.require("name")
        guard let form = CaseCommand.forms.first(where: { $0.name == name }) else {
            throw Problem(404, "Not found", "There is no such thing to do with a case.")
        }
        let target = try site.target(context, session)
        let state = try site.service.standing(of: target.id, actor: .staff(session.staff))
        var choices: [String: [Choice]] = [:]
        let process = try site.service.process(of: state)?.version.process
        for field in form.fields {
            choices[field.name] =
                try self.choices(field, state) ?? process?.choices(name, field.name)
        }
        let record = try site.service.record(of: target.id, actor: .staff(session.staff))
        if form.fields.contains(where: { $0.name == "attachments" }) {
            choices["attachments"] = record.files.map { Choice("\($0.number)", $0.name) }
        }
        let presenter = Presenter(service: site.service, actor: .staff(session.staff))
        let draft =
            Self.aboutDrafts.contains(name) ? presenter.draft(record, now: site.now) : nil
        return Asked(form: form, target: target, choices: choices, draft: draft)
    }

    /// Those that are about the last draft, whose text stands above the form then.
    private static let aboutDrafts: Set = [
        "request-sign-off", "sign-draft", "return-draft", "bypass-sign-off", "send-reply",
        "issue-notice",
    ]

    /// The text begins with a template as the case fills it in.
    private func begin(
        _ form: inout ActionForm, _ asked: Asked, with name: Code, _ session: Session
    ) {
        guard asked.form.fields.contains(where: { $0.name == "templates" }) else { return }
        do throws(ServiceError) {
            let (_, text) = try site.service.filled(
                name, for: asked.target.id, actor: .staff(session.staff))
            form.fields = ["text": text, "templates": name.description]
        } catch {
            form.errors.append(FieldError("text", Problem(error).detail))
        }
    }

    /// The templates in force, where a text is written that can begin with one.
    private func beginnings(_ asked: Asked) throws -> [Beginning] {
        guard asked.form.fields.contains(where: { $0.name == "templates" }) else { return [] }
        let templates = try site.service.templates()
        let path = Paths.command(asked.target.reference, asked.form.name)
        return templates.inForce(on: site.today).keys.sorted { $0.description < $1.description }
            .compactMap { name in
                templates.inForce(name, on: site.today).map {
                    Beginning(title: $0.text.title.text, href: "\(path)?template=\(name)")
                }
            }
    }

    /// Nil for a field that is typed.
    private func choices(_ field: FieldDescription, _ state: CaseState) throws -> [Choice]? {
        switch field.kind.whole {
        case .id("team"): try site.teams()
        case .id("staff"): try site.staff()
        case .number:
            state.numbers(field.name).map { numbers in
                numbers.map { Choice("\($0)", state.words(of: field.name, $0)) }
            }
        default: nil
        }
    }

    private func perform(
        _ asked: Asked, _ form: ActionForm, _ session: Session, _ context: AppContext
    ) async throws -> Response {
        var form = form
        let command: CaseCommand
        do {
            let typed = try site.service.resolved(
                CommandPage.typed(form.fields, asked.form.fields), of: asked.form,
                by: .staff(session.staff))
            command = try CaseCommand.read(asked.form.name, typed: typed)
        } catch let problem as CommandProblem {
            form.errors.append(FieldError(problem))
            return try await show(asked, form, .unprocessableContent, context)
        } catch ServiceError.refused(let refusal) {
            let field = asked.form.fields.first { $0.kind.whole == .id("case") }?.name ?? ""
            form.errors.append(FieldError(field, refusal.sentence))
            return try await show(asked, form, .unprocessableContent, context)
        }
        return try await site.carryOut(command, form, asked.target, session) { form, status in
            try await show(asked, form, status, context)
        }
    }

    /// A draft is about the last one, unless somebody chose otherwise.
    private func typed(_ form: ActionForm, _ asked: Asked) -> [String: String] {
        guard form.fields.isEmpty, asked.form.name != "issue-notice", let draft = asked.draft,
            asked.form.fields.contains(where: { $0.name == "draft" })
        else { return form.fields }
        return ["draft": "\(draft.number)"]
    }

    /// Of the templates, those that the text began with: nobody types their names.
    private func choices(_ asked: Asked, _ form: ActionForm) -> [String: [Choice]] {
        var choices = asked.choices
        guard asked.form.fields.contains(where: { $0.name == "templates" }) else { return choices }
        let begun = CommandPage.typed(form.fields, asked.form.fields)["templates"]?.first ?? ""
        choices["templates"] = begun.split(whereSeparator: \.isNewline).map { name in
            Choice(String(name), title(ofTemplate: String(name)))
        }
        return choices
    }

    private func title(ofTemplate name: String) -> String {
        let templates = try? site.service.templates()
        return Code(name).flatMap { templates?.inForce($0, on: site.today)?.text.title.text }
            ?? name
    }

    private func show(
        _ asked: Asked, _ form: ActionForm, _ status: HTTPResponse.Status, _ context: AppContext
    ) async throws -> Response {
        let page = CommandPage(
            heading: asked.target.heading(form.version), words: .of(asked.form.name),
            fields: asked.form.fields, typed: typed(form, asked),
            choices: choices(asked, form),
            errors: form.errors, conflict: form.conflict, command: form.command, today: site.today,
            beginnings: try beginnings(asked), draft: asked.draft)
        return .html(page.html(in: try await site.layout(context)), status: status)
    }
}

extension FieldError {
    /// What is wrong with a command as somebody filled it in.
    init(_ problem: CommandProblem) {
        if case .unusable(let unusable) = problem {
            self.init(unusable.field, FieldWords.sentence(unusable))
        } else {
            self.init("", problem.sentence)
        }
    }
}

extension CaseState {
    /// The numbers that a field of this name can hold; nil where they are typed.
    fileprivate func numbers(_ field: String) -> [Int]? {
        switch field {
        case "contribution":
            contributions.all.indices.filter {
                contributions.all[$0].stage == .asked
            }.map { $0 + 1 }
        case "part": parts.unanswered
        case "draft": drafts.versions.isEmpty ? [] : [drafts.versions.count]
        case "reply": replies.all.indices.map { $0 + 1 }
        case "file":
            files.all.indices.filter { !files.all[$0].isWithdrawn }.map { $0 + 1 }
        case "exemption":
            information.exemptions.all.indices.filter {
                !information.exemptions.all[$0].isWithdrawn
            }.map { $0 + 1 }
        case "consultation":
            information.exemptions.consultations.indices.filter {
                !information.exemptions.consultations[$0]
            }.map { $0 + 1 }
        case "point": complaints.points.indices.map { $0 + 1 }
        case "remedy":
            complaints.remedies.indices.filter { !complaints.remedies[$0] }.map { $0 + 1 }
        case "hold": holds.standing.indices.filter { holds.standing[$0] }.map { $0 + 1 }
        default: nil
        }
    }

    /// As `Exemption 1: section 43(2)`.
    fileprivate func words(of field: String, _ number: Int) -> String {
        let words = "\(sentenceCase(field)) \(number)"
        guard field == "exemption" else { return words }
        return "\(words): section \(information.exemptions.all[number - 1].section)"
    }
}

extension CaseProcess {
    /// The stages that a case can be moved to, and the fields that can be filled in; nil for what
    /// is not chosen from the process.
    fileprivate func choices(_ command: String, _ field: String) -> [Choice]? {
        switch (command, field) {
        case ("move-stage", "to"): stages.map { Choice("\($0.name)", $0.label.text) }
        case ("set-field", "field"): fields.map { Choice("\($0.name)", $0.label.text) }
        default: nil
        }
    }
}
