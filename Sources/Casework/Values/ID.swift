// SPDX-License-Identifier: Apache-2.0
package import Forms

/// What an id can name; `kind` is the first part of its stream's name.
package protocol Entity {
    static var kind: String { get }
}
package enum CaseEntity: Entity { package static let kind = "case" }
package enum PersonEntity: Entity { package static let kind = "person" }
package enum StaffEntity: Entity { package static let kind = "staff" }
package enum TeamEntity: Entity { package static let kind = "team" }
package enum ResourceEntity: Entity { package static let kind = "resource" }
package enum LogEntity: Entity { package static let kind = "log" }
package enum OrganisationEntity: Entity { package static let kind = "organisation" }

/// A case, a person who writes to us, a member of staff, a team, somebody named in an imported log,
/// an imported log, an organisation.
package typealias CaseID = ID<CaseEntity>
package typealias PersonID = ID<PersonEntity>
package typealias StaffID = ID<StaffEntity>
package typealias TeamID = ID<TeamEntity>
package typealias ResourceID = ID<ResourceEntity>
package typealias LogID = ID<LogEntity>
package typealias OrganisationID = ID<OrganisationEntity>

/// A UUID that says what it names: `case/0198c0de-…`.
package struct ID<Named: Entity>: Hashable, Sendable, CustomStringConvertible {
    /// 36 characters, lower case.
    package let uuid: String

    /// Nil unless the text is a UUID in lower case.
    package init?(uuid: some StringProtocol) {
        let bytes = Array(uuid.utf8)
        guard bytes.count == 36 else { return nil }
        for (index, byte) in bytes.enumerated() {
            switch (index, byte) {
            case (8, 45), (13, 45), (18, 45), (23, 45): continue
            case (8, _), (13, _), (18, _), (23, _): return nil
            case (_, 48...57), (_, 97...102): continue
            default: return nil
            }
        }
        self.uuid = String(uuid)
    }

    /// Nil unless the text is the kind, `/` and a UUID.
    package init?(_ text: some StringProtocol) {
        guard text.hasPrefix(Named.kind + "/") else { return nil }
        self.init(uuid: text.dropFirst(Named.kind.count + 1))
    }

    /// The name of its stream.
    package var description: String { "\(Named.kind)/\(uuid)" }
}

extension ID: PlainValue {
    package static var kind: FieldKind { .id(Named.kind) }
    package var plainText: String { description }
    package init?(plainText: String) { self.init(plainText) }
}
