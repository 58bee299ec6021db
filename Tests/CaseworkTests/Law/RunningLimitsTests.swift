// SPDX-License-Identifier: Apache-2.0
import Casework
import Testing
import WorkingTime

/// Cases numbered 1, 2, …: what opened each, and on which day.
private func limits(
    _ opened: [(CaseType, String?)], closed: [Int] = [],
    in jurisdiction: Jurisdiction = .englandAndWales
) throws -> RunningLimits {
    var limits = RunningLimits(in: jurisdiction)
    func id(_ number: Int) throws -> CaseID {
        try #require(CaseID(uuid: "0198c0de-0000-7000-8000-00000000000\(number)"))
    }
    for (index, (type, day)) in opened.enumerated() {
        limits.evolve(
            .opened(CaseOpened(type: type)), of: try id(index + 1),
            occurredAt: try day.map { try #require(Occurrence($0)) }, reference: "R-\(index + 1)")
    }
    for number in closed {
        limits.evolve(
            .closed(CaseClosed(outcome: .answered)), of: try id(number), occurredAt: nil,
            reference: nil)
    }
    return limits
}

/// The shipped table with a holiday on Monday 6 July 2026.
private func calendar(_ divisions: Divisions) throws -> WorkingCalendar {
    WorkingCalendar(
        HolidayTable.shipped.adding(
            BankHoliday(
                day: try #require(Day("2026-07-06")), divisions: divisions, title: "A holiday")))
}

@Suite("A holiday that is proclaimed") struct RunningLimitsTests {
    private func moved(_ limits: RunningLimits, _ divisions: Divisions = .unitedKingdom) throws
        -> [String]
    {
        limits.moved(from: .shipped, to: try calendar(divisions)).map {
            "\($0.limit.reference) \($0.before.text) \($0.after.text)"
        }
    }

    @Test func `moves the date of each open case whose period it falls in`() throws {
        let limits = try limits([(.foi, "2026-06-22"), (.foi, "2026-06-01"), (.foi, "2026-07-06")])
        // 12 July is a holiday in Northern Ireland, on Monday the 13th; 15 June one in Scotland.
        #expect(try moved(limits) == ["R-1 2026-07-21 2026-07-22"])
        #expect(limits.count == 3)
    }

    @Test func `moves nothing of a closed case`() throws {
        #expect(try moved(try limits([(.foi, "2026-06-22")], closed: [1])).isEmpty)
    }

    @Test func `moves nothing that law sets no limit for, or that came on no known day`() throws {
        let others = CaseType.allCases.filter { $0 != .foi && $0 != .sar }
        let limits = try limits(others.map { ($0, "2026-06-22") } + [(.foi, nil)])
        #expect(limits.count == 0)
        #expect(try moved(limits).isEmpty)
    }

    @Test func `in any part of the kingdom counts for the Act of 2000, and not for Scotland's`()
        throws
    {
        let ireland = Divisions(.northernIreland)
        #expect(try moved(try limits([(.foi, "2026-06-22")]), ireland).count == 1)
        #expect(
            try moved(try limits([(.foi, "2026-06-22")], in: .scotland), ireland).isEmpty)
        #expect(
            try moved(try limits([(.foi, "2026-06-22")], in: .scotland), Divisions(.scotland))
                .count == 1)
    }

    @Test func `on the last day of a month's limit moves it on`() throws {
        #expect(
            try moved(try limits([(.sar, "2026-06-06")])) == ["R-1 2026-07-06 2026-07-07"])
    }

    @Test func `is listed by the dates that there were`() throws {
        let limits = try limits([(.foi, "2026-06-24"), (.foi, "2026-06-22"), (.foi, "2026-06-22")])
        #expect(try moved(limits).map { $0.prefix(3) } == ["R-2", "R-3", "R-1"])
    }
}

@Suite("The dates inside an authority") struct InternalDatesTests {
    private func dates(
        _ regime: Regime, _ received: String, _ facts: [(FactKind, String)] = [],
        _ targets: InternalTargets = .usual
    ) throws -> [String] {
        let history = try history(received, .englandAndWales, facts)
        return try regime.read(history, .shipped).internalDates(targets, of: history, .shipped)
            .map { "\($0.step.rawValue) \($0.day)" }
    }

    @Test func `are the third, the tenth and the seventeenth day of twenty`() throws {
        // No holiday falls in it: 8 September to 6 October 2025.
        #expect(
            try dates(.foi, "2025-09-08")
                == ["escalation 2025-09-11", "draft 2025-09-22", "clearance 2025-10-01"])
    }

    @Test func `move with the date that they are derived from`() throws {
        #expect(
            try dates(.foi, "2025-09-08", [(.publicInterestExtension, "2025-10-01")])
                == ["escalation 2025-10-09", "draft 2025-10-20", "clearance 2025-10-29"])
    }

    @Test func `are none while no limit runs, and none for hours`() throws {
        #expect(try dates(.foi, "2025-09-08", [(.clarificationRequested, "2025-09-10")]).isEmpty)
        #expect(try dates(.svcP1, "2025-09-08T10:00:00+01:00").isEmpty)
    }

    @Test func `are left out where they would not come after the day of receipt`() throws {
        #expect(try dates(.svcEmail, "2025-09-08").isEmpty)
        #expect(try dates(.svcLetter, "2025-09-08") == ["clearance 2025-09-17"])
    }

    @Test func `are whatever an authority says, before the last day`() throws {
        #expect(
            try dates(.foi, "2025-09-08", [], InternalTargets([.draft: 1, .clearance: 0]))
                == ["draft 2025-10-03"])
    }
}
