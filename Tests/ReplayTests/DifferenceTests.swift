// SPDX-License-Identifier: Apache-2.0
import CaseService
import Casework
import EventCodec
import TestKit
import Testing
import WorkingTime

@Suite("The difference of two moments") struct DifferenceTests {
    func difference(
        _ from: String, _ to: String, _ axis: TimeAxis, _ holding: Moment = Moment()
    ) -> Difference? {
        Sample.record.difference(
            from: Sample.time(from), to: Sample.time(to), by: axis, holding: holding)
    }

    @Test func `what became known between two days names what had happened before`() throws {
        let found = try #require(difference("2026-03-09", "2026-03-12", .recorded))
        #expect(found.steps.map(\.event.position) == [20, 21])
        #expect(found.steps.map { found.isLate($0) } == [true, false])
        #expect(found.changes.told.map(\.field) == [.stage, .outcome, .itemsIn])
        #expect(
            found.sentence
                == "What became known after the end of 9 Mar 2026 and by the end of 12 Mar 2026.")
        #expect(found.lateWords == "had happened by the end of 9 Mar 2026, not known then")
    }

    @Test func `what happened between two days names what was not known yet`() throws {
        let found = try #require(difference("2026-03-02", "2026-03-05", .happened))
        #expect(found.steps.map(\.event.position) == [13, 20])
        #expect(found.steps.map { found.isLate($0) } == [false, true])
        #expect(
            found.changes.map { "\($0.field.rawValue) \($0.words)" } == [
                "itemsIn 1 → 2", "itemsOut none → 1",
            ])
    }

    @Test func `the other time can be held`() throws {
        let then = Moment(knownAt: Sample.time("2026-03-09"))
        let found = try #require(difference("2026-03-02", "2026-03-05", .happened, then))
        #expect(found.steps.map(\.event.position) == [13])
    }

    @Test func `the first time is not after the second`() {
        #expect(difference("2026-03-05", "2026-03-04", .happened) == nil)
        #expect(difference("2026-03-05", "2026-03-05 10:00", .happened) == nil)
        #expect(difference("2026-03-05 10:00", "2026-03-05", .happened) != nil)
    }

    // MARK: Properties, of cases made at random

    @Test(arguments: 0..<60)
    func `whatever the case`(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let record = Self.record(&random)
        let times = (0..<2).map { _ in Self.time(&random) }.sorted { $0.last < $1.last }
        let whole = record.replay()
        let far = Sample.time("9999-12-31")
        #expect(record.replay(at: Moment(asOf: far, knownAt: far)).steps == whole.steps)
        #expect(record.replay(at: Moment(knownAt: far)).view == whole.view)
        for axis in TimeAxis.allCases {
            var (early, late) = (Moment(), Moment())
            early[axis] = times[0]
            late[axis] = times[1]
            let (first, second) = (record.replay(at: early), record.replay(at: late))
            // The changes of the steps lead to the view, and a difference from one to another.
            var folded = CaseView()
            for change in second.steps.flatMap(\.changes) { folded.apply(change) }
            #expect(folded == second.view)
            let found = try #require(
                record.difference(from: times[0], to: times[1], by: axis))
            var view = first.view
            for change in found.changes { view.apply(change) }
            #expect(view == second.view)
            let between = Set(second.steps.map(\.event.position))
                .subtracting(first.steps.map(\.event.position))
            #expect(Set(found.steps.map(\.event.position)) == between)
            #expect(found.steps.count == second.steps.count - first.steps.count)
            // Nothing lies between a moment and itself.
            let none = try #require(record.difference(from: times[0], to: times[0], by: axis))
            #expect(none.changes.isEmpty && none.steps.isEmpty)
            #expect(
                second.steps.count + second.notHappened + second.notRecorded
                    == record.events.count)
        }
    }

    private static func record(_ random: inout SplitMix64) -> CaseRecord {
        var events = [Sample.event(10, "2026-03-01T00:00:00Z", on: "2026-03-01", Sample.opened)]
        var seconds = events[0].recorded.seconds
        for position in 11..<(12 + Int.random(in: 0..<20, using: &random)) {
            seconds += Int.random(in: 0..<90_000, using: &random)
            let happened = Bool.random(using: &random) ? time(&random) : nil
            let body =
                [
                    Sample.letter(.incoming, "in"), Sample.letter(.outgoing, "out"),
                    .case(.assigned(CaseAssigned(officer: Sample.ada))),
                    .case(.assigned(CaseAssigned(officer: nil))),
                    .case(.allocated(CaseAllocated(team: Sample.housing))),
                    .case(.closed(CaseClosed(outcome: .referred))),
                ].randomElement(using: &random) ?? nil
            events.append(
                PastEvent(
                    position: position, version: position, recorded: Instant(seconds: seconds),
                    occurredAt: happened, actor: "\(Sample.ada)", body: body))
        }
        return CaseRecord(
            reference: "", id: Sample.id, events: events, people: Sample.people)
    }

    /// A day or an instant around the time of those cases.
    private static func time(_ random: inout SplitMix64) -> Occurrence {
        let instant = Instant(
            seconds: Sample.instant("2026-02-25T00:00:00Z").seconds
                + Int.random(in: 0..<2_000_000, using: &random))
        return Bool.random(using: &random) ? .instant(instant) : .day(London.day(of: instant))
    }
}
