// SPDX-License-Identifier: Apache-2.0
package import Forms
package import WorkingTime

/// What can have happened to somebody who works for the authority.
package enum StaffEvent: EventFamily {
    case registered(StaffRegistered)
    case joinedTeam(StaffJoinedTeam)
    case roleGiven(RoleGiven)
    case roleTaken(RoleTaken)
    case absenceDeclared(AbsenceDeclared)
    case absenceEnded(AbsenceEnded)
    case deputyNamed(DeputyNamed)
    case deputyRemoved(DeputyRemoved)
    case deactivated(StaffDeactivated)

    package var payload: any Recorded {
        switch self {
        case .registered(let event): event
        case .joinedTeam(let event): event
        case .roleGiven(let event): event
        case .roleTaken(let event): event
        case .absenceDeclared(let event): event
        case .absenceEnded(let event): event
        case .deputyNamed(let event): event
        case .deputyRemoved(let event): event
        case .deactivated(let event): event
        }
    }
    package static let forms: [KnownForm<StaffEvent>] = [
        KnownForm(StaffRegistered.self, StaffEvent.registered),
        KnownForm(StaffJoinedTeam.self, StaffEvent.joinedTeam),
        KnownForm(RoleGiven.self, StaffEvent.roleGiven),
        KnownForm(RoleTaken.self, StaffEvent.roleTaken),
        KnownForm(AbsenceDeclared.self, StaffEvent.absenceDeclared),
        KnownForm(AbsenceEnded.self, StaffEvent.absenceEnded),
        KnownForm(DeputyNamed.self, StaffEvent.deputyNamed),
        KnownForm(DeputyRemoved.self, StaffEvent.deputyRemoved),
        KnownForm(StaffDeactivated.self, StaffEvent.deactivated),
    ]
}

/// Somebody who works for the authority; their name is theirs, and sealed as theirs.
package struct StaffRegistered: Recorded {
    package var name: Sealed<String>

    package static let form = Form("staff.registered", Self.init, Field("name", \.name))

    package init(name: Sealed<String>) { self.name = name }
}

/// A member of staff came into a team, or into none. What they did before stays with the team that
/// they were in then.
package struct StaffJoinedTeam: Recorded {
    package var team: TeamID?

    package static let form = Form("staff.joinedTeam", Self.init, Field("team", \.team))

    package init(team: TeamID?) { self.team = team }
}

/// A member of staff may from here on do what process files leave to the role, and sign for it.
package struct RoleGiven: Recorded {
    /// One of `Kernel.roles`.
    package var role: Code
    /// Nobody had a role before: from here on everybody has only those that were given.
    package var isFirst: Bool

    package static let form = Form(
        "staff.roleGiven", Self.init, Field("role", \.role), Field("first", \.isFirst))
}

package struct RoleTaken: Recorded {
    package var role: Code

    package static let form = Form("staff.roleTaken", Self.init, Field("role", \.role))
}

/// A member of staff is away: whoever is their deputy signs in their place.
package struct AbsenceDeclared: Recorded {
    /// The first day, in Europe/London.
    package var start: Day
    /// The last day, not before the first.
    package var end: Day

    package static let form = Form(
        "staff.absenceDeclared", Self.init, Field("start", \.start), Field("end", \.end))
}

/// They are back sooner than was declared.
package struct AbsenceEnded: Recorded {
    /// The first day of the absence that is meant.
    package var start: Day
    /// The day on which they are back; at or before `start`, they were never away.
    package var back: Day

    package static let form = Form(
        "staff.absenceEnded", Self.init, Field("start", \.start), Field("back", \.back))
}

/// This member of staff acts for another while that one is away.
package struct DeputyNamed: Recorded {
    package var principal: StaffID

    package static let form = Form(
        "staff.deputyNamed", Self.init, Field("for", \.principal))
}

package struct DeputyRemoved: Recorded {
    package var principal: StaffID

    package static let form = Form(
        "staff.deputyRemoved", Self.init, Field("for", \.principal))
}

/// A member of staff left: never deleted, and every earlier event still names them (G7).
package struct StaffDeactivated: Recorded {
    package static let form = Form("staff.deactivated", Self.init)

    package init() {}
}

/// A team of the authority; its name is the authority's own and published.
package struct TeamEstablished: Recorded {
    package var name: Published

    package static let form = Form("team.established", Self.init, Field("name", \.name))

    package init(name: Published) { self.name = name }
}
