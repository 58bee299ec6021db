// SPDX-License-Identifier: Apache-2.0
import Casework
import EventCodec
import Forms
import ReadModels
import TestKit
import Testing
import WorkingTime

private let log = LogID(uuid: "0198c0de-0000-7000-8000-0000000000dd")

/// Something that an import says happened; recorded in 2026.
private func imported(_ event: CaseEvent, on moment: Occurrence?) -> Happening {
    var happening = happened(event, on: moment)
    happening.actor = "import/0198c0de-0000-7000-8000-0000000000dd"
    return happening
}

private let opened = imported(
    .opened(CaseOpened(type: .complaint, log: log, name: .value("C-7"), row: .value("c0de"))),
    on: .day(.of("2019-07-01")))

@Suite("The queues: a case from another system") struct QueuesImportTests {
    private func activity(_ name: String, _ moment: String?) -> Happening {
        imported(
            .activityRecorded(ActivityRecorded(activity: Code(name))),
            on: moment.flatMap { Occurrence($0) })
    }

    private func touched(_ row: inout QueueRow) {
        row.version += 1
        row.position += 1
    }

    @Test func `is of its own type, and opened when it was opened there`() async throws {
        let row = try #require(try await given().when(opened).after.cases.first)
        #expect(row.reference.hasPrefix("CMP-") && row.type == "complaint")
        #expect(row.opened == "2019-07-01" && row.activeAt == "2019-06-30T23:00:00.000Z")
        #expect(row.log == log?.description && row.contradictions == 0)
    }

    @Test func `is opened on no day where nobody knows it`() async throws {
        var undated = opened
        undated.occurredAt = nil
        let row = try #require(try await given().when(undated).after.cases.first)
        #expect(row.opened == nil && row.activeAt == nil)
    }

    @Test func `was last active when anything that is dated was`() async throws {
        var undated = opened
        undated.occurredAt = nil
        let flag = imported(.contradictionFound(ContradictionFound(.withoutDay)), on: nil)
        let (rang, visited) = (activity("Rang", nil), activity("Visited", "2019-08-01"))
        let rows = try await given(undated, flag).when(rang).after.cases
        #expect(rows.map(\.activity) == ["Rang"] && rows.map(\.activeAt) == [nil])
        try await given(undated, rang).when(visited).then { row in
            row.activity = "Visited"
            row.activeAt = "2019-07-31T23:00:00.000Z"
            touched(&row)
        }
        try await given(undated, visited).when(rang).then { touched(&$0) }
        try await given(opened).when(rang).then { touched(&$0) }
    }

    @Test(
        "is closed when it was closed there",
        arguments: [
            ("2019-07-05T08:00:00Z", "2019-07-05T08:00:00.000Z"),
            ("2019-12-05", "2019-12-05T00:00:00.000Z"),
        ])
    func closed(moment: String, expected: String) async throws {
        try await given(opened).when(imported(casesEnd, on: Occurrence(moment))).then { row in
            (row.state, row.stage, row.standing) = ("closed", "closed", "closed")
            row.outcome = "unknown"
            row.closedAt = expected
            row.activeAt = expected
            touched(&row)
        }
    }
    private let casesEnd = CaseEvent.closed(CaseClosed(outcome: .unknown))

    @Test func `is closed on no day where nobody knows it`() async throws {
        try await given(opened).when(imported(casesEnd, on: nil)).then { row in
            (row.state, row.stage, row.standing) = ("closed", "closed", "closed")
            row.outcome = "unknown"
            touched(&row)
        }
    }

    @Test func `counts its contradictions, which are no activity`() async throws {
        let first = imported(
            .contradictionFound(ContradictionFound(.closedWithoutClosingDay)), on: nil)
        let second = imported(.contradictionFound(ContradictionFound(.duplicateKey)), on: nil)
        try await given(opened).when(first).then { row in
            row.contradictions = 1
            touched(&row)
        }
        try await given(opened, first).when(second).then { row in
            row.contradictions = 2
            touched(&row)
        }
    }

    @Test func `was last active when it last was there, in whatever order that comes in`()
        async throws
    {
        let last = activity("Visited", "2019-08-01T10:00:00Z")
        try await given(opened).when(last).then { row in
            row.activity = "Visited"
            row.activeAt = "2019-08-01T10:00:00.000Z"
            touched(&row)
        }
        try await given(opened, last).when(activity("Rang", "2019-07-20T10:00:00Z")).then { row in
            touched(&row)
        }
    }

    @Test func `is active again by what happens here`() async throws {
        try await given(opened).when(
            happened(
                .noteAdded(NoteAdded(text: .value("x"))), recordedAt: "2026-06-01T10:00:00.000Z")
        ).then { row in
            row.activeAt = "2026-06-01T10:00:00.000Z"
            touched(&row)
        }
    }
}
