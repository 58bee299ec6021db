// SPDX-License-Identifier: Apache-2.0
package import Forms

// MARK: Events

package enum LatenessEvent: EventFamily {
    case explained(LatenessExplained)

    package var payload: any Recorded {
        switch self {
        case .explained(let event): event
        }
    }
    package static let forms: [KnownForm<LatenessEvent>] = [
        KnownForm(LatenessExplained.self, LatenessEvent.explained)
    ]
}

package struct LatenessExplained: Recorded {
    package var clock: ClockName
    package var reason: LatenessReason
    package var team: TeamID
    package var text: Sealed<String>?

    package static let form = Form(
        "case.latenessExplained", Self.init, Field("clock", \.clock), Field("reason", \.reason),
        Field("team", \.team), Field("text", \.text))
}

// MARK: Commands

package enum LatenessCommand: CommandFamily {
    case explain(ExplainLateness)

    package var payload: any Requested {
        switch self {
        case .explain(let command): command
        }
    }
    package static let forms: [KnownForm<LatenessCommand>] = [
        KnownForm(ExplainLateness.self, LatenessCommand.explain)
    ]
}

package struct ExplainLateness: Requested {
    package var clock: ClockName
    package var reason: LatenessReason
    package var team: TeamID
    package var text: Passage?

    package static let form = Form.request(
        "explain-lateness", Self.init, Field("clock", \.clock), Field("reason", \.reason),
        Field("team", \.team), Field("text", \.text))
}
