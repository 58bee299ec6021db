// SPDX-License-Identifier: Apache-2.0
internal import Casework
internal import EventCodec
internal import Forms
package import ProjectorKit
internal import ReadModels
internal import WorkingTime

/// Every case with its state, its stage, its officer and its dates.
package struct QueuesProjection: Projection {
    package static let name = "queues"
    /// Raise it when `apply` or the schema changes: the kit then replays from the first event.
    package static let version = 8
    package static let schema = String(decoding: PackageResources.schema_sql, as: UTF8.self)
    package static let indexes = String(decoding: PackageResources.indexes_sql, as: UTF8.self)

    package init() {}

    package func apply(_ event: ProjectedEvent, to tables: Tables) throws {
        let id = event.stream
        let time = event.time.description
        switch event.body {
        case .case(let change): try apply(change, event, to: tables)
        case .staff(.registered): try tables.put(StaffRow(id: id, since: time))
        case .staff(.joinedTeam(let joined)):
            try update(id, tables) { (staff: inout StaffRow) in
                staff.team = joined.team?.description
            }
        case .staff(.deactivated):
            try update(id, tables) { (staff: inout StaffRow) in staff.left = time }
        case .teamEstablished(let team):
            try tables.put(TeamRow(id: id, name: team.name.text))
        default: break
        }
    }

    private func update<R: TableRow>(
        _ key: String, _ tables: Tables, _ change: (inout R) -> Void
    ) throws {
        guard var row: R = try tables.row(key) else { return }
        change(&row)
        try tables.put(row)
    }

    private func apply(
        _ change: CaseEvent, _ event: ProjectedEvent, to tables: Tables
    ) throws {
        let id = event.stream
        if case .opened(let opened) = change {
            try tables.put(row(id, opened, event))
            return
        }
        guard var row: QueueRow = try tables.row(id) else { return }
        let happenedAt = happened(change, event)
        // What another system recorded may come in any order: its last is not our last, and what
        // is of no known day comes before nothing but what is of none either.
        let isLatest = row.activeAt.map { known in happenedAt.map { $0 >= known } ?? false } ?? true
        if isLatest, let happenedAt { row.activeAt = happenedAt }
        stand(change, &row)
        switch change {
        case .activityRecorded(let recorded):
            if isLatest { row.activity = recorded.activity?.description }
        case .allocated(let allocated): row.team = allocated.team?.description
        case .assigned(let assigned): row.officer = assigned.officer?.description
        case .closed(let closed): close(&row, closed.outcome, happenedAt)
        case .contradictionFound: row.contradictions += 1
        case .acceptance(.rejected): row.team = nil
        case .triage(.prioritised(let given)): row.priority = given.priority.rawValue
        case .clock(let clock): apply(clock, to: &row)
        case .information(.review(.requested)), .complaint(.escalated): reopen(&row)
        case .correction(.receiptCorrected(let correction)):
            row.opened = correction.received.description
        case .ending(let ending): apply(ending, to: &row, happenedAt)
        default: break
        }
        row.version = event.streamVersion
        row.position = event.position
        try tables.put(row)
    }

    private func apply(_ ending: EndingEvent, to row: inout QueueRow, _ happenedAt: String?) {
        switch ending {
        case .withdrawn: close(&row, .withdrawn, happenedAt)
        case .transferred: close(&row, .referred, happenedAt)
        case .disposed: break
        case .reopened: reopen(&row)
        case .referredBack(let referred):
            row.team = referred.team?.description
        }
    }

    private func apply(_ clock: ClockComputed, to row: inout QueueRow) {
        var dues = (row.clocks ?? "").split(separator: " ").map(String.init)
            .filter { !$0.hasPrefix("\(clock.clock.rawValue)=") }
        if clock.state == .running, let due = clock.due {
            dues.append("\(clock.clock.rawValue)=\(due.plainText)")
        }
        row.clocks = dues.isEmpty ? nil : dues.joined(separator: " ")
        // A day sorts before the instants of that day, and all are written so that they sort.
        row.due = dues.compactMap { $0.split(separator: "=").last.map(String.init) }.min()
    }

    /// Its state and, under a process, the stage over that.
    private func stand(_ change: CaseEvent, _ row: inout QueueRow) {
        var standing = KernelStanding(text: row.standing)
        standing.evolve(change)
        row.standing = standing.text
        row.state = standing.state?.rawValue ?? row.state
        switch change {
        case .stage(.adopted(let adopted)):
            (row.process, row.stage) = (adopted.process.description, adopted.stage.description)
        case .stage(.moved(let moved)): row.stage = moved.to.description
        case .stage(.processMoved(let moved)):
            (row.process, row.stage) = (moved.process.description, moved.stage.description)
        default: if row.process == nil { row.stage = row.state }
        }
    }

    private func reopen(_ row: inout QueueRow) {
        row.outcome = nil
        row.closedAt = nil
    }

    private func close(_ row: inout QueueRow, _ outcome: Outcome, _ happenedAt: String?) {
        row.outcome = outcome.rawValue
        row.closedAt = happenedAt
    }

    /// The moment that counts for a case: as an import says it, else as it was recorded; nil where
    /// an import does not know.
    private func happened(_ change: CaseEvent, _ event: ProjectedEvent) -> String? {
        let isImported = isImported(event)
        switch (change, event.occurredAt) {
        case (.activityRecorded, .instant(let instant)): return instant.description
        case (_, .instant(let instant)) where isImported: return instant.description
        case (_, .day(let day)) where isImported: return London.start(of: day).description
        case (_, nil) where isImported: return nil
        default: return event.time.description
        }
    }

    private func isImported(_ event: ProjectedEvent) -> Bool {
        if case .imported = Actor(event.actor) { true } else { false }
    }

    private func row(_ id: String, _ opened: CaseOpened, _ event: ProjectedEvent) -> QueueRow {
        let isUndated = event.occurredAt == nil && isImported(event)
        var activeAt: Instant? = isUndated ? nil : event.time
        switch event.occurredAt {
        case .instant(let instant): activeAt = instant
        case .day(let day) where opened.log != nil: activeAt = London.start(of: day)
        case .day, nil: break
        }
        return QueueRow(
            id: id, reference: event.reference ?? "", type: opened.type.rawValue, state: "open",
            channel: opened.channel?.rawValue, officer: nil,
            correspondent: opened.correspondent?.description, log: opened.log?.description,
            opened: isUndated ? nil : event.day.description,
            recordedAt: event.time.description,
            activeAt: activeAt?.description, activity: nil, closedAt: nil, outcome: nil,
            version: event.streamVersion, position: event.position)
    }
}
