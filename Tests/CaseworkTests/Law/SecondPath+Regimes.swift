// SPDX-License-Identifier: Apache-2.0
import Casework
import WorkingTime

/// The rules told a second time: what each regime's clock says, as a table of cases prints it, and
/// an empty text where no limit runs.
extension SecondPath {
    func due(_ regime: Regime, _ history: ClockHistory) -> String {
        let facts = history.facts.map { (kind: $0.kind, day: day($0.at)) }
        let own = own(history.division)
        let start = day(history.received)
        switch regime {
        case .foi:
            return information(facts, start, area: union(own), pit: .publicInterestExtension)
        case .foisa:
            let area = mistakes.contains(.unionForScotland) ? "any" : "scotland"
            let pit = mistakes.contains(.foisaExtends) ? FactKind.publicInterestExtension : nil
            return information(facts, start, area: area, pit: pit)
        case .eir: return information(facts, start, area: union(own), pit: .extensionNotice)
        case .eirScotland:
            let area = mistakes.contains(.unionForScotland) ? "any" : "scotland"
            return information(facts, start, area: area, pit: .extensionNotice)
        case .foiReview:
            return stage(facts, start, 20, union(own), begins: false, extended: 40)
        case .eirReview: return plain(start, 40, union(own))
        case .foisaReview: return plain(start, 20, "scotland")
        case .sar: return access(facts, start, own)
        case .dpComplaint:
            let first = mistakes.contains(.complaintDutyEarlier) ? 0 : Self.number(2026, 6, 19)
            return start < first ? "" : Self.text(roll(start + 30, own))
        case .complaintAck: return plain(start, 5, own)
        case .complaintStage1: return stage(facts, start, 10, own, begins: true, extended: 20)
        case .complaintStage2: return stage(facts, start, 20, own, begins: true, extended: 40)
        case .svcLetter: return plain(start, 10, own)
        case .svcEmail, .svcOnlineForm: return plain(start, 3, own)
        case .svcSocial: return hours(3, history, own)
        case .svcOwn: return history.promisedDays.map { plain(start, $0, own) } ?? ""
        case .svcP1: return hours(2, history, own)
        case .svcP2: return hours(6, history, own)
        case .mpCorrespondence: return plain(start, 20, "england-and-wales")
        case .mayorsQuestion: return plain(start, 3, "england-and-wales")
        case .mayoralDecision:
            let put = facts.last { $0.kind == .deferredUntil }?.day
            let added = mistakes.contains(.deferralAddsDay) ? 1 : 0
            return put.map { Self.text($0 + added) } ?? plain(start, 1, "england-and-wales")
        }
    }

    private func own(_ division: Division) -> String {
        guard mistakes.contains(.wrongDivision) else { return division.rawValue }
        return division == .scotland ? "england-and-wales" : "scotland"
    }

    private func union(_ own: String) -> String {
        mistakes.contains(.ownDivisionForFOI) ? own : "any"
    }

    private func plain(_ start: Int, _ count: Int, _ area: String) -> String {
        Self.text(due(start, count, area, without: []))
    }

    private func hours(_ count: Int, _ history: ClockHistory, _ own: String) -> String {
        guard case .instant(let start) = history.received else { return "" }
        if mistakes.contains(.workingDaysForHours) { return plain(day(history.received), 1, own) }
        // The clock on the wall is an hour further where summer begins in between.
        let shift =
            mistakes.contains(.hoursOnTheClock)
            ? (London.isSummer(start) ? 1 : 0)
                - (London.isSummer(start.adding(seconds: count * 3_600)) ? 1 : 0) : 0
        return Due.instant(start.adding(seconds: (count + shift) * 3_600)).text
    }

