// SPDX-License-Identifier: Apache-2.0
internal import Forms
internal import WorkingTime

/// The rules of a case: values in, values out.
package enum CaseDecider {
    /// The events that carry out `command` on a case in `state`, and what the clocks show that
    /// they start, stop or move.
    package static func decide(
        _ command: CaseCommand, in state: CaseState, _ context: DecisionContext
    ) throws(Refusal) -> [Dated<CaseEvent>] {
        let events = try decideUnderProcess(command, in: state, context)
        for event in events { try state.clocks.requireOrder(event) }
        guard let rules = context.clocks, !command.isImport else { return events }
        var next = state
        for event in events {
            next.evolve(
                event.event, by: context.actor, at: event.occurredAt ?? .day(context.today))
        }
        guard !next.clocks.agree(with: state.clocks) else { return events }
        return events
            + next.clocks.changed(rules, context.process?.process.dates) {
                next.limit(of: $0, rules, context.process?.process)
            }.map { Dated(.clock($0)) }
    }

    /// The same, whatever the case's process and its clocks say.
    static func decideAlone(
        _ command: CaseCommand, in state: CaseState, _ context: DecisionContext
    ) throws(Refusal) -> [Dated<CaseEvent>] {
        switch command {
        case .open(let open):
            guard state.status == .none else { throw .caseExists }
            return try decide(open, context)
        case .importTrace(let trace):
            guard state.status == .none else { throw .caseExists }
            return decide(trace)
        case .importCase(let imported):
            guard state.status == .none else { throw .caseExists }
            return try decide(imported, context)
        case .importItem(let item):
            guard state.status != .none else { throw .noSuchCase }
            return try decide(item, context)
        case .recordCorrespondence(let item):
            // A closed case takes letters too: what came in is recorded, whatever follows from it.
            try requireCase(state)
            return try decide(item, context)
        case .allocate(let team):
            try requireOpen(state)
            guard team != state.team else { throw .alreadyAllocated }
            return [Dated(.allocated(CaseAllocated(team: team)))]
        case .assign(let officer):
            try requireOpen(state)
            guard officer != state.officer else { throw .alreadyAssigned }
            return [Dated(.assigned(CaseAssigned(officer: officer)))]
        case .addNote(let text):
            try requireCase(state)
            let text = try required(text, .text, limit: Texts.message)
            return [Dated(.noteAdded(NoteAdded(text: .value(text))))]
        case .close(let outcome, let note):
            try requireOpen(state)
            guard Outcome.choosable.contains(outcome) else { throw .missing(.outcome) }
            let note = try optional(note, .note, limit: Texts.message)
            return [Dated(.closed(CaseClosed(outcome: outcome, note: note.map { .value($0) })))]
        case .acceptance(let command): return try decide(command, in: state)
        case .triage(let command): return try decide(command, in: state)
        case .contribution(let command): return try decide(command, in: state, context)
        case .part(let command): return try decide(command, in: state)
        case .draft(let command): return try decide(command, in: state, context)
        case .reply(let command): return try decide(command, in: state, context)
        case .work(let command): return try decide(command, in: state, context)
        case .link(let command): return try decide(command, in: state, context)
        case .hold(let command): return try decide(command, in: state)
        case .ending(let command): return try decide(command, in: state, context)
        case .correction(let command): return try decide(command, in: state, context)
        case .file(let command):
            try requireCase(state)
            return try state.files.decide(command).map { Dated(.file($0)) }
        case .stage(let command): return try decide(command, in: state, context)
        case .information(let command): return try decide(command, in: state, context)
        case .complaint(let command): return try decide(command, in: state, context)
        case .lateness(let command): return try decide(command, in: state, context)
        }
    }

    private static func decide(
        _ open: OpenCase, _ context: DecisionContext
    ) throws(Refusal) -> [Dated<CaseEvent>] {
        guard open.type != .imported else { throw .notOpenable(open.type) }
        try check(open.received, context)
        let subject = try required(oneLine(open.subject), .subject, limit: Texts.subject)
        let message = try optional(open.message, .message, limit: Texts.message)
        let opened = CaseOpened(
            type: open.type, channel: open.channel, correspondent: open.correspondent,
            subject: .value(subject), message: message.map { .value($0) })
        let moment = open.moment.map { Occurrence.instant($0) }
        return [Dated(.opened(opened), occurredAt: moment ?? .day(open.received))]
    }

    private static func decide(
        _ item: RecordCorrespondence, _ context: DecisionContext
    ) throws(Refusal) -> [Dated<CaseEvent>] {
        try check(item.day, context)
        let subject = try optional(oneLine(item.subject), .subject, limit: Texts.subject)
        let message = try required(item.message, .message, limit: Texts.message)
        let recorded = CorrespondenceRecorded(
            direction: item.direction, channel: item.channel, subject: subject.map { .value($0) },
            message: .value(message))
        return [Dated(.correspondenceRecorded(recorded), occurredAt: .day(item.day))]
    }

    static func requireCase(_ state: CaseState) throws(Refusal) {
        guard state.status != .none else { throw .noSuchCase }
        guard state.status != .disposed else { throw .already(.disposed) }
    }

    static func requireOpen(_ state: CaseState) throws(Refusal) {
        switch state.status {
        case .none: throw .noSuchCase
        case .closed: throw .alreadyClosed
        case .disposed: throw .already(.disposed)
        case .open, .answered: break
        }
        guard state.links.merged == nil else { throw .already(.merged) }
    }

    private static func check(_ day: Day, _ context: DecisionContext) throws(Refusal) {
        guard day <= context.today else { throw .dayInFuture(day) }
        guard day.parts.year >= 1900 else { throw .dayTooEarly(day) }
    }
}

/// Limits, in bytes of UTF-8, on what people type, and the checks that use them.
package enum Texts {
    package static let subject = 500
    package static let message = 50_000
    package static let name = 200
    package static let contact = 1_000
}

/// The text without the white space around it; refused where nothing is left, or too much.
func required(
    _ text: String, _ field: Refusal.Field, limit: Int
) throws(Refusal) -> String {
    guard let text = try optional(text, field, limit: limit) else { throw .missing(field) }
    return text
}

/// The text as it is taken; nil where nothing visible is left.
func optional(
    _ text: String, _ field: Refusal.Field, limit: Int
) throws(Refusal) -> String? {
    guard let text = cleaned(text) else { return nil }
    guard text.utf8.count <= limit else { throw .tooLong(field, limit: limit) }
    return text
}
