// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// What can happen to a clock. The names are those of tables of cases.
package enum FactKind: String, CaseIterable, Sendable {
    case clarificationRequested = "clarification-requested"
    case clarificationReceived = "clarification-received"
    case feesNotice = "fees-notice"
    case feeCharged = "fee-charged"
    case feePaid = "fee-paid"
    case publicInterestExtension = "pit-extension"
    case extensionNotice = "extension"
    case identityRequested = "id-requested"
    case identityReceived = "id-received"
    case acknowledged
    /// Its time is the day to which publication is put off.
    case deferredUntil = "deferred-until"
    /// The reply was sent, or the duty done: the clock stops.
    case answered

    package var label: String {
        switch self {
        case .clarificationRequested: "Clarification asked for"
        case .clarificationReceived: "Clarification received"
        case .feesNotice: "Fees notice given"
        case .feeCharged: "Charge notified"
        case .feePaid: "Fee paid"
        case .publicInterestExtension: "Notice that the public interest is being weighed"
        case .extensionNotice: "Notice of extension"
        case .identityRequested: "Proof of identity asked for"
        case .identityReceived: "Proof of identity received"
        case .acknowledged: "Acknowledged"
        case .deferredUntil: "Publication deferred"
        case .answered: "Answered"
        }
    }
}

/// Something that happened, dated as somebody said it.
package struct ClockFact: Hashable, Sendable {
    package let kind: FactKind
    /// A day is a civil day in London.
    package let at: Occurrence

    package init(_ kind: FactKind, _ at: Occurrence) {
        self.kind = kind
        self.at = at
    }

    package var day: Day { at.day }

    /// What is said of a day without an hour comes before what has an hour on that day, unless it
    /// answers something: then after it.
    fileprivate var order: Instant {
        switch kind {
        case .clarificationReceived, .feePaid, .identityReceived, .answered: at.last
        default: at.first
        }
    }
}

/// Why a history is none that a clock can be read from.
package enum ClockProblem: Error, Hashable, Sendable, CustomStringConvertible {
    case beforeReceipt(FactKind)
    /// A limit in hours needs an hour to begin at.
    case hourMissing
    /// What is said to be worked out lies outside the years 1900 to 2200.
    case outsideYears

    package var description: String {
        switch self {
        case .beforeReceipt(let kind): "the event \(kind.rawValue) is before the day of receipt"
        case .hourMissing: "a limit in hours needs the time of receipt, not only its day"
        case .outsideYears: "a day is outside the years 1900 to 2200"
        }
    }
}

/// The dated facts that a clock is worked out from.
package struct ClockHistory: Hashable, Sendable {
    package let received: Occurrence
    /// The authority's own division: its bank holidays count where a provision does not say whose.
    package let division: Division
    /// In the order of their times; those of one day, where none has an hour, as they were given.
    package let facts: [ClockFact]
    /// What the authority's own process promises, in working days; nil where it promises none.
    package let promisedDays: Int?

    /// The same as they were given.
    let given: [ClockFact]

    /// - Throws: Where a fact is dated before the day of receipt, or a date is none of our time.
    package init(
        received: Occurrence, division: Division, facts: [ClockFact] = [],
        promisedDays: Int? = nil
    ) throws(ClockProblem) {
        self.received = received
        self.division = division
        self.promisedDays = promisedDays
        given = facts
        let timed = Set(
            facts.compactMap { fact -> Day? in
                if case .instant = fact.at { fact.day } else { nil }
            })
        func order(_ fact: ClockFact) -> Instant {
            timed.contains(fact.day) ? fact.order : fact.at.first
        }
        // A stable sort: facts that share a time keep their order.
        self.facts = facts.enumerated()
            .sorted { (order($0.element), $0.offset) < (order($1.element), $1.offset) }
            .map(\.element)
        for day in [received.day] + facts.map(\.day)
        where !(1900...2200).contains(day.parts.year) { throw .outsideYears }
        for fact in facts where fact.day < received.day { throw .beforeReceipt(fact.kind) }
    }

    /// The day of receipt in London: whatever its hour, and whether or not it is a working day
    /// (FOIA 2000, section 10(6); the time of receipt ends at midnight).
    package var day: Day { received.day }

    /// What had happened by an instant; nil where nothing had been received.
    func known(by moment: Instant?) -> [ClockFact] {
        guard let moment else { return facts }
        // The day of a deferral is said when it is decided, which no fact dates.
        return facts.filter { $0.at.first <= moment || $0.kind == .deferredUntil }
    }

    /// What stopped the clock: an answer, or a fact of the kind that is asked for.
    func done(by moment: Instant?, _ kind: FactKind = .answered) -> ClockFact? {
        known(by: moment).first { $0.kind == .answered || $0.kind == kind }
    }
}
