// SPDX-License-Identifier: Apache-2.0
import Casework
import Testing
import WorkingTime

@Suite("How a clock stands") struct ClockStateTests {
    private func read(
        _ regime: Regime, _ received: String, _ facts: [(FactKind, String)] = [],
        at moment: String? = nil, _ division: Division = .englandAndWales
    ) throws -> ClockReading {
        try regime.read(
            history(received, division, facts), .shipped,
            at: moment.map { try #require(Occurrence($0)).last })
    }

    @Test func `it runs until the end of its last day in London, and is late after that`() throws {
        let last = try read(.foi, "2025-09-08", at: "2025-10-06T22:59:59Z")
        #expect(last.state == .running)
        #expect(last.used == 20)
        #expect(last.left == 0)
        let after = try read(.foi, "2025-09-08", at: "2025-10-06T23:00:00Z")
        #expect(after.state == .late(by: 1, isAnswered: false))
    }

    @Test func `days used and left are the working days`() throws {
        let reading = try read(.foi, "2026-03-13", at: "2026-03-18")
        // 16 and 18 March; the 17th is St Patrick's Day.
        #expect(reading.used == 2)
        #expect(reading.left == 18)
        #expect(reading.unit == .workingDays)
    }

    @Test func `an answer on the last day meets it, and on the next does not`() throws {
        #expect(
            try read(.foi, "2025-09-08", [(.answered, "2025-10-06")]).state
                == .met(on: #require(Day("2025-10-06"))))
        #expect(
            try read(.foi, "2025-09-08", [(.answered, "2025-10-08")]).state
                == .late(by: 2, isAnswered: true))
    }

    @Test func `what happens after the answer moves nothing`() throws {
        let reading = try read(
            .foi, "2025-09-08",
            [(.answered, "2025-09-20"), (.publicInterestExtension, "2025-09-22")])
        #expect(reading.due?.text == "2025-10-06")
        #expect(reading.working.facts.last?.moves == false)
    }

    @Test func `a question stops it, and what is asked about before is not known yet`() throws {
        let facts = [(FactKind.clarificationRequested, "2025-09-05T15:00:00+01:00")]
        let asked = try read(.foi, "2025-09-01", facts, at: "2025-09-06")
        #expect(
            asked.state
                == .onHold(
                    since: try #require(Day("2025-09-05")), waitingFor: .clarificationReceived))
        #expect(asked.due == nil)
        #expect(try read(.foi, "2025-09-01", facts, at: "2025-09-04").due?.text == "2025-09-29")
    }

    @Test func `an answer in spite of an open question is in time while nothing ran`() throws {
        let reading = try read(
            .foi, "2025-09-01",
            [(.clarificationRequested, "2025-09-05"), (.answered, "2025-09-20")])
        #expect(reading.state == .met(on: try #require(Day("2025-09-20"))))
    }

    @Test(
        "the last day to pay is that of the third month where it has no such date",
        arguments: [
            ("2025-03-20", "2025-03-31", "2025-06-30", "2025-07-21"),
            ("2024-11-20", "2024-11-29", "2025-02-28", "2025-03-21"),
            ("2025-08-20", "2025-08-31", "2025-11-30", "2025-12-19"),
        ])
    func lastDayToPay(_ received: String, _ notice: String, _ paid: String, _ due: String) throws {
        let day = try #require(Day(paid))
        let reading = try read(.foi, received, [(.feesNotice, notice), (.feePaid, paid)])
        #expect(reading.due?.text == due)
        let late = try read(
            .foi, received, [(.feesNotice, notice), (.feePaid, "\(day.adding(days: 1))")])
        #expect(late.state == .lapsed(after: day))
    }

    @Test func `an extension gives no more time for a notice of fees`() throws {
        let facts = [(FactKind.publicInterestExtension, "2025-10-01")]
        let fees = [(FactKind.feesNotice, "2025-10-15"), (.feePaid, "2025-10-20")]
        #expect(try read(.foi, "2025-09-08", facts + fees).due?.text == "2025-11-03")
        #expect(try read(.foi, "2025-09-08", facts + fees.dropLast()).due?.text == "2025-11-03")
    }

    @Test func `facts of one day are taken as they are given, where none has an hour`() throws {
        let twice = [
            (FactKind.clarificationRequested, "2025-03-05"),
            (.clarificationReceived, "2025-03-12"), (.clarificationRequested, "2025-03-12"),
        ]
        #expect(try read(.foi, "2025-03-03", twice).due == nil)
        let pauses = [
            (FactKind.clarificationRequested, "2025-03-10"),
            (.clarificationReceived, "2025-03-12"), (.clarificationRequested, "2025-03-12"),
            (.clarificationReceived, "2025-03-14"),
        ]
        #expect(try read(.sar, "2025-03-05", pauses).due?.text == "2025-04-10")
    }

    @Test func `of two questions of one day the first is what it waits for`() throws {
        for _ in 0..<20 {
            let facts = [
                (FactKind.identityRequested, "2026-03-03"), (.clarificationRequested, "2026-03-03"),
            ]
            let day = try #require(Day("2026-03-03"))
            #expect(
                try read(.sar, "2026-03-02", facts).state
                    == .onHold(since: day, waitingFor: .identityReceived))
            #expect(
                try read(.sar, "2026-03-02", facts.reversed()).state
                    == .onHold(since: day, waitingFor: .clarificationReceived))
        }
    }

    @Test func `a deferral that is brought forward is the last that was said`() throws {
        let facts = [(FactKind.deferredUntil, "2017-11-30"), (.deferredUntil, "2017-11-15")]
        #expect(try read(.mayoralDecision, "2017-10-02", facts).due?.text == "2017-11-15")
    }

    @Test func `a fee that is not paid in three months ends it`() throws {
        let notice = [(FactKind.feesNotice, "2025-03-10")]
        let day = try #require(Day("2025-06-09"))
        #expect(
            try read(.foi, "2025-03-03", notice, at: "2025-06-09").state
                == .onHold(since: #require(Day("2025-03-10")), waitingFor: .feePaid))
        #expect(
            try read(.foi, "2025-03-03", notice, at: "2025-06-10").state == .lapsed(after: day))
        let late = try read(.foi, "2025-03-03", notice + [(.feePaid, "2025-06-10")])
        #expect(late.state == .lapsed(after: day))
        #expect(late.due == nil)
    }

    @Test func `environmental charges are paid within sixty working days of the notice`() throws {
        let notice = [(FactKind.feeCharged, "2025-03-10")]
        // 60 working days after Monday 10 March 2025, without St Patrick's Day, Good Friday,
        // Easter Monday and both holidays of May: Monday 9 June.
        let inTime = try read(.eir, "2025-03-03", notice + [(.feePaid, "2025-06-09")])
        #expect(inTime.due != nil)
        let late = try read(.eir, "2025-03-03", notice + [(.feePaid, "2025-06-10")])
        #expect(late.state == .lapsed(after: try #require(Day("2025-06-09"))))
    }

    @Test func `a stage of a complaint has not begun before the acknowledgement`() throws {
        let reading = try read(.complaintStage1, "2026-04-21")
        #expect(reading.state == .notBegun(waitingFor: .acknowledged))
        #expect(reading.due == nil)
    }

    @Test func `an acknowledgement does what it was owed for`() throws {
        for (regime, received) in [
            (Regime.complaintAck, "2026-06-22"), (.dpComplaint, "2026-06-22"),
        ] {
            let reading = try read(regime, received, [(.acknowledged, "2026-06-24")])
            #expect(reading.state == .met(on: try #require(Day("2026-06-24"))))
        }
    }

    @Test func `a duty of a later law is in force for nobody before it`() throws {
        #expect(try read(.dpComplaint, "2026-06-18").state == .notInForce)
        #expect(try read(.dpComplaint, "2026-06-19").state == .running)
    }

    @Test func `a fact before the day of receipt is refused, one on the day is not`() throws {
        #expect(throws: ClockProblem.beforeReceipt(.feesNotice)) {
            try read(.foi, "2025-09-08", [(.feesNotice, "2025-09-07")])
        }
        _ = try read(.foi, "2025-09-08T15:00:00Z", [(.feesNotice, "2025-09-08")])
    }

