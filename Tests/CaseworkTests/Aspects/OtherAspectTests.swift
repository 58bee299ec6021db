// SPDX-License-Identifier: Apache-2.0
import Forms
import TestKit
import Testing
import WorkingTime

@testable import Casework

private func caseID(_ number: Int) -> CaseID {
    guard let id = CaseID("case/0198c0de-0000-7000-8000-00000000000\(number)") else {
        preconditionFailure("no id")
    }
    return id
}

/// Features 8 and 29 of `anchors.md`.
@Suite("Linking cases") struct LinkTests {
    private let linked = CaseEvent.link(.linked(CaseLinked(other: caseID(2), kind: .follows)))
    private let merged = CaseEvent.link(
        .merged(CaseMerged(into: caseID(2), reason: .value("The same letter"))))

    @Test func `says once of another case what it has to do with this one`() {
        let link = CaseCommand.link(.link(LinkCase(other: caseID(2), kind: .follows)))
        given(Sample.opened).when(link) { $0.subject = caseID(1) }.then(linked)
        given(Sample.opened, linked).when(link).refused(.already(.linked))
        given(Sample.opened).when(link) { $0.subject = caseID(2) }.refused(.needs(.anotherCase))
        let unlink = CaseCommand.link(.unlink(UnlinkCase(other: caseID(2), kind: .follows)))
        given(Sample.opened, linked).when(unlink)
            .then(.link(.unlinked(CaseUnlinked(other: caseID(2), kind: .follows))))
        given(Sample.opened).when(unlink).refused(.needs(.link))
    }

    @Test func `a case that was merged is acted on no longer, until it is taken out again`() {
        let merge = CaseCommand.link(
            .merge(MergeCase(into: caseID(2), reason: passage("The same letter"))))
        given(Sample.opened).when(merge) { $0.subject = caseID(1) }.then(merged)
        given(Sample.opened, merged).when(merge).refused(.already(.merged))
        given(Sample.opened, merged).when(.allocate(Sample.team)).refused(.already(.merged))
        given(Sample.opened, merged).when(.addNote("Seen")).then(
            .noteAdded(NoteAdded(text: .value("Seen"))))
        let unmerged = CaseEvent.link(.unmerged(CaseUnmerged(reason: .value("Another letter"))))
        given(Sample.opened, merged)
            .when(.link(.unmerge(UnmergeCase(reason: passage("Another letter"))))).then(unmerged)
        given(Sample.opened, merged, unmerged).when(.allocate(Sample.team)).then(Sample.allocated)
        given(Sample.opened).when(.link(.unmerge(UnmergeCase(reason: passage("x")))))
            .refused(.needs(.merger))
    }
}

@Suite("Ending a case") struct EndingTests {
    @Test func `whoever asked may ask no longer`() {
        let withdrawn = CaseEvent.ending(.withdrawn(CaseWithdrawn(reason: nil)))
        given(Sample.opened).when(.ending(.withdraw(WithdrawCase(reason: nil)))).then(withdrawn)
        #expect(CaseState([Sample.opened, withdrawn]).status == .closed(.withdrawn))
    }

    @Test func `another body answers only with the permission of whoever asked`() {
        func transfer(_ permitted: Bool) -> CaseCommand {
            .ending(.transfer(TransferCase(body: line("TfL"), permitted: permitted, reason: nil)))
        }
        given(Sample.opened).when(transfer(false)).refused(.needs(.permission))
        given(Sample.opened).when(transfer(true))
            .then(.ending(.transferred(CaseTransferred(body: .value("TfL"), reason: nil))))
    }

    @Test func `a closed case is opened again with a reason, an open one is not`() {
        let reopen = CaseCommand.ending(.reopen(ReopenCase(reason: passage("She wrote again"))))
        let reopened = CaseEvent.ending(.reopened(CaseReopened(reason: .value("She wrote again"))))
        given(Sample.opened, Sample.closed).when(reopen).then(reopened)
        given(Sample.opened).when(reopen).refused(.needs(.closedCase))
        given(Sample.opened, Sample.closed, reopened).when(.assign(Sample.officer))
            .then(Sample.assigned)
    }

