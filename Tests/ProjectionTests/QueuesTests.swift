// SPDX-License-Identifier: Apache-2.0
import Casework
import EventCodec
import Forms
import Queues
import ReadModels
import TestKit
import Testing
import WorkingTime

private let person = PersonID(uuid: "0198c0de-0000-7000-8000-0000000000cc")
private let log = LogID(uuid: "0198c0de-0000-7000-8000-0000000000dd")

private let opened = happened(
    .opened(
        CaseOpened(
            type: .foi, channel: .email, correspondent: person, subject: .value("Trees"),
            message: .value("How many?"))),
    on: .day(.of("2026-01-03")), recordedAt: "2026-01-05T09:00:00.123Z")
private let openedRow = QueueRow(
    id: Happening.theCase, reference: "FOI-2026-000001", type: "foi", state: "open",
    channel: "email", officer: nil, correspondent: person?.description, log: nil,
    opened: "2026-01-03", recordedAt: "2026-01-05T09:00:00.123Z",
    activeAt: "2026-01-05T09:00:00.123Z", activity: nil, closedAt: nil, outcome: nil, version: 1,
    position: 1)

private let imported = happened(
    .opened(CaseOpened(type: .imported, log: log, name: .value("case-7"))),
    on: .instant(instant("2011-05-31T23:30:00.000Z")), recordedAt: "2026-01-05T09:00:00.123Z")

@Suite("The queues: a case begins") struct QueueOpeningTests {
    @Test func `by hand, it is open, with nobody, on the day it came`() async throws {
        try await given().when(opened).then(openedRow)
    }

    @Test func `from a log, it is active when its first activity was`() async throws {
        try await given().when(imported).then(
            QueueRow(
                id: Happening.theCase, reference: "IMP-2026-000001", type: "imported",
                state: "open", channel: nil, officer: nil, correspondent: nil,
                log: log?.description, opened: "2011-06-01",
                recordedAt: "2026-01-05T09:00:00.123Z", activeAt: "2011-05-31T23:30:00.000Z",
                activity: nil, closedAt: nil, outcome: nil, version: 1, position: 1))
    }

    @Test(
        "an instant counts for London's day",
        arguments: [
            ("2026-01-04T23:59:59.999Z", "2026-01-04"), ("2026-03-29T00:59:59.000Z", "2026-03-29"),
            ("2026-06-30T22:59:59.000Z", "2026-06-30"), ("2026-06-30T23:00:00.000Z", "2026-07-01"),
            ("2026-10-24T23:30:00.000Z", "2026-10-25"), ("2026-10-25T23:30:00.000Z", "2026-10-25"),
        ])
    func day(time: String, day: String) async throws {
        // As it was recorded, where nobody says when it happened, …
        var bare = imported
        bare.occurredAt = nil
        bare.recordedAt = instant(time)
        #expect(try await given().when(bare).after.cases.map(\.opened) == [day])
        #expect(try await given().when(bare).after.cases.map(\.activeAt) == [time])
        // … and as it happened.
        var dated = imported
        dated.occurredAt = .instant(instant(time))
        dated.recordedAt = instant("2026-12-01T12:00:00.000Z")
        #expect(try await given().when(dated).after.cases.map(\.opened) == [day])
    }
}

@Suite("The queues: a case goes on") struct QueueChangeTests {
    private let later = "2026-01-06T10:00:00.000Z"

    @Test func `it is allocated to a team, and to none`() async throws {
        let team = TeamID(uuid: "0198c0de-0000-7000-8000-0000000000ee")
        let allocated = happened(.allocated(CaseAllocated(team: team)), recordedAt: later)
        let taken = happened(.allocated(CaseAllocated(team: nil)), recordedAt: later)
        try await given(opened).when(allocated).then { row in
            row.team = team?.description
            moved(&row)
        }
        try await given(opened, happened(.allocated(CaseAllocated(team: team)))).when(taken).then {
            row in
            row.team = nil
            moved(&row)
        }
    }

    @Test func `it is assigned, given to another, and to nobody`() async throws {
        let toAnna = happened(.assigned(CaseAssigned(officer: anna)))
        let toBen = happened(.assigned(CaseAssigned(officer: ben)), recordedAt: later)
        let toNobody = happened(.assigned(CaseAssigned(officer: nil)), recordedAt: later)
        try await given(opened, toAnna).when(toBen).then { row in
            row.officer = ben.description
            moved(&row)
        }
        try await given(opened, toAnna).when(toNobody).then { row in
            row.officer = nil
            moved(&row)
        }
    }

    @Test(arguments: Outcome.allCases)
    func `it is closed with its outcome`(outcome: Outcome) async throws {
        let closed = happened(
            .closed(CaseClosed(outcome: outcome, note: .value("Done"))), recordedAt: later)
        try await given(opened).when(closed).then { row in
            (row.state, row.stage, row.standing) = ("closed", "closed", "closed")
            row.outcome = outcome.rawValue
            row.closedAt = later
            moved(&row)
        }
    }

    @Test func `a note moves its activity and its version only`() async throws {
        let note = happened(.noteAdded(NoteAdded(text: .value("Called"))), recordedAt: later)
        try await given(opened).when(note).then { moved(&$0) }
    }

