// SPDX-License-Identifier: Apache-2.0
package import GRDB

/// A case in the queues: a row of `case_rows` in `Projections/Queues/schema.sql`, which says what
/// each column is. Times are UTC ISO 8601 text, days `YYYY-MM-DD`.
package struct QueueRow: TableRow, Equatable {
    package var id: String
    package var reference: String
    package var type: String
    package var state: String
    package var stage: String
    package var channel: String?
    package var team: String?
    package var officer: String?
    package var correspondent: String?
    package var log: String?
    package var opened: String?
    package var recordedAt: String
    package var activeAt: String?
    package var activity: String?
    package var closedAt: String?
    package var outcome: String?
    package var contradictions: Int
    package var priority: String?
    package var due: String?
    /// As `answer=2026-12-18 acknowledgement=2026-11-30`, of the clocks that run.
    package var clocks: String?
    package var process: String?
    /// What the state follows from, as `KernelStanding` writes it.
    package var standing: String
    package var version: Int
    package var position: Int

    package init(
        id: String, reference: String, type: String, state: String, stage: String? = nil,
        channel: String?, team: String? = nil, officer: String?, correspondent: String?,
        log: String?,
        opened: String?,
        recordedAt: String, activeAt: String?, activity: String?, closedAt: String?,
        outcome: String?, contradictions: Int = 0, priority: String? = nil, due: String? = nil,
        clocks: String? = nil, process: String? = nil, standing: String? = nil, version: Int,
        position: Int
    ) {
        self.id = id
        self.reference = reference
        self.type = type
        self.state = state
        self.stage = stage ?? state
        self.channel = channel
        self.team = team
        self.officer = officer
        self.correspondent = correspondent
        self.log = log
        self.opened = opened
        self.recordedAt = recordedAt
        self.activeAt = activeAt
        self.activity = activity
        self.closedAt = closedAt
        self.outcome = outcome
        self.contradictions = contradictions
        self.priority = priority
        self.due = due
        self.clocks = clocks
        self.process = process
        self.standing = standing ?? state
        self.version = version
        self.position = position
    }

    package static let table = "case_rows"
    package static let columns = [
        "id", "reference", "type", "state", "stage", "channel", "team", "officer", "correspondent",
        "log",
        "opened", "recorded_at", "active_at", "activity", "closed_at", "outcome",
        "contradictions", "priority", "due", "clocks", "process", "standing", "version", "position",
    ]
    package var key: String { id }
    package var values: [(any DatabaseValueConvertible)?] {
        [
            id, reference, type, state, stage, channel, team, officer, correspondent, log, opened,
            recordedAt, activeAt, activity, closedAt, outcome, contradictions, priority,
            due, clocks, process, standing, version, position,
        ]
    }

    package init(row: Row) throws {
        id = row[0]
        reference = row[1]
        type = row[2]
        state = row[3]
        stage = row[4]
        channel = row[5]
        team = row[6]
        officer = row[7]
        correspondent = row[8]
        log = row[9]
        opened = row[10]
        recordedAt = row[11]
        activeAt = row[12]
        activity = row[13]
        closedAt = row[14]
        outcome = row[15]
        contradictions = row[16]
        priority = row[17]
        due = row[18]
        clocks = row[19]
        process = row[20]
        standing = row[21]
        version = row[22]
        position = row[23]
    }
}
