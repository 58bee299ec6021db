// SPDX-License-Identifier: Apache-2.0
import CaseService
import Casework
import EventCodec
import Forms
import Testing
import WorkingTime

private let opened = DomainEvent.case(
    .opened(
        CaseOpened(
            type: .complaint, log: LogID(uuid: "0198c0de-0000-7000-8000-0000000000dd"),
            name: .value("C/104"))))
private let closed = DomainEvent.case(.closed(CaseClosed(outcome: .unknown)))

private func flag(_ kind: Contradiction) -> DomainEvent {
    .case(.contradictionFound(ContradictionFound(kind)))
}

/// What an import recorded on 22 November 2026, each event with the day that it gave.
private func imported(_ events: (DomainEvent, on: String?)...) -> CaseRecord {
    CaseRecord(
        reference: "CMP-2019-000001", id: Sample.id,
        events: events.enumerated().map { index, event in
            Sample.event(
                index + 1, "2026-11-22T10:00:00Z", on: event.on,
                actor: "import/0198c0de-0000-7000-8000-0000000000dd", event.0)
        }, people: Sample.people)
}

private func steps(_ record: CaseRecord, asOf day: String) -> [Int] {
    record.replay(at: Moment(asOf: Sample.time(day))).steps.map(\.event.position)
}

@Suite("An imported event of a day that nobody knows") struct UndatedTests {
    let record = imported(
        (opened, on: "2019-06-03"), (flag(.closedWithoutClosingDay), on: nil), (closed, on: nil))

    @Test func `is left out until it came in, and counted apart`() {
        #expect(record.events.map(\.isDated) == [true, true, false])
        let replay = record.replay(at: Moment(asOf: Sample.time("2019-12-31")))
        #expect(replay.steps.map(\.event.position) == [1, 2])
        #expect(replay.notHappened == 0 && replay.notDated == 1 && replay.notRecorded == 0)
        #expect(replay.view[.stage]?.code == "open")
        #expect(replay.omitted == "1 event is left out: 1 of a day not known.")
        #expect(steps(record, asOf: "2026-11-21") == [1, 2])
        #expect(steps(record, asOf: "2026-11-22") == [1, 2, 3])
    }

    @Test func `is counted beside what had not happened, and what was not recorded`() {
        let replay = record.replay(at: Moment(asOf: Sample.time("2019-01-01")))
        #expect(
            replay.omitted
                == "3 events are left out: 2 had not happened yet, 1 of a day not known.")
        let unknown = record.replay(at: Moment(knownAt: Sample.time("2020-01-01")))
        #expect(unknown.notRecorded == 3 && unknown.notDated == 0)
    }

    @Test func `is not late, and leaves the day of receipt unknown`() {
        let undated = imported((opened, on: nil), (flag(.withoutDay), on: nil))
        #expect(undated.events.map(\.isDated) == [false, false])
        #expect(undated.events.map(\.daysLate) == [0, 0])
        let received = undated.replay().view[.received]
        #expect(received == CaseValue("unknown", words: "On a day not known"))
    }

    private func difference(_ record: CaseRecord, _ from: String, _ to: String) -> Difference? {
        record.difference(from: Sample.time(from), to: Sample.time(to), by: .happened)
    }

    @Test func `came in between two moments, and is not said to have happened there`() throws {
        let found = try #require(difference(record, "2019-01-01", "2027-01-01"))
        #expect(found.steps.map(\.event.position) == [1, 2])
        #expect(found.undated.map(\.event.position) == [3])
        #expect(found.changes.first { $0.field == .stage }?.to?.code == "open")
        #expect(!found.changes.contains { $0.field == .outcome })
        #expect(found.last.view[.stage]?.code == "closed" && found.last.omitted == nil)
        let later = try #require(difference(record, "2019-12-31", "2027-01-01"))
        #expect(later.steps.isEmpty && later.changes.isEmpty && later.undated.count == 1)
        let before = try #require(difference(record, "2019-01-01", "2020-01-01"))
        #expect(before.undated.isEmpty && before.last.notDated == 1)
        let learned = record.difference(
            from: Sample.time("2019-12-31"), to: Sample.time("2027-01-01"), by: .recorded)
        #expect(learned?.steps.count == 3 && learned?.undated == [])
    }

    @Test func `is an opening, and hides nothing of what happened after it`() throws {
        let record = imported(
            (opened, on: nil), (Sample.letter(.incoming, "x"), on: "2026-12-01"), (closed, on: nil))
        let found = try #require(difference(record, "2019-01-01", "2027-01-01"))
        #expect(found.changes.map { "\($0.field.rawValue) \($0.words)" } == ["itemsIn none → 1"])
        #expect(found.undated.map(\.event.position) == [1, 3])
    }

    @Test func `is none that was recorded here`() {
        #expect(Sample.record.events.allSatisfy { $0.isDated })
    }
}

@Suite("A contradiction of an imported record") struct ContradictionTests {
    @Test func `happened when what it speaks of did`() {
        let record = imported(
            (opened, on: "2019-04-09"), (flag(.closedBeforeOpened), on: nil),
            (flag(.duplicateKey), on: nil), (closed, on: "2019-04-02"),
            (Sample.letter(.incoming, "x"), on: nil), (flag(.withoutDay), on: nil),
            (Sample.letter(.incoming, "y"), on: "2031-01-01"), (flag(.futureDay), on: nil))
        let days = record.events.map { $0.isDated ? $0.happened.description : "?" }
        let opening = "2019-04-09"
        #expect(
            days == [opening, opening, opening, "2019-04-02", "?", "?", "2031-01-01", "2031-01-01"])
        #expect(steps(record, asOf: "2019-04-09") == [1, 2, 3, 4])
    }

    @Test func `before it was opened, a case that was closed is no case yet`() {
        let record = imported(
            (opened, on: "2019-04-09"), (flag(.closedBeforeOpened), on: nil),
            (closed, on: "2019-04-02"))
        let replay = record.replay(at: Moment(asOf: Sample.time("2019-04-05")))
        #expect(replay.steps.map(\.event.position) == [3] && replay.notHappened == 2)
        #expect(!replay.view.exists && replay.view[.outcome] == nil)
        #expect(record.replay().view[.stage]?.code == "closed")
    }

    @Test func `of another import than the event before it happened when nobody knows`() {
        let events = [
            Sample.event(1, "2026-11-22T10:00:00Z", on: "2019-04-09", opened),
            Sample.event(
                2, "2026-11-22T10:00:00Z", actor: "import/0198c0de-0000-7000-8000-0000000000dd",
                flag(.duplicateKey)),
        ]
        let record = CaseRecord(
            reference: "", id: Sample.id, events: events, people: Sample.people)
        #expect(record.events.map(\.isDated) == [true, false])
    }
}
