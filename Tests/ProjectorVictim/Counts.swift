// SPDX-License-Identifier: Apache-2.0
internal import GRDB
internal import ProjectorKit
internal import ReadModels

/// A fold that shows each event which is applied twice or not at all: it counts them, by stream
/// and in all.
struct CountsProjection: Projection {
    static let name = "counts"
    static let version = 1
    static let schema = """
        CREATE TABLE count_rows (
            stream TEXT PRIMARY KEY NOT NULL, events INTEGER NOT NULL, positions INTEGER NOT NULL
        ) WITHOUT ROWID;
        """
    static let indexes = "CREATE INDEX IF NOT EXISTS by_events ON count_rows (events);"

    func apply(_ event: ProjectedEvent, to tables: Tables) throws {
        for stream in ["all", event.stream] {
            var row = try tables.row(stream) ?? CountRow(stream: stream, events: 0, positions: 0)
            row.events += 1
            row.positions += event.position
            try tables.put(row)
        }
    }
}

/// The same fold in its next version.
struct RecountsProjection: Projection {
    static let name = CountsProjection.name
    static let version = 2
    static let schema = CountsProjection.schema
    static let indexes = CountsProjection.indexes

    func apply(_ event: ProjectedEvent, to tables: Tables) throws {
        try CountsProjection().apply(event, to: tables)
    }
}

private struct CountRow: TableRow {
    let stream: String
    var events: Int
    /// The sum of their positions.
    var positions: Int

    init(stream: String, events: Int, positions: Int) {
        self.stream = stream
        self.events = events
        self.positions = positions
    }

    static let table = "count_rows"
    static let columns = ["stream", "events", "positions"]
    var key: String { stream }
    var values: [(any DatabaseValueConvertible)?] { [stream, events, positions] }

    init(row: Row) throws {
        stream = row[0]
        events = row[1]
        positions = row[2]
    }
}
