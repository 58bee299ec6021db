// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// When a duty must be done at the latest.
package enum Due: Hashable, Sendable {
    /// By the end of a civil day in London.
    case day(Day)
    case instant(Instant)

    /// The last instant that is in time.
    package var last: Instant {
        switch self {
        case .day(let day): London.end(of: day)
        case .instant(let instant): instant
        }
    }

    package var day: Day {
        switch self {
        case .day(let day): day
        case .instant(let instant): London.day(of: instant)
        }
    }

    /// `2026-03-30`, or an instant with London's offset: `2026-03-29T03:30:00+01:00`.
    package var text: String {
        switch self {
        case .day(let day): return day.description
        case .instant(let instant):
            let text = OffsetInstant(
                instant: Instant(seconds: instant.seconds),
                offsetMinutes: London.isSummer(instant) ? 60 : 0
            ).description
            // Whole seconds, and +00:00 rather than Z: a time in London.
            return text.replacing(".000", with: "").replacing("Z", with: "+00:00")
        }
    }
}

/// What a limit is counted in.
package enum ClockUnit: String, Sendable {
    case workingDays = "working days"
    case days
    case seconds
}

/// How a clock stands.
package enum ClockState: Hashable, Sendable {
    case running
    /// No limit runs until what was asked for comes.
    case onHold(since: Day, waitingFor: FactKind)
    /// What the period runs from has not happened.
    case notBegun(waitingFor: FactKind)
    /// The applicant did not pay in time: there is nothing to comply with.
    case lapsed(after: Day)
    /// No such duty was in force on the day of receipt.
    case notInForce
    /// Nothing had been received by the moment asked about.
    case notReceived
    case met(on: Day)
    /// By how many of the clock's units; nothing while it is only a day's evening.
    case late(by: Int, isAnswered: Bool)

    package var name: String {
        switch self {
        case .running: "running"
        case .onHold: "on hold"
        case .notBegun: "not begun"
        case .lapsed: "lapsed"
        case .notInForce: "not in force"
        case .notReceived: "not received"
        case .met: "met"
        case .late: "late"
        }
    }
}

/// What became of one fact.
package struct FactEffect: Hashable, Sendable {
    package let fact: ClockFact
    package let moves: Bool
    /// A sentence.
    package let reason: String
    package let citation: String
}

/// One day between the beginning and the end of a period.
package struct CountedDay: Hashable, Sendable {
    package enum Mark: Hashable, Sendable {
        /// The period runs from it; it does not count itself.
        case start
        /// The how-manieth.
        case counted(Int)
        case off(DayOff)
        /// Left out by law, for a sentence's reason.
        case disregarded(String)
        /// The period would end on it or before, and it is no working day: it ends on the next.
        case rolled(DayOff)
    }
    package let day: Day
    package let mark: Mark

    package init(_ day: Day, _ mark: Mark) {
        self.day = day
        self.mark = mark
    }
}

/// How a date was come to: what each fact did, what each day counted for, and the sum.
package struct Working: Hashable, Sendable {
    package var facts: [FactEffect] = []
    /// Of the period that governs, in order, from its start to its end.
    package var days: [CountedDay] = []
    /// Sentences, each with its source.
    package var notes: [Note] = []

    package struct Note: Hashable, Sendable {
        package let text: String
        package let citation: String

        package init(_ text: String, _ citation: String) {
            self.text = text
            self.citation = citation
        }
    }
}

/// What a clock shows.
package struct ClockReading: Hashable, Sendable {
    package let regime: Regime
    package let ruleSet: RuleSet
    /// The version of the holiday table.
    package let calendar: String
    /// Nil while no limit runs: a clock on hold has no date, not a far one.
    package let due: Due?
    package let state: ClockState
    package let unit: ClockUnit
    /// Units of the period that have passed by the moment asked about, or by the answer; nil where
    /// nobody asked about a moment.
    package let used: Int?
    /// Units that are left after it; 0 on the last day and later.
    package let left: Int?
    /// A day of the period lies in a year whose holidays nobody has published.
    package let isProvisional: Bool
    package let working: Working
}
