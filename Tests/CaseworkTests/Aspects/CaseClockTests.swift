// SPDX-License-Identifier: Apache-2.0
import Forms
import TestKit
import Testing
import WorkingTime

@testable import Casework

/// A case lived command by command, with the clocks of an English authority.
private struct ClockedCase {
    var state = CaseState()
    var context = DecisionContext(today: .of("2026-06-01"), actor: .system("somebody"))
    private(set) var clocks: [ClockComputed] = []

    init(_ type: CaseType, received: String, jurisdiction: Jurisdiction = .englandAndWales) throws {
        context.clocks = ClockRules(calendar: .shipped, jurisdiction: jurisdiction)
        try perform(
            .open(
                OpenCase(
                    type: type, channel: .email, received: .of(received), subject: "s",
                    message: "m")))
    }

    /// What the command says of clocks.
    @discardableResult
    mutating func perform(_ command: CaseCommand) throws -> [ClockComputed] {
        let events = try CaseDecider.decide(command, in: state, context)
        for event in events {
            state.evolve(
                event.event, by: context.actor, at: event.occurredAt ?? .day(context.today))
        }
        clocks = events.compactMap { if case .clock(let clock) = $0.event { clock } else { nil } }
        return clocks
    }

    mutating func perform(_ name: String, _ fields: [String: [String]]) throws -> [ClockComputed] {
        try perform(try CaseCommand.read(name, typed: fields))
    }
}

/// Features 16 to 21 of `anchors.md`.
///
/// Issue 6, item 3: every command that starts, stops or moves a clock says what it shows.
@Suite("The clocks of a case") struct CaseClockTests {
    @Test func `begin with it, with the authority's own dates`() throws {
        let request = try ClockedCase(.foi, received: "2026-03-02")
        let clock = try #require(request.clocks.first)
        #expect(request.clocks.count == 1)
        #expect(clock.clock == .answer && clock.regime == .foi && clock.state == .running)
        #expect(clock.due == .day(.of("2026-03-31")))
        // Seventeen, ten and three of the authority's own working days before.
        #expect(clock.escalation == .of("2026-03-06") && clock.draft == .of("2026-03-17"))
        #expect(clock.clearance == .of("2026-03-26"))
        #expect(clock.ruleSet == Code("foi/1"))
    }

    @Test(
        arguments: [
            (.foi, .scotland, .foisa), (.foi, .northernIreland, .foi),
            (.sar, .englandAndWales, .sar),
        ] as [(CaseType, Jurisdiction, Regime)])
    func `are those of the law that applies`(
        type: CaseType, jurisdiction: Jurisdiction, regime: Regime
    ) throws {
        let request = try ClockedCase(type, received: "2026-03-02", jurisdiction: jurisdiction)
        #expect(request.clocks.map(\.regime) == [regime])
    }

    @Test func `are none where nobody has set a limit`() throws {
        #expect(try ClockedCase(.enquiry, received: "2026-03-02").clocks.isEmpty)
    }

    @Test func `of a complaint run one after the other`() throws {
        var complaint = try ClockedCase(.complaint, received: "2026-03-02")
        #expect(complaint.clocks.map(\.clock) == [.acknowledgement, .stage1])
        #expect(complaint.clocks.map(\.state) == [.running, .notBegun])
        #expect(complaint.clocks.map(\.due) == [.day(.of("2026-03-09")), nil])
        let clocks = try complaint.perform(
            "acknowledge", ["channel": ["email"], "day": ["2026-03-04"]])
        #expect(clocks.map(\.state) == [.met, .running])
        #expect(clocks.last?.due == .day(.of("2026-03-18")))
    }

    @Test func `stop with the answer, in time or late, and go on where it did not arrive`() throws {
        for (day, state) in [("2026-03-31", ClockStanding.met), ("2026-04-01", .late)] {
            var request = try ClockedCase(.foi, received: "2026-03-02")
            _ = try request.perform("decide-request", ["decision": ["disclosed"]])
            let reply = ["kind": ["final"], "channel": ["email"], "text": ["It is"], "day": [day]]
            #expect(try request.perform("send-reply", reply).map(\.state) == [state])
            let bounced = ["reply": ["1"], "state": ["bounced"]]
            #expect(try request.perform("record-delivery", bounced).map(\.state) == [.running])
        }
    }

    @Test func `end with the case, and run again when it is opened again`() throws {
        var request = try ClockedCase(.foi, received: "2026-03-02")
        let ended = try request.perform("withdraw", [:])
        #expect(ended.map(\.state) == [.ended] && ended.map(\.due) == [nil])
        let again = try request.perform("reopen", ["reason": ["She wrote"]])
        #expect(again.map(\.due) == [.day(.of("2026-03-31"))])
    }

    @Test func `move with the day of receipt, and with nothing that says nothing to them`() throws {
        var request = try ClockedCase(.foi, received: "2026-03-02")
        let moved = try request.perform(
            "correct-receipt", ["received": ["2026-03-03"], "reason": ["The stamp says so"]])
        #expect(moved.map(\.due) == [.day(.of("2026-04-01"))])
        #expect(try request.perform("add-note", ["text": ["x"]]).isEmpty)
        #expect(try request.perform("save-draft", ["text": ["x"]]).isEmpty)
    }

    @Test func `are not invented for a case that came on no known day`() throws {
        var state = CaseState()
        state.evolve(.opened(CaseOpened(type: .foi)), by: .system("x"))
        #expect(state.clocks.all.isEmpty)
    }

    @Test(
        "say by when a review can be asked for",
        arguments: [
            // Answered on 5 March 2026, long before its limit: 40 working days end on 5 May in
            // England; in Scotland they run from the limit of 30 March, and end on 28 May.
            (Jurisdiction.englandAndWales, "2026-05-05", false),
            (.englandAndWales, "2026-05-06", true),
            (.scotland, "2026-05-28", false), (.scotland, "2026-05-29", true),
        ])
    func reviews(_ jurisdiction: Jurisdiction, _ day: String, _ isLate: Bool) throws {
        var request = try ClockedCase(.foi, received: "2026-03-02", jurisdiction: jurisdiction)
        _ = try request.perform("decide-request", ["decision": ["disclosed"]])
        _ = try request.perform(
            "send-reply",
            ["kind": ["final"], "channel": ["email"], "day": ["2026-03-05"], "text": ["Here."]])
        let command = try CaseCommand.read("request-review", typed: ["day": [day]])
        let events = try CaseDecider.decide(command, in: request.state, request.context)
        let late = events.compactMap { event -> Bool? in
            guard case .information(.review(.requested(let asked))) = event.event else {
                return nil
            }
            return asked.isLate
        }
        #expect(late == [isLate])
    }

    @Test func `are overdue from the end of the last day on`() throws {
        let request = try ClockedCase(.foi, received: "2026-03-02")
        let last = London.end(of: .of("2026-03-31"))
        #expect(request.state.clocks.overdue(at: last).isEmpty)
        let after = Instant(seconds: last.seconds + 1)
        #expect(request.state.clocks.overdue(at: after) == [.answer])
    }
}
