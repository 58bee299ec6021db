// SPDX-License-Identifier: Apache-2.0
internal import CSV
internal import Casework
internal import Forms

/// What the operator says a table means: which column is what, and what of it may be plain.
///
/// `docs/how-to/migrate.md` describes the file that it is read from.
package struct TableMap: Equatable, Sendable {
    /// The operator's name for the system: a case is known by it and its key.
    package let source: String
    let format: Format
    /// Texts that say that nothing was given.
    let nothing: Set<String>
    /// The column that names a row among the rows of its kind; nil where a row is known by all
    /// that it says.
    let key: Column?
    let rows: Rows
    /// What becomes of each column that is named, in the order named, …
    let columns: [(column: Column, use: Use)]
    /// … and of one that is not: sealed or dropped.
    let restIsSealed: Bool
    /// The file itself, to be kept with what came in by it.
    let text: String

    enum Format: Equatable {
        case csv(CSVFormat)
        /// An array of objects; with `each`, one row for each member of the list at that path.
        case json(each: Column?)
    }

    /// A column by its name, or by its dotted path in JSON, and where the map names it.
    struct Column: Hashable, Sendable {
        let name: String
        let line: Int

        static func == (left: Column, right: Column) -> Bool { left.name == right.name }
        func hash(into hasher: inout Hasher) { hasher.combine(name) }
    }

    enum Rows: Equatable {
        case cases(Cases)
        case activities(Activities)
        case correspondence(Letters)
    }

    struct Cases: Equatable {
        let type: Choice<CaseType>
        let channel: Choice<Channel?>
        /// Nil: all are open.
        let status: Choice<Status>?
        let opened: Moment
        let closed: Moment?
        /// Whether an open case's moment of closing is none, by the sense of the column.
        let closedOnlyIfClosed: Bool
        let subject: Column?
        let message: Column?
        /// `name` `email` `phone` `address`.
        let correspondent: [String: Column]
    }

    struct Activities: Equatable {
        let `case`: Column
        let activity: Choice<Code>
        let happened: Moment
        let performer: Column?
    }

    struct Letters: Equatable {
        let `case`: Column
        let direction: Choice<Direction>
        let channel: Choice<Channel>
        let happened: Moment
        let subject: Column?
        let message: Column
    }

    enum Status: Equatable { case open, closed(Outcome) }

    /// A value said once for all rows, or found by what a column says.
    enum Choice<Value: Equatable & Sendable>: Equatable, Sendable {
        case fixed(Value)
        case table(Column, [String: Value], otherwise: Value?)
        /// The column's own text, which the operator says may be plain.
        case plain(Column)
    }

    struct Moment: Equatable {
        let column: Column
        let reading: MomentReading
        /// Whether a row without one comes in, and is flagged; of a closing, a row of a closed
        /// case.
        let mayBeEmpty: Bool
    }

    /// What becomes of a column.
    enum Use: Equatable {
        case sealed, drop
        /// Plain, each in a form that is checked.
        case code, integer, number, boolean
        case moment(MomentReading)
    }

    package static func == (left: TableMap, right: TableMap) -> Bool { left.text == right.text }
}

extension TableMap.Choice {
    var column: TableMap.Column? {
        switch self {
        case .fixed: nil
        case .table(let column, _, _), .plain(let column): column
        }
    }
}

extension TableMap {
    /// Columns whose values go where they belong, whole; they are not kept a second time unless
    /// `columns` says so.
    var taken: [Column] {
        switch rows {
        case .cases(let cases):
            [key, cases.opened.column, cases.closed?.column, cases.subject, cases.message]
                .compactMap { $0 } + cases.correspondent.values
        case .activities(let activities):
            [key, activities.case, activities.happened.column, activities.performer]
                .compactMap { $0 } + plainColumns(activities.activity)
        case .correspondence(let letters):
            [key, letters.case, letters.happened.column, letters.subject, letters.message]
                .compactMap { $0 }
        }
    }

    /// Columns that are read through a table of values, and so are kept as they were as well.
    var translated: [Column] {
        switch rows {
        case .cases(let cases):
            [cases.type.column, cases.channel.column, cases.status?.column].compactMap { $0 }
        case .activities(let activities):
            plainColumns(activities.activity).isEmpty
                ? [activities.activity.column].compactMap { $0 } : []
        case .correspondence(let letters):
            [letters.direction.column, letters.channel.column].compactMap { $0 }
        }
    }

    private func plainColumns(_ choice: Choice<Code>) -> [Column] {
        if case .plain(let column) = choice { [column] } else { [] }
    }

    /// Every column that the map names, once.
    var named: [Column] {
        var seen: Set<Column> = []
        return (taken + translated + columns.map(\.column)).filter { seen.insert($0).inserted }
    }

    /// The name of the rows' kind, as the map has it.
    var kind: String {
        switch rows {
        case .cases: "cases"
        case .activities: "activities"
        case .correspondence: "correspondence"
        }
    }
}

/// What is wrong with a mapping file.
package struct TableMapError: Error, Equatable {
    /// From 1; nil where the file cannot be read at all.
    package let line: Int?
    /// A sentence without full stop.
    package let reason: String
}
