// SPDX-License-Identifier: Apache-2.0
internal import Forms

/// The kind of casework (requirement G1); a shipped case stays: its code is in some log.
package enum CaseType: String, CaseIterable, PlainValue {
    case enquiry, request, complaint, foi, sar, petition, campaign, imported

    /// The series of its references: `FOI` for `FOI-2026-000123`.
    package var series: String {
        switch self {
        case .enquiry: "ENQ"
        case .request: "REQ"
        case .complaint: "CMP"
        case .foi: "FOI"
        case .sar: "SAR"
        case .petition: "PET"
        case .campaign: "CAM"
        case .imported: "IMP"
        }
    }
    package var label: String {
        switch self {
        case .enquiry: "Enquiry"
        case .request: "Service request"
        case .complaint: "Complaint"
        case .foi: "FOI request"
        case .sar: "Subject access request"
        case .petition: "Petition"
        case .campaign: "Email campaign"
        case .imported: "Imported case"
        }
    }
    /// What a person may open by hand.
    package static var openable: [CaseType] { allCases.filter { $0 != .imported } }
}

/// The way a contact came or went (requirements G1, D1, W13).
package enum Channel: String, CaseIterable, PlainValue {
    case phone, email, letter, counter, web, social, webchat, petition, smartcard

    package var label: String {
        switch self {
        case .phone: "Phone call"
        case .email: "Email"
        case .letter: "Letter"
        case .counter: "Counter visit"
        case .web: "Web form"
        case .social: "Social media"
        case .webchat: "Webchat"
        case .petition: "Petition"
        case .smartcard: "Smartcard"
        }
    }
}

package enum Direction: String, CaseIterable, PlainValue {
    case incoming = "in"
    case outgoing = "out"

    package var label: String { self == .incoming ? "Received" : "Sent" }
}

/// How a case ended.
package enum Outcome: String, CaseIterable, PlainValue {
    case answered, referred, withdrawn, noReplyNeeded = "no-reply-needed"
    /// Of an imported case: the system that it came from does not say.
    case unknown

    package var label: String {
        switch self {
        case .answered: "Answered"
        case .referred: "Referred elsewhere"
        case .withdrawn: "Withdrawn"
        case .noReplyNeeded: "No reply needed"
        case .unknown: "Outcome not known"
        }
    }
    /// What a person may choose.
    package static var choosable: [Outcome] { allCases.filter { $0 != .unknown } }
}
