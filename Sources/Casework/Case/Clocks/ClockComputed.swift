// SPDX-License-Identifier: Apache-2.0
package import Forms
package import WorkingTime

/// The clocks that a case can have.
package enum ClockName: String, CaseIterable, PlainValue {
    /// Whoever made contact is told that it came.
    case acknowledgement
    /// The answer to what was asked.
    case answer
    /// The answers to a complaint.
    case stage1 = "stage-1"
    case stage2 = "stage-2"
    /// The internal review of an answer.
    case review
}

/// How a clock stood when it was computed; whether it is late is asked at the moment of asking.
package enum ClockStanding: String, CaseIterable, PlainValue {
    case running
    case onHold = "on-hold"
    case notBegun = "not-begun"
    case met
    /// It was answered, and after the due day.
    case late
    case lapsed
    /// The case ended otherwise than by an answer.
    case ended
}

/// A clock was started, stopped or moved: what it shows now, and by which rules and calendar. The
/// working is had again at any time from the case's events (`clock explain`, decision 0036).
package struct ClockComputed: Recorded {
    package var clock: ClockName
    package var regime: Regime
    package var state: ClockStanding
    /// Nil while no limit runs: a clock on hold has no date, not a far one.
    package var due: Due?
    /// The authority's own dates before it.
    package var escalation: Day?
    package var draft: Day?
    package var clearance: Day?
    package var ruleSet: Code
    package var calendar: Code

    package static let form = Form(
        "clock.computed", Self.init, Field("clock", \.clock), Field("regime", \.regime),
        Field("state", \.state), Field("due", \.due), Field("escalation", \.escalation),
        Field("draft", \.draft), Field("clearance", \.clearance), Field("ruleSet", \.ruleSet),
        Field("calendar", \.calendar))
}

extension Regime: PlainValue {}

/// A day, or an instant in UTC.
extension Due: PlainValue {
    package static var kind: FieldKind { .occurrence }

    package var plainText: String {
        switch self {
        case .day(let day): day.description
        case .instant(let instant): instant.description
        }
    }

    package init?(plainText: String) {
        switch Occurrence(plainText) {
        case .day(let day): self = .day(day)
        case .instant(let instant): self = .instant(instant)
        case nil: return nil
        }
    }
}

// MARK: Words

extension ClockName {
    package var label: String {
        switch self {
        case .acknowledgement: "Acknowledgement"
        case .answer: "Answer"
        case .stage1: "Answer at stage 1"
        case .stage2: "Answer at stage 2"
        case .review: "Internal review"
        }
    }
}

extension ClockComputed {
    /// As `Answer: due 18 December 2026`.
    package var sentence: String {
        let stands =
            switch state {
            case .running: due.map { "due \($0.words)" } ?? "running"
            case .onHold: "the clock is on hold"
            case .notBegun: "the clock has not begun"
            case .met: "in time"
            case .late: "late"
            case .lapsed: "nothing is due any more"
            case .ended: "the clock has ended"
            }
        return "\(clock.label): \(stands)"
    }
}

extension Due {
    package var words: String {
        switch self {
        case .day(let day): Words.day(day)
        case .instant(let instant): Words.occurrence(.instant(instant))
        }
    }

    /// For a column of a table: the day, and the hour where one counts.
    package var shortWords: String {
        switch self {
        case .day(let day): Words.shortDay(day)
        case .instant(let instant): Words.moment(instant)
        }
    }
}
