// SPDX-License-Identifier: Apache-2.0

/// Somebody who works for the authority; their name is theirs, and sealed as theirs.
package struct StaffRegistered: Equatable, Sendable {
    package var name: Sealed<String>

    package init(name: Sealed<String>) { self.name = name }
}

/// A member of staff came into a team, or into none. What they did before stays with the team that
/// they were in then.
package struct StaffJoinedTeam: Equatable, Sendable {
    package var team: TeamID?

    package init(team: TeamID?) { self.team = team }
}

/// A member of staff left: never deleted, and every earlier event still names them (G7).
package struct StaffDeactivated: Equatable, Sendable {
    package init() {}
}

/// A team of the authority; its name is the authority's own and published.
package struct TeamEstablished: Equatable, Sendable {
    package var name: Published

    package init(name: Published) { self.name = name }
}
