// SPDX-License-Identifier: Apache-2.0

import Casework
import Forms
import Pages
import WorkingTime

/// Every page once, with `word` around the name of each text it shows.
struct Samples {
    let before: String
    let after: String

    /// Plain texts.
    static let plain = Samples(before: "", after: "")

    func text(_ name: String) -> String { before + name + after }

    let now = Instant(seconds: 1_795_362_840)  // 2026-11-22T15:54:00Z
    var today: Day { London.day(of: now) }
    let command = "0198c0de-0000-7000-8000-000000000001"

    var layout: Layout {
        Layout(
            organisation: text("organisation"), user: text("user"), csrfToken: text("csrf"),
            active: .queue,
            freshness: Freshness(position: 8_577, upToDate: false, text: text("freshness")),
            notice: text("notice"))
    }

    static let layoutTexts = ["organisation", "user", "csrf", "freshness", "notice"]

    var entry: TimelineEntry {
        TimelineEntry(
            kind: .activity, sentence: text("sentence"), who: text("who"),
            subject: text("entry-subject"), text: text("entry-text"), happened: .day(today),
            recorded: now, position: 12, version: 3,
            activity: ImportedActivity(
                transition: text("transition"), resource: text("resource"),
                attributes: [
                    Attribute(
                        text("key"), text("value"),
                        children: [Attribute(text("inner-key"), text("inner-value"))])
                ]), changes: [change])
    }

    static let entryTexts = [
        "sentence", "who", "entry-subject", "entry-text", "transition", "resource", "key", "value",
        "inner-key", "inner-value",
    ]

    static let changeTexts = ["change", "was", "is"]

    var heading: CaseHeading {
        CaseHeading(reference: text("reference"), subject: text("case-subject"), version: 7)
    }

    func errors(_ fields: String...) -> [FieldError] {
        (fields + [""]).map { FieldError($0, text("error")) }
    }

    /// Name, HTML, and the names of the texts it must show.
    var pages: [(name: String, html: String, texts: [String])] {
        [
            (
                "queue", queue.html(in: layout),
                [
                    "subject", "type", "state", "team", "officer",
                    "reference", "tile", "type-choice", "team-id", "team-choice", "officer-choice",
                    "q",
                ]
            ),
            (
                "case", casePage.html(in: layout),
                [
                    "subject", "reference", "state", "type",
                    "correspondent", "contact", "channel", "team", "officer", "file", "waits",
                    "waits-too",
                ] + Self.entryTexts
            ),
            (
                "history", history.html(in: layout),
                [
                    "reference", "case-subject", "point", "fact", "fact-value", "omitted", "as-of",
                    "error",
                ] + Self.entryTexts + Self.changeTexts
            ),
            (
                "comparison", comparison.html(in: layout),
                ["case-subject", "compared", "from", "held"]
                    + Self.entryTexts + Self.changeTexts
            ),
            ("record", record.html(in: layout), ["projection", "projection-state"]),
            (
                "command", commandPage.html(in: layout),
                [
                    "reference", "case-subject", "written", "draft", "attached", "template",
                    "reason",
                    "choice",
                ]
            ),
            ("proof", proof.html(in: layout), Self.proofTexts),
            ("aboutProof", AboutProofPage().html(in: layout), []),
            (
                "error",
                ErrorPage(
                    status: 400, title: text("title"), text: text("text"),
                    whatToDo: text("what")
                ).html(in: layout), ["title", "text", "what"]
            ),
            (
                "kept",
                KeptPage(fields: [(name: "text", text: text("kept"))]).html(in: layout), ["kept"]
            ),
            ("sign in", SignInPage(problem: text("problem")).html(in: layout), ["problem"]),
            (
                "confirm",
                SignInConfirmPage(token: text("token"), csrf: text("csrf"))
                    .html(in: layout), ["token"]
            ),
        ] + forms
    }

    /// The form pages, each with an error at its first field and, where there can be one, a
    /// conflict.
    var forms: [(name: String, html: String, texts: [String])] {
        let conflict = Conflict(events: [entry])
        let always = ["reference", "case-subject", "error"] + Self.entryTexts
        let note = NotePage(
            heading: heading, text: text("note"), errors: errors("text"), conflict: conflict,
            command: command)
        let assign = AssignPage(
            heading: heading, staff: [Choice(text("staff-id"), text("staff"))],
            errors: errors("officer"), conflict: conflict, command: command)
        let close = ClosePage(
            heading: heading, text: text("closing"),
            outcomes: [Choice(text("code"), text("outcome"), hint: text("hint"))],
            errors: errors("outcome"), conflict: conflict, command: command)
        return [
            (
                "new contact", newContact.html(in: layout),
                [
                    "name", "email", "phone", "address",
                    "postcode", "subject", "text", "received-day", "received-month",
                    "received-year",
                    "error", "type-choice", "channel-choice",
                ]
            ),
            (
                "correspondence", correspondence(conflict).html(in: layout),
                always
                    + ["subject", "text", "happened-day"]
            ),
            ("note", note.html(in: layout), always + ["note"]),
            ("assign", assign.html(in: layout), always + ["staff-id", "staff"]),
            ("close", close.html(in: layout), always + ["closing", "code", "outcome", "hint"]),
        ]
    }