    /// Twenty working days that a question begins anew, a fee suspends and one notice makes forty.
    private func information(
        _ facts: [(kind: FactKind, day: Int)], _ received: Int, area: String, pit: FactKind?
    ) -> String {
        var start = received
        var count = 20
        var left: [ClosedRange<Int>] = []
        var asked: Int?
        var notice: Int?
        func limit() -> Int { due(start, count, area, without: left) }
        let revives = mistakes.contains(.lateQuestionRevives)
        var clarified = false
        for (kind, at) in facts {
            switch kind {
            case .clarificationRequested:
                // Within the basic limit, extended or not.
                let last = due(start, 20, area, without: left)
                if asked == nil, notice != nil || at <= last || revives { asked = at }
            case .clarificationReceived:
                guard let question = asked else { continue }
                asked = nil
                if mistakes.contains(.firstClarificationGoverns), clarified { continue }
                clarified = true
                if mistakes.contains(.restartPauses) {
                    left.append(question...at)
                } else {
                    (start, count, left) = (at, 20, [])
                }
            case .feesNotice, .feeCharged:
                let last = due(start, 20, area, without: left)
                if notice == nil, asked != nil || at <= last { notice = at }
            case .feePaid:
                guard let given = notice else { continue }
                guard at <= lastDay(toPay: given, area, pit) else { return "" }
                notice = nil
                if mistakes.contains(.feeRestarts) { (start, left) = (at, []) }
                let first = given + (mistakes.contains(.feeWithoutNoticeDay) ? 1 : 0)
                let last = at - (mistakes.contains(.feeWithoutPaymentDay) ? 1 : 0)
                if first <= last { left.append(first...last) }
            case pit:
                let isLate = notice == nil && at > limit()
                guard asked == nil, !isLate || mistakes.contains(.lateExtensionCounts) else {
                    continue
                }
                if mistakes.contains(.extensionFromNotice) { start = at }
                count = mistakes.contains(.extensionAdds) ? 60 : 40
            default: continue
            }
        }
        let isOnHold = asked != nil || notice != nil
        return isOnHold && !mistakes.contains(.holdHasDate) ? "" : Self.text(limit())
    }

    /// Three months beginning with the notice; under the environmental regulations, which extend by
    /// another notice than the Act, sixty working days after it.
    private func lastDay(toPay notice: Int, _ area: String, _ pit: FactKind?) -> Int {
        guard pit == .extensionNotice else {
            let third = months(3, after: notice)
            // The last two digits are the date of the month.
            let hasDate = Self.text(third).suffix(2) == Self.text(notice).suffix(2)
            return hasDate ? third - 1 : third
        }
        return due(notice, 60, area, without: [])
    }

    private func stage(
        _ facts: [(kind: FactKind, day: Int)], _ received: Int, _ count: Int, _ area: String,
        begins: Bool, extended: Int
    ) -> String {
        var start: Int? =
            begins && !mistakes.contains(.stageFromReceipt) ? nil : received
        var total = count
        for (kind, at) in facts {
            if kind == .acknowledged, start == nil { start = at }
            if kind == .extensionNotice,
                let start,
                at <= due(start, total, area, without: [])
                    || mistakes.contains(.lateExtensionCounts)
            {
                total = extended
            }
        }
        return start.map { Self.text(due($0, total, area, without: [])) } ?? ""
    }

    // MARK: Subject access

    private func access(
        _ facts: [(kind: FactKind, day: Int)], _ received: Int, _ own: String
    ) -> String {
        let isOldest = received < Self.number(2019, 8, 15)
        let restarts = received < Self.number(2020, 1, 1) || mistakes.contains(.pauseRestarts)
        let ignores = !restarts && received < Self.number(2020, 10, 21)
        var start = received
        var count = 1
        var paused: Set<Int> = []
        var open: [FactKind: Int] = [:]
        func end() -> Int {
            let isLater = isOldest || mistakes.contains(.dayAfterReceiptForMonths)
            var first = isLater ? start + 1 : start
            if count == 3, mistakes.contains(.extensionFromRolledDay) {
                first = roll(months(1, after: first), own)
                return roll(months(2, after: first), own)
            }
            return roll(
                months(count, after: first) + paused.count { $0 >= start }, own)
        }
        for (kind, at) in facts {
            let isInTime = !open.isEmpty || at <= end()
            switch kind {
            case .identityRequested where isInTime:
                if open[.identityReceived] == nil { open[.identityReceived] = at }
            case .feesNotice where isInTime, .feeCharged where isInTime:
                if open[.feePaid] == nil { open[.feePaid] = at }
            case .clarificationRequested where isInTime && !ignores:
                if open[.clarificationReceived] == nil { open[.clarificationReceived] = at }
            case .identityReceived, .feePaid:
                guard let asked = open.removeValue(forKey: kind) else { continue }
                if mistakes.contains(.identityPauses) {
                    paused.formUnion(asked...at)
                } else {
                    start = at
                }
            case .clarificationReceived:
                guard let asked = open.removeValue(forKey: kind) else { continue }
                if restarts {
                    start = at
                } else if asked < at {
                    let first = asked + (mistakes.contains(.pauseWithoutFirstDay) ? 1 : 0)
                    let last = at - (mistakes.contains(.pauseWithoutLastDay) ? 1 : 0)
                    paused.formUnion(first...last)
                }
            case .extensionNotice where isInTime || mistakes.contains(.lateExtensionCounts):
                count = 3
            default: continue
            }
        }
        return open.isEmpty || mistakes.contains(.holdHasDate) ? Self.text(end()) : ""
    }
}