    @Test func `correspondence moves its activity to when it was recorded`() async throws {
        let letter = happened(
            .correspondenceRecorded(
                CorrespondenceRecorded(
                    direction: .incoming, channel: .letter, subject: nil,
                    message: .value("Hello"))),
            on: .day(.of("2026-01-04")), recordedAt: later)
        try await given(opened).when(letter).then { moved(&$0) }
        let closed = happened(.closed(CaseClosed(outcome: .answered)))
        var afterwards = letter
        afterwards.recordedAt = instant(later)
        try await given(opened, closed).when(afterwards).then { moved(&$0) }
    }

    @Test func `an activity says what was done, and when it happened`() async throws {
        let activity = happened(
            .activityRecorded(ActivityRecorded(activity: Code("Confirmation of receipt"))),
            on: .instant(instant("2011-06-02T08:15:00.500Z")), recordedAt: later)
        try await given(imported).when(activity).then { row in
            row.activity = "Confirmation of receipt"
            moved(&row)
            row.activeAt = "2011-06-02T08:15:00.500Z"
        }
    }

    @Test func `an activity without a time is active when it is recorded`() async throws {
        let activity = happened(
            .activityRecorded(ActivityRecorded(activity: nil)), recordedAt: later)
        try await given(imported).when(activity).then { moved(&$0) }
    }

    @Test func `another case is left alone`() async throws {
        var other = opened
        other.stream = "case/0198c0de-0000-7000-8000-00000000000e"
        var note = happened(.noteAdded(NoteAdded(text: .value("x"))))
        note.stream = other.stream
        let change = try await given(opened, other).when(note)
        #expect(change.before.cases.count == 2)
        #expect(change.after.cases.first == change.before.cases.first)
        #expect(change.after.cases.last != change.before.cases.last)
    }

    /// The row was touched by the next event of its stream and of the log, recorded at `later`.
    private func moved(_ row: inout QueueRow) {
        row.activeAt = later
        row.version += 1
        row.position += 1
    }
}

@Suite("The queues: what is no case's") struct QueueOtherTests {
    @Test func `staff join a team, move, and leave; a team has its name`() async throws {
        let team = try #require(TeamID(uuid: "0198c0de-0000-7000-8000-0000000000ee"))
        func staff(_ event: DomainEvent, _ time: String) -> Happening {
            Happening(event: event, stream: ben.description, recordedAt: instant(time))
        }
        let registered = staff(
            .staff(.registered(StaffRegistered(name: .value("Ben")))), "2026-01-05T09:00:00.000Z")
        let named = Happening(
            event: .teamEstablished(
                TeamEstablished(name: try #require(Published("Public liaison")))),
            stream: team.description, recordedAt: instant("2026-01-05T09:00:01.000Z"))
        let joined = staff(
            .staff(.joinedTeam(StaffJoinedTeam(team: team))), "2026-01-05T09:00:02.000Z")
        let left = staff(
            .staff(.deactivated(StaffDeactivated())), "2026-01-05T09:00:03.000Z")
        let change = try await given(registered, named, joined).when(left)
        #expect(change.before.teams == [TeamRow(id: team.description, name: "Public liaison")])
        var row = StaffRow(
            id: ben.description, since: "2026-01-05T09:00:00.000Z", team: team.description)
        #expect(change.before.staff == [row])
        row.left = "2026-01-05T09:00:03.000Z"
        #expect(change.after.staff == [row])
    }

    @Test func `staff stand in the order in which they were registered`() async throws {
        var first = happened(.noteAdded(NoteAdded(text: .value(""))))
        first.event = .staff(.registered(StaffRegistered(name: .value("Ben"))))
        first.stream = ben.description
        first.recordedAt = instant("2026-01-05T09:00:00.000Z")
        var second = first
        second.stream = anna.description
        second.recordedAt = instant("2026-01-05T09:00:00.001Z")
        let change = try await given(first).when(second)
        #expect(
            change.after.staff == [
                StaffRow(id: ben.description, since: "2026-01-05T09:00:00.000Z"),
                StaffRow(id: anna.description, since: "2026-01-05T09:00:00.001Z"),
            ])
        #expect(change.after.cases.isEmpty)
    }

    @Test func `an unknown type or version is skipped and counted`() async throws {
        let log = try SampleLog()
        try await log.open(1)
        try await log.append(type: "case.teleported", to: "case/1")
        try await log.append(type: "case.assigned", version: 2, to: "case/1")
        try await log.append(type: "weather.changed", to: "weather/1")
        try await log.append(.case(.assigned(CaseAssigned(officer: anna))), to: "case/1")
        let model = try queues(of: log.ledger)
        #expect(model.bookmark.skipped == 3)
        #expect(model.bookmark.position == 5)
        #expect(model.bookmark.state == .live)
        #expect(model.cases.map(\.officer) == [anna.description])
        #expect(model.cases.map(\.version) == [4])
    }

    @Test func `what is known but of no concern is neither a row nor skipped`() async throws {
        let log = try SampleLog()
        try await log.append(
            .person(
                .registered(
                    PersonRegistered(name: .value("A"), email: nil, phone: nil, address: nil))),
            to: "person/1")
        // A change to a case whose beginning is not in the log.
        try await log.append(.case(.assigned(CaseAssigned(officer: anna))), to: "case/9")
        let model = try queues(of: log.ledger)
        #expect(model.cases.isEmpty && model.staff.isEmpty)
        #expect(model.bookmark.skipped == 0 && model.bookmark.position == 2)
    }
}
