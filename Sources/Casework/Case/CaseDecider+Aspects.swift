// SPDX-License-Identifier: Apache-2.0

/// Each aspect of a case decides what concerns it; here stands in which state of the case it may.
extension CaseDecider {
    static func decide(
        _ command: AcceptanceCommand, in state: CaseState
    ) throws(Refusal) -> [Dated<CaseEvent>] {
        try requireOpen(state)
        return try state.acceptance.decide(command).map { Dated(.acceptance($0)) }
    }

    static func decide(
        _ command: TriageCommand, in state: CaseState
    ) throws(Refusal) -> [Dated<CaseEvent>] {
        try requireOpen(state)
        return try state.triage.decide(command).map { Dated(.triage($0)) }
    }

    static func decide(
        _ command: ContributionCommand, in state: CaseState, _ context: DecisionContext
    ) throws(Refusal) -> [Dated<CaseEvent>] {
        try requireOpen(state)
        return try state.contributions.decide(command, context).map { Dated(.contribution($0)) }
    }

    static func decide(
        _ command: PartCommand, in state: CaseState
    ) throws(Refusal) -> [Dated<CaseEvent>] {
        try requireOpen(state)
        return try state.parts.decide(command).map { Dated(.part($0)) }
    }

    static func decide(
        _ command: DraftCommand, in state: CaseState, _ context: DecisionContext
    ) throws(Refusal) -> [Dated<CaseEvent>] {
        try requireOpen(state)
        switch command {
        case .save, .sign, .bypass: try requireOther(state, context)
        case .requestSignOff, .sendBack: break
        }
        return try state.drafts.decide(command, files: state.files, context).map {
            Dated(.draft($0))
        }
    }

    static func decide(
        _ command: ReplyCommand, in state: CaseState, _ context: DecisionContext
    ) throws(Refusal) -> [Dated<CaseEvent>] {
        switch command {
        // Word of a reply that came back, or of what it was worth, may come after the closing.
        case .recordDelivery, .recordSatisfaction: try requireCase(state)
        case .acknowledge, .send: try requireOpen(state)
        }
        if case .send(let reply) = command { try requireAnswerable(reply, state, context) }
        let events = try state.replies.decide(
            command, drafts: state.drafts, files: state.files, parts: state.parts,
            isAnswered: state.status == .answered, context)
        return events.map { Dated(.reply($0.event), occurredAt: $0.occurredAt) }
    }

    static func decide(
        _ command: WorkCommand, in state: CaseState, _ context: DecisionContext
    ) throws(Refusal) -> [Dated<CaseEvent>] {
        try requireCase(state)
        let events = try state.work.decide(command, context)
        return events.map { Dated(.work($0.event), occurredAt: $0.occurredAt) }
    }

    static func decide(
        _ command: LinkCommand, in state: CaseState, _ context: DecisionContext
    ) throws(Refusal) -> [Dated<CaseEvent>] {
        try requireCase(state)
        return try state.links.decide(command, type: state.type, context).map { Dated(.link($0)) }
    }

    static func decide(
        _ command: HoldCommand, in state: CaseState
    ) throws(Refusal) -> [Dated<CaseEvent>] {
        try requireCase(state)
        return try state.holds.decide(command).map { Dated(.hold($0)) }
    }

    static func decide(
        _ command: EndingCommand, in state: CaseState, _ context: DecisionContext
    ) throws(Refusal) -> [Dated<CaseEvent>] {
        switch command {
        case .reopen, .dispose:
            try requireCase(state)
            guard case .closed = state.status else { throw .needs(.closedCase) }
        case .withdraw, .transfer, .referBack: try requireOpen(state)
        }
        return try Endings.decide(command, in: state, context).map { Dated(.ending($0)) }
    }

    static func decide(
        _ command: StageCommand, in state: CaseState, _ context: DecisionContext
    ) throws(Refusal) -> [Dated<CaseEvent>] {
        try requireCase(state)
        return try state.stages.decide(command, in: state.kernelState, context).map {
            Dated(.stage($0))
        }
    }

    static func decide(
        _ command: CorrectionCommand, in state: CaseState, _ context: DecisionContext
    ) throws(Refusal) -> [Dated<CaseEvent>] {
        try requireCase(state)
        return try state.corrections.decide(command, of: state.version, context).map {
            Dated(.correction($0))
        }
    }
}
