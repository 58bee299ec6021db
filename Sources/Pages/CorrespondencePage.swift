// SPDX-License-Identifier: Apache-2.0

package import WorkingTime

/// Records a letter, message or call on a case that exists.
///
/// Sends to `/cases/REF/correspondence`: `csrf`, `command`, `version`, `direction` (`in` or `out`),
/// `channel`, `happened-day`, `happened-month`, `happened-year`, `subject`, `text`.
package struct CorrespondencePage: Sendable {
    /// What was typed, as it was typed.
    package struct Values: Sendable, Equatable {
        package var direction = ""
        package var channel = ""
        package var happened: DateBoxes
        package var subject = ""
        package var text = ""

        /// An empty form, for today.
        package init(today: Day) { happened = DateBoxes(today) }

        /// What a form sent, by field name.
        package init(parameters: [String: String]) {
            direction = parameters["direction"] ?? ""
            channel = parameters["channel"] ?? ""
            happened = DateBoxes(name: "happened", parameters)
            subject = parameters["subject"] ?? ""
            text = parameters["text"] ?? ""
        }
    }

    package let heading: CaseHeading
    package let values: Values
    package let errors: [FieldError]
    package let conflict: Conflict?
    /// A UUID made when the form was first shown.
    package let command: String
    package let channels: [Choice]
    package let today: Day

    package init(
        heading: CaseHeading, values: Values, errors: [FieldError] = [], conflict: Conflict? = nil,
        command: String, channels: [Choice] = Choice.channels, today: Day
    ) {
        self.heading = heading
        self.values = values
        self.errors = errors
        self.conflict = conflict
        self.command = command
        self.channels = channels
        self.today = today
    }

    package func html(in layout: Layout) -> String {
        let directions = [Choice("in", "To us"), Choice("out", "From us")]
        let fields = [
            Field(
                name: "direction", label: "Which way did it go?",
                control: .radios(values.direction, directions, inline: true)),
            Field(
                name: "channel", label: "How?",
                control: .radios(values.channel, channels, inline: true)),
            Field(
                name: "happened", label: "When was it received or sent?",
                hint: dateHint(today: today), control: .date(values.happened)),
            Field(
                name: "subject", label: "Subject", optional: true, control: .text(values.subject)),
            Field(
                name: "text", label: "What was said or written",
                control: .area(values.text, rows: 10)),
        ]
        return Form(
            title: "Record correspondence", action: Paths.correspondence(heading.reference),
            button: "Save to the case", cancelHref: Paths.case(heading.reference), command: command,
            heading: heading, groups: [FieldGroup(legend: nil, fields: fields)], errors: errors,
            conflict: conflict
        ).html(in: layout)
    }
}
