// SPDX-License-Identifier: Apache-2.0
internal import CaseService
internal import Casework
internal import Forms
internal import Ledger
internal import WorkingTime

/// A member of staff, as `user add --json` and `user list --json` print them.
struct StaffMember: Encodable {
    /// `staff/UUID`.
    let id: String
    /// Nil where it was destroyed.
    let name: String?
    /// False once they have left.
    var active = true
    /// By its name; nil for none.
    var team: String?
    /// In the order of the alphabet.
    var roles: [String] = []
    /// The last day of an absence that lasts today, `YYYY-MM-DD`.
    var awayUntil: String?
    /// Whose deputies they are.
    var deputyFor: [String] = []

    var state: String {
        if !active { return "left" }
        return awayUntil.map { "away until \($0)" } ?? "active"
    }

    /// Everybody who was ever registered, in that order; reads the whole log.
    static func all(_ service: CaseService) throws -> [StaffMember] {
        let teams = Dictionary(
            try service.teams().map { ($0.value, $0.key) }, uniquingKeysWith: { $1 })
        let today = London.day(of: service.ledger.clock.now())
        return try service.allStaff().map { id, state in
            StaffMember(
                id: "\(id)", name: try service.name(of: id), active: !state.hasLeft,
                team: state.team.flatMap { teams[$0] },
                roles: state.roles.map(\.description).sorted(),
                awayUntil: state.absences.first { ($0.start...$0.end).contains(today) }
                    .map { "\($0.end)" },
                deputyFor: state.principals.map(\.description).sorted())
        }
    }
}
