// SPDX-License-Identifier: Apache-2.0

package import WorkingTime

/// The three boxes of a date, as typed.
package struct DateBoxes: Sendable, Equatable {
    package var day: String
    package var month: String
    package var year: String

    package init(day: String = "", month: String = "", year: String = "") {
        self.day = day
        self.month = month
        self.year = year
    }

    package init(_ day: Day) {
        let parts = day.parts
        self.init(day: "\(parts.dayOfMonth)", month: "\(parts.month)", year: "\(parts.year)")
    }

    /// The day they name, or nil where they name none; spaces around a number do no harm.
    package var value: Day? {
        func number(_ text: String) -> Int? { Int(text.split(separator: " ").joined()) }
        guard let year = number(year), let month = number(month), let day = number(day) else {
            return nil
        }
        return Day(year: year, month: month, dayOfMonth: day)
    }
}

/// One question of a form. Its id is its name, so that an error can link to it.
struct Field {
    enum Control {
        /// `type` is an HTML input type.
        case text(String, type: String = "text", width: String = "wide")
        case area(String, rows: Int)
        case select(String, [Choice])
        case radios(String, [Choice], inline: Bool)
        /// `width` as for a text: `wide`, `most`, `half` or `short` of its row.
        case date(DateBoxes, width: String = "wide")
        /// Any number of them; each is sent under a name of its own, `NAME-1` and so on.
        case checkboxes(Set<String>, [Choice])
        case file
    }

    let name: String
    let label: String
    var hint: String?
    var optional = false
    let control: Control
}

/// Fields under one legend; a nil legend shows none.
struct FieldGroup {
    let legend: String?
    let fields: [Field]
}

/// What someone else did to a case while a form was being filled in.
package struct Conflict: Sendable {
    /// The events since the form was made, oldest first.
    package let events: [TimelineEntry]

    package init(events: [TimelineEntry]) { self.events = events }
}

/// A text that a form can begin with, by a link.
package struct Beginning: Sendable {
    package let title: String
    package let href: String

    package init(title: String, href: String) {
        self.title = title
        self.href = href
    }
}

/// A form page: the fields, what was wrong with them, and what happened meanwhile.
struct Form {
    let title: String
    /// A sentence below the title, or nil.
    var lead: String?
    let action: String
    let button: String
    let cancelHref: String
    /// The command id, which makes sending twice harmless.
    let command: String
    let heading: CaseHeading?
    let groups: [FieldGroup]
    /// What is sent as it is, and not asked.
    var settled: [(name: String, value: String)] = []
    let errors: [FieldError]
    var conflict: Conflict?
    /// It is sent with a file.
    var hasFile = false
    /// What it can begin from.
    var beginnings: [Beginning] = []
    /// What the command is about.
    var draft: ShownDraft?

    func html(in layout: Layout) -> String {
        var hidden: [View] = [["name": "command", "value": command]]
        if let heading { hidden.append(["name": "version", "value": String(heading.version)]) }
        hidden += settled.map { ["name": $0.name, "value": $0.value] }
        // After an error the summary takes the focus; else the first field does.
        let focus = errors.isEmpty && conflict == nil ? groups.first?.fields.first?.name : nil
        let fields: View = [
            "hidden": hidden,
            "groups": groups.map { group -> View in
                [
                    "legend": present(group.legend),
                    "fields": group.fields.map { view(of: $0, autofocus: $0.name == focus) },
                ]
            },
            "hasGroups": !groups.isEmpty,
            "errors": summary ?? false,
            "conflict": conflict.map { ["entries": $0.events.map(\.view)] } ?? false,
            "case": heading.map { ["reference": $0.reference, "subject": $0.subject] } ?? false,
            "beginnings": beginnings.isEmpty
                ? false
                : ["items": beginnings.map { ["title": $0.title, "href": $0.href] }] as View,
            "draft": draft.map(\.view) ?? false,
            "hasFile": hasFile, "heading": title, "lead": present(lead), "action": action,
            "button": button,
            "cancelHref": cancelHref,
        ]
        return Templates.page(
            "form", fields, title: errors.isEmpty ? title : "Error: \(title)", in: layout)
    }

