// SPDX-License-Identifier: Apache-2.0
package import Casework
internal import WorkingTime

/// What can be done with several cases at once, and which cases those are.
package struct ManyCasesPage: Sendable {
    package let commands: [CommandWords]
    package let references: [String]

    package init(commands: [CommandWords], references: [String]) {
        self.commands = commands
        self.references = references
    }

    package func html(in layout: Layout) -> String {
        Templates.page(
            "many",
            [
                "queueHref": Paths.queue, "results": false,
                "heading": "What to do with \(Words.count(references.count, "case", "cases"))",
                "references": references.joined(separator: ", "),
                "choices": [
                    "items": commands.map { words -> View in
                        [
                            "title": words.title, "summary": present(words.summary),
                            "href": Paths.many(words.name, references),
                        ]
                    }
                ] as View,
            ], title: "What to do with several cases", in: layout)
    }
}

/// One command on several cases, asked for field by field; the references stand above its fields,
/// one on each line, and are sent as `cases`.
package struct ManyCasesForm: Sendable {
    package static let cases = "cases"
    package let page: CommandPage
    package let references: String

    package init(_ page: CommandPage, references: String) {
        self.page = page
        self.references = references
    }

    package func html(in layout: Layout) -> String {
        let lines = references.count { $0.isNewline } + 1
        let cases = Field(
            name: Self.cases, label: "Which cases", hint: "A reference on each line",
            control: .area(references, rows: max(4, min(12, lines))))
        return Form(
            title: "\(page.words.title): several cases", lead: page.words.summary,
            action: Paths.many(page.words.name), button: page.words.title,
            cancelHref: Paths.queue, command: page.command, heading: nil,
            groups: [FieldGroup(legend: nil, fields: [cases] + page.questions)],
            errors: page.errors
        ).html(in: layout)
    }
}

/// What became of each of several cases.
package struct ManyCasesResult: Sendable {
    package struct Row: Sendable {
        package let reference: String
        /// Why it was not done; nil where it was.
        package let refusal: String?

        package init(reference: String, refusal: String?) {
            self.reference = reference
            self.refusal = refusal
        }
    }
    package let words: CommandWords
    package let rows: [Row]

    package init(words: CommandWords, rows: [Row]) {
        self.words = words
        self.rows = rows
    }

    package func html(in layout: Layout) -> String {
        let refused = rows.filter { $0.refusal != nil }
        let done = rows.count - refused.count
        return Templates.page(
            "many",
            [
                "queueHref": Paths.queue, "choices": false, "references": false,
                "heading": "\(words.title): \(Words.count(done)) done, "
                    + "\(Words.count(refused.count)) refused",
                "results": [
                    "rows": rows.map { row -> View in
                        [
                            "reference": row.reference, "href": Paths.case(row.reference),
                            "state":
                                (row.refusal == nil ? Tag("Done", .green) : Tag("Refused", .red))
                                .view,
                            "refusal": present(row.refusal),
                        ]
                    },
                    "againHref": present(
                        refused.isEmpty
                            ? nil : Paths.many(words.name, refused.map(\.reference))),
                ] as View,
            ], title: "\(words.title): several cases", in: layout)
    }
}
