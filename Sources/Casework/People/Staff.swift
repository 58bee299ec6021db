// SPDX-License-Identifier: Apache-2.0
package import Forms

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
