// SPDX-License-Identifier: Apache-2.0
import CaseService
import Casework
import EventCodec
import Forms
import TestKit
import WorkingTime

/// A case whose photograph came on 5 March and was found on the 12th, and whose officer changed
/// teams and left.
enum Sample {
    static let id = make(CaseID.init(uuid:), 0)
    static let ada = make(StaffID.init(uuid:), 1)
    static let person = make(PersonID.init(uuid:), 2)
    static let housing = make(TeamID.init(uuid:), 3)
    static let other = make(StaffID.init(uuid:), 5)
    static let waste = make(TeamID.init(uuid:), 4)

    private static func make<T>(_ new: (String) -> T?, _ number: Int) -> T {
        guard let made = new("0198c0de-0000-7000-8000-00000000000\(number)") else {
            preconditionFailure("not an id")
        }
        return made
    }

    static func instant(_ text: String) -> Instant {
        guard let instant = Instant(text) else { preconditionFailure("no instant: \(text)") }
        return instant
    }

    static func time(_ text: String) -> Occurrence {
        guard let time = Occurrence(said: text) else { preconditionFailure("no time: \(text)") }
        return time
    }

    /// An event recorded at `recorded`, its position and version the same.
    static func event(
        _ position: Int, _ recorded: String, on happened: String? = nil, actor: String = "\(ada)",
        _ body: DomainEvent?
    ) -> PastEvent {
        PastEvent(
            position: position, version: position, recorded: instant(recorded),
            occurredAt: happened.map { time($0) }, actor: actor, body: body)
    }

    static func letter(_ direction: Direction, _ text: String) -> DomainEvent {
        .case(
            .correspondenceRecorded(
                CorrespondenceRecorded(
                    direction: direction, channel: .letter, subject: nil, message: .value(text))))
    }

    static let opened = DomainEvent.case(
        .opened(
            CaseOpened(
                type: .complaint, channel: .email, correspondent: person,
                subject: .value("Bins"), message: .value("They were not emptied."))))

    static var people: Directory {
        var people = Directory()
        people.streams["\(ada)"] = [
            event(
                1, "2026-01-01T09:00:00Z", .staff(.registered(StaffRegistered(name: .value("Ada"))))
            ),
            event(2, "2026-01-02T09:00:00Z", .staff(.joinedTeam(StaffJoinedTeam(team: waste)))),
            event(14, "2026-03-04T09:00:00Z", .staff(.joinedTeam(StaffJoinedTeam(team: housing)))),
            event(30, "2026-04-01T09:00:00Z", .staff(.deactivated(StaffDeactivated()))),
        ]
        people.streams["\(person)"] = [
            event(
                3, "2026-03-02T09:00:00Z",
                .person(
                    .registered(
                        PersonRegistered(
                            name: .value("Nia"), email: nil, phone: nil, address: nil))))
        ]
        for (team, name) in [(housing, "Housing"), (waste, "Waste")] {
            people.streams["\(team)"] = [
                event(
                    1, "2026-01-01T09:00:00Z",
                    .teamEstablished(TeamEstablished(name: Published(name) ?? unnamed)))
            ]
        }
        return people
    }

    private static var unnamed: Published {
        guard let name = Published("?") else { preconditionFailure("not a name") }
        return name
    }

    static let record = CaseRecord(
        reference: "CMP-2026-000001", id: id,
        events: [
            event(10, "2026-03-02T10:00:00Z", on: "2026-03-01", opened),
            event(11, "2026-03-02T10:05:00Z", .case(.allocated(CaseAllocated(team: waste)))),
            event(12, "2026-03-02T10:06:00Z", .case(.assigned(CaseAssigned(officer: ada)))),
            event(13, "2026-03-03T16:00:00Z", on: "2026-03-03", letter(.outgoing, "We will look.")),
            event(20, "2026-03-12T11:00:00Z", on: "2026-03-05", letter(.incoming, "A photograph.")),
            event(
                21, "2026-03-12T11:10:00Z",
                .case(.closed(CaseClosed(outcome: .answered, note: .value("Emptied."))))),
            event(
                31, "2026-04-02T11:10:00Z", actor: "system/upkeep",
                .case(.noteAdded(NoteAdded(text: .hidden)))),
        ], people: people)
}
