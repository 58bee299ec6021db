// SPDX-License-Identifier: Apache-2.0
import Forms
import TestKit
import Testing
import WorkingTime

@testable import Casework

private let today = Day.of("2026-11-23")
private func staff(_ number: Int) -> StaffID {
    guard let id = StaffID("staff/0198c0de-0000-7000-8000-00000000001\(number)") else {
        preconditionFailure("no id")
    }
    return id
}
private func role(_ name: String) -> Code {
    guard let role = Code(name) else { preconditionFailure("no role") }
    return role
}
private func given(_ name: String) -> StaffEvent {
    .roleGiven(RoleGiven(role: role(name), isFirst: false))
}
private func away(_ start: String, _ end: String) -> StaffEvent {
    .absenceDeclared(AbsenceDeclared(start: .of(start), end: .of(end)))
}
private func deputy(_ number: Int) -> StaffEvent {
    .deputyNamed(DeputyNamed(principal: staff(number)))
}
private func state(_ events: StaffEvent...) -> StaffState {
    var state = StaffState()
    for event in [.registered(StaffRegistered(name: .value("Bo")))] + events {
        state.evolve(event)
    }
    return state
}
private let left = StaffEvent.deactivated(StaffDeactivated())
private let team = TeamID(uuid: "0198c0de-0000-7000-8000-00000000000e")

/// Requirements G37 and G38; feature 25 of `anchors.md`.
@Suite("A member of staff") struct StaffTests {
    private func decide(
        _ command: StaffCommand, _ state: StaffState
    ) throws(Refusal) -> StaffEvent? {
        try state.decide(command, of: staff(1), isFirstRole: false, today: today)
    }

    @Test(
        "has roles, a team, absences and deputies",
        arguments: [
            (.giveRole(role("approver")), state(), given("approver")),
            (.giveRole(role("approver")), state(given("approver")), nil),
            (
                .takeRole(role("clerk")), state(given("clerk")),
                .roleTaken(RoleTaken(role: role("clerk")))
            ),
            (.joinTeam(team), state(), .joinedTeam(StaffJoinedTeam(team: team))),
            (.joinTeam(nil), state(), nil),
            (
                .declareAbsence(.of("2026-11-23"), .of("2026-11-23")), state(),
                away("2026-11-23", "2026-11-23")
            ),
            // One that is over does not stand in the way.
            (
                .declareAbsence(.of("2026-11-22"), .of("2026-11-30")),
                state(away("2026-11-01", "2026-11-21")), away("2026-11-22", "2026-11-30")
            ),
            (
                .declareAbsence(.of("2026-12-01"), .of("2026-12-02")),
                state(away("2026-12-01", "2026-12-02")), nil
            ),
            (
                .endAbsence, state(away("2026-11-20", "2026-11-30")),
                .absenceEnded(AbsenceEnded(start: .of("2026-11-20"), back: today))
            ),
            (
                .endAbsence,
                state(away("2027-01-04", "2027-01-08"), away("2026-12-20", "2026-12-31")),
                .absenceEnded(AbsenceEnded(start: .of("2026-12-20"), back: today))
            ),
            (.beDeputy(staff(2)), state(), deputy(2)),
            (.beDeputy(staff(2)), state(deputy(2)), nil),
            (
                .beNoDeputy(staff(2)), state(deputy(2)),
                .deputyRemoved(DeputyRemoved(principal: staff(2)))
            ),
        ] as [(StaffCommand, StaffState, StaffEvent?)])
    func decides(_ command: StaffCommand, _ state: StaffState, _ event: StaffEvent?) throws {
        #expect(try decide(command, state) == event)
    }

