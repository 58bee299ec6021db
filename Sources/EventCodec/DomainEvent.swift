// SPDX-License-Identifier: Apache-2.0
package import Casework
internal import Forms
internal import Foundation

/// Every event that this program writes or reads, whatever its stream.
package enum DomainEvent: Equatable, Sendable {
    case `case`(CaseEvent)
    case person(PersonEvent)
    case staff(StaffEvent)
    case teamEstablished(TeamEstablished)
    case organisationEstablished(OrganisationEstablished)
    case signingKeyAdopted(SigningKeyAdopted)
    case headsRecorded(HeadsRecorded)
    case calendarAdopted(CalendarAdopted)
    case template(TemplateEvent)
    case processPublished(ProcessPublished)
    case processContinued(ProcessContinued)
    case logImported(LogImported)
    case logHeaderContinued(LogHeaderContinued)
    case tableImported(TableImported)
    case resourceRegistered(ResourceRegistered)
}

/// An event ready to be sealed and recorded.
package struct EncodedEvent: Sendable {
    package let type: String
    package let dataVersion: Int
    /// The plain and published fields.
    private let plain: [JSON.Member]
    /// The sealed fields as one JSON value, owned by the stream's entity; nil where there are none.
    package let sealed: [UInt8]?

    init(type: String, dataVersion: Int, fields: FieldWriter) {
        self.type = type
        self.dataVersion = dataVersion
        plain = fields.plain
        sealed = fields.sealed.isEmpty ? nil : JSON.object(fields.sealed).bytes
    }

    /// The event's data: the plain fields, and what stands for the sealed ones.
    ///
    /// - Parameter commitment: The owner, and the digest of 32 bytes, which is written in Base64.
    package func data(commitment: (owner: String, digest: [UInt8])?) -> [UInt8] {
        var members = plain
        if let commitment {
            let digest = Data(commitment.digest).base64EncodedString()
            let sealed: JSON = [
                ["owner": .string(commitment.owner), "commitment": .string(digest)]
            ]
            members.append(JSON.Member("sealed", sealed))
        }
        return JSON.object(members).bytes
    }
}
