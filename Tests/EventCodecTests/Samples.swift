// SPDX-License-Identifier: Apache-2.0
import Casework
import EventCodec
import Forms
import TestKit
import WorkingTime

/// One event of each type with every field, and one with none that it can lack.
enum Sample {
    static var officer: StaffID? { StaffID(uuid: "0198c0de-0000-7000-8000-00000000000a") }
    static var team: TeamID? { TeamID(uuid: "0198c0de-0000-7000-8000-00000000000b") }
    static var person: PersonID? { PersonID(uuid: "0198c0de-0000-7000-8000-00000000000c") }
    static var resource: ResourceID? { ResourceID(uuid: "0198c0de-0000-7000-8000-00000000000e") }
    static let owner = "case/0198c0de-0000-7000-8000-000000000001"
    static let digest = [UInt8](0..<32)

    static let full: [DomainEvent] =
        [
            .case(
                .opened(
                    CaseOpened(
                        type: .imported, channel: .letter, correspondent: person,
                        subject: .value("Bins"), message: .value("Not emptied."), log: log,
                        name: .value("case-10011"), row: .value("c0de"), copy: 2,
                        attributes: attributes))),
            .case(
                .activityRecorded(
                    ActivityRecorded(
                        activity: Code("T02 Check"), transition: Code("complete"),
                        resource: resource,
                        offsetMinutes: -570, attributes: attributes, origin: origin))),
            .case(
                .correspondenceRecorded(
                    CorrespondenceRecorded(
                        direction: .incoming, channel: .web, subject: .value("Bins"),
                        message: .value("Again."), attributes: attributes, origin: origin))),
            .case(
                .contradictionFound(
                    ContradictionFound(
                        .closedBeforeOpened, given: .day(.of("1900-01-01")),
                        against: Instant("2012-03-11T18:52:49Z").map { .instant($0) }))),
            .case(.allocated(CaseAllocated(team: team))),
            .case(.assigned(CaseAssigned(officer: officer))),
            .case(.noteAdded(NoteAdded(text: .value("Rang back.")))),
            .case(.closed(CaseClosed(outcome: .noReplyNeeded, note: .value("Done.")))),
            .person(
                .registered(
                    PersonRegistered(
                        name: .value("Ann Lee"), email: .value("ann@example.org"),
                        phone: .value("0141 496 0000"), address: .value("1 High St\nGlasgow")))),
            .staff(.registered(StaffRegistered(name: .value("Bo")))),
            .staff(.joinedTeam(StaffJoinedTeam(team: team))),
            .staff(.deactivated(StaffDeactivated())),
        ] + imports + organisation

    private static var imports: [DomainEvent] {
        guard let log, let xes = Code("xes") else { return [] }
        return [
            .logImported(LogImported(format: xes, header: .value("<log>"))),
            .logHeaderContinued(LogHeaderContinued(header: .value("</log>"))),
            .tableImported(
                TableImported(
                    digest: code("c0de"), rows: 12, cases: 7, activities: 0, correspondence: 1,
                    map: .value("source: old"))),
            .resourceRegistered(ResourceRegistered(log: log, name: .value("Res 7"))),
        ]
    }

    private static var organisation: [DomainEvent] {
        guard let name = Published("Glasgow “City” Council"),
            let digest = Bytes32(Array(repeating: 7, count: 32))
        else { return [] }
        return [
            .organisationEstablished(
                OrganisationEstablished(name: name, jurisdiction: .scotland)),
            .organisationEstablished(
                OrganisationEstablished(
                    name: name, jurisdiction: .scotland, isDemonstration: true)),
            .teamEstablished(TeamEstablished(name: name)),
            .signingKeyAdopted(SigningKeyAdopted(key: digest)),
            .signingKeyAdopted(SigningKeyAdopted(key: digest, replacesLost: true)),
            .headsRecorded(HeadsRecorded(size: 12, streams: 3, root: digest)),
        ] + calendars + processes
    }

