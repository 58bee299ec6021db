// SPDX-License-Identifier: Apache-2.0
package import GRDB
package import WorkingTime

/// What a queue page asks for.
package struct QueueQuery: Equatable, Sendable {
    package enum Officer: Equatable, Sendable {
        case nobody
        /// `staff/UUID`.
        case member(String)
    }
    package enum Sort: String, CaseIterable, Sendable {
        case opened, due, active, reference, type

        var column: String {
            switch self {
            case .opened: "opened"
            case .due: "due"
            case .active: "active_at"
            case .reference: "reference"
            case .type: "type"
            }
        }
    }
    // Each nil where the page does not filter by it.
    /// A state of the kernel.
    package var state: String?
    package var type: String?
    /// `team/UUID`.
    package var team: String?
    package var officer: Officer?
    package var channel: String?
    /// A part of the reference.
    package var reference: String?
    package var sort = Sort.opened
    package var descending = false
    /// From 1.
    package var page = 1
    package static let pageSize = 20

    package init() {}

    private var conditions: (sql: String, arguments: StatementArguments) {
        var parts: [String] = []
        var arguments: [(any DatabaseValueConvertible)?] = []
        let equal = [("state", state), ("type", type), ("channel", channel), ("team", team)]
        for (column, value) in equal {
            guard let value else { continue }
            parts.append("\(column) = ?")
            arguments.append(value)
        }
        switch officer {
        case .nobody: parts.append("officer IS NULL")
        case .member(let id):
            parts.append("officer = ?")
            arguments.append(id)
        case nil: break
        }
        if let reference {
            parts.append("instr(reference, ?) > 0")
            arguments.append(reference.uppercased())
        }
        let sql = parts.isEmpty ? "" : " WHERE " + parts.joined(separator: " AND ")
        return (sql, StatementArguments(arguments))
    }

    /// How many cases there are on all pages.
    package func count(_ database: Database) throws -> Int {
        let (sql, arguments) = conditions
        return try Int.fetchOne(
            database, sql: "SELECT count(*) FROM case_rows" + sql, arguments: arguments) ?? 0
    }

    /// The cases of the page.
    package func rows(_ database: Database) throws -> [QueueRow] {
        let (sql, arguments) = conditions
        let direction = descending ? "DESC" : "ASC"
        // A case of which nobody knows when something happened is neither active nor waiting, and
        // one of which nothing is due comes after those that are.
        let nulls = sort == .active || sort == .due ? " NULLS LAST" : ""
        let columns = QueueRow.columns.joined(separator: ", ")
        return try Row.fetchAll(
            database,
            sql: """
                SELECT \(columns) FROM case_rows\(sql)
                ORDER BY \(sort.column) \(direction)\(nulls), reference \(direction)
                LIMIT ? OFFSET ?
                """,
            arguments: arguments + [Self.pageSize, (max(1, page) - 1) * Self.pageSize]
        ).map(QueueRow.init(row:))
    }
}

extension QueueQuery {
    /// The open cases that nobody has, a hundred at most: those of a higher priority first, then
    /// those that are due first, then those that have waited longest.
    package func waiting(_ database: Database) throws -> [QueueRow] {
        var query = self
        query.state = "open"
        query.officer = .nobody
        let (sql, arguments) = query.conditions
        let columns = QueueRow.columns.joined(separator: ", ")
        return try Row.fetchAll(
            database,
            sql: """
                SELECT \(columns) FROM case_rows\(sql)
                ORDER BY CASE priority WHEN 'urgent' THEN 0 WHEN 'high' THEN 1 WHEN 'low' THEN 3
                         ELSE 2 END, due NULLS LAST, opened, reference
                LIMIT 100
                """,
            arguments: arguments
        ).map(QueueRow.init(row:))
    }
}

/// The figures above a queue.
package struct QueueCounts: Equatable, Sendable {
    package let open: Int
    package let unallocated: Int
    package let openedSince: Int
    package let closedSince: Int

    /// - Parameters:
    ///   - day: The first day in Europe/London that counts for the last two.
    ///   - last: The last that counts: an imported case may say that it opens in years to come.
    package init(_ database: Database, since day: Day, through last: Day) throws {
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT (SELECT count(*) FROM case_rows WHERE state = 'open'),
                       (SELECT count(*) FROM case_rows WHERE state = 'open' AND officer IS NULL),
                       (SELECT count(*) FROM case_rows WHERE opened BETWEEN ? AND ?),
                       (SELECT count(*) FROM case_rows WHERE state = 'closed' AND closed_at >= ?)
                """,
            arguments: [
                day.description, last.description, London.start(of: day).description,
            ])
        open = row?[0] ?? 0
        unallocated = row?[1] ?? 0
        openedSince = row?[2] ?? 0
        closedSince = row?[3] ?? 0
    }
}

extension QueueRow {
    /// The case of a reference, whatever case it is written in.
    package static func find(_ reference: String, _ database: Database) throws -> QueueRow? {
        try Row.fetchOne(
            database,
            sql: """
                SELECT \(columns.joined(separator: ", ")) FROM case_rows WHERE reference = ?
                """, arguments: [reference.uppercased()]
        ).map(QueueRow.init(row:))
    }
}
