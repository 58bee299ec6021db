// SPDX-License-Identifier: Apache-2.0

package import WorkingTime

/// The ledger as a whole.
package struct LedgerFacts: Sendable {
    /// The last position, 0 for an empty ledger.
    package let position: Int
    package let events: Int
    /// When the last event was recorded; nil for an empty ledger.
    package let lastRecorded: Instant?
    package let bytes: Int

    package init(position: Int, events: Int, lastRecorded: Instant?, bytes: Int) {
        self.position = position
        self.events = events
        self.lastRecorded = lastRecorded
        self.bytes = bytes
    }
}

/// One read model and how far behind the ledger it is.
package struct ProjectionFacts: Sendable {
    package let name: String
    package let position: Int
    /// Events not yet applied, 0 or more.
    package let lag: Int
    package let state: Tag
    /// Why it stopped, in a sentence without personal data; nil while it runs.
    package let reason: String?

    package init(name: String, position: Int, lag: Int, state: Tag, reason: String? = nil) {
        self.name = name
        self.position = position
        self.lag = lag
        self.state = state
        self.reason = reason
    }
}

/// The record: the ledger, and what is read from it.
package struct RecordPage: Sendable {
    package let ledger: LedgerFacts
    package let projections: [ProjectionFacts]
    package let now: Instant

    package init(ledger: LedgerFacts, projections: [ProjectionFacts], now: Instant) {
        self.ledger = ledger
        self.projections = projections
        self.now = now
    }

    package func html(in layout: Layout) -> String {
        let last = ledger.lastRecorded
        let facts: [View] = [
            ["key": "Position", "value": Words.count(ledger.position), "more": false],
            ["key": "Events", "value": Words.count(ledger.events), "more": false],
            [
                "key": "Last recorded", "value": last.map(Words.moment) ?? "Nothing yet",
                "more": present(last.map { Words.relative($0, to: now) }),
            ],
            ["key": "Size on disk", "value": Words.size(bytes: ledger.bytes), "more": false],
        ]
        return Templates.page(
            "record",
            [
                "facts": facts, "proofHref": Paths.proof,
                "projections": projections.map { projection -> View in
                    [
                        "name": projection.name, "position": Words.count(projection.position),
                        "lag": projection.lag == 0
                            ? "None" : Words.count(projection.lag, "event", "events"),
                        "state": projection.state.view, "reason": present(projection.reason),
                    ]
                },
            ], title: "The record", in: layout)
    }
}
