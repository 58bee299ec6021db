// SPDX-License-Identifier: Apache-2.0
internal import CaseService
internal import Casework
internal import HTTPTypes
internal import Hummingbird
internal import Ledger
internal import Pages

/// The case that a form acts on.
struct CaseTarget {
    let id: CaseID
    let reference: String
    let subject: String
    let version: Int

    func heading(_ version: Int) -> CaseHeading {
        CaseHeading(reference: reference, subject: subject, version: version)
    }
}

/// A form as it was sent, and what is wrong with it.
struct ActionForm {
    var fields: [String: String]
    let command: String
    /// The version that the person saw; after a conflict, the one they are shown now.
    var version: Int
    var errors: [FieldError] = []
    var conflict: Conflict?

    /// The input of the day on which it happened.
    var dayField: String { fields["happened-day"] == nil ? "day" : "happened-day" }
}

extension ActionForm {
    /// As a page first shows it.
    static func fresh(_ target: CaseTarget, _ site: Site) -> ActionForm {
        ActionForm(fields: [:], command: site.service.ledger.newID(), version: target.version)
    }

    /// As it was sent.
    static func sent(_ fields: [String: String]) throws -> ActionForm {
        guard let version = fields["version"].flatMap({ Int($0) }) else {
            throw Problem(400, "Malformed form", "The form lacks the case's version.")
        }
        return ActionForm(fields: fields, command: try commandID(fields), version: version)
    }
}

extension Site {
    /// The case that the request's path names.
    func target(_ context: AppContext, _ session: Session) throws -> CaseTarget {
        let reference = try context.parameters.require("reference")
        let id = try service.caseID(ofReference: reference)
        return CaseTarget(
            id: id, reference: reference.uppercased(),
            subject: try service.subject(of: id, actor: .staff(session.staff)),
            version: try service.standing(of: id, actor: .staff(session.staff)).version)
    }

    /// Carries out what a form asks for, or shows the form again with what is wrong or what others
    /// did meanwhile; nothing that was typed is lost.
    func carryOut(
        _ command: CaseCommand, _ form: ActionForm, _ target: CaseTarget, _ session: Session,
        again: (ActionForm, HTTPResponse.Status) async throws -> Response
    ) async throws -> Response {
        var form = form
        do throws(ServiceError) {
            let receipt = try await service.perform(
                command, on: target.id, expected: form.version, commandID: form.command,
                actor: .staff(session.staff))
            return .seeOther("\(Paths.case(target.reference))?after=\(receipt.last)")
        } catch {
            if case .conflict(let version, _) = error {
                let presenter = Presenter(service: service, actor: .staff(session.staff))
                let record = try service.record(of: target.id, actor: presenter.actor)
                let since = record.replay().steps.filter { $0.event.version > form.version }
                form.conflict = Conflict(events: presenter.entries(since))
                form.version = version
                return try await again(form, .conflict)
            }
            let problem = Problem(error)
            // What the case lacks is for the person to mend; that there is no case is not.
            let isForTheForm = if case .refused = error { true } else { problem.status != 404 }
            guard isForTheForm, problem.status < 500 || problem.status == 503 else { throw error }
            let field = error.field.map { $0 == "day" ? form.dayField : $0 } ?? ""
            form.errors.append(FieldError(field, problem.detail))
            return try await again(form, .init(code: problem.status))
        }
    }
}
