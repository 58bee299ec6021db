// SPDX-License-Identifier: Apache-2.0
import Casework
import Testing
import WorkingTime

/// A case that a mistake would get wrong. The date was reckoned by hand from the calendar.
struct Telltale: Sendable, CustomTestStringConvertible {
    let mistake: SecondPath.Mistake
    let regime: Regime
    let received: String
    var division = Division.englandAndWales
    var facts: [(FactKind, String)] = []
    let due: String

    var testDescription: String { "\(mistake)" }

    init(
        _ mistake: SecondPath.Mistake, _ regime: Regime, _ received: String,
        _ division: Division = .englandAndWales, _ facts: [(FactKind, String)] = [], due: String
    ) {
        self.mistake = mistake
        self.regime = regime
        self.received = received
        self.division = division
        self.facts = facts
        self.due = due
    }
}

@Suite("A mistake in a date is caught") struct MistakeTests {
    @Test(arguments: telltales) func `by the case that tells it`(_ telltale: Telltale) throws {
        let history = try history(telltale.received, telltale.division, telltale.facts)
        let due = try telltale.regime.read(history, .shipped).due?.text ?? ""
        #expect(due == telltale.due)
        #expect(SecondPath().due(telltale.regime, history) == telltale.due)
        let wrong = SecondPath([telltale.mistake]).due(telltale.regime, history)
        #expect(wrong != telltale.due, "the mistake makes no difference here")
    }

    @Test func `of every kind that is known`() {
        #expect(Set(telltales.map(\.mistake)) == Set(SecondPath.Mistake.allCases))
        #expect(SecondPath.Mistake.allCases.count >= 30)
    }
}

private let asked = FactKind.clarificationRequested
private let clarified = FactKind.clarificationReceived

