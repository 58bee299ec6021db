// SPDX-License-Identifier: Apache-2.0
package import Forms
package import WorkingTime

/// A past case, and beside it what it would have been under another process: each of its commands
/// is decided anew, by the same rules.
package struct CasePreview: Sendable {
    /// What would have gone otherwise.
    package enum Difference: Equatable, Sendable {
        /// By the table, against the first team that the case was given to.
        case team(was: String?, now: String?)
        case priority(was: Priority, now: Priority)
        case signOff(event: Int, was: [String], now: [String])
        /// The event is the number, in the case's stream, of what the command once gave.
        case refused(event: Int, command: String, Refusal)
        /// The case was there under a process of the same name.
        case notReached(Code)

        package enum Kind: String, CaseIterable, Sendable {
            case team, priority, signOff = "sign-off", refused, notReached = "not-reached"
        }
        package var kind: Kind {
            switch self {
            case .team: .team
            case .priority: .priority
            case .signOff: .signOff
            case .refused: .refused
            case .notReached: .notReached
            }
        }
    }

    private let version: ProcessVersion
    private let teams: [TeamID: String]
    /// As it was, and as it would have been.
    private var was = CaseState()
    private var would = CaseState()
    private var firstTeam: TeamID?
    private var wouldTeam: TeamID?
    private var wasAt: Set<Code> = []
    private var wouldBeAt: Set<Code> = []
    private var found: [Difference] = []
    private var number = 0

    /// - Parameters:
    ///   - teams: Those that the file names.
    ///   - newFields: Those that nobody could have been asked for then; they count as given, and
    ///     no table knows what they hold.
    package init(_ version: ProcessVersion, teams: [TeamID: String], newFields: [Code] = []) {
        self.version = version
        self.teams = teams
        for field in newFields {
            would.evolve(
                .stage(
                    .fieldSet(FieldSet(field: field, value: nil, published: nil, text: .hidden))),
                by: .system("preview"))
        }
    }

    /// The stages that the case would have been in.
    package var stages: Set<Code> { wouldBeAt }

    /// What would have gone otherwise, in the order in which it happened.
    package var differences: [Difference] {
        var all = found
        if let firstTeam, let wouldTeam, firstTeam != wouldTeam {
            all.append(.team(was: name(firstTeam), now: name(wouldTeam)))
        } else if version.process.routing != nil, let wouldTeam, firstTeam == nil {
            all.append(.team(was: nil, now: name(wouldTeam)))
        }
        if was.triage.priority != would.triage.priority {
            all.append(.priority(was: was.triage.priority, now: would.triage.priority))
        }
        if was.stages.process == version.process.name {
            let lost = wasAt.subtracting(wouldBeAt)
            all += version.process.stages.map(\.name).filter(lost.contains).map {
                .notReached($0)
            }
        }
        return all
    }

    private func name(_ team: TeamID) -> String { teams[team] ?? team.description }

    /// The next event of the case.
    ///
    /// - Parameters:
    ///   - occurredAt: When it happened, where that is not the day that it was recorded.
    ///   - today: The civil day in Europe/London on which it was recorded.
    package mutating func evolve(
        _ event: CaseEvent, by actor: Actor, occurredAt: Occurrence?, today: Day
    ) {
        number += 1
        was.evolve(event, by: actor)
        if firstTeam == nil { firstTeam = was.team }
        if let stage = was.stages.stage { wasAt.insert(stage) }
        repeatIt(event, actor, occurredAt, today)
        if let stage = would.stages.stage { wouldBeAt.insert(stage) }
    }

    private mutating func repeatIt(
        _ event: CaseEvent, _ actor: Actor, _ occurredAt: Occurrence?, _ today: Day
    ) {
        let context = context(actor, today)
        let decided: [Dated<CaseEvent>]
        let day = if case .day(let day)? = occurredAt { day } else { today }
        guard let command = CaseCommand(past: event, on: min(day, today)) else {
            switch event {
            case .opened:
                take(event, actor, context)
                wouldTeam = would.team
            case .stage(.adopted), .stage(.moved), .stage(.processMoved), .triage(.prioritised):
                break
            default: take(event, actor, context)
            }
            return
        }
        // The table gave it to that team already.
        if case .allocate(let team) = command, team == would.team { return }
        do throws(Refusal) {
            decided = try CaseDecider.decide(command, in: would, context)
        } catch {
            found.append(.refused(event: number, command: command.name ?? "", error))
            force(event, actor)
            return
        }
        for event in decided { add(event.event, actor) }
        if case .draft(.signOffRequested(let asked)) = event {
            let now = would.drafts.signOff?.model.slots.map(\.plainText) ?? []
            let then = asked.model.slots.map(\.plainText)
            if would.drafts.signOff?.model != asked.model {
                found.append(.signOff(event: number, was: then, now: now))
            }
        }
    }

    private mutating func add(_ event: CaseEvent, _ actor: Actor) {
        would.evolve(event, by: actor)
        if let stage = would.stages.stage { wouldBeAt.insert(stage) }
    }

    /// What no command gave, and what follows from it.
    private mutating func take(
        _ event: CaseEvent, _ actor: Actor, _ context: DecisionContext
    ) {
        do throws(Refusal) {
            for event in try CaseDecider.follow(Dated(event), in: would, context) {
                add(event.event, actor)
            }
        } catch {
            found.append(.refused(event: number, command: event.type ?? "", error))
            force(event, actor)
        }
    }

    /// What would have been refused happened all the same: the rest is looked at as if it had.
    private mutating func force(_ event: CaseEvent, _ actor: Actor) {
        would.evolve(event, by: actor)
        let process = version.process
        guard let stage = would.stages.stage, let state = would.kernelState,
            process.stage(stage)?.state != state,
            let next = process.stages.first(where: { $0.state == state })
        else { return }
        add(.stage(.moved(StageMoved(from: stage, to: next.name, on: nil))), actor)
    }

    /// Whoever acted had the role that it takes: who has which is no matter of the process.
    private func context(_ actor: Actor, _ today: Day) -> DecisionContext {
        var context = DecisionContext(today: today, actor: actor)
        context.process = version
        context.teams = teams
        context.roles = Set(Kernel.roles.compactMap { Code($0) })
        context.capacities = Set(
            context.roles.map { Capacity(.role($0)) } + teams.keys.map { Capacity(.team($0)) })
        if case .staff(let person) = actor { context.capacities.insert(Capacity(.person(person))) }
        context.mayBypassSignOff = true
        return context
    }
}
