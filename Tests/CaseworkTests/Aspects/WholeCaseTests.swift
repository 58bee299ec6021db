// SPDX-License-Identifier: Apache-2.0
import Forms
import TestKit
import Testing
import WorkingTime

@testable import Casework

private let other = "case/0198c0de-0000-7000-8000-000000000002"

/// Features 8 and 29: what was merged is answered in the other case.
@Suite("The case that another is merged into") struct MergeTargetTests {
    private func refusal(into target: Lived?) throws -> String? {
        var letter = try Lived(.enquiry)
        letter.other = target?.state
        return letter.refusal("officer", "merge-case into=\(other) reason=Same")
    }

    @Test func `is open, and of the same type`() throws {
        #expect(try refusal(into: Lived(.enquiry)) == nil)
        #expect(try refusal(into: Lived(.complaint)) == "needs/same-type")
        var closed = try Lived(.enquiry)
        try closed.does("officer", "withdraw")
        #expect(try refusal(into: closed) == "needs/open-case")
    }

    @Test func `is not itself in another, so that no two are in each other`() throws {
        var merged = try Lived(.enquiry)
        try merged.does("officer", "merge-case into=\(other) reason=Same")
        #expect(try refusal(into: merged) == "needs/open-case")
    }
}

/// A notice of extension after the limit extends nothing (`law.md`, rule 9).
@Suite("More time") struct MoreTimeTests {
    private func due(_ lived: Lived, _ clock: ClockName) -> Due? {
        lived.state.clocks.computed[clock]?.due
    }

    // Received on 2 March 2026, and due on the 31st: St Patrick's Day counts nowhere.
    @Test(arguments: [("2026-03-31", nil), ("2026-04-01", "needs/earlier-notice")])
    func `of a request is asked for while there is some`(day: String, refusal: String?) throws {
        var request = try Lived(.foi)
        try request.does("officer", "apply-exemption section=43(2) harm=x")
        let line = "extend-time ground=public-interest reason=x until=2026-05-08 day=\(day)"
        #expect(request.refusal("officer", line) == refusal)
    }

    @Test func `a complaint has once a stage, and as much again`() throws {
        var complaint = try Lived(.complaint)
        try complaint.does("clerk", "acknowledge channel=email day=2026-03-02")
        #expect(due(complaint, .stage1) == .day(.of("2026-03-16")))
        let late = "extend-complaint reason=x day=2026-03-17"
        #expect(complaint.refusal("officer", late) == "needs/earlier-notice")
        try complaint.does("officer", "extend-complaint reason=x day=2026-03-16")
        #expect(due(complaint, .stage1) == .day(.of("2026-03-30")))
        #expect(
            complaint.refusal("officer", "extend-complaint reason=x day=2026-03-17")
                == "already/extended")
        try complaint.does("officer", sent + " text=x")
        #expect(
            complaint.refusal("officer", "extend-complaint reason=x day=2026-03-11")
                == "already/answered")
        try complaint.does("clerk", "escalate-complaint day=2026-04-01 reason=x")
        try complaint.does("clerk", "acknowledge channel=email day=2026-04-01")
        // Good Friday is 3 April in 2026, Easter Monday the 6th; 4 and 25 May are holidays.
        #expect(due(complaint, .stage2) == .day(.of("2026-05-01")))
        try complaint.does("other", "extend-complaint reason=x day=2026-04-30")
        #expect(due(complaint, .stage2) == .day(.of("2026-06-02")))
    }

    @Test func `a review has exceptionally, and only under the Freedom of Information Act`() throws
    {
        func reviewed(_ law: String?) throws -> Lived {
            var request = try Lived(.foi)
            if let law { try request.does("officer", "choose-law law=\(law) reason=x") }
            try request.does("officer", "decide-request decision=disclosed")
            try request.does("officer", sent + " text=All")
            try request.does("officer", "request-review day=2026-04-01")
            return request
        }
        let extend = "extend-review reason=x day=2026-04-20"
        var request = try reviewed(nil)
        let before = due(request, .review)
        try request.does("reviewer", extend)
        let after = due(request, .review)
        #expect(before == .day(.of("2026-05-01")))
        #expect(after == .day(.of("2026-06-02")))
        #expect(request.refusal("reviewer", extend) == "already/extended")
        #expect(try reviewed("eir").refusal("reviewer", extend) == "needs/other-law")
        #expect(
            try reviewed(nil).refusal("reviewer", "extend-review reason=x day=2026-05-05")
                == "needs/earlier-notice")
        #expect(try Lived(.foi).refusal("reviewer", extend) == "needs/review")
    }
}

@Suite("A complaint's answer") struct PointTests {
    @Test func `finds something of each point`() throws {
        var complaint = try Lived(.complaint)
        try complaint.does("officer", "raise-point text=Rude")
        try complaint.does("officer", "raise-point text=Late")
        try complaint.does("officer", "find-point point=1 finding=upheld reason=x")
        #expect(complaint.refusal("officer", sent + " text=Sorry") == "not-answered")
        try complaint.does("officer", "find-point point=2 finding=not-upheld reason=x")
        #expect(complaint.refusal("officer", sent + " text=Sorry") == nil)
    }
}

/// What a sign-off rule asks for by cost (issue 6, item 2).
@Suite("What a request costs") struct CostTests {
    private func cost(_ lived: Lived, _ place: Jurisdiction = .englandAndWales) -> Int? {
        var context = DecisionContext(today: Lived.today)
        context.clocks = ClockRules(calendar: .shipped, jurisdiction: place)
        return lived.state.tableFacts(context).numbers["cost"]
    }

    @Test func `is the time recorded and searched, or what was estimated`() throws {
        var request = try Lived(.foi)
        try request.does("officer", "record-time kind=locating minutes=60 day=2026-03-03")
        try request.does("officer", "record-time kind=drafting minutes=600 day=2026-03-03")
        try request.does("officer", "record-search place=x result=all minutes=120")
        #expect(cost(request) == 75)
        #expect(cost(request, .scotland) == 45, "at £15 an hour")
        try request.does("officer", "estimate-cost authority=other minutes=300 basis=x")
        #expect(cost(request) == 200)
    }
}

/// Issue 6, item 6.
@Suite("A text of one line") struct OneLineTests {
    @Test(arguments: ["plan\nb.pdf", "plan\r\nb.pdf", "plan\n\u{2028}b.pdf"])
    func `has a space where one ended`(typed: String) {
        #expect(Line(typed)?.text == "plan b.pdf")
    }

    @Test func `so has a subject`() {
        let opened = CaseOpened(
            type: .enquiry, channel: .letter, subject: .value("Bins again"))
        given().when(Sample.open(subject: "Bins\nagain")).then(.opened(opened), on: Sample.today)
    }
}
