// SPDX-License-Identifier: Apache-2.0
import Forms
import TestKit
import Testing
import WorkingTime

@testable import Casework

/// What a list of things to do shows; that nothing possible is left out, generated lives show.
@Suite("What a case is offered") struct OfferTests {
    @Test func `nothing that answers what nobody asked`() throws {
        var request = try Lived(.foi)
        let early = [
            "receive-clarification", "record-fee", "record-regulator-decision", "record-appeal",
            "record-tribunal-decision", "decide-review", "extend-review", "answer-consultation",
            "conclude-interest", "record-redaction", "decide-holding", "escalate-complaint",
            "sign-draft", "ask-identity", "decide-publication",
        ]
        #expect(early.filter { request.state.offers($0) } == [])
        try request.does("officer", "ask-clarification question=x day=2026-03-05")
        #expect(request.state.offers("receive-clarification"))
        #expect(!request.state.offers("ask-clarification"))
    }

    @Test func `a reason for lateness where something is late`() throws {
        let request = try Lived(.foi)
        var context = DecisionContext(today: .of("2026-03-30"), actor: .system("officer"))
        #expect(!request.state.offers("explain-lateness", to: context))
        context.today = .of("2026-04-02")
        #expect(request.state.offers("explain-lateness", to: context))
    }

    @Test func `a signature to whoever may give it`() throws {
        var letter = try Lived(.enquiry)
        letter.model = .by(.role(code("manager")))
        try letter.does("writer", "save-draft text=Dear")
        try letter.does("writer", "request-sign-off draft=1")
        func mayOffer(_ who: String, _ role: String) -> Bool {
            var context = DecisionContext(today: Lived.today, actor: .system(who))
            context.capacities = [Capacity(.role(code(role)))]
            return letter.state.offers("sign-draft", to: context)
        }
        #expect(mayOffer("other", "manager"))
        #expect(!mayOffer("writer", "manager"), "whoever wrote it does not sign it")
        #expect(!mayOffer("other", "clerk"))
        #expect(letter.state.signersAwaited == [.role(code("manager"))])
    }

    @Test func `under a process what the role may, and moves that there are`() throws {
        var case_ = try Lived(.enquiry)
        try case_.does("officer", "add-note text=x")
        var context = DecisionContext(today: Lived.today, actor: GeneratedLife.actors[0])
        context.process = ProcessSample.version(ProcessSample.process())
        #expect(!case_.state.offers("add-note", to: context), "without a role nothing")
        context.roles = [code("officer")]
        let may = context.process?.process.rights[code("officer")] ?? []
        #expect(case_.state.offers("add-note", to: context) == may.contains("add-note"))
    }
}
