// SPDX-License-Identifier: Apache-2.0
internal import CaseService
internal import Casework
internal import Hummingbird
internal import Pages
internal import WorkingTime

/// A case at a moment, and what lies between two: as `caseledger replay --json` prints them.
extension APIRoutes {
    func history(_ request: Request, _ context: AppContext) throws -> Response {
        let record = try record(context)
        try Self.allow(["as-of", "known-at"], in: request)
        let moment = try moment(request)
        return try answer(ReplayAnswer(record, record.replay(at: moment)), record)
    }

    func difference(_ request: Request, _ context: AppContext) throws -> Response {
        let record = try record(context)
        try Self.allow(["by", "from", "to", "as-of", "known-at"], in: request)
        let moment = try moment(request)
        guard let axis = TimeAxis(rawValue: request.query["by"] ?? "happened") else {
            throw Self.wrong("by", "It is `happened` or `recorded`.")
        }
        let name = axis == .happened ? "as-of" : "known-at"
        guard moment[axis] == nil else {
            throw Self.wrong(name, "It limits the time that is compared. Leave it out.")
        }
        guard let from = try time("from", request), let to = try time("to", request) else {
            throw Self.wrong("from and to", "Both are needed.")
        }
        let found = record.difference(from: from, to: to, by: axis, holding: moment)
        guard let found else { throw Self.wrong("from", "It is after `to`. Swap the two.") }
        return try answer(DifferenceAnswer(record, found), record)
    }

    private func record(_ context: AppContext) throws -> CaseRecord {
        let actor = Actor.staff(try staff(context))
        return try site.service.record(
            ofReference: try context.parameters.require("reference"), actor: actor)
    }

    private func moment(_ request: Request) throws -> Moment {
        Moment(asOf: try time("as-of", request), knownAt: try time("known-at", request))
    }

    private func time(_ name: String, _ request: Request) throws -> Occurrence? {
        var times = QueryTimes(request)
        let time = times[name]
        // A form leaves a field empty; a program whose limit came out empty meant one.
        if !times.errors.isEmpty || request.query[name] == "" {
            throw Self.wrong(name, "Give \(Occurrence.forms).")
        }
        return time
    }

    private func answer(_ body: some Encodable, _ record: CaseRecord) throws -> Response {
        var response = try Self.json(body)
        Self.mark(
            &response, version: record.events.count,
            position: record.events.last?.position ?? 0)
        return response
    }

    /// Refuses parameters that mean nothing here, and those that are there twice: whoever mistypes
    /// a limit would take the whole history for a part of it.
    private static func allow(_ names: [String], in request: Request) throws {
        var seen: Set<String> = []
        guard let pairs = formPairs(request.uri.query ?? "") else {
            throw Problem(400, "Unusable query", "The address is no form of names and values.")
        }
        for (name, _) in pairs {
            guard names.contains(name), seen.insert(name).inserted else {
                let list = names.map { "`\($0)`" }.joined(separator: ", ")
                throw Problem(
                    422, "Unusable parameter", "There may be one each of \(list), and no other.")
            }
        }
    }

    private static func wrong(_ name: String, _ detail: String) -> Problem {
        Problem(422, "Unusable parameter", "The parameter `\(name)` cannot be used. \(detail)")
    }
}
