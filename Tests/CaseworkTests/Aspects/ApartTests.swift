// SPDX-License-Identifier: Apache-2.0
import Forms
import TestKit
import Testing
import WorkingTime

@testable import Casework

/// Issue 6, items 2 and 3, and DESIGN section 5: who decides does not review; what rests on a
/// draft, a law or an exemption does not outlive it; no day comes before what it follows.
@Suite("A request, by several people") struct ApartTests {
    private func answered() throws -> Lived {
        var case_ = try Lived(.foi)
        case_.model = .by(.role(code("manager")))
        try case_.does("writer", "save-draft text=Dear")
        try case_.does("writer", "request-sign-off draft=1")
        try case_.does("signer", "sign-draft draft=1")
        try case_.does("first", "decide-request decision=disclosed")
        try case_.does("second", "decide-request decision=disclosed")
        try case_.does("sender", sent + " draft=1")
        try case_.does("sender", "request-review day=2026-04-01")
        return case_
    }

    @Test(arguments: ["writer", "signer", "first", "second"])
    func `is reviewed by nobody who decided, wrote or signed`(who: String) throws {
        let decided = "decide-review outcome=upheld day=2026-04-02 reason=x"
        #expect(try answered().refusal(who, decided) == "needs/another-person")
        #expect(try answered().refusal("reviewer", decided) == nil)
    }

    @Test func `does not go out in full while something is withheld`() throws {
        var request = try Lived(.foi)
        try request.does("officer", "decide-request decision=disclosed")
        try request.does("officer", "apply-exemption section=43(2) harm=x")
        #expect(request.refusal("officer", sent + " text=All") == "incomplete/exemption-stands")
    }

    @Test func `has a notice that says what is withheld now`() throws {
        var request = try Lived(.foi)
        try request.does("officer", "apply-exemption section=41(1)")
        try request.does("officer", "decide-request decision=refused")
        let notice =
            "issue-notice kind=refusal channel=email day=2026-03-09 "
            + "saysReview=yes saysRegulator=yes"
        #expect(request.refusal("officer", notice + " draft=99") == "not-there")
        try request.does("officer", notice)
        try request.does("officer", "apply-exemption section=44(1)")
        #expect(request.refusal("officer", sent + " text=No") == "needs/notice")
        try request.does("officer", notice)
        #expect(request.refusal("officer", sent + " text=No") == nil)
    }

