// SPDX-License-Identifier: Apache-2.0

/// The authority itself came into the ledger: its first event.
package struct OrganisationEstablished: Equatable, Sendable {
    package var name: Published
    package var jurisdiction: Jurisdiction

    package init(name: Published, jurisdiction: Jurisdiction) {
        self.name = name
        self.jurisdiction = jurisdiction
    }
}

/// The part of the United Kingdom whose holidays and acts apply.
package enum Jurisdiction: String, CaseIterable, PlainValue {
    case englandAndWales = "england-and-wales"
    case scotland
    case northernIreland = "northern-ireland"
}

/// Somebody who works for the authority; their name is theirs, and sealed as theirs.
package struct StaffRegistered: Equatable, Sendable {
    package var name: Sealed<String>

    package init(name: Sealed<String>) { self.name = name }
}
