// SPDX-License-Identifier: Apache-2.0
import Forms
import TestKit
import Testing
import WorkingTime

@testable import Casework

/// Features 26 and 27 of `anchors.md`.
@Suite("Contributions") struct ContributionTests {
    private func request(
        team: TeamID? = Sample.team, body: Line? = nil, due: Day? = nil
    ) -> CaseCommand {
        .contribution(
            .request(
                RequestContribution(
                    team: team, body: body, question: passage("When was it emptied?"), due: due)))
    }
    private func asked(_ number: Int, team: TeamID? = Sample.team, body: String? = nil) -> CaseEvent
    {
        .contribution(
            .requested(
                ContributionRequested(
                    contribution: number, team: team, due: nil, body: body.map { .value($0) },
                    question: .value("When was it emptied?"))))
    }
    private func answer(_ number: Int) -> CaseCommand {
        .contribution(
            .answer(AnswerContribution(contribution: number, text: passage("On Monday"))))
    }
    private func answered(_ number: Int) -> CaseEvent {
        .contribution(
            .answered(ContributionAnswered(contribution: number, text: .value("On Monday"))))
    }

    @Test func `are asked of several teams and outside bodies side by side`() {
        given(Sample.opened).when(request()).then(asked(1))
        given(Sample.opened, asked(1)).when(request(team: nil, body: line("Thames Water")))
            .then(asked(2, team: nil, body: "Thames Water"))
    }

    @Test func `are asked of a team or of a body, not of both or of none`() {
        given(Sample.opened).when(request(team: nil)).refused(.needs(.oneContributor))
        given(Sample.opened).when(request(body: line("Thames Water")))
            .refused(.needs(.oneContributor))
    }

    @Test func `are due on a day that is to come`() {
        let past = Day.of("2026-11-21")
        given(Sample.opened).when(request(due: past)).refused(.dayPassed(past))
    }

    @Test func `are answered once, in any order, whoever is late`() {
        given(Sample.opened, asked(1), asked(2)).when(answer(2)).then(answered(2))
        given(Sample.opened, asked(1), answered(1)).when(answer(1)).refused(.already(.answered))
        given(Sample.opened).when(answer(1)).refused(.notThere(.contribution, 1))
        given(Sample.opened, asked(1)).when(answer(0)).refused(.notThere(.contribution, 0))
    }

    @Test func `are chased, and withdrawn with a reason`() {
        let chased = CaseEvent.contribution(
            .chased(ContributionChased(contribution: 1, text: nil)))
        given(Sample.opened, asked(1), chased)
            .when(.contribution(.chase(ChaseContribution(contribution: 1, text: nil)))).then(chased)
        let state = CaseState([Sample.opened, asked(1), chased, chased])
        #expect(state.contributions.all.first?.chases == 2)
        #expect(state.contributions.isWaiting)
        let withdrawn = CaseEvent.contribution(
            .withdrawn(ContributionWithdrawn(contribution: 1, reason: .value("Known now"))))
        given(Sample.opened, asked(1), withdrawn).when(answer(1)).refused(.already(.withdrawn))
        #expect(!CaseState([Sample.opened, asked(1), withdrawn]).contributions.isWaiting)
    }
}

@Suite("Parts of a case") struct PartTests {
    private let separated = CaseEvent.part(
        .separated(PartSeparated(part: 1, team: Sample.team, question: .value("The costs"))))
    private let answered = CaseEvent.part(
        .answered(PartAnswered(part: 1, text: .value("£12"))))
    private let reply = CaseCommand.reply(
        .send(
            SendReply(
                kind: .final, channel: .email, day: .of("2026-11-22"), draft: nil,
                text: passage("All of it"))))

    @Test func `are answered by whoever knows, before the reply goes out`() {
        given(Sample.opened)
            .when(
                .part(.separate(SeparatePart(question: passage("The costs"), team: Sample.team)))
            )
            .then(separated)
        given(Sample.opened, separated).when(reply).refused(.notAnswered(.part, 1))
        given(Sample.opened, separated)
            .when(.part(.answer(AnswerPart(part: 1, text: passage("£12"))))).then(answered)
        #expect(
            given(Sample.opened, separated, answered).when(reply).outcome.events?.count == 1)
    }

    @Test func `or are joined to the rest again`() {
        let rejoined = CaseEvent.part(
            .rejoined(PartRejoined(part: 1, reason: .value("Same people"))))
        given(Sample.opened, separated)
            .when(.part(.rejoin(RejoinPart(part: 1, reason: passage("Same people")))))
            .then(rejoined)
        given(Sample.opened, separated, rejoined)
            .when(.part(.answer(AnswerPart(part: 1, text: passage("£12")))))
            .refused(.already(.rejoined))
    }
}

