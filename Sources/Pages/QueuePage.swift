// SPDX-License-Identifier: Apache-2.0

package import Casework
package import WorkingTime

/// One case in the queue.
package struct QueueRow: Sendable {
    package let reference: String
    /// Empty where it was erased or never given.
    package let subject: String
    /// The name of the case type.
    package let type: String
    package let state: Tag
    /// The team's name; nil where none has the case.
    package let team: String?
    /// The officer's name; nil where nobody has the case.
    package let officer: String?
    /// Nil where nothing is due.
    package let due: Due?
    /// The due day is over.
    package let isOverdue: Bool
    /// Nil where nobody knows the day.
    package let opened: Day?
    /// Days since it was opened, or for a closed case the days it was open; 0 or more. Nil where
    /// nobody knows.
    package let ageDays: Int?
    /// Nil where nobody knows.
    package let lastActivity: Instant?

    package init(
        reference: String, subject: String, type: String, state: Tag, team: String? = nil,
        officer: String?, due: Due? = nil, isOverdue: Bool = false, opened: Day?,
        ageDays: Int?, lastActivity: Instant?
    ) {
        self.reference = reference
        self.subject = subject
        self.type = type
        self.state = state
        self.team = team
        self.officer = officer
        self.due = due
        self.isOverdue = isOverdue
        self.opened = opened
        self.ageDays = ageDays
        self.lastActivity = lastActivity
    }
}

/// A count above the queue, and the cases it counts where a filter shows them.
package struct Tile: Sendable {
    package let count: Int
    package let label: String
    package let filter: QueueFilter?

    package init(count: Int, label: String, filter: QueueFilter? = nil) {
        self.count = count
        self.label = label
        self.filter = filter
    }
}

