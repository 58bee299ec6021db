// SPDX-License-Identifier: Apache-2.0
internal import Forms

extension ProcessOutline {
    private var states: [Code: KernelState] {
        var states: [Code: KernelState] = [:]
        for stage in stages {
            if let name = stage.name?.value, states[name] == nil {
                states[name] = stage.state?.value
            }
        }
        return states
    }

    func checkMoves(_ log: inout FaultLog) {
        let names = stages.compactMap { $0.name?.value.description }
        let fieldNames = fields.compactMap { $0.name?.value.description }
        let states = states
        for move in moves {
            var isKnown = true
            // A stage whose name cannot be read may be the one that is meant.
            if names.count == stages.count {
                for name in move.from + [move.to].compactMap(\.self) {
                    isKnown = log.checkKnown(name.word, "stage", in: names) && isKnown
                }
            }
            log.checkDistinct(move.from.map(\.word), "stage in this list")
            log.checkDistinct(move.needs.map(\.word), "field in this list")
            for name in move.needs { log.checkKnown(name.word, "field", in: fieldNames) }
            guard isKnown, let to = move.to, let state = states[to.value] else { continue }
            let befores = move.from.compactMap { states[$0.value] }
            if let before = befores.first(where: { $0 != state }), let role = move.roles.first {
                log.add(
                    .crossing, role,
                    "Nobody moves a case from \(before.rawValue) to \(state.rawValue) by hand: a "
                        + "command does, and the stage follows.",
                    "Leave the roles out, and name an event. \(Self.events(before, state))")
            }
            for from in move.from {
                if from.value == to.value {
                    log.add(
                        .crossing, from, "A move leads from a stage to itself.",
                        "Leave it out.")
                } else if let before = states[from.value] {
                    check(move, from, before, to: state, &log)
                }
            }
        }
    }

    private func check(
        _ move: Move, _ from: Placed<Code>, _ before: KernelState, to after: KernelState,
        _ log: inout FaultLog
    ) {
        for event in move.on {
            guard let trigger = KernelTrigger.named[event.value],
                !trigger.leads(from: before, to: after)
            else { continue }
            log.add(
                .crossing, event,
                "\(event.value) does not lead from \(before.rawValue) (stage \(from.value)) to "
                    + "\(after.rawValue).",
                Self.events(before, after))
        }
    }

    private static func events(_ before: KernelState, _ after: KernelState) -> String {
        let events = KernelTrigger.all.filter { $0.leads(from: before, to: after) }.map(\.type)
        return events.isEmpty
            ? "No event does." : "These do: \(events.joined(separator: ", "))."
    }

    /// Where one can come to, and whether there is an end.
    func checkWays(_ log: inout FaultLog) {
        var forward: [Code: Set<Code>] = [:]
        var back: [Code: Set<Code>] = [:]
        for move in moves {
            guard let to = move.to?.value else { continue }
            for from in move.from {
                forward[from.value, default: []].insert(to)
                back[to, default: []].insert(from.value)
            }
        }
        let states = states
        let reached = Self.reach(stages.first?.name.map { [$0.value] } ?? [], forward)
        // A stage whose state could not be read may be a closed one.
        let ends = stages.compactMap(\.name?.value).filter {
            states[$0].map { $0 == .closed || $0 == .disposed } ?? true
        }
        let ending = Self.reach(ends, back)
        for stage in stages {
            guard let name = stage.name else { continue }
            if !reached.contains(name.value), stages.first?.name != nil {
                log.add(
                    .unreachable, name, "No moves lead to the stage \(name.value).",
                    "Add a move to it, or leave it out.")
            }
            if !ending.contains(name.value), !ends.isEmpty {
                log.add(
                    .deadEnd, name, "No moves lead from the stage \(name.value) to a closed one.",
                    "Add a move, as 'on: case.closed'.")
            }
            if stage.state?.value == .answered, !returns(from: name.value, states) {
                log.add(
                    .noReturn, name,
                    "When an answer comes back, a case in the stage \(name.value) is open again, "
                        + "and has nowhere to go.",
                    "Add a move from it to an open stage 'on: case.deliveryRecorded'.")
            }
        }
    }

    private func returns(from stage: Code, _ states: [Code: KernelState]) -> Bool {
        moves.contains { move in
            move.from.contains { $0.value == stage }
                && move.on.contains { $0.value == "case.deliveryRecorded" }
                && move.to.map { [.open, .underReview, nil].contains(states[$0.value]) } ?? true
        }
    }

    private static func reach(_ start: [Code], _ edges: [Code: Set<Code>]) -> Set<Code> {
        var reached = Set(start)
        var waiting = start
        while let next = waiting.popLast() {
            for stage in edges[next] ?? [] where reached.insert(stage).inserted {
                waiting.append(stage)
            }
        }
        return reached
    }
}
