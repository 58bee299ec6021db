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
    /// The draft that the command is about; nil where it is about none.
    package let draft: ShownDraft?

    package init(
        heading: CaseHeading, words: CommandWords, fields: [FieldDescription],
        typed: [String: String] = [:], choices: [String: [Choice]] = [:],
        errors: [FieldError] = [], conflict: Conflict? = nil, command: String, today: Day,
        beginnings: [Beginning] = [], draft: ShownDraft? = nil
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
        self.draft = draft
    }

    package func html(in layout: Layout) -> String {
        let isSettled = isDraftSettled
        let asked = questions.filter { !isSettled || $0.name != "draft" }
        return Form(
            title: words.title, lead: words.summary,
            action: Paths.command(heading.reference, words.name), button: words.title,
            cancelHref: Paths.case(heading.reference), command: command, heading: heading,
            groups: asked.isEmpty ? [] : [FieldGroup(legend: nil, fields: asked)],
            settled: isSettled ? [("draft", "\(draft?.number ?? 0)")] : [], errors: errors,
            conflict: conflict, beginnings: beginnings, draft: draft
        ).html(in: layout)
    }

    /// The draft that stands above the form is the one that is meant: nobody need say so.
    private var isDraftSettled: Bool {
        draft != nil && choices["draft"]?.count == 1
            && fields.contains { $0.name == "draft" && !$0.kind.mayBeMissing }
    }

    /// What is asked, field by field.
    var questions: [Field] { fields.compactMap(field) }

    /// Nil where there is nothing to choose from, and need not be.
    private func field(_ field: FieldDescription) -> Field? {
        let kind = field.kind.whole
        if choices[field.name]?.isEmpty == true, field.kind.mayBeMissing { return nil }
        return Field(
            name: field.name, label: FieldWords.label(field.name),
            hint: FieldWords.hint(words.name, field.name) ?? hint(field),
            optional: field.kind.mayBeMissing && field.kind != .flag,
            control: control(field.name, kind, isOptional: field.kind.mayBeMissing))
    }

    private func hint(_ field: FieldDescription) -> String? {
        switch field.kind.whole {
        case .day, .occurrence: dateHint(today: today)
        case .list(.choice): nil
        case .list: choices[field.name] == nil ? "One on each line" : nil
        case .id("case"): "The other case's reference, as FOI-2026-000123"
        default: nil
        }
    }

    /// The words that a value is one of; nil where it is not.
    private func words(_ kind: FieldKind, _ name: String) -> [Choice]? {
        guard case .choice(let words) = kind else { return nil }
        return words.map { Choice($0, FieldWords.choice(name, $0)) }
    }

    private func control(
        _ name: String, _ kind: FieldKind, isOptional: Bool
    ) -> Field.Control {
        let value = typed[name] ?? ""
        if case .list(let element) = kind, let choices = choices[name] ?? self.words(element, name)
        {
            return .checkboxes(Set(Self.several(name, typed)), choices)
        }
        if var choices = choices[name], !choices.isEmpty {
            if isOptional { choices.append(Choice("", "None")) }
            return choices.count > 6
                ? .select(value, choices) : .radios(value, choices, inline: false)
        }
        switch kind {
        case .choice:
            let choices = words(kind, name) ?? []
            return choices.count > 7
                ? .select(value, choices) : .radios(value, choices, inline: choices.count < 5)
        case .flag:
            return .radios(value, [Choice("yes", "Yes"), Choice("no", "No")], inline: true)
        case .day, .occurrence:
            let isFresh = typed["\(name)-day"] == nil && name == "day"
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
            case .list where parameters[field.name] == nil:
                let chosen = several(field.name, parameters)
                if !chosen.isEmpty { typed[field.name] = [chosen.joined(separator: "\n")] }
            default:
                if let text = parameters[field.name] { typed[field.name] = [text] }
            }
        }
        return typed
    }

    /// The boxes that are ticked of a list: each has its own name, `NAME-1` and so on; a value
    /// under the list's name has one on each line.
    private static func several(_ name: String, _ parameters: [String: String]) -> [String] {
        let ticked = parameters.filter { key, _ in
            key.hasPrefix("\(name)-") && Int(key.dropFirst(name.count + 1)) != nil
        }
        return ticked.sorted { $0.key < $1.key }.map(\.value)
            + (parameters[name] ?? "").split(whereSeparator: \.isNewline).map(String.init)
    }
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
