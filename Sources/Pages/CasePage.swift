// SPDX-License-Identifier: Apache-2.0

package import WorkingTime

/// What a case is now: the folded state, in words.
package struct CaseSummary: Sendable {
    package let reference: String
    package let subject: String
    package let state: Tag
    /// The name of the case type.
    package let type: String
    /// The name of who wrote or called; nil where there is none.
    package let correspondent: String?
    /// Email, phone and address of the correspondent, a line each; empty lines are left out.
    package let contactLines: [String]
    package let channel: String?
    package let team: String?
    package let officer: String?
    /// The stage of its process, as the process calls it; nil where none handles it.
    package let stage: String?
    package let priority: String?
    /// For what it waits, a line each: a signature, a contribution, an answer.
    package let waitsFor: [String]
    /// When something is due next, in words; nil where nothing is.
    package let due: String?
    package let opened: Instant
    /// The day the first contact reached the authority; nil where nobody knows.
    package let received: Day?
    /// It came from another system, and `opened` is when it came in.
    package let isImported: Bool
    /// Nil while the case is open.
    package let closed: Closure?
    /// The stream version, 1 or more.
    package let version: Int

    /// How and when a case ended.
    package struct Closure: Sendable {
        package let outcome: String
        /// Nil where the system that the case came from did not say.
        package let at: Occurrence?
        package init(outcome: String, at: Occurrence?) {
            self.outcome = outcome
            self.at = at
        }
    }

    package init(
        reference: String, subject: String, state: Tag, type: String, correspondent: String?,
        contactLines: [String] = [], channel: String?, team: String? = nil, officer: String?,
        stage: String? = nil, priority: String? = nil,
        waitsFor: [String] = [], due: String? = nil, opened: Instant,
        received: Day?, isImported: Bool = false, closed: Closure?, version: Int
    ) {
        self.reference = reference
        self.subject = subject
        self.state = state
        self.type = type
        self.correspondent = correspondent
        self.contactLines = contactLines
        self.channel = channel
        self.team = team
        self.officer = officer
        self.stage = stage
        self.priority = priority
        self.waitsFor = waitsFor
        self.due = due
        self.opened = opened
        self.received = received
        self.isImported = isImported
        self.closed = closed
        self.version = version
    }
}

/// A case: what it is now, what can be done with it, and everything that happened.
package struct CasePage: Sendable {
    /// The query parameter `order`.
    package enum Order: String, Sendable { case newest, oldest }

    package let summary: CaseSummary
    /// In the order in which they are to be shown.
    package let entries: [TimelineEntry]
    package let order: Order
    package let now: Instant
    /// Those that belong to the case, by their numbers.
    package let files: [(number: Int, name: String)]
    /// The commands that can be asked for now, by name.
    package let offers: Set<String>

    package init(
        summary: CaseSummary, entries: [TimelineEntry], order: Order, now: Instant,
        files: [(number: Int, name: String)] = [], offers: Set<String>
    ) {
        self.offers = offers
        self.files = files
        self.summary = summary
        self.entries = entries
        self.order = order
        self.now = now
    }

    package func html(in layout: Layout) -> String {
        let reference = summary.reference
        let other: Order = order == .newest ? .oldest : .newest
        return Templates.page(
            "case",
            [
                "queueHref": Paths.queue,
                "reference": reference, "state": summary.state.view,
                "subject": summary.subject.isEmpty ? "No subject" : summary.subject,
                "noSubject": summary.subject.isEmpty,
                "closed": present(closedSentence),
                "actions": actions,
                "facts": facts, "hasFiles": !files.isEmpty,
                "files": files.map { file -> View in
                    [
                        "number": file.number, "name": file.name,
                        "href": Paths.file(reference, file.number),
                    ]
                },
                "count": Words.count(entries.count, "event", "events"),
                "orderWords": order == .newest ? "newest first" : "oldest first",
                "otherOrderWords": other == .newest ? "newest first" : "oldest first",
                "otherOrderHref": "\(Paths.case(reference))?order=\(other.rawValue)#history",
                "historyHref": Paths.history(reference),
                "proofAction": Paths.proof(reference), "aboutHref": Paths.aboutProof,
                "days": TimelineEntry.days(entries),
            ], title: "\(reference): \(summary.subject)", in: layout)
    }

    private var closedSentence: String? {
        summary.closed.map {
            "This case was closed"
                + ($0.at.map { " on \(Words.day($0.day))" } ?? "")
                + ". What still comes in can be recorded."
        }
    }

    private var actions: [View] {
        let reference = summary.reference
        let isOpen = summary.closed == nil
        let all: [(label: String, href: String, command: String)] = [
            ("Sign the draft", Paths.command(reference, "sign-draft"), "sign-draft"),
            ("Record correspondence", Paths.correspondence(reference), "record-correspondence"),
            ("Add a note", Paths.note(reference), "add-note"),
            ("Assign", Paths.assign(reference), "assign"),
            ("Close case", Paths.close(reference), "close"),
            ("Attach a file", Paths.attach(reference), "add-file"),
        ]
        let offered = all.filter { offers.contains($0.command) }
        let links = offered.map { ($0.label, $0.href) } + [("More", Paths.commands(reference))]
        return links.enumerated().map { index, link in
            ["label": link.0, "href": link.1, "primary": index == 0 && isOpen]
        }
    }

    private var facts: [View] {
        var facts: [View] = []
        func add(
            _ key: String, _ value: String?, absent: String = "Not given", more: String? = nil,
            lines: [String] = []
        ) {
            facts.append([
                "key": key, "value": value ?? absent, "absent": value == nil, "more": present(more),
                "lines": lines.filter { !$0.isEmpty },
            ])
        }
        add("Type", summary.type)
        if let stage = summary.stage { add("Stage", stage) }
        if let first = summary.waitsFor.first {
            add("Waits for", first, lines: Array(summary.waitsFor.dropFirst()))
        }
        if let due = summary.due { add("Due", due) }
        if let priority = summary.priority { add("Priority", priority) }
        add("Correspondent", summary.correspondent, lines: summary.contactLines)
        add("Channel", summary.channel)
        add("Team", summary.team, absent: "None")
        add("Officer", summary.officer, absent: "Unallocated")
        add(
            "Received", summary.received.map(Words.day),
            absent: summary.isImported ? "On a day not known" : "Not given")
        add(
            summary.isImported ? "Imported" : "Opened", Words.moment(summary.opened),
            more: Words.relative(summary.opened, to: now))
        if let closed = summary.closed {
            add("Outcome", closed.outcome)
            add(
                "Closed", closed.at.map(Words.occurrence), absent: "On a day not known",
                more: closed.at.map { Words.relative($0, to: now) })
        }
        add("Version", Words.count(summary.version))
        return facts
    }
}
