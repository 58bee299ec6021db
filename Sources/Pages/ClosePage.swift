// SPDX-License-Identifier: Apache-2.0

/// Closes a case. Sends to `/cases/REF/close`: `csrf`, `command`, `version`, `outcome`, `text`.
package struct ClosePage: Sendable {
    package let heading: CaseHeading
    /// The code of an outcome, or empty.
    package let outcome: String
    /// The closing note, as typed.
    package let text: String
    package let outcomes: [Choice]
    package let errors: [FieldError]
    package let conflict: Conflict?
    /// A UUID made when the form was first shown.
    package let command: String

    package init(
        heading: CaseHeading, outcome: String = "", text: String = "",
        outcomes: [Choice] = Choice.outcomes, errors: [FieldError] = [], conflict: Conflict? = nil,
        command: String
    ) {
        self.heading = heading
        self.outcome = outcome
        self.text = text
        self.outcomes = outcomes
        self.errors = errors
        self.conflict = conflict
        self.command = command
    }

    package func html(in layout: Layout) -> String {
        let fields = [
            Field(
                name: "outcome", label: "How did it end?",
                control: .radios(outcome, outcomes, inline: false)),
            Field(
                name: "text", label: "Closing note", optional: true, control: .area(text, rows: 4)),
        ]
        return Form(
            title: "Close the case", action: Paths.close(heading.reference), button: "Close case",
            cancelHref: Paths.case(heading.reference), command: command, heading: heading,
            groups: [FieldGroup(legend: nil, fields: fields)], errors: errors, conflict: conflict
        ).html(in: layout)
    }
}
