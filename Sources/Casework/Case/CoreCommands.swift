// SPDX-License-Identifier: Apache-2.0
package import Forms
package import WorkingTime

/// The commands that concern the case as a whole and no aspect of it, by their forms.
enum CoreCommand {
    static let forms: [KnownForm<CaseCommand>] = [
        KnownForm(CorrespondenceRequest.self) { .recordCorrespondence($0.command) },
        KnownForm(AddNote.self) { .addNote($0.text.text) },
        KnownForm(AllocateCase.self) { .allocate($0.team) },
        KnownForm(AssignCase.self) { .assign($0.officer) },
        KnownForm(CloseCase.self) { .close($0.outcome, note: $0.note?.text ?? "") },
    ]
}

/// Something came or went.
package struct CorrespondenceRequest: Requested {
    package var direction: Direction
    package var channel: Channel
    package var day: Day
    package var subject: Line?
    package var message: Passage

    package static let form = Form.request(
        "record-correspondence", Self.init, Field("direction", \.direction),
        Field("channel", \.channel), Field("day", \.day), Field("subject", \.subject),
        Field("message", \.message))

    var command: RecordCorrespondence {
        RecordCorrespondence(
            direction: direction, channel: channel, day: day, subject: subject?.text ?? "",
            message: message.text)
    }
}

package struct AddNote: Requested {
    package var text: Passage

    package static let form = Form.request("add-note", Self.init, Field("text", \.text))
}

/// To a team, or to none.
package struct AllocateCase: Requested {
    package var team: TeamID?

    package static let form = Form.request("allocate", Self.init, Field("team", \.team))
}

/// To an officer, or to nobody.
package struct AssignCase: Requested {
    package var officer: StaffID?

    package static let form = Form.request("assign", Self.init, Field("officer", \.officer))
}

package struct CloseCase: Requested {
    package var outcome: Outcome
    package var note: Passage?

    package static let form = Form.request(
        "close", Self.init, Field("outcome", \.outcome), Field("note", \.note))
}

/// Why what was asked is no command.
package enum CommandProblem: Error, Equatable {
    case noSuchCommand
    /// The command has no such field.
    case unknownField(String)
    case unusable(DecodingProblem)

    package var sentence: String {
        switch self {
        case .noSuchCommand: "There is no such command."
        case .unknownField(let name): "The command has no field `\(name.prefix(64))`."
        case .unusable(let problem): problem.sentence
        }
    }
}

extension DecodingProblem {
    package var sentence: String {
        switch reason {
        case .missing: "The field `\(field)` is missing."
        case .malformed: "The field `\(field)` is not what it should be."
        case .tooLong(let limit): "The field `\(field)` may have \(limit) bytes of UTF-8."
        }
    }
}

extension CaseCommand {
    /// The command of that name, as programs, pages and the command line ask for it.
    ///
    /// - Parameter fields: An object, each member a field of the command's form, or null.
    package static func read(
        _ name: String, _ fields: JSON
    ) throws(CommandProblem) -> CaseCommand {
        guard let form = forms.first(where: { $0.name == name }) else { throw .noSuchCommand }
        guard case .object(let members) = fields else {
            throw .unusable(DecodingProblem(field: ""))
        }
        let known = Set(form.fields.map(\.name))
        if let other = members.first(where: { !known.contains($0.key) }) {
            throw .unknownField(other.key)
        }
        for field in form.fields where !field.kind.takesWords(of: fields[field.name] ?? .null) {
            throw .unusable(DecodingProblem(field: field.name))
        }
        do throws(DecodingProblem) {
            // A field that is null was not given.
            return try form.read(FieldReader(data: .object(members.filter { $0.value != .null })))
        } catch { throw .unusable(error) }
    }

    /// The same from what somebody typed or chose, field by field.
    package static func read(
        _ name: String, typed: [String: [String]]
    ) throws(CommandProblem) -> CaseCommand {
        guard let form = forms.first(where: { $0.name == name }) else { throw .noSuchCommand }
        let known = Set(form.fields.map(\.name))
        if let other = typed.keys.sorted().first(where: { !known.contains($0) }) {
            throw .unknownField(other)
        }
        let members = form.fields.compactMap { field in
            field.kind.json(typed: typed[field.name] ?? []).map { JSON.Member(field.name, $0) }
        }
        return try read(name, .object(members))
    }
}
