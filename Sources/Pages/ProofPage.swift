// SPDX-License-Identifier: Apache-2.0

package import WorkingTime

/// A signed statement of how the record stood.
package struct CheckpointFacts: Sendable {
    /// Events that it covers, 1 or more.
    package let size: Int
    package let signed: Instant
    /// The signed note, as it is downloaded.
    package let note: String
    /// The names of the witnesses whose signatures it bears.
    package let witnesses: [String]

    package init(size: Int, signed: Instant, note: String, witnesses: [String]) {
        self.size = size
        self.signed = signed
        self.note = note
        self.witnesses = witnesses
    }
}

/// A place off this machine that checkpoints are sent to.
package struct DeliveryFacts: Sendable {
    /// `Folder`, `Webhook` or `Witness`.
    package let kind: String
    package let place: String
    /// Events that the newest checkpoint covers which arrived; 0 for none.
    package let size: Int
    package let time: Instant?
    package let state: Tag
    /// Why the newest did not arrive; nil where it did.
    package let problem: String?

    package init(
        kind: String, place: String, size: Int, time: Instant?, state: Tag, problem: String?
    ) {
        self.kind = kind
        self.place = place
        self.size = size
        self.time = time
        self.state = state
        self.problem = problem
    }
}

/// What came of checking a checkpoint that somebody kept.
package struct CheckedCheckpoint: Sendable {
    package let holds: Bool
    package let sentence: String

    package init(holds: Bool, sentence: String) {
        self.holds = holds
        self.sentence = sentence
    }
}

/// The proof of the record: its newest checkpoint, its keys, where checkpoints went, and a form
/// that checks an older one. Sends to `/record/proof`: `csrf`, `checkpoint`.
package struct ProofPage: Sendable {
    /// Nil while nothing was signed.
    package let newest: CheckpointFacts?
    /// Events after the newest checkpoint, 0 or more.
    package let unsigned: Int
    /// `NAME+ID+KEY`, the one in force first.
    package let keys: [String]
    package let deliveries: [DeliveryFacts]
    /// The newest first.
    package let kept: [CheckpointFacts]
    package let checked: CheckedCheckpoint?
    /// What was pasted into the form.
    package let text: String
    package let now: Instant

    package init(
        newest: CheckpointFacts?, unsigned: Int, keys: [String], deliveries: [DeliveryFacts],
        kept: [CheckpointFacts], checked: CheckedCheckpoint? = nil, text: String = "", now: Instant
    ) {
        self.newest = newest
        self.unsigned = unsigned
        self.keys = keys
        self.deliveries = deliveries
        self.kept = kept
        self.checked = checked
        self.text = text
        self.now = now
    }

    package func html(in layout: Layout) -> String {
        Templates.page(
            "proof",
            [
                "newest": newest.map {
                    [
                        "facts": facts($0), "note": $0.note, "href": Paths.checkpoint($0.size),
                    ] as View
                } ?? false,
                "key": present(keys.first), "oldKeys": keys.dropFirst().map { ["key": $0] as View },
                "deliveries": deliveries.map(view), "sent": !deliveries.isEmpty,
                "kept": kept.map { checkpoint -> View in
                    [
                        "size": Words.count(checkpoint.size),
                        "signed": Words.moment(checkpoint.signed),
                        "href": Paths.checkpoint(checkpoint.size),
                    ]
                },
                "checked": checked.map {
                    [
                        "state": Tag(
                            $0.holds ? "It holds" : "It does not hold", $0.holds ? .green : .red
                        )
                        .view,
                        "sentence": $0.sentence,
                    ] as View
                } ?? false,
                "text": text, "aboutHref": Paths.aboutProof, "recordHref": Paths.record,
                "action": Paths.proof, "hidden": [View](),
            ],
            title: checked.map { $0.holds ? "It holds – Proof" : "It does not hold – Proof" }
                ?? "Proof", in: layout)
    }

    private func facts(_ newest: CheckpointFacts) -> [View] {
        [
            ["key": "Events covered", "value": Words.count(newest.size), "more": false],
            [
                "key": "Signed", "value": Words.moment(newest.signed),
                "more": Words.relative(newest.signed, to: now),
            ],
            [
                "key": "Not signed yet",
                "value": unsigned == 0 ? "None" : Words.count(unsigned, "event", "events"),
                "more": false,
            ],
            [
                "key": "Witnesses",
                "value": newest.witnesses.isEmpty
                    ? "None" : Words.count(newest.witnesses.count),
                "more": present(newest.witnesses.joined(separator: ", ")),
            ],
        ]
    }

    private func view(_ delivery: DeliveryFacts) -> View {
        [
            "kind": delivery.kind, "place": delivery.place,
            "size": delivery.size == 0 ? "None yet" : Words.count(delivery.size),
            "time": present(delivery.time.map { Words.moment($0) }),
            "state": delivery.state.view, "problem": present(delivery.problem),
        ]
    }
}

/// What a proof shows and what it does not, for people.
package struct AboutProofPage: Sendable {
    package init() {}

    package func html(in layout: Layout) -> String {
        Templates.page(
            "aboutProof", ["proofHref": Paths.proof], title: "What a proof shows", in: layout)
    }
}
