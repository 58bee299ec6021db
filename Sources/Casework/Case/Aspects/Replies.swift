// SPDX-License-Identifier: Apache-2.0
package import Forms
package import WorkingTime

/// What went out to whoever wrote, by what channel, and whether it arrived (requirements G1, W9,
/// W25; feature 54), and what they said of the answer (feature 51).
package struct Replies: Equatable, Sendable {
    package struct Reply: Equatable, Sendable {
        package let kind: ReplyKind
        package let channel: Channel
        package let draft: Int?
        package fileprivate(set) var delivery: DeliveryState?
    }
    /// By their numbers, from 1.
    package private(set) var all: [Reply] = []
    package private(set) var isAcknowledged = false

    package init() {}

    /// Whether this reply is the last that answers.
    private func answers(_ number: Int) -> Bool {
        all.lastIndex { $0.kind == .final } == number - 1
    }

    /// The one that answers, where there is one.
    var final: Reply? { all.last { $0.kind == .final } }

    /// What follows is to be acknowledged, too.
    mutating func beginAnew() { isAcknowledged = false }

    package mutating func evolve(_ event: ReplyEvent) {
        switch event {
        case .acknowledged: isAcknowledged = true
        case .sent(let sent):
            all.append(Reply(kind: sent.kind, channel: sent.channel, draft: sent.draft))
        case .deliveryRecorded(let recorded):
            guard all.indices.contains(recorded.reply - 1) else { return }
            all[recorded.reply - 1].delivery = recorded.state
        case .satisfactionRecorded: break
        }
    }

    package func decide(
        _ command: ReplyCommand, drafts: Drafts, files: Files, parts: Parts, isAnswered: Bool,
        _ context: DecisionContext
    ) throws(Refusal) -> [Dated<ReplyEvent>] {
        switch command {
        case .acknowledge(let given):
            guard !isAcknowledged else { throw .already(.acknowledged) }
            guard given.day <= context.today else { throw .dayInFuture(given.day) }
            let event = ReplyEvent.acknowledged(CaseAcknowledged(channel: given.channel))
            return [Dated(event, occurredAt: .day(given.day))]
        case .send(let reply):
            guard reply.day <= context.today else { throw .dayInFuture(reply.day) }
            guard all.count < Limits.replies else { throw .tooMany(.reply) }
            if reply.kind == .final, let part = parts.unanswered.first {
                throw .notAnswered(.part, part)
            }
            let digest = try cleared(reply, drafts, files, context)
            let event = ReplyEvent.sent(
                ReplySent(
                    reply: all.count + 1, kind: reply.kind, channel: reply.channel,
                    draft: reply.draft, digest: digest, text: reply.text?.sealed))
            return [Dated(event, occurredAt: .day(reply.day))]
        case .recordDelivery(let given):
            guard all.indices.contains(given.reply - 1) else {
                throw .notThere(.reply, given.reply)
            }
            guard all[given.reply - 1].delivery != given.state else { throw .already(.recorded) }
            return [
                Dated(
                    .deliveryRecorded(
                        DeliveryRecorded(
                            reply: given.reply, state: given.state,
                            reopens: isAnswered && answers(given.reply) && given.state.isFailure,
                            note: given.note?.sealed)))
            ]
        case .recordSatisfaction(let given):
            guard all.contains(where: { $0.kind == .final }) else { throw .needs(.answer) }
            guard given.day <= context.today else { throw .dayInFuture(given.day) }
            let event = ReplyEvent.satisfactionRecorded(
                SatisfactionRecorded(
                    score: given.score, channel: given.channel, text: given.text?.sealed))
            return [Dated(event, occurredAt: .day(given.day))]
        }
    }

    /// The digest of the draft that goes out; nil for a text of its own.
    private func cleared(
        _ reply: SendReply, _ drafts: Drafts, _ files: Files, _ context: DecisionContext
    ) throws(Refusal) -> Bytes32? {
        guard let number = reply.draft else {
            guard let text = reply.text else { throw .missing(.text) }
            try Drafts.requireFilled(text)
            // What nobody is to sign may be said as it is, on the phone as in a letter; what is not
            // the answer too.
            guard reply.kind != .final || context.signOffModel == .nobody else {
                throw .needs(.draft)
            }
            return nil
        }
        guard drafts.versions.indices.contains(number - 1) else { throw .notThere(.draft, number) }
        guard number == drafts.versions.count else { throw .already(.overtaken) }
        // Signed by those whom the rule asks for now: the case may have become another since.
        guard context.signOffModel == .nobody || drafts.isCleared(for: context.signOffModel) else {
            throw .needs(.signOff)
        }
        let version = drafts.versions[number - 1]
        try files.require(version.attachments)
        return version.digest
    }
}

package enum ReplyKind: String, CaseIterable, PlainValue {
    /// It says that an answer is to come, and when.
    case holding
    /// It answers a part.
    case interim
    /// It answers.
    case final
}