private let telltales: [Telltale] = [
    // Days of the area.
    Telltale(.wrongDivision, .svcLetter, "2026-08-24", due: "2026-09-08"),
    Telltale(.unionForScotland, .foisa, "2026-08-10", .scotland, due: "2026-09-07"),
    Telltale(.ownDivisionForFOI, .foi, "2026-02-27", due: "2026-03-30"),
    Telltale(.holidaysNotKnown, .foi, "2026-05-26", due: "2026-06-24"),
    Telltale(.noSubstitutes, .foi, "2027-12-15", due: "2028-01-18"),
    Telltale(.weekendsCount, .svcEmail, "2026-03-05", due: "2026-03-10"),
    Telltale(.christmasCounts, .complaintAck, "2025-12-22", due: "2025-12-31"),
    Telltale(.goodFridayCounts, .foisa, "2025-04-02", .scotland, due: "2025-05-01"),
    // The first and the last day.
    Telltale(.utcDay, .foi, "2025-07-31T23:30:00Z", due: "2025-09-02"),
    Telltale(.receiptCounts, .foi, "2025-09-08", due: "2025-10-06"),
    Telltale(.codeReceipt, .foi, "2025-09-06", due: "2025-10-03"),
    Telltale(.inclusiveEnd, .mpCorrespondence, "2026-07-13", due: "2026-08-10"),
    Telltale(.oneDayMore, .mayorsQuestion, "2026-03-26", due: "2026-03-31"),
    // Months.
    Telltale(.thirtyDayMonth, .sar, "2026-03-02", due: "2026-04-02"),
    Telltale(.nextMonthFirst, .sar, "2027-03-31", due: "2027-04-30"),
    Telltale(.noRolling, .sar, "2026-01-31", due: "2026-03-02"),
    Telltale(.rollsBack, .sar, "2026-02-14", due: "2026-03-16"),
    Telltale(.rollsByUnion, .sar, "2026-03-06", .scotland, due: "2026-04-06"),
    Telltale(.dayAfterReceiptForMonths, .sar, "2025-09-03", due: "2025-10-03"),
    // Extensions.
    Telltale(
        .lateExtensionCounts, .foi, "2025-09-08", .englandAndWales,
        [(.publicInterestExtension, "2025-10-07")], due: "2025-10-06"),
    Telltale(
        .extensionFromNotice, .eir, "2025-09-08", .englandAndWales,
        [(.extensionNotice, "2025-10-01")], due: "2025-11-03"),
    Telltale(
        .extensionAdds, .foi, "2025-09-08", .englandAndWales,
        [(.publicInterestExtension, "2025-10-03")], due: "2025-11-03"),
    Telltale(
        .foisaExtends, .foisa, "2025-09-08", .scotland,
        [(.publicInterestExtension, "2025-10-03")], due: "2025-10-06"),
    Telltale(
        .extensionFromRolledDay, .sar, "2026-01-31", .englandAndWales,
        [(.extensionNotice, "2026-02-20")], due: "2026-04-30"),
    // Questions.
    Telltale(
        .restartPauses, .foi, "2025-03-03", .englandAndWales,
        [(asked, "2025-03-10"), (clarified, "2025-03-24")], due: "2025-04-23"),
    Telltale(
        .lateQuestionRevives, .foi, "2025-09-01", .englandAndWales,
        [(asked, "2025-10-07"), (clarified, "2025-10-09")], due: "2025-09-29"),
    Telltale(
        .firstClarificationGoverns, .foi, "2025-09-01", .englandAndWales,
        [
            (asked, "2025-09-05"), (clarified, "2025-09-15"), (asked, "2025-09-18"),
            (clarified, "2025-10-06"),
        ], due: "2025-11-03"),
    Telltale(
        .pauseRestarts, .sar, "2026-04-01", .englandAndWales,
        [(asked, "2026-04-08"), (clarified, "2026-04-14")], due: "2026-05-08"),
    Telltale(
        .pauseWithoutFirstDay, .sar, "2026-04-01", .englandAndWales,
        [(asked, "2026-04-08"), (clarified, "2026-04-14")], due: "2026-05-08"),
    Telltale(
        .pauseWithoutLastDay, .sar, "2026-04-01", .englandAndWales,
        [(asked, "2026-04-08"), (clarified, "2026-04-14")], due: "2026-05-08"),
    Telltale(
        .identityPauses, .sar, "2026-01-31", .englandAndWales,
        [(.identityRequested, "2026-02-02"), (.identityReceived, "2026-02-10")],
        due: "2026-03-10"),
    Telltale(
        .holdHasDate, .foi, "2025-09-01", .englandAndWales, [(asked, "2025-09-05")], due: ""),
    // Fees.
    Telltale(
        .feeRestarts, .foi, "2025-05-12", .englandAndWales,
        [(.feesNotice, "2025-05-20"), (.feePaid, "2025-06-05")], due: "2025-06-26"),
    Telltale(
        .feeWithoutNoticeDay, .foi, "2025-05-12", .englandAndWales,
        [(.feesNotice, "2025-05-20"), (.feePaid, "2025-06-05")], due: "2025-06-26"),
    Telltale(
        .feeWithoutPaymentDay, .foi, "2025-05-12", .englandAndWales,
        [(.feesNotice, "2025-05-20"), (.feePaid, "2025-06-05")], due: "2025-06-26"),
    // Promises, and duties of a time.
    Telltale(
        .stageFromReceipt, .complaintStage1, "2026-04-21", .englandAndWales,
        [(.acknowledged, "2026-04-24")], due: "2026-05-11"),
    Telltale(
        .hoursOnTheClock, .svcSocial, "2026-03-28T23:30:00Z", due: "2026-03-29T03:30:00+01:00"),
    Telltale(
        .workingDaysForHours, .svcP1, "2026-11-20T16:50:00Z", due: "2026-11-20T18:50:00+00:00"),
    Telltale(
        .deferralAddsDay, .mayoralDecision, "2017-10-26", .englandAndWales,
        [(.deferredUntil, "2017-11-30")], due: "2017-11-30"),
    Telltale(.complaintDutyEarlier, .dpComplaint, "2026-06-18", due: ""),
]
