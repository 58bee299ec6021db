// SPDX-License-Identifier: Apache-2.0
package import CaseService
internal import Casework
internal import EventCodec
package import Forms
internal import Ledger
package import Simulation
internal import WorkingTime

/// Makes a data folder that shows a believable authority, marked as a demonstration for ever.
///
/// Nothing goes round the rules: each planned action is a command that they decide. Time and
/// randomness come from the scenario, the keys included, so the same scenario gives the same bytes.
package struct Demonstration {
    private let scenario: Scenario
    private let organisation: Published

    package init(_ scenario: Scenario, organisation: Published) {
        self.scenario = scenario
        self.organisation = organisation
    }

    /// Makes the folder; there must be no ledger in it.
    ///
    /// - Parameter progress: The share of the history that is written, 0…1.
    /// - Returns: What its log shows.
    package func make(
        in folder: DataFolder, onUnknownOutcome: @escaping @Sendable (String) -> Void = { _ in },
        progress: (Double) -> Void = { _ in }
    ) async throws(ServiceError) -> Summary {
        let plan = Plan(scenario)
        let clock = SimulatedClock(plan.start)
        var surroundings = Ledger.Surroundings()
        surroundings.clock = clock
        surroundings.random = SeededSource(seed: scenario.seed)
        surroundings.onUnknownOutcome = onUnknownOutcome
        var summary = Summary()
        try await folder.create(
            organisation: organisation, jurisdiction: .englandAndWales,
            administrator: plan.administrator, isDemonstration: true, surroundings
        ) { service throws(ServiceError) in
            var writer = PlanWriter(service, clock, seed: scenario.seed)
            try writer.write(plan) { progress($0) }
            summary = try service.summary()
        }
        return summary
    }
}

/// Turns planned actions into commands.
private struct PlanWriter {
    private static let actor = Actor.system("simulate")
    private let service: CaseService
    private let clock: SimulatedClock
    private let composer: Composer
    private var batch: CommandBatch
    private var teams: [Team: TeamID] = [:]
    private var staff: [Int: StaffID] = [:]
    private var people: [Int: PersonID] = [:]
    private var cases: [Int: CaseID] = [:]

    init(_ service: CaseService, _ clock: SimulatedClock, seed: UInt64) {
        self.service = service
        self.clock = clock
        composer = Composer(seed: seed)
        batch = CommandBatch(service) { clock.announceCommit() }
    }

    mutating func write(_ plan: Plan, progress: (Double) -> Void) throws(ServiceError) {
        staff[0] = try service.administrator()
        var opened = 0
        for action in plan {
            clock.move(to: action.time)
            switch action.kind {
            case .teamEstablished(let team):
                guard let name = Published(team.name) else { throw .notFound }
                teams[team] = try batch.establish(team: name, actor: Self.actor)
            case .staffRegistered(let number, let name):
                staff[number] = try batch.register(staff: name, actor: Self.actor)
            case .staffJoined(let number, let team):
                try batch.join(try member(number), try id(of: team), actor: Self.actor)
            case .staffLeft(let number):
                try batch.deactivate(try member(number), actor: Self.actor)
            case .step(let step, let facts):
                try write(step, facts)
                if step.kind == .open {
                    opened += 1
                    if opened % 64 == 0 { progress(Double(opened) / Double(plan.cases)) }
                }
            }
        }
        try batch.finish()
    }

    private mutating func write(_ step: Step, _ facts: CaseFacts) throws(ServiceError) {
        let actor = Actor.staff(try member(step.actor))
        guard step.kind != .open else { return try open(step, facts, actor) }
        guard let id = cases[facts.number] else { throw .notFound }
        try batch.perform(try command(step, facts), on: id, actor: actor)
        if step.isLast {
            batch.forget(id)
            cases[facts.number] = nil
        }
    }

    private mutating func open(
        _ step: Step, _ facts: CaseFacts, _ actor: Actor
    ) throws(ServiceError) {
        let (subject, message) = composer.opening(of: facts)
        let opened = try batch.open(
            OpenCase(
                type: facts.type, channel: facts.channel, received: step.day,
                correspondent: facts.person.flatMap { people[$0] }, subject: subject,
                message: message),
            contact: composer.contact(of: facts), actor: actor)
        cases[facts.number] = opened.id
        if let person = facts.person, let id = opened.person { people[person] = id }
    }

    private func command(_ step: Step, _ facts: CaseFacts) throws(ServiceError) -> CaseCommand {
        switch step.kind {
        case .open: throw .notFound
        case .allocate(let team): .allocate(try id(of: team))
        case .assign(let number): .assign(try member(number))
        case .note(let note): .addNote(composer.note(note, step, facts))
        case .came(let came):
            .recordCorrespondence(
                RecordCorrespondence(
                    direction: .incoming, channel: facts.channel, day: step.day, subject: "",
                    message: composer.came(came, step, facts)))
        case .sent(let sent):
            .recordCorrespondence(
                RecordCorrespondence(
                    direction: .outgoing, channel: facts.answerChannel, day: step.day, subject: "",
                    message: composer.sent(sent, step, facts)))
        case .close(let outcome): .close(outcome, note: composer.closing(outcome, facts))
        }
    }

    private func member(_ number: Int) throws(ServiceError) -> StaffID {
        guard let id = staff[number] else { throw .notFound }
        return id
    }

    private func id(of team: Team) throws(ServiceError) -> TeamID {
        guard let id = teams[team] else { throw .notFound }
        return id
    }
}
