// SPDX-License-Identifier: Apache-2.0
import Casework
import EventCodec
import Foundation
import Ledger
import ProjectorKit
import Queues
import ReadModels
import TestKit
import Testing
import WorkingTime

/// What happens in a spec, to which stream, and when.
struct Happening: Sendable {
    static let theCase = "case/0198c0de-0000-7000-8000-00000000000c"

    var event: DomainEvent
    var stream = theCase
    var occurredAt: Occurrence?
    /// When it is recorded; nil: a minute after what came before.
    var recordedAt: Instant?
    var series: String?
    var actor = "system/test"
}

/// Something happens to the case of the spec.
func happened(
    _ event: CaseEvent, on occurredAt: Occurrence? = nil, recordedAt: String? = nil
) -> Happening {
    var series: String?
    if case .opened(let opened) = event { series = opened.type.series }
    return Happening(
        event: .case(event), occurredAt: occurredAt, recordedAt: recordedAt.map(instant),
        series: series)
}

/// Begins a spec of the queues with what has happened so far, in order:
///
///     try await given(opened).when(happened(.assigned(…))).then { $0.officer = "staff/…" }
func given(_ past: Happening...) -> GivenLog { GivenLog(past: past) }

struct GivenLog {
    let past: [Happening]

    /// The rows before and after one more event, each projected from its own log.
    func when(_ happening: Happening) async throws -> QueueChange {
        QueueChange(
            before: try await project(past), after: try await project(past + [happening]))
    }

    private func project(_ happenings: [Happening]) async throws -> QueueModel {
        try queues(of: try await log(of: happenings).ledger)
    }

    /// A log in which just this has happened.
    func log(of happenings: [Happening]) async throws -> SampleLog {
        let log = try SampleLog()
        for happening in happenings {
            if let time = happening.recordedAt {
                log.wait(until: time)
            } else {
                log.clock.advance(seconds: 60)
            }
            try await log.append(
                happening.event, to: happening.stream, on: happening.occurredAt,
                series: happening.series, actor: happening.actor)
        }
        return log
    }
}

/// Everything that the queues hold.
struct QueueModel: Equatable {
    var cases: [QueueRow]
    var staff: [StaffRow]
    var teams: [TeamRow]
    var bookmark: Bookmark
}

/// The queues of a log, projected into a folder of their own.
func queues(of ledger: Ledger) throws -> QueueModel {
    let folder = try TemporaryFolder()
    try Projector<QueuesProjection>(ledger: ledger, folder: folder.path).catchUp()
    let model = ReadModel(name: "queues", folder: folder.path)
    let found = try model.read { database in
        var query = QueueQuery()
        query.sort = .reference
        return QueueModel(
            cases: try query.rows(database), staff: try StaffRow.all(database),
            teams: try TeamRow.all(database),
            bookmark: try #require(try Bookmark.read(database)))
    }
    return try #require(found)
}

struct QueueChange {
    let before: QueueModel
    let after: QueueModel

    /// The case's row changes by exactly this, and nothing else does.
    func then(
        sourceLocation: SourceLocation = #_sourceLocation, _ change: (inout QueueRow) -> Void
    ) {
        var cases = before.cases
        for index in cases.indices where cases[index].id == Happening.theCase {
            change(&cases[index])
        }
        #expect(after.cases == cases, sourceLocation: sourceLocation)
        #expect(after.staff == before.staff, sourceLocation: sourceLocation)
    }

    /// The case has this row, and there was none.
    func then(_ row: QueueRow, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(before.cases.isEmpty, sourceLocation: sourceLocation)
        #expect(after.cases == [row], sourceLocation: sourceLocation)
    }
}
