// SPDX-License-Identifier: Apache-2.0
internal import Forms
internal import WorkingTime

/// The kernel's rules, narrowed by the process that handles the case.
extension CaseDecider {
    /// The events that carry out `command` on a case in `state`, and those that follow from them
    /// in the case's process.
    static func decideUnderProcess(
        _ command: CaseCommand, in state: CaseState, _ context: DecisionContext
    ) throws(Refusal) -> [Dated<CaseEvent>] {
        // What was recorded elsewhere is taken as it was recorded there.
        guard let version = context.process, let name = command.name else {
            return try decideAlone(command, in: state, context)
        }
        let process = version.process
        guard context.permits(name, under: process) else { throw .process(.notPermitted) }
        var context = context
        let facts = state.tableFacts(context)
        context.signOffModel = try process.signOff.result(for: facts).model(context.teamIDs)
        return try follow(try decideAlone(command, in: state, context), in: state, context)
    }

    /// An event, and what follows from it in the process of the context.
    static func follow(
        _ event: Dated<CaseEvent>, in state: CaseState, _ context: DecisionContext
    ) throws(Refusal) -> [Dated<CaseEvent>] { try follow([event], in: state, context) }

    private static func follow(
        _ decided: [Dated<CaseEvent>], in state: CaseState, _ context: DecisionContext
    ) throws(Refusal) -> [Dated<CaseEvent>] {
        guard let version = context.process else { return decided }
        var following = Following(state, version, context)
        for event in decided { try following.add(event) }
        try following.finish()
        return following.events
    }
}

extension DecisionContext {
    /// Whether a process says what whoever asks may do: it is people's work that it orders.
    package var isBound: Bool { if case .staff = actor { true } else { false } }

    func permits(_ name: String, under process: CaseProcess) -> Bool {
        // Who moves a case by hand stands with each move.
        guard isBound, name != MoveStage.form.name else { return true }
        return roles.contains { process.rights[$0]?.contains(name) ?? false }
    }

    var teamIDs: [String: TeamID] {
        Dictionary(teams.map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })
    }
}

/// What follows from a command's events: moves that happen by themselves, and what tables say.
private struct Following {
    private let before: CaseState
    private var state: CaseState
    private let version: ProcessVersion
    private let context: DecisionContext
    private(set) var events: [Dated<CaseEvent>] = []
    private var asksTables = false

    private var process: CaseProcess { version.process }

    init(_ state: CaseState, _ version: ProcessVersion, _ context: DecisionContext) {
        before = state
        self.state = state
        self.version = version
        self.context = context
    }

    private mutating func record(_ event: CaseEvent, occurredAt: Dated<CaseEvent>) {
        events.append(Dated(event, occurredAt: occurredAt.occurredAt))
        state.evolve(
            event, by: context.actor, at: occurredAt.occurredAt ?? .day(context.today))
    }

    mutating func add(_ event: Dated<CaseEvent>) throws(Refusal) {
        record(event.event, occurredAt: event)
        switch event.event {
        case .opened:
            let adoption = try version.adoption(at: nil, in: state.kernelState)
            record(.stage(.adopted(adoption)), occurredAt: Dated(event.event))
            asksTables = true
        case .triage(.categorised), .stage(.fieldSet): asksTables = true
        default: break
        }
        try move(on: event.event)
    }

    /// The move that the event makes, where there is one.
    private mutating func move(on event: CaseEvent) throws(Refusal) {
        guard let stage = state.stages.stage, let type = event.type,
            type != DraftSignedOff.type || state.drafts.isCleared
        else { return }
        let move = process.moves.first { move in
            move.from.contains(stage) && move.on.contains(type)
                && process.stage(move.to)?.state == state.kernelState
        }
        guard let move else { return }
        try state.stages.require(move.needs + required(by: move, from: stage, type))
        let moved = StageMoved(from: stage, to: move.to, on: Code(type))
        record(.stage(.moved(moved)), occurredAt: Dated(event))
    }

