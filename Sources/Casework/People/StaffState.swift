// SPDX-License-Identifier: Apache-2.0
package import Forms
package import WorkingTime

/// A member of staff as their stream makes them.
package struct StaffState: Equatable, Sendable {
    /// Whole days in Europe/London, both counted.
    package struct Absence: Equatable, Sendable {
        package let start: Day
        package var end: Day
    }

    package private(set) var isRegistered = false
    package private(set) var hasLeft = false
    package private(set) var team: TeamID?
    package private(set) var roles: Set<Code> = []
    /// They do not overlap; those that are over stand here too.
    package private(set) var absences: [Absence] = []
    /// For whom they act while those are away.
    package private(set) var principals: Set<StaffID> = []

    package init() {}

    package mutating func evolve(_ event: StaffEvent) {
        switch event {
        case .registered: isRegistered = true
        case .joinedTeam(let event): team = event.team
        case .roleGiven(let event): roles.insert(event.role)
        case .roleTaken(let event): roles.remove(event.role)
        case .absenceDeclared(let event):
            absences.append(Absence(start: event.start, end: event.end))
        case .absenceEnded(let event):
            guard let index = absences.firstIndex(where: { $0.start == event.start }) else {
                return
            }
            if event.back <= event.start {
                absences.remove(at: index)
            } else {
                absences[index].end = event.back.adding(days: -1)
            }
        case .deputyNamed(let event): principals.insert(event.principal)
        case .deputyRemoved(let event): principals.remove(event.principal)
        case .deactivated: hasLeft = true
        }
    }

    /// Whether they work here on that day.
    package func isAbsent(on day: Day) -> Bool {
        absences.contains { ($0.start...$0.end).contains(day) }
    }

    /// The absence that lasts on that day, or the next one.
    func absence(endingFrom day: Day) -> Absence? {
        absences.filter { $0.end >= day }.min { $0.start < $1.start }
    }
}

/// Whoever acts, and those whose deputy they are.
package struct Workforce: Equatable, Sendable {
    package let person: StaffID
    package let state: StaffState
    package let principals: [StaffID: StaffState]

    package init(person: StaffID, state: StaffState, principals: [StaffID: StaffState] = [:]) {
        self.person = person
        self.state = state
        self.principals = principals
    }

    /// Those for whom they act on that day: who is away, and has not left.
    package func absent(on day: Day) -> [StaffID: StaffState] {
        guard !state.hasLeft else { return [:] }
        return principals.filter { $0.value.isAbsent(on: day) && !$0.value.hasLeft }
    }

    /// What they are to a case on that day: by themselves, and for those who are away.
    package func roles(on day: Day) -> Set<Code> {
        guard !state.hasLeft else { return [] }
        return absent(on: day).values.reduce(into: state.roles) { $0.formUnion($1.roles) }
    }

    /// In what they may sign on that day. Nobody signs for the one whose deputy they are not.
    package func capacities(on day: Day) -> Set<Capacity> {
        guard !state.hasLeft else { return [] }
        var capacities = Set(state.signers(as: person).map { Capacity($0) })
        for (principal, away) in absent(on: day) {
            capacities.formUnion(
                away.signers(as: principal).map { Capacity($0, deputyOf: principal) })
        }
        return capacities
    }
}

extension StaffState {
    fileprivate func signers(as person: StaffID) -> [Signer] {
        roles.map { .role($0) } + (team.map { [.team($0)] } ?? []) + [.person(person)]
    }
}
