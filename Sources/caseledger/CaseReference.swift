// SPDX-License-Identifier: Apache-2.0
internal import Casework
internal import EventCodec
internal import Forms
internal import WorkingTime

/// The events and commands of a case as the reference lists them, from their forms.
enum CaseReference {
    static let events = page(
        """
        # Events of a case

        The types of event that a command on a case gives, with their fields in the order in which
        they are written. [Event types](events.md) says what the classes of fields are, and has the
        types that other things have.
        """,
        CaseEvent.forms.map { ($0.name, $0.fields) }, columns: "| Field | Class | Value |"
    ) { "\($0.kind.className) | \($0.kind.words)" }

    static let commands =
        page(
            """
            # Commands on a case

            What can be asked of a case by its form: `POST /api/v1/cases/REF/commands/NAME` with
            the fields as a JSON object. A field that may be left out says so.
            `GET /api/v1/commands` gives the same list to programs.
            """,
            CaseCommand.forms.map { ($0.name, $0.fields) }, columns: "| Field | Needed | Value |"
        ) { "\($0.kind.isOptional ? "no" : "yes") | \($0.kind.words)" } + refusals

    static let fields = EventCodec.formed.map { type, fields in
        fields.isEmpty
            ? "\(type)\n" : fields.map { "\(type) \($0.name) \($0.kind.className)\n" }.joined()
    }.joined()

    private static func page(
        _ head: String, _ forms: [(name: String, fields: [FieldDescription])], columns: String,
        _ row: (FieldDescription) -> String
    ) -> String {
        let sections = forms.map { form in
            let rows = form.fields.map { "| `\($0.name)` | \(row($0)) |\n" }
            let table =
                rows.isEmpty ? "No fields.\n" : "\(columns)\n|---|---|---|\n\(rows.joined())"
            return "\n## \(form.name)\n\n\(table)"
        }
        return head + "\n" + sections.joined()
    }

    /// Why any of them can be refused, beside what is said of a field.
    private static let refusals: String = {
        let rows = (Refusal.ofCases + Refusal.ofOthers).map {
            "| `\($0.code)` | \($0.sentence) |\n"
        }
        return """

            ## Refusals

            Every one there is, as programs know it by the member `refusal` of a problem, and as
            people are told. Numbers, names and days in the sentences are examples.

            | Code | What is said |
            |---|---|

            """ + rows.joined()
    }()
}

extension FieldKind {
    fileprivate var className: String {
        switch self {
        case .sealed, .text: "sealed"
        case .published: "published"
        case .optional(let kind), .list(let kind): kind.className
        default: "plain"
        }
    }

    fileprivate var isOptional: Bool {
        switch self {
        case .optional, .list, .flag: true
        default: false
        }
    }

    fileprivate var words: String {
        switch self {
        case .choice(let words): words.map { "`\($0)`" }.joined(separator: " ")
        case .id(let kind): "`\(kind)/UUID`"
        case .word: "a word, 1 to 64 letters, digits and signs of ASCII"
        case .day: "a day, `YYYY-MM-DD`"
        case .instant: "a moment, RFC 3339"
        case .occurrence: "a day or a moment"
        case .number: "a number, 0 or more"
        case .flag: "`true`; else absent"
        case .digest: "32 bytes in Base64, a SHA-256 digest"
        case .published, .sealed: "text"
        case .text(let limit, let isLong):
            "\(isLong ? "text" : "one line"), at most \(Words.count(limit)) bytes"
        case .list(let kind): "a list: \(kind.words)"
        case .group(let fields): fields.map { "`\($0.name)`" }.joined(separator: ", ")
        case .optional(let kind): kind.words
        }
    }
}