    private static var processes: [DomainEvent] {
        guard let name = Published("Letters"), let text = PublishedText("process: letters\n"),
            let digest = Bytes32(digest), let team
        else { return [] }
        return [
            .processPublished(
                ProcessPublished(
                    process: code("letters"), version: 2, title: name, digest: digest, parts: 2,
                    teams: [.init(name: name, team: team)], text: text)),
            .processContinued(ProcessContinued(text: text)),
        ]
    }

    private static var calendars: [DomainEvent] {
        guard let source = Published("gov.uk"), let title = Published("St Patrick’s Day"),
            let day = Day("2031-03-17"), let announced = Day("2031-02-01")
        else { return [] }
        func calendar(_ holidays: [CalendarAdopted.Holiday]) -> DomainEvent {
            .calendarAdopted(
                CalendarAdopted(
                    version: code("2031-02-01"), source: source, licence: source,
                    digest: code("c0de"), years: 2012...2031, holidays: holidays))
        }
        return [
            calendar([]),
            calendar([
                .init(day: day, divisions: Divisions(.northernIreland), title: title),
                .init(
                    day: day.adding(days: 1), divisions: .unitedKingdom, title: title,
                    note: source, announced: announced),
            ]),
        ]
    }

    private static var origin: RowOrigin? {
        log.map { RowOrigin(log: $0, key: .value("A 1"), row: .value("c0de"), copy: 3) }
    }
    static var log: LogID? { LogID(uuid: "0198c0de-0000-7000-8000-00000000000d") }

    static let bare: [DomainEvent] = [
        .case(.opened(CaseOpened(type: .foi))),
        .case(.activityRecorded(ActivityRecorded(activity: nil))),
        .case(
            .correspondenceRecorded(
                CorrespondenceRecorded(
                    direction: .outgoing, channel: .phone, subject: nil, message: .value("")))),
        .case(.contradictionFound(ContradictionFound(.withoutDay))),
        .case(.allocated(CaseAllocated(team: nil))),
        .case(.assigned(CaseAssigned(officer: nil))),
        .case(.closed(CaseClosed(outcome: .answered))),
        .person(
            .registered(PersonRegistered(name: nil, email: nil, phone: nil, address: nil))),
    ]

    /// Every kind of attribute but NaN, which equals nothing; texts at several depths.
    static let attributes: [CaseAttribute] = [
        attribute("name", .text(.value("one"))),
        attribute("id", .identifier(.value("two"))),
        attribute("code", .code(code("EUR"))),
        attribute("when", OffsetInstant("2011-10-11T13:45:40.276+02:00").map { .date($0) }),
        attribute("count", .integer(.min)),
        attribute("cost", .number(0.1)),
        attribute("least", .number(-.infinity)),
        attribute("most", .number(.infinity)),
        attribute("paid", .boolean(true)),
        attribute(
            "parts", .list,
            [
                attribute("name", .text(.value("three")), [attribute("x", .text(.value("four")))]),
                attribute("same", .childrenOnly, [attribute("y", .identifier(.value("five")))]),
            ]),
        attribute("last", .text(.value("six"))),
    ]

    static func code(_ text: String) -> Code {
        guard let code = Code(text) else { preconditionFailure("a spec names no code") }
        return code
    }

    static func attribute(
        _ key: String, _ value: CaseAttribute.Value?, _ children: [CaseAttribute] = []
    ) -> CaseAttribute {
        CaseAttribute(key: code(key), value: value ?? .childrenOnly, children: children)
    }

    static func opened(_ attributes: [CaseAttribute]) -> DomainEvent {
        .case(.opened(CaseOpened(type: .imported, attributes: attributes)))
    }
}

extension EncodedEvent {
    /// The data as the ledger would hold it: with a commitment where something is sealed.
    var stored: [UInt8] {
        data(commitment: sealed == nil ? nil : (Sample.owner, Sample.digest))
    }
}

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
