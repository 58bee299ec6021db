// SPDX-License-Identifier: Apache-2.0

/// The teams of the demonstration's authority.
package enum Team: Int, CaseIterable, Sendable {
    case liaison, mayor, information, transport, housing, environment, safety, culture

    package var name: String {
        switch self {
        case .liaison: "Public Liaison"
        case .mayor: "Mayor’s Correspondence"
        case .information: "Information Governance"
        case .transport: "Transport"
        case .housing: "Housing and Land"
        case .environment: "Environment and Energy"
        case .safety: "Policing and Community Safety"
        case .culture: "Culture and Events"
        }
    }

    /// How many people work in it.
    var size: Int {
        switch self {
        case .liaison: 11
        case .mayor: 6
        case .information, .transport, .housing: 5
        case .environment: 4
        case .safety: 3
        case .culture: 2
        }
    }
}
