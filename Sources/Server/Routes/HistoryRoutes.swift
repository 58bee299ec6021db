// SPDX-License-Identifier: Apache-2.0
internal import CaseService
internal import Casework
internal import HTTPTypes
internal import Hummingbird
internal import Ledger
internal import Pages
internal import WorkingTime

/// A case's history at a moment, and between two: pages for people.
struct HistoryRoutes {
    let site: Site

    /// Events on a page.
    private static let size = 50
    /// Events of a comparison that are shown.
    private static let most = 200

    func add(to router: Router<AppContext>) {
        router.get("/cases/:reference/history") { request, context -> Response in
            try await show(request, context)
        }
        router.get("/cases/:reference/history/compare") { request, context -> Response in
            try await compare(request, context)
        }
    }

    private func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let (record, presenter) = try record(context)
        var times = QueryTimes(request)
        let moment = Moment(asOf: times["as-of"], knownAt: times["known-at"])
        let values =
            times.errors.isEmpty
            ? MomentValues(moment)
            : MomentValues(asOf: times.text("as-of"), knownAt: times.text("known-at"))
        let replay = record.replay(at: moment)
        let pagination = Pagination(
            page: request.query["page"].flatMap { Int($0) } ?? 1, total: replay.steps.count,
            size: Self.size)
        let steps = replay.steps.reversed().dropFirst(pagination.offset).prefix(Self.size)
        let facts = replay.view.told.map { (key: $0.field.label, value: $0.value.words) }
        let page = HistoryPage(
            heading: heading(record), moment: moment,
            points: record.replay().steps.map {
                ScalePoint(
                    happened: $0.event.happened, isDated: $0.event.isDated,
                    recorded: $0.event.recorded, sentence: $0.telling.sentence)
            },
            facts: replay.view.exists ? facts : [], entries: presenter.entries(steps),
            pagination: pagination, omitted: replay.omitted, values: values,
            errors: times.errors)
        return .html(
            page.html(in: try await site.layout(context)),
            status: times.errors.isEmpty ? .ok : .unprocessableContent)
    }

    private func compare(_ request: Request, _ context: AppContext) async throws -> Response {
        let (record, presenter) = try record(context)
        var times = QueryTimes(request)
        let given = request.query["by"].map { TimeAxis(rawValue: $0) } ?? .happened
        if given == nil { times.errors.append(FieldError("by", "Choose one of the two times")) }
        let axis = given ?? .happened
        var holding = Moment()
        holding[axis.other] = times["held"]
        let points = (times["from"], times["to"])
        var found: Difference?
        if let from = points.0, let to = points.1 {
            found = record.difference(from: from, to: to, by: axis, holding: holding)
            if found == nil {
                times.errors.append(
                    FieldError("from", "Enter a first time that is not after the second"))
            }
        }
        if request.uri.query?.isEmpty == false {
            for name in ["from", "to"] where times.text(name).isEmpty {
                times.errors.append(FieldError(name, "Enter a time: \(Occurrence.forms)"))
            }
        }
        if !times.errors.isEmpty { found = nil }
        let page = ComparisonPage(
            heading: heading(record),
            sentence: found?.sentence,
            changes: (found?.changes ?? []).told.map(presenter.change),
            entries: presenter.entries((found?.steps ?? []).prefix(Self.most)) { step in
                found?.isLate(step) == true ? found?.lateWords : nil
            },
            total: found?.steps.count ?? 0,
            undated: presenter.entries((found?.undated ?? []).prefix(Self.most)),
            undatedTotal: found?.undated.count ?? 0, omitted: found?.last.omitted,
            values: ComparisonValues(
                from: times.text("from"), to: times.text("to"), by: axis, held: times.text("held")),
            errors: times.errors)
        return .html(
            page.html(in: try await site.layout(context)),
            status: times.errors.isEmpty ? .ok : .unprocessableContent)
    }

    private func record(_ context: AppContext) throws -> (CaseRecord, Presenter) {
        let actor = Actor.staff(try site.session(context).staff)
        let record = try site.service.record(
            ofReference: try context.parameters.require("reference"), actor: actor)
        return (record, Presenter(service: site.service, actor: actor))
    }

    private func heading(_ record: CaseRecord) -> CaseHeading {
        CaseHeading(
            reference: record.reference, subject: record.replay().view[.subject]?.words ?? "",
            version: record.events.count)
    }
}

/// The times that a query names; an empty one is none.
struct QueryTimes {
    private let query: [String: String]
    var errors: [FieldError] = []

    init(_ request: Request) { query = request.query }

    /// As it was sent; empty where it was not.
    func text(_ name: String) -> String { query[name] ?? "" }

    /// Nil where there is none; one that is no time is among the errors from now on.
    subscript(name: String) -> Occurrence? {
        mutating get {
            let text = text(name)
            guard !text.isEmpty else { return nil }
            guard let time = Occurrence(said: text) else {
                errors.append(FieldError(name, "Enter \(Occurrence.forms)"))
                return nil
            }
            return time
        }
    }
}
