// SPDX-License-Identifier: Apache-2.0

/// Which cases the queue shows, in what order, and which page of them: the query of `/queue`.
package struct QueueFilter: Sendable, Equatable {
    /// Of the kernel, or any.
    package enum State: String, Sendable, CaseIterable {
        case open
        case onHold = "on-hold"
        case answered
        case underReview = "under-review"
        case closed, all
    }
    package enum Column: String, Sendable, CaseIterable {
        case opened, due, activity, reference, type
    }
    package enum Direction: String, Sendable, CaseIterable {
        case ascending = "asc"
        case descending = "desc"
    }

    package var state: State
    /// The code of a case type; nil for any.
    package var type: String?
    /// `team/UUID`; nil for any.
    package var team: String?
    /// `me`, `nobody`, or a staff id; nil for anyone.
    package var officer: String?
    /// The code of a channel; nil for any.
    package var channel: String?
    /// Part of a reference, as typed; empty for any.
    package var reference: String
    package var column: Column
    package var direction: Direction
    /// 1 or more.
    package var page: Int

    package init(
        state: State = .open, type: String? = nil, team: String? = nil, officer: String? = nil,
        channel: String? = nil, reference: String = "", column: Column = .opened,
        direction: Direction = .descending, page: Int = 1
    ) {
        self.state = state
        self.type = type
        self.team = team
        self.officer = officer
        self.channel = channel
        self.reference = reference
        self.column = column
        self.direction = direction
        self.page = page
    }

    /// Reads the query's parameters (decoded); what is unknown or absent takes its default.
    package init(parameters: [String: String]) {
        func filled(_ name: String) -> String? {
            parameters[name].flatMap { $0.isEmpty ? nil : $0 }
        }
        let order = (parameters["sort"] ?? "").split(separator: "-").map(String.init)
        self.init(
            state: State(rawValue: parameters["state"] ?? "") ?? .open,
            type: filled("type"), team: filled("team"), officer: filled("officer"),
            channel: filled("channel"), reference: parameters["q"] ?? "",
            column: Column(rawValue: order.first ?? "") ?? .opened,
            direction: Direction(rawValue: order.last ?? "") ?? .descending,
            page: max(1, Int(parameters["page"] ?? "") ?? 1))
    }

    /// Path and query; what has its default is left out.
    package var href: String { href(on: Paths.queue) }

    /// The same filter on another page.
    func href(on path: String) -> String {
        var parts: [String] = []
        if state != .open { parts.append("state=\(state.rawValue)") }
        for (name, value) in [
            ("type", type), ("team", team), ("officer", officer), ("channel", channel),
        ] {
            if let value { parts.append("\(name)=\(Paths.encoded(value))") }
        }
        if !reference.isEmpty { parts.append("q=\(Paths.encoded(reference))") }
        if order != "opened-desc" { parts.append("sort=\(order)") }
        if page > 1 { parts.append("page=\(page)") }
        return path + (parts.isEmpty ? "" : "?" + parts.joined(separator: "&"))
    }

    /// `opened-desc` and the like: the value of `sort`.
    var order: String { "\(column.rawValue)-\(direction.rawValue)" }

    /// Whether anything but order and page differs from the plain queue of open cases.
    var isNarrowed: Bool {
        state != .open || type != nil || team != nil || officer != nil || channel != nil
            || !reference.isEmpty
    }

    func on(page: Int) -> QueueFilter {
        var copy = self
        copy.page = page
        return copy
    }

    /// Sorted by `column`: from the other end if it already is, else newest or A first.
    func sorted(by column: Column) -> QueueFilter {
        var copy = on(page: 1)
        copy.column = column
        if self.column == column {
            copy.direction = direction == .ascending ? .descending : .ascending
        } else {
            copy.direction = column == .opened || column == .activity ? .descending : .ascending
        }
        return copy
    }
}
