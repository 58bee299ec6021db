// SPDX-License-Identifier: Apache-2.0
import Casework
import Forms
import TestKit
import Testing
import WorkingTime

@Suite("What a case's stage allows") struct StageTests {
    /// Nil where the command is carried out.
    private static let refusals: [String: (none: Refusal?, open: Refusal?, closed: Refusal?)] = [
        "open": (nil, .caseExists, .caseExists),
        "importTrace": (nil, .caseExists, .caseExists),
        "importCase": (nil, .caseExists, .caseExists),
        "importItem": (.noSuchCase, nil, nil),
        "recordCorrespondence": (.noSuchCase, nil, nil),
        "allocate": (.noSuchCase, nil, .alreadyClosed),
        "assign": (.noSuchCase, nil, .alreadyClosed),
        "addNote": (.noSuchCase, nil, nil),
        "close": (.noSuchCase, nil, .alreadyClosed),
    ]

    @Test(arguments: Sample.commands)
    func `is one answer for each command and stage`(command: CaseCommand) throws {
        let expected = try #require(Self.refusals[command.name])
        check(given().when(command), expected.none)
        check(given(Sample.opened).when(command), expected.open)
        check(given(Sample.opened, Sample.closed).when(command), expected.closed)
    }

    private func check(
        _ decision: CaseDecision, _ refusal: Refusal?,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        if let refusal {
            decision.refused(refusal, sourceLocation: sourceLocation)
        } else {
            #expect((try? decision.outcome.get()) != nil, sourceLocation: sourceLocation)
        }
    }

    @Test func `comes before what is wrong with the command itself`() {
        given(Sample.opened).when(Sample.open(.imported, subject: "")).refused(.caseExists)
        given().when(Sample.record(on: .of("2999-01-01"), message: "")).refused(.noSuchCase)
        given().when(.addNote("")).refused(.noSuchCase)
        given(Sample.opened, Sample.assigned, Sample.closed).when(.assign(Sample.officer))
            .refused(.alreadyClosed)
    }

    @Test func `is what its events made it`() {
        #expect(CaseState().status == .none)
        #expect(CaseState([Sample.opened]).status == .open)
        #expect(CaseState([Sample.opened, Sample.closed]).status == .closed(.answered))
        #expect(CaseState([Sample.opened, Sample.allocated]).team == Sample.team)
        #expect(CaseState([Sample.opened, Sample.assigned]).officer == Sample.officer)
        #expect(
            CaseState([Sample.opened, Sample.assigned, Sample.closed]).officer == Sample.officer)
        let back = CaseEvent.assigned(CaseAssigned(officer: nil))
        #expect(CaseState([Sample.opened, Sample.assigned, back]).officer == nil)
    }

    /// What has happened cannot be refused, in whatever order an old log has it.
    @Test func `follows any events in any order without stopping`() {
        let events: [CaseEvent] = [
            Sample.opened, Sample.closed, Sample.allocated, Sample.assigned, Sample.recorded(),
            .noteAdded(NoteAdded(text: .hidden)),
            .activityRecorded(ActivityRecorded(activity: nil)),
            .closed(CaseClosed(outcome: .withdrawn, note: .hidden)),
            .contradictionFound(ContradictionFound(.duplicateKey)),
        ]
        for first in events {
            for second in events {
                for third in events {
                    let folded = CaseState([first, second, third])
                    var stepped = CaseState([first, second])
                    stepped.evolve(third)
                    #expect(folded == stepped)
                }
            }
        }
    }

    @Test func `is not changed by letters, notes and activities`() {
        let state = CaseState([Sample.opened, Sample.assigned])
        for event: CaseEvent in [
            Sample.recorded(), .noteAdded(NoteAdded(text: .value("x"))),
            .activityRecorded(ActivityRecorded(activity: Code("T02"))),
        ] {
            var after = state
            after.evolve(event)
            #expect(after.status == state.status)
            #expect(after.team == state.team)
            #expect(after.officer == state.officer)
        }
    }
}
