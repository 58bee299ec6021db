// SPDX-License-Identifier: Apache-2.0
internal import Casework

/// Adds a file to a case. Sends to `/cases/REF/attach`, as `multipart/form-data`: `csrf`,
/// `command`, `version`, `file`.
package struct AttachPage: Sendable {
    package let heading: CaseHeading
    package let errors: [FieldError]
    /// A UUID made when the form was first shown.
    package let command: String

    package init(heading: CaseHeading, errors: [FieldError] = [], command: String) {
        self.heading = heading
        self.errors = errors
        self.command = command
    }

    package func html(in layout: Layout) -> String {
        let field = Field(
            name: "file", label: "The file",
            hint: "A document, a picture or a text, of at most \(Limits.fileBytes >> 20) MiB",
            control: .file)
        return Form(
            title: "Attach a file", action: Paths.attach(heading.reference), button: "Attach",
            cancelHref: Paths.case(heading.reference), command: command, heading: heading,
            groups: [FieldGroup(legend: nil, fields: [field])], errors: errors,
            hasFile: true
        ).html(in: layout)
    }
}