    /// What every answer and every closing needs; who withdraws or is sent elsewhere need not.
    private func required(by move: CaseProcess.Move, from stage: Code, _ type: String) -> [Code] {
        guard process.stage(stage)?.state == .open,
            let next = process.stage(move.to)?.state, next == .answered || next == .closed,
            type != CaseWithdrawn.type, type != CaseTransferred.type
        else { return [] }
        return process.fields.filter(\.isRequired).map(\.name)
    }

    /// Asks the tables, and looks whether the case is where the process has a place for it.
    mutating func finish() throws(Refusal) {
        if asksTables { try askTables() }
        let (old, new) = (before.kernelState, state.kernelState)
        if old != new, let stage = state.stages.stage, process.stage(stage)?.state != new {
            throw .process(.noWay(from: stage))
        }
        if case .closed(let outcome) = state.status, before.status != state.status,
            !process.outcomes.contains(where: { $0.outcome == outcome })
        {
            throw .process(.notAnOutcome(outcome))
        }
    }

    /// What somebody did by hand stays.
    private mutating func askTables() throws(Refusal) {
        if let table = process.priority, !state.triage.isPrioritisedByHand {
            let priority = table.result(for: state.tableFacts(context))
            if priority != state.triage.priority {
                let event = CasePrioritised(priority: priority, reason: nil)
                try follow(.triage(.prioritised(event)))
            }
        }
        if let table = process.routing, state.team == nil, state.kernelState == .open,
            let name = table.result(for: state.tableFacts(context))
        {
            guard let team = context.teamIDs[name] else { throw .noSuchTeam }
            try follow(.allocated(CaseAllocated(team: team)))
        }
    }

    private mutating func follow(_ event: CaseEvent) throws(Refusal) {
        record(event, occurredAt: Dated(event))
        try move(on: event)
    }
}

extension CaseEvent {
    /// Nil for what comes from an import alone.
    var type: String? {
        switch self {
        case .opened: "case.opened"
        case .correspondenceRecorded: "case.correspondenceRecorded"
        default: payload?.name
        }
    }
}

extension CaseState {
    /// What tables can ask for.
    func tableFacts(_ context: DecisionContext) -> TableFacts {
        var facts = TableFacts()
        func set(_ field: TableField, _ words: [String]) { facts.words[field.rawValue] = words }
        set(.type, [type?.rawValue].compactMap(\.self))
        set(.channel, [channel?.rawValue].compactMap(\.self))
        set(.priority, [triage.priority.rawValue])
        let categories = triage.categories.map(\.description)
        set(.category, categories)
        set(.highProfile, [categories.contains("high-profile") ? "yes" : "no"])
        set(.team, [team.flatMap { context.teams[$0] }].compactMap(\.self))
        set(
            .exemption,
            information.exemptions.standing.map {
                "s\($0.section.description.prefix { $0 != "(" })"
            })
        facts.numbers[TableField.minutes.rawValue] = work.minutes.values.reduce(0, +)
        facts.numbers[TableField.cost.rawValue] = cost(in: context.jurisdiction)
        facts.numbers[TableField.contributions.rawValue] = contributions.all.count
        for (field, content) in stages.fields {
            guard case .plain(let text) = content else { continue }
            facts.words[field.description] = [text]
            facts.numbers[field.description] = DecisionNumber.read(text)
        }
        return facts
    }
}

extension CaseState {
    /// In whole pounds: what the time recorded and searched comes to, or what was estimated where
    /// that is more. An hour is that of its law, £25 where it names none (Freedom of Information
    /// and Data Protection (Appropriate Limit and Fees) Regulations 2004, regulation 4(4)).
    private func cost(in jurisdiction: Jurisdiction) -> Int {
        let spent = work.countedMinutes + information.searches.minutes
        let limit = law(in: jurisdiction).flatMap { AppropriateLimit($0, .other) }
        let estimated = information.searches.estimate?.pence ?? 0
        return max(limit?.pence(spent) ?? spent * 2_500 / 60, estimated) / 100
    }
}
