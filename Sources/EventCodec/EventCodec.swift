// SPDX-License-Identifier: Apache-2.0
internal import Casework
internal import Foundation

/// Events to bytes and back, in every version that was ever written.
///
/// Types, their fields and the class of each are listed in `docs/reference/events.md`.
package enum EventCodec {
    package static func encode(_ event: DomainEvent) -> EncodedEvent {
        var fields = FieldWriter()
        let type = write(event, &fields)
        return EncodedEvent(type: type, dataVersion: 1, fields: fields)
    }

    /// The event that a type, a version and data say.
    ///
    /// - Parameters:
    ///   - data: The JSON object of the event.
    ///   - opened: The opened sealed value, or nil to leave sealed fields hidden.
    /// - Returns: Nil for a type or version that this program does not know.
    package static func decode(
        type: String, dataVersion: Int, data: some Collection<UInt8>, opened: [UInt8]? = nil
    ) throws(DecodingProblem) -> DomainEvent? {
        guard dataVersion == 1 else { return nil }
        let json = try object(data)
        var value: JSON?
        if let opened {
            guard let parsed = JSON(parsing: opened) else { throw DecodingProblem(field: "sealed") }
            value = parsed
        }
        return try decode(type, FieldReader(data: json, opened: value))
    }

    /// The owners and digests (32 bytes) that an event's data commits to, whatever its type.
    package static func commitments(
        in data: some Collection<UInt8>
    ) throws(DecodingProblem) -> [(owner: String, digest: [UInt8])] {
        guard let sealed = try object(data)["sealed"] else { return [] }
        guard let elements = sealed.elements, !elements.isEmpty else {
            throw DecodingProblem(field: "sealed")
        }
        var found: [(owner: String, digest: [UInt8])] = []
        for element in elements {
            guard let owner = element["owner"]?.text,
                let digest = element["commitment"]?.text.flatMap({ Data(base64Encoded: $0) }),
                digest.count == 32
            else { throw DecodingProblem(field: "sealed") }
            found.append((owner, Array(digest)))
        }
        return found
    }

    private static func object(
        _ data: some Collection<UInt8>
    ) throws(DecodingProblem) -> JSON {
        guard let json = JSON(parsing: data), case .object = json else {
            throw DecodingProblem(field: "data")
        }
        return json
    }

    private static func write(_ event: DomainEvent, _ fields: inout FieldWriter) -> String {
        switch event {
        case .case(let event): return CaseEventCodec.write(event, &fields)
        case .person(.registered(let person)):
            fields.sealed("name", person.name)
            fields.sealed("email", person.email)
            fields.sealed("phone", person.phone)
            fields.sealed("address", person.address)
            return "person.registered"
        case .staffRegistered(let staff):
            fields.sealed("name", staff.name)
            return "staff.registered"
        case .staffJoinedTeam(let joined):
            fields.plain("team", joined.team)
            return "staff.joinedTeam"
        case .staffDeactivated: return "staff.deactivated"
        case .teamEstablished(let team):
            fields.published("name", team.name)
            return "team.established"
        case .organisationEstablished(let organisation):
            fields.published("name", organisation.name)
            fields.plain("jurisdiction", organisation.jurisdiction)
            fields.flag("demonstration", organisation.isDemonstration)
            return "organisation.established"
        case .signingKeyAdopted(let adopted):
            fields.plain("key", adopted.key)
            fields.flag("replacesLost", adopted.replacesLost)
            return "ledger.signingKeyAdopted"
        case .headsRecorded(let heads):
            fields.plain("size", heads.size)
            fields.plain("streams", heads.streams)
            fields.plain("root", heads.root)
            return "ledger.headsRecorded"
        case .calendarAdopted(let calendar): return CalendarCodec.write(calendar, &fields)
        case .logImported(let log):
            fields.plain("format", log.format)
            fields.sealed("header", log.header)
            return "log.imported"
        case .logHeaderContinued(let log):
            fields.sealed("header", log.header)
            return "log.headerContinued"
        case .tableImported(let table):
            fields.plain("digest", table.digest)
            fields.plain("rows", table.rows)
            fields.plain("cases", table.cases)
            fields.plain("activities", table.activities)
            fields.plain("correspondence", table.correspondence)
            fields.sealed("map", table.map)
            return "log.tableImported"
        case .resourceRegistered(let resource):
            fields.plain("log", resource.log)
            fields.sealed("name", resource.name)
            return "resource.registered"
        }
    }

    private static func decode(
        _ type: String, _ fields: FieldReader
    ) throws(DecodingProblem) -> DomainEvent? {
        switch type {
        case "person.registered":
            .person(
                .registered(
                    PersonRegistered(
                        name: try fields.sealed("name"), email: try fields.sealed("email"),
                        phone: try fields.sealed("phone"), address: try fields.sealed("address"))))
        case "staff.registered":
            .staffRegistered(StaffRegistered(name: try fields.required("name")))
        case "staff.joinedTeam":
            .staffJoinedTeam(StaffJoinedTeam(team: try fields.optional("team")))
        case "staff.deactivated": .staffDeactivated(StaffDeactivated())
        case "team.established":
            .teamEstablished(TeamEstablished(name: try fields.published("name")))
        case "organisation.established":
            .organisationEstablished(
                OrganisationEstablished(
                    name: try fields.published("name"),
                    jurisdiction: try fields.plain("jurisdiction"),
                    isDemonstration: try fields.flag("demonstration")))
        case "ledger.signingKeyAdopted":
            .signingKeyAdopted(
                SigningKeyAdopted(
                    key: try fields.plain("key"), replacesLost: try fields.flag("replacesLost")))
        case "ledger.headsRecorded":
            .headsRecorded(
                HeadsRecorded(
                    size: try fields.count("size"), streams: try fields.count("streams"),
                    root: try fields.plain("root")))
        case "calendar.adopted": .calendarAdopted(try CalendarCodec.read(fields))
        case "log.imported":
            .logImported(
                LogImported(
                    format: try fields.plain("format"), header: try fields.required("header")))
        case "log.headerContinued":
            .logHeaderContinued(LogHeaderContinued(header: try fields.required("header")))
        case "log.tableImported":
            .tableImported(
                TableImported(
                    digest: try fields.plain("digest"), rows: try fields.count("rows"),
                    cases: try fields.count("cases"), activities: try fields.count("activities"),
                    correspondence: try fields.count("correspondence"),
                    map: try fields.required("map")))
        case "resource.registered":
            .resourceRegistered(
                ResourceRegistered(log: try fields.plain("log"), name: try fields.required("name")))
        default: try CaseEventCodec.decode(type, fields).map { .case($0) }
        }
    }
}
