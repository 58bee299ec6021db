// SPDX-License-Identifier: Apache-2.0

/// Adds a note to a case. Sends to `/cases/REF/note`: `csrf`, `command`, `version`, `text`.
package struct NotePage: Sendable {
    package let heading: CaseHeading
    /// The note, as typed.
    package let text: String
    package let errors: [FieldError]
    package let conflict: Conflict?
    /// A UUID made when the form was first shown.
    package let command: String

    package init(
        heading: CaseHeading, text: String = "", errors: [FieldError] = [],
        conflict: Conflict? = nil, command: String
    ) {
        self.heading = heading
        self.text = text
        self.errors = errors
        self.conflict = conflict
        self.command = command
    }

    package func html(in layout: Layout) -> String {
        let field = Field(
            name: "text", label: "Note",
            hint: "Everyone who may see the case can read it. It cannot be changed later.",
            control: .area(text, rows: 8))
        return Form(
            title: "Add a note", action: Paths.note(heading.reference), button: "Add note",
            cancelHref: Paths.case(heading.reference), command: command, heading: heading,
            groups: [FieldGroup(legend: nil, fields: [field])], errors: errors, conflict: conflict
        ).html(in: layout)
    }
}
