// SPDX-License-Identifier: Apache-2.0
package import Forms

/// The authority itself came into the ledger: its first event.
package struct OrganisationEstablished: Recorded {
    package var name: Published
    package var jurisdiction: Jurisdiction
    /// Nothing in this ledger happened: it shows what one would look like, and says so for ever.
    package var isDemonstration: Bool

    package static let form = Form(
        "organisation.established", Self.init, Field("name", \.name),
        Field("jurisdiction", \.jurisdiction), Field("demonstration", \.isDemonstration))

    package init(name: Published, jurisdiction: Jurisdiction, isDemonstration: Bool = false) {
        self.name = name
        self.jurisdiction = jurisdiction
        self.isDemonstration = isDemonstration
    }
}

/// The part of the United Kingdom whose holidays and acts apply.
package enum Jurisdiction: String, CaseIterable, PlainValue {
    case englandAndWales = "england-and-wales"
    case scotland
    case northernIreland = "northern-ireland"
}
