// SPDX-License-Identifier: Apache-2.0

/// The authority itself came into the ledger: its first event.
package struct OrganisationEstablished: Equatable, Sendable {
    package var name: Published
    package var jurisdiction: Jurisdiction
    /// Nothing in this ledger happened: it shows what one would look like, and says so for ever.
    package var isDemonstration: Bool

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
