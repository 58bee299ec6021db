// SPDX-License-Identifier: Apache-2.0

/// A part of the United Kingdom that has bank holidays of its own (Banking and Financial Dealings
/// Act 1971, section 1 and Schedule 1).
package enum Division: String, CaseIterable, Sendable {
    case englandAndWales = "england-and-wales"
    case scotland
    case northernIreland = "northern-ireland"

    package var label: String {
        switch self {
        case .englandAndWales: "England and Wales"
        case .scotland: "Scotland"
        case .northernIreland: "Northern Ireland"
        }
    }
}

/// Some of the divisions.
package struct Divisions: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package init(_ division: Division) {
        switch division {
        case .englandAndWales: rawValue = 1
        case .scotland: rawValue = 2
        case .northernIreland: rawValue = 4
        }
    }

    package static let unitedKingdom: Divisions = [
        Divisions(.englandAndWales), Divisions(.scotland), Divisions(.northernIreland),
    ]

    /// In the order of `Division.allCases`.
    package var divisions: [Division] { Division.allCases.filter { contains(Divisions($0)) } }

    /// `Scotland`, `England and Wales, and Scotland`, `the whole United Kingdom`.
    package var label: String {
        if self == .unitedKingdom { return "the whole United Kingdom" }
        return divisions.map(\.label).joined(separator: ", and ")
    }
}
