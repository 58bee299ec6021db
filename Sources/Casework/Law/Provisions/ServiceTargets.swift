// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

// What authorities promise for contacts that no statute governs: GLA Mayoral Decision MD2180,
// paragraph 4.4, and the City of London's service levels. Working days are those of the body's own
// division; hours are elapsed hours.

/// A letter.
package struct LetterTarget: Provision {
    package init() {}

    package let title = "Letter"
    package let citation = "MD2180, paragraph 4.4(c)"
    package let basis = Basis.policy
    package let says = "A letter is answered in 10 working days."
    package let ruleSets = [RuleSet("svc-letter/1", "MD2180, paragraph 4.4(c)")]

    package func limit(for history: ClockHistory, at moment: Instant?) -> (any Limit)? {
        WorkingDayLimit(ruleSet: ruleSets[0], count: 10, area: .division(history.division))
    }
}

/// An email.
package struct EmailTarget: Provision {
    package init() {}

    package let title = "Email"
    package let citation = "MD2180, paragraph 4.4(b)"
    package let basis = Basis.policy
    package let says = "An email is answered in 3 working days."
    package let ruleSets = [RuleSet("svc-email/1", "MD2180, paragraph 4.4(b)")]

    package func limit(for history: ClockHistory, at moment: Instant?) -> (any Limit)? {
        WorkingDayLimit(ruleSet: ruleSets[0], count: 3, area: .division(history.division))
    }
}

/// A form on the web.
package struct OnlineFormTarget: Provision {
    package init() {}

    package let title = "Online form"
    package let citation = "MD2180, paragraph 4.4(b)"
    package let basis = Basis.policy
    package let says = "An online form is answered in 3 working days."
    package let ruleSets = [RuleSet("svc-online-form/1", "MD2180, paragraph 4.4(b)")]

    package func limit(for history: ClockHistory, at moment: Instant?) -> (any Limit)? {
        WorkingDayLimit(ruleSet: ruleSets[0], count: 3, area: .division(history.division))
    }
}

/// A post on social media.
package struct SocialMediaTarget: Provision {
    package init() {}

    package let title = "Social media"
    package let citation = "MD2180, paragraph 4.4(a)"
    package let basis = Basis.policy
    package let says = "A post is answered in 1 to 3 hours; the limit is the third."
    package let ruleSets = [RuleSet("svc-social/1", "MD2180, paragraph 4.4(a)")]

    package func limit(for history: ClockHistory, at moment: Instant?) -> (any Limit)? {
        HourLimit(ruleSet: ruleSets[0], seconds: 3 * 3_600)
    }
}

/// What an authority's process promises for a channel.
package struct OwnTarget: Provision {
    package init() {}

    package let title = "Own target"
    package let citation = "the authority's process file, targets"
    package let basis = Basis.policy
    package let says = "A contact is answered in the working days that the process gives."
    package let ruleSets = [RuleSet("svc-own/1", "the authority's process file, targets")]

    package func limit(for history: ClockHistory, at moment: Instant?) -> (any Limit)? {
        history.promisedDays.map {
            WorkingDayLimit(ruleSet: ruleSets[0], count: $0, area: .division(history.division))
        }
    }
}

/// An incident of the first priority.
package struct PriorityOneTarget: Provision {
    package init() {}

    package let title = "Incident, priority 1"
    package let citation = "City of London IT service level, P1"
    package let basis = Basis.policy
    package let says = "An incident of priority 1 is fixed in 2 hours."
    package let ruleSets = [RuleSet("svc-p1/1", "City of London IT service level, P1")]

    package func limit(for history: ClockHistory, at moment: Instant?) -> (any Limit)? {
        HourLimit(ruleSet: ruleSets[0], seconds: 2 * 3_600)
    }
}

/// An incident of the second priority.
package struct PriorityTwoTarget: Provision {
    package init() {}

    package let title = "Incident, priority 2"
    package let citation = "City of London IT service level, P2"
    package let basis = Basis.policy
    package let says = "An incident of priority 2 is fixed in 6 hours."
    package let ruleSets = [RuleSet("svc-p2/1", "City of London IT service level, P2")]

    package func limit(for history: ClockHistory, at moment: Instant?) -> (any Limit)? {
        HourLimit(ruleSet: ruleSets[0], seconds: 6 * 3_600)
    }
}
