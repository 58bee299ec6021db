// SPDX-License-Identifier: Apache-2.0

/// Gives a case to somebody, or to nobody.
///
/// Sends to `/cases/REF/assign`: `csrf`, `command`, `version`, `officer`: a staff id, `me` or
/// `nobody`.
package struct AssignPage: Sendable {
    package let heading: CaseHeading
    /// `me`, `nobody`, a staff id, or empty where nothing is chosen yet.
    package let officer: String
    /// The others, by id and name; `me` and `nobody` are added.
    package let staff: [Choice]
    package let errors: [FieldError]
    package let conflict: Conflict?
    /// A UUID made when the form was first shown.
    package let command: String

    package init(
        heading: CaseHeading, officer: String = "", staff: [Choice], errors: [FieldError] = [],
        conflict: Conflict? = nil, command: String
    ) {
        self.heading = heading
        self.officer = officer
        self.staff = staff
        self.errors = errors
        self.conflict = conflict
        self.command = command
    }

    package func html(in layout: Layout) -> String {
        let me = Choice("me", layout.user.map { "Me (\($0))" } ?? "Me")
        let nobody = Choice("nobody", "Nobody", hint: "The case goes back to the unallocated ones")
        let field = Field(
            name: "officer", label: "Who will deal with this case?",
            control: .radios(officer, [me] + staff + [nobody], inline: false))
        return Form(
            title: "Assign the case", action: Paths.assign(heading.reference), button: "Assign",
            cancelHref: Paths.case(heading.reference), command: command, heading: heading,
            groups: [FieldGroup(legend: nil, fields: [field])], errors: errors, conflict: conflict
        ).html(in: layout)
    }
}
