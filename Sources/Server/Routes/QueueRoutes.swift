// SPDX-License-Identifier: Apache-2.0
internal import CaseService
internal import Casework
internal import GRDB
internal import Hummingbird
internal import Ledger
internal import Pages
internal import ReadModels
internal import WorkingTime

/// The queue, and the page about the record itself.
struct QueueRoutes {
    let site: Site

    func add(to router: Router<AppContext>) {
        router.get("/") { _, _ in Response.seeOther(Paths.queue) }
        router.get("/queue") { request, context -> Response in
            let session = try site.session(context)
            if let after = request.query["after"].flatMap({ Int($0) }) {
                try await site.waitForQueues(after)
            }
            let page = try page(QueueFilter(parameters: request.query), session)
            let notice = request.query["next"] == nil ? nil : "Nothing waits that nobody has."
            return .html(page.html(in: try await site.layout(context, .queue, notice: notice)))
        }
        router.get("/record") { _, context -> Response in
            _ = try site.session(context)
            let page = try record()
            return .html(page.html(in: try await site.layout(context, .record)))
        }
    }

    private func page(_ filter: QueueFilter, _ session: Session) throws -> QueuePage {
        let now = site.now
        let monday = site.today.adding(days: 1 - site.today.weekday)
        let found = try site.queues.read { database in
            var query = QueueQuery(filter, me: session.staff)
            let total = try query.count(database)
            let pagination = Pagination(page: filter.page, total: total, size: QueueQuery.pageSize)
            query.page = pagination.page
            return (
                pagination, try query.rows(database),
                try QueueCounts(database, since: monday, through: site.today)
            )
        }
        let presenter = Presenter(service: site.service, actor: .staff(session.staff))
        let counts = found?.2
        return QueuePage(
            filter: filter,
            tiles: [
                Tile(count: counts?.open ?? 0, label: "Open", filter: QueueFilter()),
                Tile(
                    count: counts?.unallocated ?? 0, label: "Unallocated",
                    filter: QueueFilter(officer: "nobody")),
                Tile(count: counts?.openedSince ?? 0, label: "Opened this week"),
                Tile(count: counts?.closedSince ?? 0, label: "Closed this week"),
            ],
            rows: try (found?.1 ?? []).map { try presenter.row($0, now: now) },
            pagination: found?.0 ?? Pagination(page: 1, total: 0), types: Choice.types,
            teams: try site.teams(),
            officers: try site.staff().filter { $0.value != session.staff.description }, now: now,
            command: site.service.ledger.newID())
    }

    private func record() throws -> RecordPage {
        let ledger = site.service.ledger
        let head = try ledger.head()
        return RecordPage(
            ledger: LedgerFacts(
                position: head.position, events: head.position,
                lastRecorded: head.position > 0 ? head.time : nil, bytes: try ledger.usedBytes()),
            projections: Standing(site).models.map {
                ProjectionFacts(
                    name: $0.name, position: $0.position, lag: $0.lag, state: state($0.state),
                    reason: $0.reason)
            }, now: site.now)
    }

    private func state(_ state: String) -> Tag {
        switch state {
        case "live": Tag("Live", .green)
        case "building": Tag("Building", .amber)
        case "stopped": Tag("Stopped", .red)
        default: Tag("Not built yet", .grey)
        }
    }
}

extension QueueQuery {
    /// What a page's filter asks of the read model.
    init(_ filter: QueueFilter, me: StaffID) {
        self.init()
        state = filter.state == .all ? nil : filter.state.rawValue
        type = filter.type
        channel = filter.channel
        team = filter.team
        reference = filter.reference.isEmpty ? nil : filter.reference
        switch filter.officer {
        case "me": officer = .member(me.description)
        case "nobody": officer = .nobody
        case let id?: officer = .member(id)
        case nil: break
        }
        sort =
            switch filter.column {
            case .opened: .opened
            case .due: .due
            case .activity: .active
            case .reference: .reference
            case .type: .type
            }
        descending = filter.direction == .descending
        page = filter.page
    }
}