/// How far a reply has come.
package enum DeliveryState: String, CaseIterable, PlainValue {
    case sending, delivered, collected
    /// It did not arrive, and may yet.
    case delayed
    /// It came back, or the address takes nothing.
    case bounced, returned

    package var isFailure: Bool { self == .bounced || self == .returned }
}

/// What whoever wrote said of the answer.
package enum Satisfaction: String, CaseIterable, PlainValue {
    case veryDissatisfied = "very-dissatisfied"
    case dissatisfied, neither, satisfied
    case verySatisfied = "very-satisfied"
}

// MARK: Events

package enum ReplyEvent: EventFamily {
    case acknowledged(CaseAcknowledged)
    case sent(ReplySent)
    case deliveryRecorded(DeliveryRecorded)
    case satisfactionRecorded(SatisfactionRecorded)

    package var payload: any Recorded {
        switch self {
        case .acknowledged(let event): event
        case .sent(let event): event
        case .deliveryRecorded(let event): event
        case .satisfactionRecorded(let event): event
        }
    }
    package static let forms: [KnownForm<ReplyEvent>] = [
        KnownForm(CaseAcknowledged.self, ReplyEvent.acknowledged),
        KnownForm(ReplySent.self, ReplyEvent.sent),
        KnownForm(DeliveryRecorded.self, ReplyEvent.deliveryRecorded),
        KnownForm(SatisfactionRecorded.self, ReplyEvent.satisfactionRecorded),
    ]
}

/// Whoever wrote was told that it came; the event's occurrence is the day they were.
package struct CaseAcknowledged: Recorded {
    package var channel: Channel

    package static let form = Form("case.acknowledged", Self.init, Field("channel", \.channel))
}

/// A reply went out; the event's occurrence is the day it did.
package struct ReplySent: Recorded {
    package var reply: Int
    package var kind: ReplyKind
    package var channel: Channel
    package var draft: Int?
    package var digest: Bytes32?
    package var text: Sealed<String>?

    package static let form = Form(
        "case.replySent", Self.init, Field("reply", \.reply), Field("kind", \.kind),
        Field("channel", \.channel), Field("draft", \.draft), Field("digest", \.digest),
        Field("text", \.text))
}

package struct DeliveryRecorded: Recorded {
    package var reply: Int
    package var state: DeliveryState
    /// The answer did not arrive: the case is open again.
    package var reopens: Bool
    package var note: Sealed<String>?

    package static let form = Form(
        "case.deliveryRecorded", Self.init, Field("reply", \.reply), Field("state", \.state),
        Field("reopens", \.reopens), Field("note", \.note))
}

/// Whoever wrote said how they found the answer; the event's occurrence is the day they did.
package struct SatisfactionRecorded: Recorded {
    package var score: Satisfaction
    package var channel: Channel?
    package var text: Sealed<String>?

    package static let form = Form(
        "case.satisfactionRecorded", Self.init, Field("score", \.score),
        Field("channel", \.channel), Field("text", \.text))
}

// MARK: Commands

package enum ReplyCommand: CommandFamily {
    case acknowledge(AcknowledgeCase)
    case send(SendReply)
    case recordDelivery(RecordDelivery)
    case recordSatisfaction(RecordSatisfaction)

    package var payload: any Requested {
        switch self {
        case .acknowledge(let command): command
        case .send(let command): command
        case .recordDelivery(let command): command
        case .recordSatisfaction(let command): command
        }
    }
    package static let forms: [KnownForm<ReplyCommand>] = [
        KnownForm(AcknowledgeCase.self, ReplyCommand.acknowledge),
        KnownForm(SendReply.self, ReplyCommand.send),
        KnownForm(RecordDelivery.self, ReplyCommand.recordDelivery),
        KnownForm(RecordSatisfaction.self, ReplyCommand.recordSatisfaction),
    ]
}

package struct AcknowledgeCase: Requested {
    package var channel: Channel
    package var day: Day

    package static let form = Form.request(
        "acknowledge", Self.init, Field("channel", \.channel), Field("day", \.day))
}

package struct SendReply: Requested {
    package var kind: ReplyKind
    package var channel: Channel
    package var day: Day
    package var draft: Int?
    package var text: Passage?

    package static let form = Form.request(
        "send-reply", Self.init, Field("kind", \.kind), Field("channel", \.channel),
        Field("day", \.day), Field("draft", \.draft), Field("text", \.text))
}

package struct RecordDelivery: Requested {
    package var reply: Int
    package var state: DeliveryState
    package var note: Passage?

    package static let form = Form.request(
        "record-delivery", Self.init, Field("reply", \.reply), Field("state", \.state),
        Field("note", \.note))
}

package struct RecordSatisfaction: Requested {
    package var score: Satisfaction
    package var channel: Channel?
    package var day: Day
    package var text: Passage?

    package static let form = Form.request(
        "record-satisfaction", Self.init, Field("score", \.score), Field("channel", \.channel),
        Field("day", \.day), Field("text", \.text))
}
