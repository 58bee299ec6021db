// SPDX-License-Identifier: Apache-2.0
internal import Casework
package import Forms
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

    /// Every type that has a form, and its fields.
    package static let formed: [(type: String, fields: [FieldDescription])] =
        forms.map { ($0.name, $0.fields) } + CaseEvent.forms.map { ($0.name, $0.fields) }

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
        case .person(.registered(let event)): return event.write(to: &fields)
        case .staff(let event): return event.payload.write(to: &fields)
        case .teamEstablished(let event): return event.write(to: &fields)
        case .organisationEstablished(let event): return event.write(to: &fields)
        case .signingKeyAdopted(let event): return event.write(to: &fields)
        case .headsRecorded(let event): return event.write(to: &fields)
        case .calendarAdopted(let calendar): return CalendarCodec.write(calendar, &fields)
        case .template(let event): return event.payload.write(to: &fields)
        case .processPublished(let event): return event.write(to: &fields)
        case .processContinued(let event): return event.write(to: &fields)
        case .logImported(let event): return event.write(to: &fields)
        case .logHeaderContinued(let event): return event.write(to: &fields)
        case .tableImported(let event): return event.write(to: &fields)
        case .resourceRegistered(let event): return event.write(to: &fields)
        }
    }

    private static func decode(
        _ type: String, _ fields: FieldReader
    ) throws(DecodingProblem) -> DomainEvent? {
        if type == "calendar.adopted" { return .calendarAdopted(try CalendarCodec.read(fields)) }
        for known in forms where known.name == type { return try known.read(fields) }
        return try CaseEventCodec.decode(type, fields).map { .case($0) }
    }

    private static let forms: [KnownForm<DomainEvent>] =
        StaffEvent.forms.map { $0.within { .staff($0) } }
        + TemplateEvent.forms.map { $0.within { .template($0) } } + others

    private static let others: [KnownForm<DomainEvent>] = [
        KnownForm(PersonRegistered.self) { .person(.registered($0)) },
        KnownForm(TeamEstablished.self, DomainEvent.teamEstablished),
        KnownForm(OrganisationEstablished.self, DomainEvent.organisationEstablished),
        KnownForm(SigningKeyAdopted.self, DomainEvent.signingKeyAdopted),
        KnownForm(HeadsRecorded.self, DomainEvent.headsRecorded),
        KnownForm(ProcessPublished.self, DomainEvent.processPublished),
        KnownForm(ProcessContinued.self, DomainEvent.processContinued),
        KnownForm(LogImported.self, DomainEvent.logImported),
        KnownForm(LogHeaderContinued.self, DomainEvent.logHeaderContinued),
        KnownForm(TableImported.self, DomainEvent.tableImported),
        KnownForm(ResourceRegistered.self, DomainEvent.resourceRegistered),
    ]
}