    private var summary: View? {
        guard !errors.isEmpty else { return nil }
        let names = Set(groups.flatMap(\.fields).map(\.name))
        let items = errors.map { error -> View in
            [
                "href": present(names.contains(error.field) ? "#\(error.field)" : nil),
                "message": error.message,
            ]
        }
        return ["items": items]
    }

    private func view(of field: Field, autofocus: Bool) -> View {
        let error = errors.first { $0.field == field.name }?.message
        let described = [
            field.hint == nil ? nil : "\(field.name)-hint",
            error == nil ? nil : "\(field.name)-error",
        ].compactMap(\.self)
        var view: View = [
            "name": field.name, "label": field.label, "hint": present(field.hint),
            "optional": field.optional, "error": present(error), "autofocus": autofocus,
            "described": present(described.joined(separator: " ")),
        ]
        switch field.control {
        case .text(let value, let type, let width):
            view.merge(
                ["control": "fieldText", "value": value, "type": type, "width": width]
            ) { _, new in new }
        case .area(let value, let rows):
            view.merge(["control": "fieldArea", "value": value, "rows": rows]) { _, new in new }
        case .select(let value, let choices):
            view["control"] = "fieldSelect"
            view["options"] = options(field.name, choices, value, autofocus)
            view["chosen"] = choices.contains { $0.value == value }
        case .radios(let value, let choices, let inline):
            view["control"] = "fieldRadios"
            view["inline"] = inline
            view["options"] = options(field.name, choices, value, autofocus)
        case .file: view["control"] = "fieldFile"
        case .checkboxes(let ticked, let choices):
            view["control"] = "fieldCheckboxes"
            view["options"] = boxes(field.name, choices, ticked, autofocus)
        case .date(let boxes, let width):
            view["control"] = "fieldDate"
            view["width"] = width
            view["boxes"] = dateBoxes(field.name, boxes, autofocus)
        }
        return view
    }

    /// The first option has the field's name as its id.
    private func options(
        _ name: String, _ choices: [Choice], _ selected: String, _ autofocus: Bool
    ) -> [View] {
        let focused = choices.firstIndex { $0.value == selected } ?? 0
        return choices.enumerated().map { index, choice in
            let id = index == 0 ? name : "\(name)-\(index + 1)"
            return [
                "id": id, "value": choice.value, "label": choice.label,
                "hint": present(choice.hint),
                "selected": choice.value == selected, "autofocus": autofocus && index == focused,
            ]
        }
    }

    private func boxes(
        _ name: String, _ choices: [Choice], _ ticked: Set<String>, _ autofocus: Bool
    ) -> [View] {
        choices.enumerated().map { index, choice in
            [
                "id": index == 0 ? name : "\(name)-\(index + 1)", "box": "\(name)-\(index + 1)",
                "value": choice.value, "label": choice.label, "hint": present(choice.hint),
                "selected": ticked.contains(choice.value), "autofocus": autofocus && index == 0,
            ]
        }
    }

    private func dateBoxes(_ name: String, _ boxes: DateBoxes, _ autofocus: Bool) -> [View] {
        [
            ["id": name, "name": "\(name)-day", "label": "Day", "value": boxes.day, "size": "2"],
            [
                "id": "\(name)-month", "name": "\(name)-month", "label": "Month",
                "value": boxes.month, "size": "2",
            ],
            [
                "id": "\(name)-year", "name": "\(name)-year", "label": "Year", "value": boxes.year,
                "size": "4",
            ],
        ].enumerated().map { index, box in
            var view: View = box
            view["autofocus"] = autofocus && index == 0
            return view
        }
    }
}

/// The hint under a date: how today and yesterday are written.
func dateHint(today: Day) -> String {
    "Today is \(Words.numbers(today)), yesterday was \(Words.numbers(today.adding(days: -1)))"
}
