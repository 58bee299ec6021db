// SPDX-License-Identifier: Apache-2.0
import Forms
import TestKit
import Testing

@testable import Casework

/// A text as a command holds it; stops the test run where it is none.
func passage(_ text: String) -> Passage {
    guard let passage = Passage(text) else { preconditionFailure("no passage") }
    return passage
}

func line(_ text: String) -> Line {
    guard let line = Line(text) else { preconditionFailure("no line") }
    return line
}

@Suite("Taking a case on") struct AcceptanceTests {
    private let accepted = CaseEvent.acceptance(.accepted(CaseAccepted()))
    private let reject = CaseCommand.acceptance(.reject(RejectCase(reason: passage("Not ours"))))

    @Test func `the team that was given a case accepts it once`() {
        given(Sample.opened, Sample.allocated).when(.acceptance(.accept(AcceptCase())))
            .then(accepted)
        given(Sample.opened, Sample.allocated, accepted).when(.acceptance(.accept(AcceptCase())))
            .refused(.already(.accepted))
        given(Sample.opened).when(.acceptance(.accept(AcceptCase()))).refused(.needs(.allocation))
    }

    @Test func `or rejects it with a reason, and it is with no team`() {
        let rejected = CaseEvent.acceptance(
            .rejected(CaseRejected(reason: .value("Not ours"))))
        given(Sample.opened, Sample.allocated).when(reject).then(rejected)
        #expect(CaseState([Sample.opened, Sample.allocated, rejected]).team == nil)
        given(Sample.opened, Sample.allocated, rejected).when(.allocate(Sample.team))
            .then(Sample.allocated)
    }

    @Test func `who is given it next is asked anew`() {
        given(Sample.opened, Sample.allocated, accepted, .allocated(CaseAllocated(team: nil)))
            .when(reject).refused(.needs(.allocation))
    }

    @Test func `a closed case is taken on by nobody`() {
        given(Sample.opened, Sample.allocated, Sample.closed)
            .when(.acceptance(.accept(AcceptCase()))).refused(.alreadyClosed)
    }
}

@Suite("What a case is about") struct TriageTests {
    @Test func `is said anew as a whole`() throws {
        let (roads, trees) = (try #require(Code("roads")), try #require(Code("trees")))
        let first = CaseEvent.triage(.categorised(CaseCategorised(categories: [roads])))
        given(Sample.opened).when(.triage(.categorise(Categorise(categories: [roads])))).then(first)
        given(Sample.opened, first)
            .when(.triage(.categorise(Categorise(categories: [trees, roads]))))
            .then(.triage(.categorised(CaseCategorised(categories: [trees, roads]))))
        given(Sample.opened, first).when(.triage(.categorise(Categorise(categories: [roads]))))
            .refused(.already(.categorised))
        given(Sample.opened).when(.triage(.categorise(Categorise(categories: [roads, roads]))))
            .refused(.already(.categorised))
        given(Sample.opened)
            .when(
                .triage(
                    .categorise(
                        Categorise(
                            categories: (0...Limits.categories).compactMap { Code("c\($0)") })))
            )
            .refused(.tooMany(.category))
    }

    @Test func `and how much it presses, by hand with a reason`() {
        let urgent = Prioritise(priority: .urgent, reason: passage("A child is at risk"))
        let event = CaseEvent.triage(
            .prioritised(
                CasePrioritised(priority: .urgent, reason: .value("A child is at risk"))))
        given(Sample.opened).when(.triage(.prioritise(urgent))).then(event)
        given(Sample.opened, event).when(.triage(.prioritise(urgent)))
            .refused(.already(.prioritised))
    }
}
