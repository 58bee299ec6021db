// SPDX-License-Identifier: Apache-2.0
internal import CaseService
internal import Casework
internal import Forms
internal import Hummingbird

/// Every command that is asked for by its form: `POST /api/v1/cases/REF/commands/NAME`, and
/// `GET /api/v1/commands`, which says what each takes.
struct CommandRoutes {
    let api: APIRoutes

    func add(to router: Router<AppContext>) {
        router.get("/api/v1/commands") { _, context -> Response in
            _ = try api.staff(context)
            return .bytes(Self.list.bytes, "application/json")
        }
        router.post("/api/v1/cases/:reference/commands/:name") { request, context -> Response in
            _ = try api.staff(context)
            let name = try context.parameters.require("name")
            let buffer = try await request.body.collect(upTo: context.maxUploadSize)
            let bytes = Array(buffer.readableBytesView)
            guard let json = JSON(parsing: bytes.isEmpty ? Array("{}".utf8) : bytes),
                case .object = json
            else { throw Problem(400, "Malformed JSON", "The body is not a JSON object.") }
            let command: CaseCommand
            do throws(CommandProblem) {
                command = try CaseCommand.read(name, json)
            } catch { throw Problem(error) }
            return try await api.perform(command, request, context)
        }
    }

    /// What each command takes, in JSON.
    private static let list = JSON.array(
        CaseCommand.forms.map { form in
            [
                "name": .string(form.name),
                "fields": .array(form.fields.map { $0.kind.json(named: $0.name) }),
            ]
        })
}

extension FieldKind {
    /// The field as other programs are told of it.
    fileprivate func json(named name: String, isOptional: Bool = false) -> JSON {
        var members = [JSON.Member("name", .string(name))]
        func add(_ type: String, _ more: (String, JSON)...) {
            members.append(JSON.Member("type", .string(type)))
            members += more.map { JSON.Member($0.0, $0.1) }
        }
        switch self {
        case .choice(let words): add("choice", ("of", .array(words.map { .string($0) })))
        case .id(let kind): add("id", ("of", .string(kind)))
        case .word: add("word")
        case .day: add("day")
        case .instant: add("instant")
        case .occurrence: add("occurrence")
        case .number: add("number")
        case .flag: add("flag")
        case .digest: add("digest")
        case .published, .sealed: add("text")
        case .text(let limit, let isLong):
            add("text", ("bytes", .integer(Int64(limit))), ("isLong", .bool(isLong)))
        case .list(let kind): add("list", ("of", kind.json(named: name)))
        case .group(let fields):
            add("group", ("fields", .array(fields.map { $0.kind.json(named: $0.name) })))
        case .optional(let kind): return kind.json(named: name, isOptional: true)
        }
        if isOptional || isSelfOptional { members.append(JSON.Member("optional", .bool(true))) }
        return .object(members)
    }

    /// A list without elements and a flag that is not set need not be given.
    private var isSelfOptional: Bool {
        switch self {
        case .list, .flag: true
        default: false
        }
    }
}

extension Problem {
    init(_ problem: CommandProblem) {
        switch problem {
        case .noSuchCommand:
            self.init(
                404, "No such command", "`GET /api/v1/commands` lists what can be asked for.")
        case .unknownField: self.init(422, "Unknown field", problem.sentence)
        case .unusable(let unusable):
            switch unusable.reason {
            case .tooLong: self.init(413, "Too large", problem.sentence)
            case .missing, .malformed: self.init(422, "Unusable field", problem.sentence)
            }
        }
    }
}
