// SPDX-License-Identifier: Apache-2.0
package import Forms

/// What can have happened to a person who writes to us.
package enum PersonEvent: Equatable, Sendable {
    case registered(PersonRegistered)
}

/// Somebody made contact; whatever they gave of themselves is theirs, and sealed as theirs.
package struct PersonRegistered: Recorded {
    package var name: Sealed<String>?
    package var email: Sealed<String>?
    package var phone: Sealed<String>?
    package var address: Sealed<String>?

    package static let form = Form(
        "person.registered", Self.init, Field("name", \.name), Field("email", \.email),
        Field("phone", \.phone), Field("address", \.address))

    package init(
        name: Sealed<String>?, email: Sealed<String>?, phone: Sealed<String>?,
        address: Sealed<String>?
    ) {
        self.name = name
        self.email = email
        self.phone = phone
        self.address = address
    }
}

/// What somebody gave of themselves, as it was typed; empty for nothing.
package struct ContactDetails: Equatable, Sendable {
    package var name: String
    package var email: String
    package var phone: String
    package var address: String

    package init(name: String = "", email: String = "", phone: String = "", address: String = "") {
        self.name = name
        self.email = email
        self.phone = phone
        self.address = address
    }

    /// The event that registers them; nil where they gave nothing.
    package func registered() throws(Refusal) -> PersonRegistered? {
        let event = PersonRegistered(
            name: try optional(name, .name, limit: Texts.name).map { .value($0) },
            email: try optional(email, .email, limit: Texts.name).map { .value($0) },
            phone: try optional(phone, .phone, limit: Texts.name).map { .value($0) },
            address: try optional(address, .address, limit: Texts.contact).map { .value($0) })
        return event == PersonRegistered(name: nil, email: nil, phone: nil, address: nil)
            ? nil : event
    }
}