    @Test(
        "is not what cannot be",
        arguments: [
            (.giveRole(role("king")), state(), .staff(.noSuchRole)),
            (.takeRole(role("clerk")), state(), .staff(.notInRole)),
            (.giveRole(role("clerk")), state(left), .staff(.left)),
            (.giveRole(role("clerk")), StaffState(), .noSuchOfficer),
            (
                .declareAbsence(.of("2026-12-02"), .of("2026-12-01")), state(),
                .staff(.endsBeforeItBegins)
            ),
            (
                .declareAbsence(.of("2026-11-01"), .of("2026-11-22")), state(),
                .dayPassed(.of("2026-11-22"))
            ),
            (.declareAbsence(.of("2026-12-01"), .of("2099-12-01")), state(), .staff(.tooLong)),
            (
                .declareAbsence(.of("2026-11-30"), .of("2026-12-04")),
                state(away("2026-11-20", "2026-11-30")), .staff(.overlaps)
            ),
            (.endAbsence, state(away("2026-11-01", "2026-11-22")), .staff(.notAbsent)),
            (.beDeputy(staff(1)), state(), .staff(.themselves)),
            (.beNoDeputy(staff(2)), state(), .staff(.notDeputy)),
        ] as [(StaffCommand, StaffState, Refusal)])
    func refuses(_ command: StaffCommand, _ state: StaffState, _ refusal: Refusal) {
        #expect(throws: refusal) { try decide(command, state) }
    }

    @Test func `The first role of all says that roles count from here on`() throws {
        let event = try state().decide(
            .giveRole(role("clerk")), of: staff(1), isFirstRole: true, today: today)
        #expect(event == .roleGiven(RoleGiven(role: role("clerk"), isFirst: true)))
    }

    @Test(
        "is away on the days that were declared, and back when they are",
        arguments: [
            ("2026-11-19", false, false), ("2026-11-20", true, true), ("2026-11-22", true, true),
            ("2026-11-23", true, false), ("2026-11-30", true, false), ("2026-12-01", false, false),
        ])
    func absence(_ day: String, _ before: Bool, _ after: Bool) {
        var state = state(away("2026-11-20", "2026-11-30"))
        #expect(state.isAbsent(on: .of(day)) == before)
        state.evolve(.absenceEnded(AbsenceEnded(start: .of("2026-11-20"), back: today)))
        #expect(state.isAbsent(on: .of(day)) == after)
    }

    @Test func `An absence that never began is none`() {
        var state = state(away("2026-12-20", "2026-12-31"))
        state.evolve(.absenceEnded(AbsenceEnded(start: .of("2026-12-20"), back: today)))
        #expect(state.absences.isEmpty)
    }
}

@Suite("A workforce") struct WorkforceTests {
    private func work(_ me: StaffState, _ others: [Int: StaffState] = [:]) -> Workforce {
        Workforce(
            person: staff(1), state: me,
            principals: Dictionary(
                others.map { (staff($0.key), $0.value) }, uniquingKeysWith: { $1 }))
    }
    private let own: Set<Capacity> = [Capacity(.person(staff(1))), Capacity(.role(role("clerk")))]

    @Test func `signs by role, team and name`() throws {
        let team = try #require(team)
        let me = state(given("clerk"), .joinedTeam(StaffJoinedTeam(team: team)))
        #expect(work(me).capacities(on: today) == own.union([Capacity(.team(team))]))
        #expect(work(me).roles(on: today) == [role("clerk")])
    }

    @Test func `A deputy acts for whoever is away, and says for whom`() {
        let director = state(given("director"), away("2026-11-23", "2026-11-23"))
        let workforce = work(state(given("clerk"), deputy(2)), [2: director])
        #expect(
            workforce.capacities(on: today)
                == own.union([
                    Capacity(.person(staff(2)), deputyOf: staff(2)),
                    Capacity(.role(role("director")), deputyOf: staff(2)),
                ]))
        #expect(workforce.roles(on: today) == [role("clerk"), role("director")])
        #expect(workforce.capacities(on: .of("2026-11-24")) == own)
        #expect(workforce.roles(on: .of("2026-11-24")) == [role("clerk")])
    }

    @Test func `Nobody acts for one who has left, and who has left does nothing`() {
        let gone = state(given("director"), away("2026-11-20", "2026-11-30"), left)
        #expect(work(state(given("clerk"), deputy(2)), [2: gone]).capacities(on: today) == own)
        #expect(work(state(given("clerk"), left)).capacities(on: today).isEmpty)
        #expect(work(state(given("clerk"), left)).roles(on: today).isEmpty)
    }
}
