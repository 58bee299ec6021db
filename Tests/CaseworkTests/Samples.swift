// SPDX-License-Identifier: Apache-2.0
import Casework
import Forms
import TestKit
import WorkingTime

/// What the specs of a case are made of.
enum Sample {
    static let today = Day.of("2026-11-22")

    static let opened = CaseEvent.opened(
        CaseOpened(type: .enquiry, channel: .letter, subject: .value("Bins")))
    static let closed = CaseEvent.closed(CaseClosed(outcome: .answered))
    static let assigned = CaseEvent.assigned(CaseAssigned(officer: officer))

    static let allocated = CaseEvent.allocated(CaseAllocated(team: team))

    static var team: TeamID? { TeamID(uuid: "0198c0de-0000-7000-8000-00000000000e") }
    static var officer: StaffID? { StaffID(uuid: "0198c0de-0000-7000-8000-00000000000a") }
    static var other: StaffID? { StaffID(uuid: "0198c0de-0000-7000-8000-00000000000b") }
    static var person: PersonID? { PersonID(uuid: "0198c0de-0000-7000-8000-00000000000c") }
    static var log: LogID? { LogID(uuid: "0198c0de-0000-7000-8000-00000000000d") }

    static func open(
        _ type: CaseType = .enquiry, received: Day = today, subject: String = "Bins",
        message: String = ""
    ) -> CaseCommand {
        .open(
            OpenCase(
                type: type, channel: .letter, received: received, subject: subject,
                message: message))
    }

    static func record(
        on day: Day = today, subject: String = "", message: String = "They were late."
    ) -> CaseCommand {
        .recordCorrespondence(
            RecordCorrespondence(
                direction: .outgoing, channel: .phone, day: day, subject: subject,
                message: message))
    }

    static func recorded(
        subject: String? = nil, message: String = "They were late."
    ) -> CaseEvent {
        .correspondenceRecorded(
            CorrespondenceRecorded(
                direction: .outgoing, channel: .phone, subject: subject.map { .value($0) },
                message: .value(message)))
    }

    static let trace = ImportedTrace(opened: CaseOpened(type: .imported), activities: [])

    static let importedCase = ImportedCase(
        opened: CaseOpened(type: .request), openedAt: .day(today))
    static let importedItem = ImportedItem(
        body: .activity(ActivityRecorded(activity: Code("Visited"))), occurredAt: .day(today))

    /// Every command once, such that nothing but the stage of the case can refuse it.
    static let commands: [CaseCommand] = [
        open(), .importTrace(trace), .importCase(importedCase), .importItem(importedItem), record(),
        .allocate(team), .assign(officer),
        .addNote("Rang back."),
        .close(.answered, note: ""),
    ]
}

extension CaseCommand {
    /// The name of its case, without what it carries.
    var name: String {
        switch self {
        case .open: "open"
        case .importTrace: "importTrace"
        case .importCase: "importCase"
        case .importItem: "importItem"
        case .recordCorrespondence: "recordCorrespondence"
        case .allocate: "allocate"
        case .assign: "assign"
        case .addNote: "addNote"
        case .close: "close"
        default: payload?.name ?? "?"
        }
    }
}
