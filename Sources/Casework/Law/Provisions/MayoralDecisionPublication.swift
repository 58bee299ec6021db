// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// GLA decision forms, as MD2180: part 1 is published within one working day of approval, or on the
/// day to which that was deferred.
package struct MayoralDecisionPublication: Provision {
    package init() {}

    package let title = "Publication of a mayoral decision"
    package let citation = "MD2180, decision form part 1"
    package let basis = Basis.policy
    package let says = """
        Part 1 is published within one working day of approval, or on the day to which \
        publication is deferred.
        """
    package let ruleSets = [RuleSet("gla-md-publication/1", "MD2180, decision form part 1")]

    package func limit(for history: ClockHistory, at moment: Instant?) -> (any Limit)? {
        DeferrableLimit(
            basic: WorkingDayLimit(
                ruleSet: ruleSets[0], count: 1, area: .division(.englandAndWales)))
    }
}
