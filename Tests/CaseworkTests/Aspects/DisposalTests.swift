// SPDX-License-Identifier: Apache-2.0
import Forms
import TestKit
import Testing
import WorkingTime

@testable import Casework

/// A case from opening to disposal: kept as long as its process says, and while a hold stands.
@Suite("Disposal") struct DisposalTests {
    private let dispose = CaseCommand.ending(.dispose(DisposeCase()))
    private let version = ProcessSample.version(ProcessSample.process())

    /// Closed on 1 March 2024, to be kept for three years.
    private func closed() -> CaseState {
        var state = CaseState()
        let day = Occurrence.day(.of("2024-03-01"))
        for event in [CaseEvent.opened(CaseOpened(type: .enquiry)), adopted, Sample.closed] {
            state.evolve(event, by: GivenCase.somebody, at: day)
        }
        return state
    }

    private var adopted: CaseEvent {
        .stage(
            .adopted(
                ProcessAdopted(
                    process: version.process.name, version: 1, digest: .zero, stage: code("closed"))
            ))
    }

    private func decide(_ state: CaseState, _ today: String) throws(Refusal) -> [CaseEvent] {
        var context = DecisionContext(today: .of(today))
        context.process = version
        return try CaseDecider.decide(dispose, in: state, context).map(\.event)
    }

    @Test(arguments: [("2027-03-01", false), ("2027-03-02", true)])
    func `waits until the last day of retention is over`(today: String, isDone: Bool) throws {
        guard isDone else {
            #expect(throws: Refusal.retained(until: .of("2027-03-01"))) {
                try decide(closed(), today)
            }
            return
        }
        let events = try decide(closed(), today)
        #expect(
            events == [
                .ending(.disposed(CaseDisposed(retention: code("roads"), years: 3, reason: nil))),
                .stage(
                    .moved(
                        StageMoved(
                            from: code("closed"), to: code("disposed"),
                            on: Code("case.disposed")))),
            ])
    }

    @Test func `waits for a legal hold`() throws {
        var state = closed()
        state.evolve(
            .hold(.placed(HoldPlaced(hold: 1, review: nil, reason: .value("x")))),
            by: GivenCase.somebody)
        #expect(throws: Refusal.needs(.noHold)) { try decide(state, "2030-01-01") }
    }

    @Test func `begins anew where the case was opened and closed again`() throws {
        var state = closed()
        let later = Occurrence.day(.of("2025-06-30"))
        state.evolve(
            .ending(.reopened(CaseReopened(reason: .value("x")))), by: GivenCase.somebody, at: later
        )
        #expect(state.closedOn == nil)
        state.evolve(Sample.closed, by: GivenCase.somebody, at: later)
        #expect(throws: Refusal.retained(until: .of("2028-06-30"))) {
            try decide(state, "2027-03-02")
        }
    }

    @Test func `is the end: nothing is recorded of the case any more`() throws {
        var state = closed()
        state.evolve(
            .ending(.disposed(CaseDisposed(retention: code("roads"), years: 3, reason: nil))),
            by: GivenCase.somebody)
        #expect(CaseCommand.forms.allSatisfy { !state.offers($0.name) })
        for name in [
            "add-note", "record-time", "link-case", "place-hold", "reopen", "correct-event",
        ] {
            var fields = GeneratedFields(seed: 1, today: .of("2026-11-22"))
            let form = try #require(CaseCommand.forms.first { $0.name == name })
            let command = try form.read(FieldReader(data: fields.fields(form.fields)))
            #expect(throws: Refusal.already(.disposed)) {
                try CaseDecider.decide(
                    command, in: state, DecisionContext(today: .of("2030-01-01")))
            }
        }
    }

    @Test func `needs a process that says how long, and a closed case`() {
        given(Sample.opened).when(dispose).refused(.needs(.closedCase))
        given(Sample.opened, Sample.closed).when(dispose).refused(.process(.noProcess))
    }
}
