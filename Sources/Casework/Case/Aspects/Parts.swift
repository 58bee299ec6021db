// SPDX-License-Identifier: Apache-2.0
package import Forms

/// A case taken apart: each part is answered by whoever knows, and the answers come together again
/// in one reply (feature 26; unmet idea 16).
package struct Parts: Equatable, Sendable {
    package struct Part: Equatable, Sendable {
        package fileprivate(set) var team: TeamID?
        package fileprivate(set) var stage = Stage.separate
    }
    package enum Stage: Equatable, Sendable { case separate, answered, rejoined }

    /// By their numbers, from 1.
    package private(set) var all: [Part] = []

    package init() {}

    /// The numbers of those that nobody has answered or rejoined.
    package var unanswered: [Int] {
        all.indices.filter { all[$0].stage == .separate }.map { $0 + 1 }
    }

    package mutating func evolve(_ event: PartEvent) {
        switch event {
        case .separated(let part): all.append(Part(team: part.team))
        case .given(let given): change(given.part) { $0.team = given.team }
        case .answered(let answered): change(answered.part) { $0.stage = .answered }
        case .rejoined(let rejoined): change(rejoined.part) { $0.stage = .rejoined }
        }
    }

    private mutating func change(_ number: Int, _ body: (inout Part) -> Void) {
        guard all.indices.contains(number - 1) else { return }
        body(&all[number - 1])
    }

    package func decide(_ command: PartCommand) throws(Refusal) -> [PartEvent] {
        switch command {
        case .separate(let part):
            guard all.count < Limits.parts else { throw .tooMany(.part) }
            return [
                .separated(
                    PartSeparated(
                        part: all.count + 1, team: part.team, question: part.question.sealed))
            ]
        case .give(let given):
            let part = try separate(given.part)
            guard part.team != given.team else { throw .alreadyAllocated }
            return [.given(PartGiven(part: given.part, team: given.team))]
        case .answer(let answer):
            _ = try separate(answer.part)
            return [.answered(PartAnswered(part: answer.part, text: answer.text.sealed))]
        case .rejoin(let rejoin):
            _ = try separate(rejoin.part)
            return [.rejoined(PartRejoined(part: rejoin.part, reason: rejoin.reason.sealed))]
        }
    }

    /// The part of that number, which nobody has answered or rejoined.
    private func separate(_ number: Int) throws(Refusal) -> Part {
        guard all.indices.contains(number - 1) else { throw .notThere(.part, number) }
        switch all[number - 1].stage {
        case .separate: return all[number - 1]
        case .answered: throw .already(.answered)
        case .rejoined: throw .already(.rejoined)
        }
    }
}

// MARK: Events

package enum PartEvent: EventFamily {
    case separated(PartSeparated)
    case given(PartGiven)
    case answered(PartAnswered)
    case rejoined(PartRejoined)

    package var payload: any Recorded {
        switch self {
        case .separated(let event): event
        case .given(let event): event
        case .answered(let event): event
        case .rejoined(let event): event
        }
    }
    package static let forms: [KnownForm<PartEvent>] = [
        KnownForm(PartSeparated.self, PartEvent.separated),
        KnownForm(PartGiven.self, PartEvent.given),
        KnownForm(PartAnswered.self, PartEvent.answered),
        KnownForm(PartRejoined.self, PartEvent.rejoined),
    ]
}

/// A part of what is asked is answered on its own.
package struct PartSeparated: Recorded {
    package var part: Int
    package var team: TeamID?
    package var question: Sealed<String>

    package static let form = Form(
        "case.partSeparated", Self.init, Field("part", \.part), Field("team", \.team),
        Field("question", \.question))
}

package struct PartGiven: Recorded {
    package var part: Int
    package var team: TeamID?

    package static let form = Form(
        "case.partGiven", Self.init, Field("part", \.part), Field("team", \.team))
}

package struct PartAnswered: Recorded {
    package var part: Int
    package var text: Sealed<String>

    package static let form = Form(
        "case.partAnswered", Self.init, Field("part", \.part), Field("text", \.text))
}

/// It is answered with the rest after all.
package struct PartRejoined: Recorded {
    package var part: Int
    package var reason: Sealed<String>

    package static let form = Form(
        "case.partRejoined", Self.init, Field("part", \.part), Field("reason", \.reason))
}

// MARK: Commands

package enum PartCommand: CommandFamily {
    case separate(SeparatePart)
    case give(GivePart)
    case answer(AnswerPart)
    case rejoin(RejoinPart)

    package var payload: any Requested {
        switch self {
        case .separate(let command): command
        case .give(let command): command
        case .answer(let command): command
        case .rejoin(let command): command
        }
    }
    package static let forms: [KnownForm<PartCommand>] = [
        KnownForm(SeparatePart.self, PartCommand.separate),
        KnownForm(GivePart.self, PartCommand.give),
        KnownForm(AnswerPart.self, PartCommand.answer),
        KnownForm(RejoinPart.self, PartCommand.rejoin),
    ]
}

package struct SeparatePart: Requested {
    package var question: Passage
    package var team: TeamID?

    package static let form = Form.request(
        "separate-part", Self.init, Field("question", \.question), Field("team", \.team))
}

package struct GivePart: Requested {
    package var part: Int
    package var team: TeamID?

    package static let form = Form.request(
        "give-part", Self.init, Field("part", \.part), Field("team", \.team))
}

package struct AnswerPart: Requested {
    package var part: Int
    package var text: Passage

    package static let form = Form.request(
        "answer-part", Self.init, Field("part", \.part), Field("text", \.text))
}

package struct RejoinPart: Requested {
    package var part: Int
    package var reason: Passage

    package static let form = Form.request(
        "rejoin-part", Self.init, Field("part", \.part), Field("reason", \.reason))
}
