// SPDX-License-Identifier: Apache-2.0
internal import Forms

/// What a request for information and a complaint can be asked for at this moment of it.
extension CaseState {
    /// The only types of case that have a command; nil where all do.
    static func types(of command: String) -> (types: Set<CaseType>, words: String)? {
        if information.contains(command) { return ([.foi, .sar], "requests for information") }
        return complaint.contains(command) ? ([.complaint], "complaints") : nil
    }

    private static let information = Set(InformationCommand.forms.map(\.name))
    private static let complaint = Set(ComplaintCommand.forms.map(\.name))
    /// What may follow when the case is over.
    private static let always = Set(ReviewCommand.forms.map(\.name)).union(["decide-publication"])

    /// Nil for what any open case of the type can be asked for.
    func offersOfRequest(_ command: String) -> Bool? {
        if Self.always.contains(command) { return offersAfterAnswer(command) }
        let (handling, exemptions) = (information.handling, information.exemptions)
        let can: Bool? =
            switch command {
            case "ask-clarification": !handling.waitingFor.contains(.clarification)
            case "receive-clarification": handling.waitingFor.contains(.clarification)
            case "give-fees-notice": type == .foi && !handling.waitingFor.contains(.fee)
            case "record-fee": handling.waitingFor.contains(.fee)
            case "ask-identity": type == .sar && !handling.waitingFor.contains(.identity)
            case "receive-identity": handling.waitingFor.contains(.identity)
            case "extend-time": status == .open
            case "estimate-cost": type == .foi
            case "decide-holding": information.searches.count > 0
            case "withdraw-exemption", "record-opinion": !exemptions.standing.isEmpty
            case "record-redaction": !exemptions.standing.isEmpty && !files.all.isEmpty
            case "weigh-interest", "conclude-interest": exemptions.hasQualified
            case "answer-consultation": exemptions.consultations.contains(false)
            default: nil
            }
        // Of these, too, the case has to be open.
        return can == true ? nil : can
    }

    private func offersAfterAnswer(_ command: String) -> Bool {
        let reviews = information.reviews
        return switch command {
        case "request-review": status != .open && !reviews.isOpen
        case "decide-review", "extend-review": reviews.isOpen
        case "record-regulator-complaint": reviews.regulator != .open
        case "record-regulator-decision": reviews.regulator == .open
        case "record-appeal": reviews.regulator == .decided && reviews.tribunal != .open
        case "record-tribunal-decision": reviews.tribunal == .open
        case "decide-publication": information.notices.decision != nil
        default: true
        }
    }

    /// Nil for what an open complaint can be asked for.
    func offersOfComplaint(_ command: String) -> Bool? {
        switch command {
        case "escalate-complaint": status != .open && complaints.stage == 1
        case "refer-ombudsman": status != .open && !complaints.isWithOmbudsman
        case "record-ombudsman-decision": complaints.isWithOmbudsman
        case "complete-remedy": complaints.remedies.contains(false)
        case "find-point": complaints.points.isEmpty ? false : nil
        case "raise-point": nil
        case "extend-complaint": status == .open ? nil : false
        default: true
        }
    }
}
