// SPDX-License-Identifier: Apache-2.0

/// One of the two times of an event.
package enum TimeAxis: String, CaseIterable, Sendable {
    /// When it happened, as somebody said it; the law runs on this.
    case happened
    /// When the ledger recorded it; the audit runs on this.
    case recorded

    package var other: TimeAxis { self == .happened ? .recorded : .happened }
}

/// From where a history is looked at: what had happened by one time, as it was known at another.
package struct Moment: Equatable, Sendable {
    /// What happened later is left out; a day means its end. Nil for no such limit.
    package var asOf: Occurrence?
    /// What was recorded later is left out; a day means its end. Nil for no such limit.
    package var knownAt: Occurrence?

    package init(asOf: Occurrence? = nil, knownAt: Occurrence? = nil) {
        self.asOf = asOf
        self.knownAt = knownAt
    }

    package subscript(axis: TimeAxis) -> Occurrence? {
        get { axis == .happened ? asOf : knownAt }
        set {
            switch axis {
            case .happened: asOf = newValue
            case .recorded: knownAt = newValue
            }
        }
    }

    /// Whether one of an event's times lies within the limit of its axis.
    ///
    /// A civil day has happened once it has begun in London: nobody said at which hour.
    package func includes(_ time: Occurrence, along axis: TimeAxis) -> Bool {
        guard let limit = self[axis] else { return true }
        return time.first <= limit.last
    }

    /// `What was known by the end of 9 Mar 2026 of what had happened by the end of 3 Mar 2026.`
    package var sentence: String {
        switch (asOf, knownAt) {
        case (nil, nil): "The whole history, as it is known now."
        case (let asOf?, nil): "What had happened by \(Words.limit(asOf)), as it is known now."
        case (nil, let knownAt?): "What was known by \(Words.limit(knownAt))."
        case (let asOf?, let knownAt?):
            "What was known by \(Words.limit(knownAt)) of what had happened by "
                + "\(Words.limit(asOf))."
        }
    }
}