    @Test func `hours need an hour, and know no days`() throws {
        #expect(throws: ClockProblem.hourMissing) { try read(.svcP1, "2026-11-20") }
        let reading = try read(.svcP1, "2026-11-20T16:50:00Z", at: "2026-11-20T17:50:00Z")
        #expect(reading.used == 3_600)
        #expect(reading.left == 3_600)
    }
}

@Suite("Rules of their time") struct RuleVersionTests {
    @Test(
        "subject access under the rules of the day of receipt",
        arguments: [
            // Until 14 August 2019 from the day after, then from the day.
            ("2019-08-14", nil, nil, "2019-09-16", "sar/1"),
            ("2019-08-13", nil, nil, "2019-09-16", "sar/1"),
            ("2019-08-15", nil, nil, "2019-09-16", "sar/2"),
            ("2019-06-03", nil, nil, "2019-07-04", "sar/1"),
            // A question began the month anew, then did nothing, then paused it.
            ("2019-10-01", "2019-10-08", "2019-10-14", "2019-11-14", "sar/2"),
            ("2020-03-02", "2020-03-09", "2020-03-16", "2020-04-02", "sar/2a"),
            ("2020-11-02", "2020-11-09", "2020-11-16", "2020-12-10", "sar/2b"),
            ("2026-03-02", "2026-03-09", "2026-03-16", "2026-04-10", "sar/3"),
            // Asked and answered on one day, no day is left out.
            ("2026-03-02", "2026-03-09", "2026-03-09", "2026-04-02", "sar/3"),
        ] as [(String, String?, String?, String, String)])
    func access(
        _ received: String, _ asked: String?, _ answered: String?, _ due: String, _ rules: String
    ) throws {
        var facts: [(FactKind, String)] = []
        if let asked, let answered {
            facts = [(.clarificationRequested, asked), (.clarificationReceived, answered)]
        }
        let reading = try Regime.sar.read(history(received, .englandAndWales, facts), .shipped)
        #expect(reading.due?.text == due)
        #expect(reading.ruleSet.id == rules)
    }

    @Test func `sixty days in Scotland for what was answered from 7 April to 26 May 2020`() throws {
        func read(_ answered: String) throws -> ClockReading {
            try Regime.foisa.read(
                history("2020-04-01", .scotland, [(.answered, answered)]), .shipped)
        }
        // Twenty working days would have ended on 30 April 2020.
        #expect(try read("2020-05-20").state == .met(on: #require(Day("2020-05-20"))))
        #expect(try read("2020-05-20").ruleSet.id == "foisa/2020")
        #expect(try read("2020-05-27").state != .met(on: #require(Day("2020-05-27"))))
        let late = try Regime.foisa.read(
            history("2019-12-02", .scotland, [(.answered, "2020-04-08")]), .shipped)
        #expect(late.ruleSet.id == "foisa/1")
        let open = try Regime.foisa.read(history("2020-04-20", .scotland), .shipped)
        #expect(open.due?.text == "2020-05-19")
    }

    @Test func `every regime says what it rests on`() {
        for regime in Regime.allCases {
            let provision = regime.provision
            #expect(!provision.title.isEmpty && !provision.citation.isEmpty)
            #expect(!provision.says.isEmpty && !provision.ruleSets.isEmpty)
        }
        #expect(Regime.allCases.count == 21)
    }
}
