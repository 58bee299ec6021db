// SPDX-License-Identifier: Apache-2.0
internal import CaseService
internal import Casework
internal import Forms
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Ledger
internal import Pages
internal import ReadModels
internal import WorkingTime

/// The JSON interface, `/api/v1`.
///
/// `Idempotency-Key` is the command's id, `If-Match` the version it was decided on; each answer
/// carries `ETag`, the case's version, and `Ledger-Position`, which `after=` waits for.
struct APIRoutes {
    let site: Site

    func add(to router: Router<AppContext>) {
        router.post("/api/v1/cases") { request, context in try await open(request, context) }
        router.get("/api/v1/cases/:reference") { _, context -> Response in
            try show(context)
        }
        router.get("/api/v1/cases/:reference/history") { request, context -> Response in
            try history(request, context)
        }
        router.get("/api/v1/cases/:reference/history/diff") { request, context -> Response in
            try difference(request, context)
        }
        CommandRoutes(api: self).add(to: router)
        BatchRoutes(api: self).add(to: router)
        FileRoutes(api: self).add(to: router)
        TemplateRoutes(api: self).add(to: router)
        router.post("/api/v1/cases/:reference/correspondence") { request, context -> Response in
            let body: CorrespondenceBody = try await read(request, context)
            return try await perform(
                .recordCorrespondence(
                    RecordCorrespondence(
                        direction: try code(body.direction, "direction"),
                        channel: try code(body.channel, "channel"),
                        day: try day(body.occurred, "occurred"),
                        subject: body.subject ?? "", message: body.message)), request, context)
        }
        router.post("/api/v1/cases/:reference/allocation") { request, context -> Response in
            let body: AllocationBody = try await read(request, context)
            let team = body.team.flatMap { TeamID($0) }
            if body.team != nil, team == nil { throw Self.unprocessable("team") }
            return try await perform(.allocate(team), request, context)
        }
        router.post("/api/v1/cases/:reference/assignment") { request, context -> Response in
            let body: AssignmentBody = try await read(request, context)
            var officer: StaffID?
            if let text = body.officer {
                officer = text == "me" ? try staff(context) : StaffID(text)
                guard officer != nil else { throw Self.unprocessable("officer") }
            }
            return try await perform(.assign(officer), request, context)
        }
        router.post("/api/v1/cases/:reference/notes") { request, context -> Response in
            let body: NoteBody = try await read(request, context)
            return try await perform(.addNote(body.text), request, context)
        }
        router.post("/api/v1/cases/:reference/closure") { request, context -> Response in
            let body: ClosureBody = try await read(request, context)
            return try await perform(
                .close(try code(body.outcome, "outcome"), note: body.note ?? ""), request, context)
        }
    }

    // MARK: Requests

    private func open(_ request: Request, _ context: AppContext) async throws -> Response {
        let staff = try staff(context)
        let key = try idempotencyKey(request)
        let body: CaseBody = try await read(request, context)
        let receipt = try await site.service.open(
            OpenCase(
                type: try code(body.type, "type"), channel: try code(body.channel, "channel"),
                received: try occurrence(body.received, "received"), subject: body.subject,
                message: body.message ?? ""),
            contact: ContactDetails(
                name: body.correspondent?.name ?? "", email: body.correspondent?.email ?? "",
                phone: body.correspondent?.phone ?? "",
                address: body.correspondent?.address ?? ""),
            commandID: key, actor: .staff(staff))
        let reference = receipt.reference ?? ""
        let answer = ReceiptAnswer(
            reference: reference, id: receipt.stream.description, version: receipt.version,
            position: receipt.last)
        var response = try Self.json(answer, status: .created)
        response.headers[.location] = "/api/v1/cases/\(reference)"
        Self.mark(&response, version: receipt.version, position: receipt.last)
        return response
    }

    func perform(
        _ command: CaseCommand, _ request: Request, _ context: AppContext
    ) async throws -> Response {
        let staff = try staff(context)
        let key = try idempotencyKey(request)
        let expected = try ifMatch(request)
        let reference = try context.parameters.require("reference")
        let id = try site.service.caseID(ofReference: reference)
        let receipt = try await site.service.perform(
            command, on: id, expected: expected, commandID: key, actor: .staff(staff))
        let answer = ReceiptAnswer(
            reference: reference.uppercased(), id: id.description, version: receipt.version,
            position: receipt.last)
        var response = try Self.json(answer)
        Self.mark(&response, version: receipt.version, position: receipt.last)
        return response
    }

