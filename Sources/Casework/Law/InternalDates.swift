// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// A step that an authority sets itself a date for, so that the last one is met.
package enum InternalStep: String, CaseIterable, Sendable {
    /// Whoever has the case says that it is theirs, or it goes to somebody else.
    case escalation
    /// An answer is drafted.
    case draft
    /// Whoever must agree to it has.
    case clearance

    package var label: String {
        switch self {
        case .escalation: "Escalated unless somebody has taken it on"
        case .draft: "Answer drafted"
        case .clearance: "Answer cleared"
        }
    }
}

/// When an authority wants its steps done: policy, never law, and none of them stops a clock.
package struct InternalTargets: Hashable, Sendable {
    /// Working days of the authority's own division before the due day, 1 or more each.
    package let daysBefore: [InternalStep: Int]

    package init(_ daysBefore: [InternalStep: Int]) {
        self.daysBefore = daysBefore.filter { $0.value > 0 }
    }

    /// Of twenty days, the third, the tenth and the seventeenth: the first two as the Ministry of
    /// Justice's casework system has them, the third our own.
    package static let usual = InternalTargets([.escalation: 17, .draft: 10, .clearance: 3])
}

/// The day by whose end a step is to be done.
package struct InternalDate: Hashable, Sendable {
    package let step: InternalStep
    package let day: Day
}

extension ClockReading {
    /// The authority's own dates, in the order of their days: they follow the due day wherever it
    /// moves. None while there is no due day, for limits in hours, and where one would not come
    /// after the day of receipt.
    package func internalDates(
        _ targets: InternalTargets, of history: ClockHistory, _ calendar: WorkingCalendar
    ) -> [InternalDate] {
        guard case .day(let due)? = due else { return [] }
        let days = calendar[.division(history.division)]
        return InternalStep.allCases.compactMap { step in
            guard let count = targets.daysBefore[step] else { return nil }
            let day = days.day(count, before: due)
            return day > history.day ? InternalDate(step: step, day: day) : nil
        }.sorted { $0.day < $1.day }
    }
}
