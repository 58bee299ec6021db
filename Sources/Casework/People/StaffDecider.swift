// SPDX-License-Identifier: Apache-2.0
package import Forms
package import WorkingTime

/// What can be asked to become of a member of staff.
package enum StaffCommand: Hashable, Sendable {
    case joinTeam(TeamID?)
    case giveRole(Code)
    case takeRole(Code)
    /// Both days are counted.
    case declareAbsence(Day, Day)
    /// Back from today, or not away at all where the absence is to come.
    case endAbsence
    case beDeputy(StaffID)
    case beNoDeputy(StaffID)
}

/// Why it is refused. No case holds a person's words.
package enum StaffRefusal: String, CaseIterable, Sendable {
    case left
    case noSuchRole = "no-such-role"
    case notInRole = "not-in-role"
    /// Nobody without one has cases.
    case noRole = "no-role"
    /// The last day comes before the first.
    case endsBeforeItBegins = "ends-before-it-begins"
    /// Longer than two years.
    case tooLong = "too-long"
    case overlaps
    case notAbsent = "not-absent"
    /// Nobody is their own deputy.
    case themselves
    case notDeputy = "not-deputy"

    package var sentence: String {
        switch self {
        case .left: "They have left, and nothing more is recorded of them."
        case .noSuchRole:
            "There is no such role. There are \(Kernel.roles.sorted().joined(separator: ", "))."
        case .notInRole: "They do not have this role."
        case .noRole: "They have no role, and nobody without one has cases. Give them one first."
        case .endsBeforeItBegins: "The last day of an absence does not come before its first."
        case .tooLong: "An absence has at most two years. Declare the rest of it later."
        case .overlaps: "They are away on one of these days already. End that absence first."
        case .notAbsent: "They are not away, and are not going to be."
        case .themselves: "Nobody is their own deputy. Name somebody else."
        case .notDeputy: "They are no deputy of that person."
        }
    }
}

extension StaffState {
    /// The event that carries out a command; nil where it is so already.
    ///
    /// - Parameters:
    ///   - isFirstRole: Whether nobody here has a role yet.
    ///   - today: In Europe/London.
    package func decide(
        _ command: StaffCommand, of person: StaffID, isFirstRole: Bool, today: Day
    ) throws(Refusal) -> StaffEvent? {
        guard isRegistered else { throw .noSuchOfficer }
        guard !hasLeft else { throw .staff(.left) }
        switch command {
        case .joinTeam(let team):
            return team == self.team ? nil : .joinedTeam(StaffJoinedTeam(team: team))
        case .giveRole(let role):
            guard Kernel.roles.contains(role.description) else { throw .staff(.noSuchRole) }
            if roles.contains(role) { return nil }
            return .roleGiven(RoleGiven(role: role, isFirst: isFirstRole))
        case .takeRole(let role):
            guard roles.contains(role) else { throw .staff(.notInRole) }
            return .roleTaken(RoleTaken(role: role))
        case .declareAbsence(let start, let end): return try declare(start, end, today)
        case .endAbsence:
            guard let absence = absence(endingFrom: today) else { throw .staff(.notAbsent) }
            return .absenceEnded(AbsenceEnded(start: absence.start, back: today))
        case .beDeputy(let principal):
            guard principal != person else { throw .staff(.themselves) }
            if principals.contains(principal) { return nil }
            return .deputyNamed(DeputyNamed(principal: principal))
        case .beNoDeputy(let principal):
            guard principals.contains(principal) else { throw .staff(.notDeputy) }
            return .deputyRemoved(DeputyRemoved(principal: principal))
        }
    }

    private func declare(
        _ start: Day, _ end: Day, _ today: Day
    ) throws(Refusal) -> StaffEvent? {
        guard start <= end else { throw .staff(.endsBeforeItBegins) }
        guard end >= today else { throw .dayPassed(end) }
        guard end <= start.adding(days: 731) else { throw .staff(.tooLong) }
        if absences.contains(where: { $0.start == start && $0.end == end }) { return nil }
        guard !absences.contains(where: { $0.start <= end && start <= $0.end }) else {
            throw .staff(.overlaps)
        }
        return .absenceDeclared(AbsenceDeclared(start: start, end: end))
    }
}
