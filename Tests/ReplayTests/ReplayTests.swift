// SPDX-License-Identifier: Apache-2.0
import CaseService
import Testing
import WorkingTime

@Suite("A case at a moment") struct ReplayTests {
    func positions(_ moment: Moment) -> [Int] {
        Sample.record.replay(at: moment).steps.map(\.event.position)
    }

    @Test func `what was known is not what had happened`() {
        let day = Sample.time("2026-03-05")
        #expect(positions(Moment(asOf: day)) == [10, 11, 12, 13, 20])
        #expect(positions(Moment(knownAt: day)) == [10, 11, 12, 13])
        #expect(
            positions(Moment(asOf: day, knownAt: Sample.time("2026-03-12"))) == [
                10, 11, 12, 13, 20,
            ])
        #expect(positions(Moment(asOf: Sample.time("2026-02-28"))) == [])
    }

    @Test func `the case stands as it stood`() {
        let view = Sample.record.replay(at: Moment(knownAt: Sample.time("2026-03-05"))).view
        let words = view.told.map { "\($0.field.rawValue) \($0.value.words)" }
        #expect(
            words == [
                "type Complaint", "stage Open", "subject Bins", "correspondent Nia",
                "channel Email", "received 1 Mar 2026", "team Waste", "officer Ada", "itemsIn 1",
                "itemsOut 1",
            ])
        let now = Sample.record.replay().view
        #expect(now[.stage]?.code == "closed" && now[.outcome]?.code == "answered")
        #expect(now[.state]?.code == "closed", "without a process it is the stage")
        #expect(now[.itemsIn]?.code == "2" && now[.notes]?.code == "1")
    }

    @Test func `before it was opened there is no case`() {
        let replay = Sample.record.replay(at: Moment(knownAt: Sample.time("2026-03-01")))
        #expect(!replay.view.exists && replay.steps.isEmpty && replay.notRecorded == 7)
    }

    @Test func `what is left out is counted once, and said`() {
        let day = Sample.time("2026-03-05")
        let replay = Sample.record.replay(at: Moment(asOf: day, knownAt: day))
        #expect(replay.notHappened == 2 && replay.notRecorded == 1)
        #expect(
            replay.omitted
                == "3 events are left out: 2 had not happened yet, 1 had not been recorded yet.")
        #expect(Sample.record.replay().omitted == nil)
    }

    @Test func `who did it is told by their team then, and after they left`() {
        let steps = Sample.record.replay().steps
        #expect(steps[0].doer.words == "Ada, Waste")
        #expect(steps[4].doer.words == "Ada, Housing")
        #expect(Sample.record.people.doer("\(Sample.ada)", at: 40).words == "Ada, Housing")
        #expect(Sample.record.people.doer("\(Sample.ada)", at: 1).words == "Ada")
        #expect(steps[6].doer.words == "CaseLedger (upkeep)")
    }

    @Test func `a text that is no more says so, and one that has no key`() {
        #expect(Sample.record.replay().steps[6].telling.text == "[destroyed]")
        var people = Sample.people
        people.canOpen = false
        let closed = CaseRecord(
            reference: "", id: Sample.id, events: Sample.record.events, people: people)
        #expect(closed.replay().steps[6].telling.text == "[sealed]")
        #expect(people.name(of: Sample.other, at: 1) == .sealed)
    }

    @Test func `each event is told in words, with what it changed`() {
        let told = Sample.record.replay().steps.map { step in
            ([step.telling.sentence] + step.changes.told.map { "\($0.field.label) \($0.words)" })
                .joined(separator: "; ")
        }
        #expect(
            Array(told.dropFirst()) == [
                "Given to Waste; Team none → Waste",
                "Assigned to Ada; Officer none → Ada",
                "Letter sent; Items sent none → 1",
                "Letter received; Items received 1 → 2",
                "Closed: answered; Stage Open → Closed; Outcome none → Answered",
                "Note added; Notes none → 1",
            ])
    }

    @Test func `an event of a type that is not known changes nothing, and is there`() {
        let events = Sample.record.events + [Sample.event(40, "2026-04-03T00:00:00Z", nil)]
        let record = CaseRecord(
            reference: "", id: Sample.id, events: events, people: Sample.people)
        let last = record.replay().steps.last
        #expect(last?.telling.kind == .other && last?.changes == [])
    }
}