    @Test func `it is referred back to another team`() {
        let back = CaseCommand.ending(.referBack(ReferBack(team: nil, reason: passage("Not ours"))))
        given(Sample.opened, Sample.allocated).when(back)
            .then(.ending(.referredBack(CaseReferredBack(team: nil, reason: .value("Not ours")))))
        given(Sample.opened).when(back).refused(.alreadyAllocated)
    }
}

@Suite("Beside the case") struct BesideTests {
    @Test func `time is recorded by its kind and day`() {
        func record(_ minutes: Int, on day: Day = Sample.today) -> CaseCommand {
            .work(
                .recordTime(
                    RecordTime(kind: .locating, minutes: minutes, day: day, note: nil)))
        }
        let recorded = CaseEvent.work(
            .timeRecorded(TimeRecorded(kind: .locating, minutes: 90, note: nil)))
        given(Sample.opened).when(record(90)).then(recorded, on: Sample.today)
        given(Sample.opened, Sample.closed).when(record(90)).then(recorded, on: Sample.today)
        given(Sample.opened).when(record(0)).refused(.outOfRange(.minutes))
        given(Sample.opened).when(record(10_081)).refused(.outOfRange(.minutes))
        let tomorrow = Sample.today.adding(days: 1)
        given(Sample.opened).when(record(9, on: tomorrow)).refused(.dayInFuture(tomorrow))
        #expect(CaseState([Sample.opened, recorded, recorded]).work.minutes == [.locating: 180])
    }

    @Test func `what was done outside the system is declared`() {
        given(Sample.opened)
            .when(
                .work(
                    .declareOutside(
                        DeclareOutsideWork(
                            description: passage("Asked by phone"), day: Sample.today,
                            minutes: nil)))
            )
            .then(
                .work(
                    .doneOutside(DoneOutside(minutes: nil, description: .value("Asked by phone")))),
                on: Sample.today)
    }

    @Test func `a legal hold stands until it is released, and others beside it`() {
        let place = CaseCommand.hold(.place(PlaceHold(reason: passage("Inquiry"), review: nil)))
        func placed(_ number: Int) -> CaseEvent {
            .hold(.placed(HoldPlaced(hold: number, review: nil, reason: .value("Inquiry"))))
        }
        let release = CaseCommand.hold(.release(ReleaseHold(hold: 1, reason: passage("Over"))))
        let released = CaseEvent.hold(.released(HoldReleased(hold: 1, reason: .value("Over"))))
        given(Sample.opened, Sample.closed).when(place).then(placed(1))
        given(Sample.opened, placed(1)).when(place).then(placed(2))
        given(Sample.opened, placed(1)).when(release).then(released)
        given(Sample.opened, placed(1), released).when(release).refused(.already(.released))
        given(Sample.opened).when(release).refused(.notThere(.hold, 1))
        #expect(CaseState([Sample.opened, placed(1), placed(2), released]).holds.isHeld)
        #expect(!CaseState([Sample.opened, placed(1), released]).holds.isHeld)
    }

    @Test func `a mistake is put right by an event that names the one that was wrong`() {
        func correct(_ event: Int) -> CaseCommand {
            .correction(.correct(CorrectEvent(event: event, text: passage("It was Tuesday"))))
        }
        let corrected = CaseEvent.correction(
            .corrected(CaseCorrected(event: 1, text: .value("It was Tuesday"))))
        given(Sample.opened).when(correct(1)).then(corrected)
        given(Sample.opened, corrected).when(correct(1)).refused(.already(.corrected))
        given(Sample.opened).when(correct(2)).refused(.notThere(.event, 2))
        let day = Day.of("2026-11-20")
        given(Sample.opened)
            .when(
                .correction(
                    .correctReceipt(CorrectReceipt(received: day, reason: passage("Stamped"))))
            )
            .then(
                .correction(
                    .receiptCorrected(ReceiptCorrected(received: day, reason: .value("Stamped")))))
    }
}
