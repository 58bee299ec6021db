// SPDX-License-Identifier: Apache-2.0
internal import CaseService
internal import Casework
internal import Forms
internal import GRDB
internal import HTTPTypes
internal import Hummingbird
internal import Ledger
internal import Pages
internal import ReadModels

/// What is asked of more than one case: the next one to deal with, and one command on many.
struct BatchRoutes {
    let api: APIRoutes

    func add(to router: Router<AppContext>) {
        router.post("/queue/next") { request, context -> Response in
            let (session, fields) = try await request.signedForm(context)
            let filter = QueueFilter(parameters: fields)
            let taken = try await next(
                QueueQuery(filter, me: session.staff), session.staff, try commandID(fields))
            guard let (reference, position) = taken else {
                return .seeOther(Paths.queue + "?next=none")
            }
            return .seeOther("\(Paths.case(reference))?after=\(position)")
        }
        router.post("/api/v1/next") { request, context -> Response in
            let staff = try api.staff(context)
            let key = try api.idempotencyKey(request)
            let body: NextBody = try await api.read(request, context)
            var query = QueueQuery()
            query.team = body.team
            query.type = body.type
            guard let (reference, position) = try await next(query, staff, key) else {
                throw Problem(404, "Nothing waits", "Somebody has each of these cases already.")
            }
            var response = try APIRoutes.json(["reference": reference])
            APIRoutes.mark(&response, version: nil, position: position)
            return response
        }
        router.post("/api/v1/bulk") { request, context -> Response in
            try await bulk(request, context)
        }
    }

    /// The first open case that nobody has, by the filter, now given to whoever asks.
    private func next(
        _ query: QueueQuery, _ staff: StaffID, _ commandID: String
    ) async throws -> (reference: String, position: Int)? {
        let rows = try api.site.queues.read { try query.waiting($0) } ?? []
        let taken = try await api.site.service.takeNext(
            of: rows.compactMap { CaseID($0.id) }, for: staff, commandID: commandID)
        guard let taken else { return nil }
        let record = try api.site.service.record(of: taken.id, actor: .staff(staff))
        return (record.reference, taken.receipt.last)
    }

    private func bulk(_ request: Request, _ context: AppContext) async throws -> Response {
        let staff = try api.staff(context)
        let key = try api.idempotencyKey(request)
        let buffer = try await request.body.collect(upTo: context.maxUploadSize)
        guard let body = JSON(parsing: Array(buffer.readableBytesView)), case .object = body else {
            throw Problem(400, "Malformed JSON", "The body is not a JSON object.")
        }
        guard let name = body["command"]?.text else { throw APIRoutes.unprocessable("command") }
        let references = (body["cases"]?.elements ?? []).compactMap(\.text)
        guard !references.isEmpty, references.count == body["cases"]?.elements?.count else {
            throw APIRoutes.unprocessable("cases")
        }
        guard references.count <= BulkResult.most else {
            throw Problem(
                413, "Too many cases",
                "One request may name 1,000 cases. Send several.")
        }
        let command: CaseCommand
        do throws(CommandProblem) {
            command = try CaseCommand.read(name, body["fields"] ?? .object([]))
        } catch { throw Problem(error) }
        var results: [BulkAnswer] = []
        await api.site.service.perform(
            command, onEach: references, commandID: key, actor: .staff(staff)
        ) { results.append(BulkAnswer($0)) }
        var response = try APIRoutes.json(["cases": results])
        if let last = results.compactMap(\.position).max() {
            APIRoutes.mark(&response, version: nil, position: last)
        }
        return response
    }
}

private struct NextBody: Decodable {
    /// `team/UUID`; of any team where it is missing.
    let team: String?
    /// As `foi`; of any type where it is missing.
    let type: String?
}

/// What became of one case of many.
private struct BulkAnswer: Encodable {
    let reference: String
    /// As for a single command: 200 where it was carried out.
    let status: Int
    let version: Int?
    let position: Int?
    /// Why it was not.
    let detail: String?

    init(_ result: BulkResult) {
        reference = result.reference
        switch result.outcome {
        case .success(let receipt):
            status = 200
            version = receipt.version
            position = receipt.last
            detail = nil
        case .failure(let error):
            let problem = Problem(error)
            status = problem.status
            version = nil
            position = nil
            detail = problem.detail
        }
    }
}