/// The queue: cases by filter, in order, twenty to a page.
package struct QueuePage: Sendable {
    package let filter: QueueFilter
    package let tiles: [Tile]
    /// Rows of this page only.
    package let rows: [QueueRow]
    package let pagination: Pagination
    /// Case types to choose from.
    package let types: [Choice]
    package let teams: [Choice]
    /// Staff to choose from, by id; `me` and `nobody` are added.
    package let officers: [Choice]
    package let channels: [Choice]
    /// The moment that "3 days ago" counts from.
    package let now: Instant
    /// A UUID made for this page: with it the next case is taken once, however often it is asked.
    package let command: String

    package init(
        filter: QueueFilter, tiles: [Tile], rows: [QueueRow], pagination: Pagination,
        types: [Choice], teams: [Choice] = [], officers: [Choice],
        channels: [Choice] = Choice.channels, now: Instant, command: String = ""
    ) {
        self.command = command
        self.filter = filter
        self.tiles = tiles
        self.rows = rows
        self.pagination = pagination
        self.types = types
        self.teams = teams
        self.officers = officers
        self.channels = channels
        self.now = now
    }

    package func html(in layout: Layout) -> String {
        Templates.page(
            "queue",
            [
                "newContactHref": Paths.newContact, "nextAction": Paths.next,
                "command": command, "team": present(filter.team), "type": present(filter.type),
                "queueHref": Paths.queue,
                "manyHref": present(rows.isEmpty ? nil : filter.href(on: Paths.many)),
                "tiles": tiles.map(tileView),
                "q": filter.reference,
                "selects": selects,
                "narrowed": filter.isNarrowed,
                "count": countSentence,
                "empty": rows.isEmpty,
                "columns": columns,
                "rows": rows.map(rowView),
                "pagination": pagination.view { filter.on(page: $0).href },
            ], title: title, in: layout)
    }

    private var title: String {
        pagination.page > 1 ? "Queue, page \(pagination.page) of \(pagination.pages)" : "Queue"
    }

    private var countSentence: String {
        let cases = Words.count(pagination.total, "case", "cases")
        guard let range = pagination.range else { return "No cases" }
        guard pagination.pages > 1 else { return cases }
        return
            "Showing \(Words.count(range.lowerBound)) to \(Words.count(range.upperBound)) "
            + "of \(cases)"
    }

    private func tileView(_ tile: Tile) -> View {
        [
            "count": Words.count(tile.count), "label": tile.label,
            "href": present(tile.filter?.href),
            "current": tile.filter?.on(page: 1) == filter.on(page: 1),
        ]
    }

    private var selects: [View] {
        let states = QueueFilter.State.allCases.map {
            Choice($0.rawValue, sentenceCase($0.rawValue))
        }
        let anyone = [Choice("", "Anyone"), Choice("me", "Me"), Choice("nobody", "Nobody")]
        func anyOr(_ choices: [Choice]) -> [Choice] { [Choice("", "Any")] + choices }
        var selects = [
            selectView("state", "State", states, filter.state.rawValue),
            selectView("type", "Type", anyOr(types), filter.type ?? ""),
            selectView("team", "Team", anyOr(teams), filter.team ?? ""),
            selectView("officer", "Officer", anyone + officers, filter.officer ?? ""),
            selectView("channel", "Channel", anyOr(channels), filter.channel ?? ""),
            selectView("sort", "Sort by", Self.orders, filter.order),
        ]
        // An authority without teams has nothing to choose from.
        if teams.isEmpty { selects.remove(at: 2) }
        return selects
    }

    private static let orders = [
        Choice("opened-desc", "Newest first"), Choice("opened-asc", "Oldest first"),
        Choice("due-asc", "Due first"), Choice("due-desc", "Due last"),
        Choice("activity-desc", "Latest activity first"),
        Choice("activity-asc", "Longest without activity"),
        Choice("reference-asc", "Reference"), Choice("reference-desc", "Reference, from the end"),
        Choice("type-asc", "Type, A to Z"), Choice("type-desc", "Type, Z to A"),
    ]

    private func selectView(
        _ name: String, _ label: String, _ choices: [Choice], _ selected: String
    ) -> View {
        [
            "name": name, "label": label,
            "options": choices.map { choice -> View in
                [
                    "value": choice.value, "label": choice.label,
                    "selected": choice.value == selected,
                ]
            },
        ]
    }

    private var columns: [View] {
        let all: [(label: String, column: QueueFilter.Column?, number: Bool)] = [
            ("Reference", .reference, false), ("Subject", nil, false), ("Type", .type, false),
            ("State", nil, false), ("Team", nil, false), ("Officer", nil, false),
            ("Due", .due, false),
            ("Opened", .opened, false), ("Age", nil, true), ("Last activity", .activity, false),
        ]
        return all.map { item in
            let current = item.column == filter.column
            let ascending = filter.direction == .ascending
            return [
                "label": item.label, "number": item.number,
                "href": present(item.column.map { filter.sorted(by: $0).href }),
                "ariaSort": current ? (ascending ? "ascending" : "descending") as Any : false,
                "arrow": current ? (ascending ? "▲" : "▼") : "↕",
            ]
        }
    }

    private func rowView(_ row: QueueRow) -> View {
        [
            "reference": row.reference, "href": Paths.case(row.reference),
            "subject": row.subject.isEmpty ? "No subject" : row.subject,
            "noSubject": row.subject.isEmpty,
            "type": row.type, "state": row.state.view, "team": present(row.team),
            "officer": present(row.officer),
            "due": present(row.due.map(\.shortWords)), "overdue": row.isOverdue,
            "dueTime": present(row.due?.plainText),
            "opened": row.opened.map(Words.shortDay) ?? "Day not known",
            "openedDay": present(row.opened?.description),
            "age": row.ageDays.map { Words.count($0, "day", "days") } ?? "Not known",
            "activity": row.lastActivity.map { Words.relative($0, to: now) } ?? "Not known",
            "activityInstant": present(row.lastActivity?.description),
        ]
    }
}
