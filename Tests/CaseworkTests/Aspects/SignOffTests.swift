// SPDX-License-Identifier: Apache-2.0
import Forms
import TestKit
import Testing
import WorkingTime

@testable import Casework

private func staff(_ number: Int) -> StaffID {
    guard let id = StaffID("staff/0198c0de-0000-7000-8000-00000000001\(number)") else {
        preconditionFailure("no id")
    }
    return id
}
private func by(_ number: Int) -> SignOffModel { .by(.person(staff(number))) }

@Suite("A sign-off model") struct SignOffModelTests {
    @Test(
        "says who can sign now, and when it is enough",
        arguments: [
            (SignOffModel.nobody, [Int](), [Int](), true),
            (by(1), [], [0], false), (by(1), [0], [], true),
            (.sequence([by(1), by(2), by(3)]), [], [0], false),
            (.sequence([by(1), by(2), by(3)]), [0], [1], false),
            (.sequence([by(1), by(2), by(3)]), [0, 1, 2], [], true),
            (.atLeast(1, of: [by(1), by(2)]), [], [0, 1], false),
            (.atLeast(1, of: [by(1), by(2)]), [1], [], true),
            (.atLeast(2, of: [by(1), by(2), by(3)]), [2], [0, 1], false),
            (.atLeast(2, of: [by(1), by(2), by(3)]), [0, 2], [], true),
            // Two of three teams side by side, then the director.
            (.sequence([.atLeast(2, of: [by(1), by(2), by(3)]), by(4)]), [0], [1, 2], false),
            (.sequence([.atLeast(2, of: [by(1), by(2), by(3)]), by(4)]), [0, 1], [3], false),
            (.sequence([.atLeast(2, of: [by(1), by(2), by(3)]), by(4)]), [0, 1, 3], [], true),
            // Either the press office and the director, or the Mayor.
            (.atLeast(1, of: [.sequence([by(1), by(2)]), by(3)]), [0], [1, 2], false),
            (.atLeast(1, of: [.sequence([by(1), by(2)]), by(3)]), [2], [], true),
        ])
    func model(_ model: SignOffModel, _ signed: [Int], _ open: [Int], _ isComplete: Bool) {
        #expect(model.open(Set(signed)) == open)
        #expect(model.isComplete(Set(signed)) == isComplete)
    }
}

/// Features 25 and 28 of `anchors.md`: a signature is over one draft and its files.
@Suite("Signing a draft off") struct DraftTests {
    private let author = Actor.staff(staff(9))
    private func save(_ text: String) -> CaseCommand {
        .draft(.save(SaveDraft(text: passage(text), attachments: [], templates: [])))
    }
    private func digest(_ text: String) -> Bytes32 { Drafts.digest(.zero, passage(text), []) }
    private func saved(_ number: Int, _ text: String = "Dear Ms Pike") -> CaseEvent {
        .draft(
            .saved(
                DraftSaved(
                    draft: number, digest: digest(text), attachments: [], templates: [],
                    text: .value(text),
                    nonce: .value(Bytes32.zero.plainText))))
    }
    private func requested(_ model: SignOffModel, _ draft: Int = 1) -> CaseEvent {
        .draft(.signOffRequested(SignOffRequested(draft: draft, model: model)))
    }
    private func sign(_ draft: Int = 1) -> CaseCommand { .draft(.sign(SignDraft(draft: draft))) }
    private func signed(_ slot: Int, _ person: Int, deputyOf: StaffID? = nil) -> CaseEvent {
        .draft(
            .signedOff(
                DraftSignedOff(
                    draft: 1, digest: digest("Dear Ms Pike"), slot: slot,
                    signer: .person(staff(person)), deputyOf: deputyOf)))
    }
    private func reply(_ draft: Int?) -> CaseCommand {
        .reply(
            .send(
                SendReply(kind: .final, channel: .email, day: Sample.today, draft: draft, text: nil)
            ))
    }
    private func asking(_ person: Int) -> (inout DecisionContext) -> Void {
        { context in
            context.actor = .staff(staff(person))
            context.capacities = [Capacity(.person(staff(person)))]
        }
    }