    @Test func `is not held where that was decided, and not otherwise`() throws {
        var request = try Lived(.foi)
        try request.does("officer", "record-search place=x result=all minutes=5")
        try request.does("officer", "decide-holding holding=held")
        #expect(
            request.refusal("officer", "decide-request decision=not-held") == "incomplete/holding")
        try request.does("officer", "decide-holding holding=not-held")
        #expect(request.refusal("officer", "decide-request decision=not-held") == nil)
    }

    @Test func `starts afresh under another law`() throws {
        var request = try Lived(.foi)
        try request.does("officer", "estimate-cost authority=other minutes=2000 basis=x")
        try request.does("officer", "apply-exemption section=41(1)")
        try request.does("officer", "decide-request decision=cost")
        try request.does("officer", "choose-law law=eir reason=x")
        for decision in ["cost", "vexatious reason=x"] {
            #expect(
                request.refusal("officer", "decide-request decision=\(decision)")
                    == "needs/other-law")
        }
        #expect(
            request.refusal("officer", "decide-request decision=refused") == "incomplete/exemption")
        #expect(request.refusal("officer", sent + " text=No") == "needs/decision")
        #expect(
            request.refusal("officer", "choose-law law=subject-access reason=x")
                == "needs/other-law")
    }

    @Test(
        arguments: [
            ("acknowledge channel=email day=2026-03-01", "day-before"),
            (sent + " text=x", "needs/decision"),
            ("ask-clarification question=x day=2026-02-28", "day-before"),
            ("give-fees-notice pence=500 basis=x day=2026-01-01", "day-before"),
        ])
    func `nothing is done before it came`(line: String, refusal: String) throws {
        #expect(try Lived(.foi).refusal("officer", line) == refusal)
    }

    @Test func `an answer to a question comes after it, and a fee is paid in whole`() throws {
        var request = try Lived(.foi)
        try request.does("officer", "ask-clarification question=x day=2026-03-05")
        #expect(
            request.refusal("officer", "receive-clarification day=2026-03-04") == "day-before")
        try request.does("officer", "receive-clarification day=2026-03-05")
        try request.does("officer", "give-fees-notice pence=500 basis=x day=2026-03-09")
        #expect(request.refusal("officer", "record-fee pence=500 day=2026-03-08") == "day-before")
        #expect(
            request.refusal("officer", "record-fee pence=499 day=2026-03-09") == "needs/whole-fee")
        #expect(request.refusal("officer", "record-fee pence=500 day=2026-03-09") == nil)
        try request.does("officer", "apply-exemption section=43(2) harm=x")
        let extended = "extend-time ground=public-interest day=2026-03-10 reason=x until="
        #expect(request.refusal("officer", extended + "2026-03-10") == "day-passed")
        #expect(request.refusal("officer", extended + "2026-04-10") == nil)
    }

    @Test func `a review follows its answer`() throws {
        var request = try Lived(.foi)
        try request.does("officer", "decide-request decision=disclosed")
        try request.does("officer", sent + " text=All")
        #expect(request.refusal("officer", "request-review day=2026-03-09") == "day-before")
        try request.does("officer", "request-review day=2026-03-20")
        #expect(
            request.refusal("other", "decide-review outcome=upheld day=2026-03-19 reason=x")
                == "day-before")
    }

    @Test func `is signed by those whom the rule asks for when it goes out`() throws {
        var letter = try Lived(.enquiry)
        letter.model = .by(.role(code("manager")))
        try letter.does("officer", "save-draft text=Dear")
        try letter.does("officer", "request-sign-off draft=1")
        try letter.does("manager", "sign-draft draft=1")
        #expect(letter.refusal("officer", "request-sign-off draft=1") == "already/submitted")
        letter.model = .sequence([.by(.role(code("manager"))), .by(.role(code("director")))])
        #expect(letter.refusal("officer", sent + " draft=1") == "needs/sign-off")
        try letter.does("officer", "request-sign-off draft=1")
        try letter.does("manager", "sign-draft draft=1")
        try letter.does("director", "sign-draft draft=1")
        try letter.does("officer", sent + " draft=1")
        #expect(letter.refusal("officer", sent + " draft=1") == "already/answered")
    }

    @Test func `has no place that nobody filled in`() throws {
        let letter = try Lived(.enquiry)
        #expect(letter.refusal("officer", "save-draft text={{officer}}") == "needs/filled-text")
        #expect(letter.refusal("officer", sent + " text={{x") == "needs/filled-text")
    }

    @Test func `a complaint at stage 2 is another's from the first word to the last`() throws {
        var complaint = try Lived(.complaint)
        complaint.model = .by(.role(code("manager")))
        try complaint.does("writer", "save-draft text=Dear")
        try complaint.does("writer", "request-sign-off draft=1")
        try complaint.does("signer", "sign-draft draft=1")
        try complaint.does("sender", sent + " draft=1")
        try complaint.does("clerk", "escalate-complaint day=2026-04-01 reason=x")
        for who in ["writer", "signer", "sender"] {
            #expect(complaint.refusal(who, "save-draft text=Again") == "needs/another-person")
        }
        try complaint.does("other", "save-draft text=Again")
        try complaint.does("other", "request-sign-off draft=2")
        #expect(complaint.refusal("signer", "sign-draft draft=2") == "needs/another-person")
        #expect(complaint.refusal("third", "sign-draft draft=2") == nil)
        #expect(
            complaint.refusal("third", "offer-remedy kind=payment text=x") == "out-of-range/pence")
    }
}
