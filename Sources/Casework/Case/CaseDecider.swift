// SPDX-License-Identifier: Apache-2.0
internal import Forms
package import WorkingTime

/// What a decision may know besides the command and the case.
package struct DecisionContext: Equatable, Sendable {
    /// The civil day in Europe/London on which it is decided.
    package let today: Day

    package init(today: Day) { self.today = today }
}

/// Why a command on a case is refused. No case holds a person's words.
package enum Refusal: Error, Equatable {
    case caseExists
    case noSuchCase
    case alreadyClosed
    /// The officer already has the case, or nobody has it already.
    case alreadyAssigned
    /// The team already has the case, or none has it already.
    case alreadyAllocated
    /// There is no team of that id.
    case noSuchTeam
    /// Nobody of that id works here.
    case noSuchOfficer
    case notOpenable(CaseType)
    /// A day that has not come yet, or one before 1900.
    case dayInFuture(Day)
    case dayTooEarly(Day)
    case missing(Field)
    case tooLong(Field, limit: Int)

    package enum Field: String, Sendable {
        case subject, message, text, note, name, email, phone, address, outcome
    }
}

/// The rules of a case: values in, values out.
package enum CaseDecider {
    /// The events that carry out `command` on a case in `state`.
    package static func decide(
        _ command: CaseCommand, in state: CaseState, _ context: DecisionContext
    ) throws(Refusal) -> [Dated<CaseEvent>] {
        switch command {
        case .open(let open):
            guard state.stage == .none else { throw .caseExists }
            return try decide(open, context)
        case .importTrace(let trace):
            guard state.stage == .none else { throw .caseExists }
            return decide(trace)
        case .importCase(let imported):
            guard state.stage == .none else { throw .caseExists }
            return try decide(imported, context)
        case .importItem(let item):
            guard state.stage != .none else { throw .noSuchCase }
            return try decide(item, context)
        case .recordCorrespondence(let item):
            // A closed case takes letters too: what came in is recorded, whatever follows from it.
            guard state.stage != .none else { throw .noSuchCase }
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
            guard state.stage != .none else { throw .noSuchCase }
            let text = try required(text, .text, limit: Texts.message)
            return [Dated(.noteAdded(NoteAdded(text: .value(text))))]
        case .close(let outcome, let note):
            try requireOpen(state)
            guard Outcome.choosable.contains(outcome) else { throw .missing(.outcome) }
            let note = try optional(note, .note, limit: Texts.message)
            return [Dated(.closed(CaseClosed(outcome: outcome, note: note.map { .value($0) })))]
        }
    }

    private static func decide(
        _ open: OpenCase, _ context: DecisionContext
    ) throws(Refusal) -> [Dated<CaseEvent>] {
        guard open.type != .imported else { throw .notOpenable(open.type) }
        try check(open.received, context)
        let subject = try required(open.subject, .subject, limit: Texts.subject)
        let message = try optional(open.message, .message, limit: Texts.message)
        let opened = CaseOpened(
            type: open.type, channel: open.channel, correspondent: open.correspondent,
            subject: .value(subject), message: message.map { .value($0) })
        return [Dated(.opened(opened), occurredAt: .day(open.received))]
    }

    private static func decide(
        _ item: RecordCorrespondence, _ context: DecisionContext
    ) throws(Refusal) -> [Dated<CaseEvent>] {
        try check(item.day, context)
        let subject = try optional(item.subject, .subject, limit: Texts.subject)
        let message = try required(item.message, .message, limit: Texts.message)
        let recorded = CorrespondenceRecorded(
            direction: item.direction, channel: item.channel, subject: subject.map { .value($0) },
            message: .value(message))
        return [Dated(.correspondenceRecorded(recorded), occurredAt: .day(item.day))]
    }

    private static func requireOpen(_ state: CaseState) throws(Refusal) {
        switch state.stage {
        case .none: throw .noSuchCase
        case .closed: throw .alreadyClosed
        case .open: break
        }
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

/// The text without the white space around it and without control characters but tab and line
/// feed, which nobody types and no page can show; nil where nothing visible is left.
func optional(
    _ text: String, _ field: Refusal.Field, limit: Int
) throws(Refusal) -> String? {
    let typed = text.unicodeScalars.filter {
        $0 == "\t" || $0 == "\n" || $0.properties.generalCategory != .control
    }
    let isVisible = typed.contains {
        !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint
    }
    guard isVisible else { return nil }
    let text = String(String.UnicodeScalarView(typed))
    var rest = text[...]
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    guard rest.utf8.count <= limit else { throw .tooLong(field, limit: limit) }
    return rest.isEmpty ? nil : String(rest)
}