    @Test func `each text is a version of its own, known by its digest`() {
        given(Sample.opened).when(save("Dear Ms Pike")).then(saved(1))
        given(Sample.opened, saved(1)).when(save("Dear Mr Pike")).then(saved(2, "Dear Mr Pike"))
        #expect(digest("Dear Ms Pike") != digest("Dear Mr Pike"))
        let (one, other) = (Bytes32.zero, Bytes32([UInt8](repeating: 7, count: 32)))
        #expect(
            Drafts.digest(one, passage("x"), []) != Drafts.digest(other ?? one, passage("x"), []))
        #expect(Drafts.digest(one, passage("x"), [one]) != Drafts.digest(one, passage("x"), []))
    }

    @Test func `nobody who wrote it signs it, and nobody twice`() {
        let model = SignOffModel.atLeast(2, of: [by(1), by(1), by(2)])
        given(Sample.opened, saved(1), requested(model)).when(sign(), asking(1)).then(signed(0, 1))
        let byAuthor = GivenCase.somebody
        given(Sample.opened, saved(1), requested(model)).when(sign()) { $0.actor = byAuthor }
            .refused(.needs(.anotherPerson))
        given(Sample.opened, saved(1), requested(model)).when(sign(), asking(3))
            .refused(.needs(.authority))
    }

    @Test func `in a sequence nobody signs before their turn`() {
        let model = SignOffModel.sequence([by(1), by(2)])
        given(Sample.opened, saved(1), requested(model)).when(sign(), asking(2))
            .refused(.needs(.authority))
        given(Sample.opened, saved(1), requested(model)).when(sign(), asking(1)).then(signed(0, 1))
    }

    @Test func `a deputy signs for somebody absent, and the event says for whom`() {
        given(Sample.opened, saved(1), requested(by(1))).when(sign()) { context in
            context.actor = .staff(staff(5))
            context.capacities = [
                Capacity(.person(staff(5))), Capacity(.person(staff(1)), deputyOf: staff(1)),
            ]
        }.then(signed(0, 1, deputyOf: staff(1)))
    }

    @Test func `another version has none of its signatures`() {
        let state = CaseState([
            Sample.opened, saved(1), requested(by(1)), signed(0, 1), saved(2, "Other"),
        ])
        #expect(!state.drafts.isCleared)
        given(Sample.opened, saved(1), requested(by(1)), signed(0, 1), saved(2, "Other"))
            .when(sign(1), asking(1)).refused(.already(.overtaken))
        given(Sample.opened, saved(1), requested(by(1)), signed(0, 1), saved(2, "Other"))
            .when(sign(2), asking(1)).refused(.needs(.signOffRequest))
    }

    @Test func `only what was signed off goes out, and it is the text that was signed`() {
        let model = by(1)
        given(Sample.opened, saved(1), requested(model)).when(reply(1)) { $0.signOffModel = model }
            .refused(.needs(.signOff))
        given(Sample.opened, saved(1), requested(model), signed(0, 1)).when(reply(1)) {
            $0.signOffModel = model
        }.then(
            .reply(
                .sent(
                    ReplySent(
                        reply: 1, kind: .final, channel: .email, draft: 1,
                        digest: digest("Dear Ms Pike"), text: nil))), on: Sample.today)
        given(Sample.opened).when(reply(nil)) { $0.signOffModel = model }.refused(.missing(.text))
    }

    @Test func `it comes back with what is to change, or is bypassed with authority`() {
        let back = CaseCommand.draft(
            .sendBack(ReturnDraft(draft: 1, changes: passage("Say sorry"))))
        let returned = CaseEvent.draft(
            .returned(
                DraftReturned(
                    draft: 1, digest: digest("Dear Ms Pike"), changes: .value("Say sorry"))))
        given(Sample.opened, saved(1), requested(by(1))).when(back, asking(1)).then(returned)
        #expect(
            CaseState([Sample.opened, saved(1), requested(by(1)), returned]).drafts.signOff == nil)
        let bypass = CaseCommand.draft(
            .bypass(BypassSignOff(draft: 1, reason: passage("The Mayor is away"))))
        given(Sample.opened, saved(1), requested(by(1))).when(bypass).refused(.needs(.authority))
        let bypassed = CaseEvent.draft(
            .bypassed(
                SignOffBypassed(
                    draft: 1, digest: digest("Dear Ms Pike"), reason: .value("The Mayor is away"))))
        given(Sample.opened, saved(1), requested(by(1)))
            .when(bypass) {
                $0.mayBypassSignOff = true
                $0.actor = .system("director")
            }.then(bypassed)
        given(Sample.opened, saved(1), requested(by(1)))
            .when(bypass) { $0.mayBypassSignOff = true }.refused(.needs(.anotherPerson))
        #expect(
            CaseState([Sample.opened, saved(1), requested(by(1)), bypassed]).drafts.isCleared)
    }
}
