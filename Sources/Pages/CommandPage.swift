// SPDX-License-Identifier: Apache-2.0
package import Casework
package import Forms
package import WorkingTime

/// A command on a case, asked for field by field as its form says.
///
/// Sends to `/cases/REF/do/NAME`: `csrf`, `command`, `version`, and a field's value by its name; a
/// day as `NAME-day`, `NAME-month` and `NAME-year`.
package struct CommandPage: Sendable {
    package let heading: CaseHeading
    package let words: CommandWords
    package let fields: [FieldDescription]
    /// What was typed or chosen, by the names of the inputs.
    package let typed: [String: String]
    /// What can be chosen for a field, by its name.
    package let choices: [String: [Choice]]
    package let errors: [FieldError]
    package let conflict: Conflict?
    /// A UUID made when the form was first shown.
    package let command: String
    package let today: Day
    /// What the text can begin with.
    package let beginnings: [Beginning]

    package init(
        heading: CaseHeading, words: CommandWords, fields: [FieldDescription],
        typed: [String: String] = [:], choices: [String: [Choice]] = [:],
        errors: [FieldError] = [], conflict: Conflict? = nil, command: String, today: Day,
        beginnings: [Beginning] = []
    ) {
        self.heading = heading
        self.words = words
        self.fields = fields
        self.typed = typed
        self.choices = choices
        self.errors = errors
        self.conflict = conflict
        self.command = command
        self.today = today
        self.beginnings = beginnings
    }

    package func html(in layout: Layout) -> String {
        Form(
            title: words.title, lead: words.summary,
            action: Paths.command(heading.reference, words.name), button: words.title,
            cancelHref: Paths.case(heading.reference), command: command, heading: heading,
            groups: [FieldGroup(legend: nil, fields: questions)], errors: errors,
            conflict: conflict, beginnings: beginnings
        ).html(in: layout)
    }

    /// What is asked, field by field.
    var questions: [Field] { fields.compactMap(field) }

    /// Nil where there is nothing to choose from, and need not be.
    private func field(_ field: FieldDescription) -> Field? {
        let kind = field.kind.whole
        if choices[field.name]?.isEmpty == true, field.kind.mayBeMissing { return nil }
        return Field(
            name: field.name, label: FieldWords.label(field.name), hint: hint(kind),
            optional: field.kind.mayBeMissing,
            control: control(field.name, kind, isOptional: field.kind.mayBeMissing))
    }

    private func hint(_ kind: FieldKind) -> String? {
        switch kind {
        case .day, .occurrence: dateHint(today: today)
        case .list: "One on each line"
        case .id("case"): "The other case's reference, as FOI-2026-000123"
        default: nil
        }
    }

    private func control(
        _ name: String, _ kind: FieldKind, isOptional: Bool
    ) -> Field.Control {
        let value = typed[name] ?? ""
        if var choices = choices[name], !choices.isEmpty {
            if isOptional { choices.append(Choice("", "None")) }
            return choices.count > 6
                ? .select(value, choices) : .radios(value, choices, inline: false)
        }
        switch kind {
        case .choice(let words):
            let choices = words.map { Choice($0, FieldWords.choice(name, $0)) }
            return choices.count > 7
                ? .select(value, choices) : .radios(value, choices, inline: choices.count < 5)
        case .flag:
            return .radios(value, [Choice("yes", "Yes"), Choice("no", "No")], inline: true)
        case .day, .occurrence:
            let isFresh = typed.isEmpty && name == "day"
            return .date(
                isFresh ? DateBoxes(today) : DateBoxes(name: name, typed), width: "most")
        case .text(_, isLong: true):
            return .area(value, rows: max(6, min(20, value.count { $0.isNewline } + 2)))
        case .list: return .area(value, rows: 2)
        case .number: return .text(value, type: "number", width: "short")
        default: return .text(value)
        }
    }

    /// What was typed for each field, as the form's reading takes it.
    package static func typed(
        _ parameters: [String: String], _ fields: [FieldDescription]
    ) -> [String: [String]] {
        var typed: [String: [String]] = [:]
        for field in fields {
            switch field.kind.whole {
            case .day, .occurrence:
                let boxes = DateBoxes(name: field.name, parameters)
                guard boxes != DateBoxes() else { continue }
                // What names no day is passed on, for the form to refuse.
                typed[field.name] = [boxes.value?.description ?? "no day"]
            default:
                if let text = parameters[field.name] { typed[field.name] = [text] }
            }
        }
        return typed
    }
}

/// Fields as people read them.
package enum FieldWords {
    /// What is wrong with a field, and what to do.
    package static func sentence(_ problem: DecodingProblem) -> String {
        let label = label(problem.field).lowercased()
        return switch problem.reason {
        case .missing: "Enter or choose: \(label)"
        case .malformed: "This cannot be used: \(label). Check it"
        case .tooLong(let limit): "Shorten it to \(Words.count(limit)) bytes: \(label)"
        }
    }

    static func label(_ name: String) -> String { labels[name] ?? sentenceCase(name) }

    static func choice(_ field: String, _ value: String) -> String {
        if field == "channel", let channel = Channel(rawValue: value) { return channel.label }
        if let outcome = Outcome(rawValue: value), field == "outcome" { return outcome.label }
        if field == "direction", let direction = Direction(rawValue: value) {
            return direction.label
        }
        return sentenceCase(value)
    }

    private static let labels = [
        "body": "A body outside", "text": "Text", "message": "What was said or written",
        "due": "Wanted by", "permitted": "Has whoever asked agreed?", "into": "The other case",
        "other": "The other case", "event": "Which entry", "received": "Received on",
        "review": "Look at it again on", "minutes": "Minutes", "day": "On", "kind": "Kind",
        "attachments": "Files that go with it, by their numbers", "question": "The question",
        "changes": "What has to change", "categories": "Categories",
        "templates": "Templates that it was written from, by their names",
    ]
}

/// What can be done with a case, in groups.
package struct CommandListPage: Sendable {
    package let heading: CaseHeading
    package let groups: [(heading: String, commands: [CommandWords])]

    package init(
        heading: CaseHeading, groups: [(heading: String, commands: [CommandWords])]
    ) {
        self.heading = heading
        self.groups = groups
    }

    package func html(in layout: Layout) -> String {
        let title = "What to do with \(heading.reference)"
        return Templates.page(
            "commands",
            [
                "reference": heading.reference, "subject": heading.subject,
                "caseHref": Paths.case(heading.reference),
                "groups": groups.filter { !$0.commands.isEmpty }.enumerated().map { index, group in
                    [
                        "id": "group-\(index + 1)", "heading": group.heading,
                        "commands": group.commands.map { words -> View in
                            [
                                "title": words.title, "summary": present(words.summary),
                                "href": Paths.command(heading.reference, words.name),
                            ]
                        },
                    ] as View
                },
            ], title: title, in: layout)
    }
}
