// SPDX-License-Identifier: Apache-2.0
internal import CaseService
internal import Casework
internal import HTTPTypes
internal import Hummingbird
internal import Ledger
internal import Pages
internal import ReadModels

/// The files of a case: laid down whole, and given out to be saved, never shown in the browser.
struct FileRoutes {
    let api: APIRoutes

    private var site: Site { api.site }

    func add(to router: Router<AppContext>) {
        router.post("/api/v1/cases/:reference/files") { request, context -> Response in
            let staff = try api.staff(context)
            let key = try api.idempotencyKey(request)
            let expected = try api.ifMatch(request)
            let (id, reference) = try named(context)
            let buffer = try await request.body.collect(upTo: Limits.fileBytes + 1)
            let receipt = try await site.service.addFile(
                Array(buffer.readableBytesView), name: request.query["name"] ?? "", to: id,
                expected: expected, commandID: key, actor: .staff(staff))
            var response = try APIRoutes.json(
                ReceiptAnswer(
                    reference: reference, id: "\(id)", version: receipt.version,
                    position: receipt.last), status: .created)
            APIRoutes.mark(&response, version: receipt.version, position: receipt.last)
            return response
        }
        router.get("/api/v1/cases/:reference/files/:number") { _, context -> Response in
            try await file(context, try api.staff(context))
        }
        router.get("/cases/:reference/files/:number") { _, context -> Response in
            try await file(context, try site.session(context).staff)
        }
        router.get("/cases/:reference/attach") { _, context -> Response in
            let session = try site.session(context)
            let target = try site.target(context, session)
            return try await form(.fresh(target, site), target, .ok, context)
        }
        router.post("/cases/:reference/attach") { request, context -> Response in
            try await attach(request, context)
        }
    }

    private func named(_ context: AppContext) throws -> (CaseID, reference: String) {
        let reference = try context.parameters.require("reference")
        return (try site.service.caseID(ofReference: reference), reference.uppercased())
    }

    private func file(_ context: AppContext, _ staff: StaffID) async throws -> Response {
        let (id, _) = try named(context)
        guard let number = Int(try context.parameters.require("number")),
            let file = try site.service.file(number, of: id, actor: .staff(staff))
        else { throw Problem(404, "Not found", "The case has no file of this number.") }
        var response = Response.bytes(file.bytes, "application/octet-stream")
        response.headers[.contentDisposition] =
            "attachment; filename*=UTF-8''\(Paths.encoded(file.name))"
        response.headers[.cacheControl] = "no-store"
        return response
    }

    private func attach(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let session = context.session else { throw SignInNeeded() }
        let buffer = try await request.body.collect(upTo: Limits.fileBytes + 65_536)
        guard
            let upload = Upload(
                Array(buffer.readableBytesView), type: request.headers[.contentType] ?? ""),
            isEqual(upload.fields["csrf"] ?? "", session.csrf)
        else {
            throw Problem(
                400, "Malformed form", "The file was not taken. Reload the page and send it again.")
        }
        let target = try site.target(context, session)
        var form = try ActionForm.sent(upload.fields)
        guard let file = upload.file, !file.bytes.isEmpty else {
            form.errors.append(FieldError("file", "Choose a file that is not empty"))
            return try await self.form(form, target, .unprocessableContent, context)
        }
        do throws(ServiceError) {
            let receipt = try await site.service.addFile(
                file.bytes, name: file.name, to: target.id, expected: nil,
                commandID: form.command, actor: .staff(session.staff))
            return .seeOther("\(Paths.case(target.reference))?after=\(receipt.last)")
        } catch {
            guard case .refused(let refusal) = error else { throw error }
            form.errors.append(FieldError("file", refusal.sentence))
            return try await self.form(form, target, .unprocessableContent, context)
        }
    }

    private func form(
        _ form: ActionForm, _ target: CaseTarget, _ status: HTTPResponse.Status,
        _ context: AppContext
    ) async throws -> Response {
        let page = AttachPage(
            heading: target.heading(form.version), errors: form.errors, command: form.command)
        return .html(page.html(in: try await site.layout(context)), status: status)
    }
}
