// SPDX-License-Identifier: Apache-2.0
internal import CaseService
internal import Crypto
internal import Foundation
internal import GRDB
internal import HTTPTypes
internal import Hummingbird
internal import Ledger
internal import Logging
internal import Pages
internal import ReadModels

/// Headers that every answer carries.
struct SecurityHeaders: RouterMiddleware {
    @concurrent func handle(
        _ request: Request, context: AppContext,
        next: @concurrent (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        let headers = [
            "Content-Security-Policy":
                "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
                + "frame-ancestors 'none'; base-uri 'none'",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        ]
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { response.headers[name] = value }
        }
        // What shows personal data is kept nowhere; assets say otherwise themselves.
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        return response
    }
}

/// Finds out who asks: a session's cookie for pages, a bearer token for the API, either for the
/// log.
struct Authentication: RouterMiddleware {
    let store: StateStore
    static let cookie = "caseledger"

    @concurrent func handle(
        _ request: Request, context: AppContext,
        next: @concurrent (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        if request.isForMachines {
            let header = request.headers[.authorization] ?? ""
            if header.hasPrefix("Bearer ") {
                context.apiStaff = try await store.staff(token: String(header.dropFirst(7)))
            }
        }
        if !request.isForMachines || request.isForLog,
            let secret = request.cookies[Self.cookie]?.value
        {
            context.sessionSecret = secret
            context.session = try await store.session(secret: secret)
        }
        return try await next(request, context)
    }
}

/// Turns what was thrown into a page, or for the API into a problem (RFC 9457).
struct ErrorAnswers: RouterMiddleware {
    let site: Site

    @concurrent func handle(
        _ request: Request, context: AppContext,
        next: @concurrent (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as FormNotTaken {
            let page = KeptPage(fields: error.typed)
            return .html(page.html(in: try await site.layout(context)), status: .forbidden)
        } catch {
            let problem = problem(error, context)
            if request.isForMachines { return answer(problem) }
            let page = ErrorPage(status: problem.status)
            let words =
                problem.detail.isEmpty
                ? page
                : ErrorPage(
                    status: problem.status, title: problem.title, text: problem.detail,
                    whatToDo: page.whatToDo)
            let layout = try await site.layout(context)
            return .html(words.html(in: layout), status: .init(code: problem.status))
        }
    }

    private func problem(_ error: any Error, _ context: AppContext) -> Problem {
        if let problem = error as? Problem { return problem }
        if let error = error as? ServiceError { return Problem(error) }
        if let error = error as? ReadModel.Unfit {
            return Problem(
                503, "The queues are being built",
                "The queues' read model is not shown: \(error.reason). Nothing is lost.")
        }
        // Of a read model: one of another form, or one that is just being replaced.
        if error is DatabaseError {
            return Problem(
                503, "The queues are being built",
                "The queues are not to be read just now; they are being built anew by themselves. "
                    + "Nothing is lost: try again in a moment.")
        }
        if let error = error as? StateError, error == .full { return Problem(.ledger(.full)) }
        if let error = error as? any HTTPResponseError {
            return Problem(error.status.code, error.status.reasonPhrase, "")
        }
        // The type alone: a message could hold what somebody typed.
        Logger(label: "server").error(
            "request failed", metadata: ["request": "\(context.id)", "error": "\(type(of: error))"])
        return Problem(500, "Internal error", "The fault is ours. What was saved before is safe.")
    }

    private func answer(_ problem: Problem) -> Response {
        var body: [String: Any] = [
            "type": "about:blank", "title": problem.title, "status": problem.status,
        ]
        if !problem.detail.isEmpty { body["detail"] = problem.detail }
        if let version = problem.version { body["version"] = version }
        if let refusal = problem.refusal { body["refusal"] = refusal }
        if !problem.since.isEmpty { body["since"] = problem.since }
        let bytes =
            (try? JSONSerialization.data(withJSONObject: body, options: .sortedKeys)) ?? Data()
        var response = Response.bytes(
            Array(bytes), "application/problem+json", status: .init(code: problem.status))
        if problem.status == 503, let name = HTTPField.Name("Retry-After") {
            response.headers[name] = "1"
        }
        if problem.status == 401 { response.headers[.wwwAuthenticate] = "Bearer" }
        return response
    }
}

/// Whether two secrets are equal, in a time that does not tell where they differ.
func isEqual(_ left: String, _ right: String) -> Bool {
    SHA256.hash(data: Array(left.utf8)) == SHA256.hash(data: Array(right.utf8))
}

extension Response {
    static func html(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        bytes(Array(text.utf8), "text/html; charset=utf-8", status: status)
    }

    static func bytes(
        _ bytes: [UInt8], _ type: String, status: HTTPResponse.Status = .ok
    ) -> Response {
        Response(
            status: status, headers: [.contentType: type, .contentLength: "\(bytes.count)"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// A file for the browser to keep; `name` has no quotation mark.
    static func file(_ bytes: [UInt8], _ type: String, name: String) -> Response {
        var response = Self.bytes(bytes, type)
        response.headers[.contentDisposition] = "attachment; filename=\"\(name)\""
        return response
    }

    /// 303: what a form's answer should be, so that reloading does not send it again.
    static func seeOther(_ location: String) -> Response {
        Response(status: .seeOther, headers: [.location: location, .contentLength: "0"])
    }
}