    private func show(_ context: AppContext) throws -> Response {
        let staff = try staff(context)
        let record = try site.service.record(
            ofReference: try context.parameters.require("reference"), actor: .staff(staff))
        let presenter = Presenter(service: site.service, actor: .staff(staff))
        let summary = try presenter.summary(record)
        let replay = record.replay()
        let answer = CaseAnswer(replay.view, summary, record, presenter.entries(replay.steps))
        var response = try Self.json(answer)
        Self.mark(
            &response, version: summary.version, position: record.events.last?.position ?? 0)
        return response
    }

    // MARK: Parts

    func staff(_ context: AppContext) throws -> StaffID {
        guard let staff = context.apiStaff else {
            throw Problem(
                401, "Sign in", "Send `Authorization: Bearer …`, from `caseledger user token`.")
        }
        return staff
    }

    func idempotencyKey(_ request: Request) throws -> String {
        guard let name = HTTPField.Name("Idempotency-Key"), let key = request.headers[name],
            (8...100).contains(key.utf8.count),
            key.utf8.allSatisfy({
                (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
                    || [45, 46, 95].contains($0)
            })
        else {
            throw Problem(
                400, "Idempotency-Key is missing or malformed",
                "Send one, a new UUID for each command: 8 to 100 letters, digits, '-', '.', '_'.")
        }
        return key
    }

    func ifMatch(_ request: Request) throws -> Int {
        guard let text = request.headers[.ifMatch] else {
            throw Problem(
                428, "If-Match is missing", "Read the case, and send its ETag as If-Match.")
        }
        guard let match = text.wholeMatch(of: /"([1-9][0-9]{0,14})"/), let version = Int(match.1)
        else {
            throw Problem(
                412, "If-Match is no version", "Send the ETag that reading the case gave.")
        }
        return version
    }

    func read<Body: Decodable>(
        _ request: Request, _ context: AppContext
    ) async throws -> Body {
        _ = try staff(context)
        let buffer = try await request.body.collect(upTo: context.maxUploadSize)
        let data = Data(buffer.readableBytesView)
        if let known = (Body.self as? any KnownMembers.Type)?.members,
            case .object(let members)? = JSON(parsing: Array(buffer.readableBytesView)),
            let other = members.first(where: { !known.contains($0.key) })
        {
            throw Problem(
                422, "Unknown field", "The field `\(other.key.prefix(64))` is none of this request."
            )
        }
        do {
            return try JSONDecoder().decode(Body.self, from: data)
        } catch DecodingError.dataCorrupted {
            throw Problem(400, "Malformed JSON", "The body is not JSON.")
        } catch DecodingError.keyNotFound(let key, _) {
            throw Self.unprocessable(key.stringValue)
        } catch DecodingError.typeMismatch(_, let place), DecodingError.valueNotFound(_, let place)
        {
            guard !place.codingPath.isEmpty else {
                throw Problem(400, "Malformed JSON", "The body is not a JSON object.")
            }
            throw Self.unprocessable(place.codingPath.map(\.stringValue).joined(separator: "."))
        }
    }

    private func code<Value: PlainValue>(_ text: String, _ field: String) throws -> Value {
        guard let value = Value(plainText: text) else { throw Self.unprocessable(field) }
        return value
    }

    private func occurrence(_ text: String, _ field: String) throws -> Occurrence {
        guard let occurrence = Occurrence(text) else { throw Self.unprocessable(field) }
        return occurrence
    }

    private func day(_ text: String, _ field: String) throws -> Day {
        guard let day = Day(text) else { throw Self.unprocessable(field) }
        return day
    }

    static func unprocessable(_ field: String) -> Problem {
        Problem(
            422, "Unusable field",
            "The field `\(field)` is missing or not what it should be.")
    }

    static func json(
        _ value: some Encodable, status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return .bytes(Array(try encoder.encode(value)), "application/json", status: status)
    }

    /// - Parameter version: Of the case; nil where the answer is about several.
    static func mark(_ response: inout Response, version: Int?, position: Int) {
        if let version { response.headers[.eTag] = "\"\(version)\"" }
        if let name = HTTPField.Name("Ledger-Position") {
            response.headers[name] = String(position)
        }
    }
}
