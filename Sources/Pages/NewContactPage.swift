// SPDX-License-Identifier: Apache-2.0

package import WorkingTime

/// Records a contact and opens a case for it: one page, in the order in which a caller tells it.
///
/// Sends to `/new-contact`: `csrf`, `command`, `channel`, `type`, `received-day`, `received-month`,
/// `received-year`, `name`, `email`, `phone`, `address`, `postcode`, `subject`, `text`.
package struct NewContactPage: Sendable {
    /// What was typed, as it was typed.
    package struct Values: Sendable, Equatable {
        package var channel = ""
        package var type = ""
        package var received: DateBoxes
        package var name = ""
        package var email = ""
        package var phone = ""
        package var address = ""
        package var postcode = ""
        package var subject = ""
        package var text = ""

        /// An empty form, received today.
        package init(today: Day) { received = DateBoxes(today) }

        /// What a form sent, by field name.
        package init(parameters: [String: String]) {
            channel = parameters["channel"] ?? ""
            type = parameters["type"] ?? ""
            received = DateBoxes(name: "received", parameters)
            name = parameters["name"] ?? ""
            email = parameters["email"] ?? ""
            phone = parameters["phone"] ?? ""
            address = parameters["address"] ?? ""
            postcode = parameters["postcode"] ?? ""
            subject = parameters["subject"] ?? ""
            text = parameters["text"] ?? ""
        }
    }

    package let values: Values
    package let errors: [FieldError]
    /// A UUID made when the form was first shown; sent back unchanged.
    package let command: String
    package let types: [Choice]
    package let channels: [Choice]
    package let today: Day

    package init(
        values: Values, errors: [FieldError] = [], command: String, types: [Choice],
        channels: [Choice] = Choice.channels, today: Day
    ) {
        self.values = values
        self.errors = errors
        self.command = command
        self.types = types
        self.channels = channels
        self.today = today
    }

    package func html(in layout: Layout) -> String {
        Form(
            title: "Record a contact", action: Paths.newContact, button: "Save and open the case",
            cancelHref: Paths.queue, command: command, heading: nil,
            groups: [contact, person, words], errors: errors
        ).html(in: layout)
    }

    private var contact: FieldGroup {
        FieldGroup(
            legend: "The contact",
            fields: [
                Field(
                    name: "channel", label: "How did it reach us?",
                    control: .radios(values.channel, channels, inline: true)),
                Field(name: "type", label: "Type of case", control: .select(values.type, types)),
                Field(
                    name: "received", label: "Received", hint: dateHint(today: today),
                    control: .date(values.received, width: "half")),
            ])
    }

    private var person: FieldGroup {
        FieldGroup(
            legend: "The person",
            fields: [
                Field(name: "name", label: "Name", optional: true, control: .text(values.name)),
                Field(
                    name: "email", label: "Email", optional: true,
                    control: .text(values.email, type: "email", width: "half")),
                Field(
                    name: "phone", label: "Phone", optional: true,
                    control: .text(values.phone, type: "tel", width: "half")),
                Field(
                    name: "address", label: "Address", optional: true,
                    control: .text(values.address, width: "most")),
                Field(
                    name: "postcode", label: "Postcode", optional: true,
                    control: .text(values.postcode, width: "short")),
            ])
    }

    private var words: FieldGroup {
        FieldGroup(
            legend: "What it is about",
            fields: [
                Field(
                    name: "subject", label: "Subject", hint: "A few words that name the matter",
                    control: .text(values.subject)),
                Field(
                    name: "text", label: "What was said or written",
                    control: .area(values.text, rows: 8)),
            ])
    }
}

extension DateBoxes {
    /// The boxes `name-day`, `name-month` and `name-year` of a form.
    init(name: String, _ parameters: [String: String]) {
        self.init(
            day: parameters["\(name)-day"] ?? "", month: parameters["\(name)-month"] ?? "",
            year: parameters["\(name)-year"] ?? "")
    }
}
