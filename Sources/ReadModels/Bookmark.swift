// SPDX-License-Identifier: Apache-2.0
package import GRDB

/// How far a projector has come, written in the transaction that wrote the rows.
package struct Bookmark: Equatable, Sendable {
    package enum State: String, Sendable {
        /// A first or a new generation is being built; readers do not see it yet.
        case building
        case live
        /// An event of a known type did not decode; `reason` says where.
        case stopped
    }
    /// The id of the ledger that it was made from.
    package var ledger: String
    /// The projection's version.
    package var version: Int
    /// The last event that the rows reflect; 0 for none.
    package var position: Int
    /// The leaf hash of that event, hexadecimal; empty for none.
    package var leaf: String
    package var state: State
    package var reason: String?
    /// Events of types that the program did not know.
    package var skipped: Int

    package init(
        ledger: String, version: Int, position: Int = 0, leaf: String = "", state: State,
        reason: String? = nil, skipped: Int = 0
    ) {
        self.ledger = ledger
        self.version = version
        self.position = position
        self.leaf = leaf
        self.state = state
        self.reason = reason
        self.skipped = skipped
    }

    package static let schema = """
        CREATE TABLE bookmark (
            one      INTEGER PRIMARY KEY CHECK (one = 1),  -- 1: there is one row
            ledger   TEXT NOT NULL,     -- the ledger's id
            version  INTEGER NOT NULL,  -- the projection's version
            position INTEGER NOT NULL,  -- the last event that the rows reflect
            leaf     TEXT NOT NULL,     -- that event's leaf hash
            state    TEXT NOT NULL,     -- building, live, stopped
            reason   TEXT,              -- why it is stopped
            skipped  INTEGER NOT NULL   -- events of types that were not known
        );
        """

    /// Nil where the file has no bookmark.
    package static func read(_ database: Database) throws -> Bookmark? {
        guard try database.tableExists("bookmark"),
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT ledger, version, position, leaf, state, reason, skipped FROM bookmark
                    """),
            let state = State(rawValue: row[4])
        else { return nil }
        return Bookmark(
            ledger: row[0], version: row[1], position: row[2], leaf: row[3], state: state,
            reason: row[5], skipped: row[6])
    }

    package func write(_ database: Database) throws {
        try database.execute(
            sql: "INSERT OR REPLACE INTO bookmark VALUES (1, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [ledger, version, position, leaf, state.rawValue, reason, skipped])
    }
}