/// Features 51 and 54 of `anchors.md`.
@Suite("Replies") struct ReplyTests {
    private func send(_ kind: ReplyKind, draft: Int? = nil, text: String? = "Dear Ms Pike")
        -> CaseCommand
    {
        .reply(
            .send(
                SendReply(
                    kind: kind, channel: .email, day: Sample.today, draft: draft,
                    text: text.map(passage))))
    }
    private func sent(_ number: Int, _ kind: ReplyKind) -> CaseEvent {
        .reply(
            .sent(
                ReplySent(
                    reply: number, kind: kind, channel: .email, draft: nil, digest: nil,
                    text: .value("Dear Ms Pike"))))
    }
    private func delivery(_ number: Int, _ state: DeliveryState, reopens: Bool = false) -> CaseEvent
    {
        .reply(
            .deliveryRecorded(
                DeliveryRecorded(reply: number, state: state, reopens: reopens, note: nil)))
    }
    private func record(_ number: Int, _ state: DeliveryState) -> CaseCommand {
        .reply(.recordDelivery(RecordDelivery(reply: number, state: state, note: nil)))
    }

    @Test func `a final one answers the case, a holding one does not`() {
        given(Sample.opened).when(send(.holding)).then(sent(1, .holding), on: Sample.today)
        #expect(CaseState([Sample.opened, sent(1, .holding)]).status == .open)
        #expect(CaseState([Sample.opened, sent(1, .holding), sent(2, .final)]).status == .answered)
        given(Sample.opened, sent(1, .final)).when(.close(.answered, note: "")).then(Sample.closed)
    }

    @Test func `are judged by whoever wrote, once there is an answer`() {
        func judged(on day: Day = Sample.today) -> CaseCommand {
            .reply(
                .recordSatisfaction(
                    RecordSatisfaction(score: .satisfied, channel: .phone, day: day, text: nil)))
        }
        let recorded = CaseEvent.reply(
            .satisfactionRecorded(
                SatisfactionRecorded(score: .satisfied, channel: .phone, text: nil)))
        given(Sample.opened, sent(1, .holding)).when(judged()).refused(.needs(.answer))
        given(Sample.opened, sent(1, .final)).when(judged()).then(recorded, on: Sample.today)
        given(Sample.opened, sent(1, .final), Sample.closed).when(judged())
            .then(recorded, on: Sample.today)
        let tomorrow = Sample.today.adding(days: 1)
        given(Sample.opened, sent(1, .final)).when(judged(on: tomorrow))
            .refused(.dayInFuture(tomorrow))
    }

    @Test func `that came back is no answer`() {
        given(Sample.opened, sent(1, .final)).when(record(1, .bounced))
            .then(delivery(1, .bounced, reopens: true))
        #expect(
            CaseState([Sample.opened, sent(1, .final), delivery(1, .bounced, reopens: true)]).status
                == .open)
        // The holding letter does not matter, nor does a closed case come open by itself.
        given(Sample.opened, sent(1, .holding), sent(2, .final)).when(record(1, .returned))
            .then(delivery(1, .returned))
        given(Sample.opened, sent(1, .final), Sample.closed).when(record(1, .returned))
            .then(delivery(1, .returned))
        given(Sample.opened, sent(1, .final), delivery(1, .delivered)).when(record(1, .delivered))
            .refused(.already(.recorded))
        given(Sample.opened).when(record(1, .delivered)).refused(.notThere(.reply, 1))
    }

    @Test func `says something, and not before today is over`() {
        given(Sample.opened).when(send(.final, text: nil)).refused(.missing(.text))
        given(Sample.opened).when(send(.final), today: .of("2026-11-21"))
            .refused(.dayInFuture(Sample.today))
    }

    @Test func `whoever wrote is told once that it came`() {
        let command = CaseCommand.reply(
            .acknowledge(AcknowledgeCase(channel: .email, day: Sample.today)))
        let event = CaseEvent.reply(.acknowledged(CaseAcknowledged(channel: .email)))
        given(Sample.opened).when(command).then(event, on: Sample.today)
        given(Sample.opened, event).when(command).refused(.already(.acknowledged))
    }
}

extension Result<[Dated<CaseEvent>], Refusal> {
    /// What was decided; nil for a refusal.
    var events: [Dated<CaseEvent>]? { try? get() }
}
