// SPDX-License-Identifier: Apache-2.0
package import Forms

/// What a case is about and how much it presses, by the process's tables or by hand (requirements
/// G39, G40; feature 24).
package struct Triage: Equatable, Sendable {
    package private(set) var categories: [Code] = []
    package private(set) var priority = Priority.normal
    /// And not by a table, which gives no reason.
    package private(set) var isPrioritisedByHand = false

    package init() {}

    package mutating func evolve(_ event: TriageEvent) {
        switch event {
        case .categorised(let categorised): categories = categorised.categories
        case .prioritised(let prioritised):
            priority = prioritised.priority
            isPrioritisedByHand = prioritised.reason != nil
        }
    }

    package func decide(_ command: TriageCommand) throws(Refusal) -> [TriageEvent] {
        switch command {
        case .categorise(let given):
            guard given.categories.count <= Limits.categories else { throw .tooMany(.category) }
            guard Set(given.categories).count == given.categories.count,
                given.categories != categories
            else { throw .already(.categorised) }
            return [.categorised(CaseCategorised(categories: given.categories))]
        case .prioritise(let given):
            guard given.priority != priority else { throw .already(.prioritised) }
            return [
                .prioritised(
                    CasePrioritised(priority: given.priority, reason: given.reason.sealed))
            ]
        }
    }
}

package enum Priority: String, CaseIterable, PlainValue {
    case low, normal, high, urgent
}

// MARK: Events

package enum TriageEvent: EventFamily {
    case categorised(CaseCategorised)
    case prioritised(CasePrioritised)

    package var payload: any Recorded {
        switch self {
        case .categorised(let event): event
        case .prioritised(let event): event
        }
    }
    package static let forms: [KnownForm<TriageEvent>] = [
        KnownForm(CaseCategorised.self, TriageEvent.categorised),
        KnownForm(CasePrioritised.self, TriageEvent.prioritised),
    ]
}

/// The case is about these, and no longer about what it was said to be about before.
package struct CaseCategorised: Recorded {
    package var categories: [Code]

    package static let form = Form("case.categorised", Self.init, Field("categories", \.categories))
}

/// By hand, which needs a reason; or by a row of the process's table, which is one.
package struct CasePrioritised: Recorded {
    package var priority: Priority
    package var reason: Sealed<String>?

    package static let form = Form(
        "case.prioritised", Self.init, Field("priority", \.priority), Field("reason", \.reason))
}

// MARK: Commands

package enum TriageCommand: CommandFamily {
    case categorise(Categorise)
    case prioritise(Prioritise)

    package var payload: any Requested {
        switch self {
        case .categorise(let command): command
        case .prioritise(let command): command
        }
    }
    package static let forms: [KnownForm<TriageCommand>] = [
        KnownForm(Categorise.self, TriageCommand.categorise),
        KnownForm(Prioritise.self, TriageCommand.prioritise),
    ]
}

package struct Categorise: Requested {
    package var categories: [Code]

    package static let form = Form.request(
        "categorise", Self.init, Field("categories", \.categories))
}

package struct Prioritise: Requested {
    package var priority: Priority
    package var reason: Passage

    package static let form = Form.request(
        "prioritise", Self.init, Field("priority", \.priority), Field("reason", \.reason))
}