    private var queue: QueuePage {
        QueuePage(
            filter: QueueFilter(reference: text("q")),
            tiles: [
                Tile(count: 3, label: text("tile")), Tile(count: 4, label: "Open", filter: .init()),
            ],
            rows: [
                QueueRow(
                    reference: text("reference"), subject: text("subject"), type: text("type"),
                    state: Tag(text("state"), .green), team: text("team"),
                    officer: text("officer"), opened: today, ageDays: 1,
                    lastActivity: now)
            ],
            pagination: Pagination(page: 2, total: 1_434),
            types: [Choice(text("type-code"), text("type-choice"))],
            teams: [Choice(text("team-id"), text("team-choice"))],
            officers: [Choice(text("officer-id"), text("officer-choice"))], now: now)
    }

    private var casePage: CasePage {
        CasePage(
            summary: CaseSummary(
                reference: text("reference"), subject: text("subject"),
                state: Tag(text("state"), .amber), type: text("type"),
                correspondent: text("correspondent"), contactLines: [text("contact")],
                channel: text("channel"), team: text("team"), officer: text("officer"),
                waitsFor: [text("waits"), text("waits-too")], opened: now,
                received: today,
                closed: nil, version: 3), entries: [entry], order: .newest, now: now,
            files: [(number: 1, name: text("file"))], offers: ["add-note", "sign-draft"])
    }

    private var commandPage: CommandPage {
        CommandPage(
            heading: heading, words: .of("save-draft"),
            fields: [
                FieldDescription(name: "reason", kind: .text(limit: 10, isLong: true)),
                FieldDescription(name: "attachments", kind: .list(.number(1...9))),
            ], typed: ["reason": text("reason"), "attachments-2": "2"],
            choices: ["attachments": [Choice("1", text("choice")), Choice("2", "Two")]],
            command: command, today: today,
            draft: ShownDraft(
                number: 2, written: text("written"), text: text("draft"),
                files: [(name: text("attached"), href: "/files/1")], templates: [text("template")]))
    }

    private var change: ChangeLine {
        ChangeLine(text("change"), from: text("was"), to: text("is"))
    }

    private var history: HistoryPage {
        HistoryPage(
            heading: heading, moment: Moment(asOf: .day(today)),
            points: [
                ScalePoint(happened: .day(today), recorded: now, sentence: text("point")),
                ScalePoint(
                    happened: .day(today.adding(days: -9)), recorded: now, sentence: "Earlier"),
                ScalePoint(happened: .day(today.adding(days: 2)), recorded: now, sentence: "Later"),
            ],
            facts: [(key: text("fact"), value: text("fact-value"))], entries: [entry],
            pagination: Pagination(page: 2, total: 1_434), omitted: text("omitted"),
            values: MomentValues(asOf: text("as-of")), errors: [FieldError("as-of", text("error"))])
    }

    private var comparison: ComparisonPage {
        ComparisonPage(
            heading: heading, sentence: text("compared"), changes: [change], entries: [entry],
            total: 9, values: ComparisonValues(from: text("from"), held: text("held")))
    }

    private var proof: ProofPage {
        let kept = CheckpointFacts(
            size: 12, signed: now, note: text("note"), witnesses: [text("witness")])
        return ProofPage(
            newest: kept, unsigned: 3, keys: [text("signing-key"), text("old-key")],
            deliveries: [
                DeliveryFacts(
                    kind: "Witness", place: text("place"), size: 0, time: nil,
                    state: Tag(text("delivery-state"), .amber), problem: text("problem"))
            ], kept: [kept],
            checked: CheckedCheckpoint(holds: false, sentence: text("verdict")),
            text: text("pasted"), now: now)
    }

    private static let proofTexts = [
        "note", "witness", "signing-key", "old-key", "place", "delivery-state", "problem",
        "verdict", "pasted",
    ]

    private var record: RecordPage {
        RecordPage(
            ledger: LedgerFacts(position: 1, events: 1, lastRecorded: now, bytes: 12),
            projections: [
                ProjectionFacts(
                    name: text("projection"), position: 1, lag: 0,
                    state: Tag(text("projection-state"), .red))
            ], now: now)
    }

    private var newContact: NewContactPage {
        let names = [
            "name", "email", "phone", "address", "postcode", "subject", "text",
            "received-day", "received-month", "received-year",
        ]
        return NewContactPage(
            values: .init(
                parameters: Dictionary(uniqueKeysWithValues: names.map { ($0, text($0)) })),
            errors: errors("channel", "type", "received", "name", "email", "text"),
            command: command, types: [Choice("t", text("type-choice"))],
            channels: [Choice("c", text("channel-choice")), Choice("d", "Other")], today: today)
    }

    private func correspondence(_ conflict: Conflict) -> CorrespondencePage {
        let names = ["subject", "text", "happened-day"]
        return CorrespondencePage(
            heading: heading,
            values: .init(
                parameters: Dictionary(uniqueKeysWithValues: names.map { ($0, text($0)) })),
            errors: errors("direction", "channel", "happened", "subject", "text"),
            conflict: conflict, command: command, today: today)
    }
}
