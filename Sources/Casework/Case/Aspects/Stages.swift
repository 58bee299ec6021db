// SPDX-License-Identifier: Apache-2.0
package import Forms
internal import WorkingTime

/// Which process a case is handled by, in which of its stages it is, and what the process's own
/// fields hold (rows 12 to 15 of the feature table).
package struct Stages: Equatable, Sendable {
    package enum FieldContent: Equatable, Sendable {
        /// As the ledger holds it, and tables may ask for it.
        case plain(String)
        case sealed
    }
    /// Nil for a case that is handled by none.
    package private(set) var process: Code?
    /// Of the process; the case stays on it until somebody moves it.
    package private(set) var version: Int?
    package private(set) var digest: Bytes32?
    package private(set) var stage: Code?
    package private(set) var fields: [Code: FieldContent] = [:]

    package init() {}

    package mutating func evolve(_ event: StageEvent) {
        switch event {
        case .adopted(let adopted):
            (process, version) = (adopted.process, adopted.version)
            (digest, stage) = (adopted.digest, adopted.stage)
        case .moved(let moved): stage = moved.to
        case .fieldSet(let set):
            fields[set.field] =
                (set.value?.description ?? set.published?.text).map { .plain($0) }
                ?? set.text.map { _ in .sealed }
        case .processMoved(let moved):
            (process, version) = (moved.process, moved.version)
            (digest, stage) = (moved.digest, moved.stage)
        }
    }

    package func decide(
        _ command: StageCommand, in state: KernelState?, _ context: DecisionContext
    ) throws(Refusal) -> [StageEvent] {
        switch command {
        case .adopt(let given):
            guard process == nil else { throw .process(.adopted) }
            let next = try next(context, given.process, given.version)
            return [.adopted(try next.adoption(at: given.stage, in: state))]
        case .move(let given):
            guard let stage, let process = context.process?.process else {
                throw .process(.noProcess)
            }
            guard process.stage(given.to) != nil else { throw .process(.noSuchStage(given.to)) }
            let moves = process.moves.filter { $0.from.contains(stage) && $0.to == given.to }
            let mine = moves.first { !context.isBound || !context.roles.isDisjoint(with: $0.roles) }
            guard let move = mine, context.isBound || !move.roles.isEmpty,
                process.stage(stage)?.state == process.stage(given.to)?.state
            else { throw .process(.noMove(from: stage, to: given.to)) }
            try require(move.needs)
            return [.moved(StageMoved(from: stage, to: given.to, on: nil))]
        case .setField(let given):
            guard let process = context.process?.process else { throw .process(.noProcess) }
            guard let field = process.field(given.field) else {
                throw .process(.noSuchField(given.field))
            }
            return [.fieldSet(try field.set(to: given.value))]
        case .moveProcess(let given):
            guard let old = process, let stage else { throw .process(.noProcess) }
            let next = try next(context, old, given.version)
            guard next.number != version || next.digest != digest else {
                throw .already(.recorded)
            }
            let counterpart = given.stages.first { $0.from == stage }?.to ?? stage
            guard let there = next.process.stage(counterpart), there.state == state || state == nil
            else { throw .process(.noCounterpart(stage)) }
            return [
                .processMoved(
                    ProcessMoved(
                        process: old, version: next.number, digest: next.digest, from: stage,
                        stage: counterpart))
            ]
        }
    }

    /// The fields that are asked for, and given.
    func require(_ needs: [Code]) throws(Refusal) {
        let missing = needs.filter { fields[$0] == nil }
        guard missing.isEmpty else { throw .process(.fieldsMissing(missing)) }
    }

    /// The version that a command means, where the context has it.
    private func next(
        _ context: DecisionContext, _ process: Code, _ version: Int
    ) throws(Refusal) -> ProcessVersion {
        guard let next = context.nextProcess, next.process.name == process, next.number == version
        else { throw .process(.noSuchVersion) }
        return next
    }
}

extension ProcessVersion {
    /// A case comes under the process.
    ///
    /// - Parameter stage: Nil for the first that stands over the state.
    func adoption(at stage: Code?, in state: KernelState?) throws(Refusal) -> ProcessAdopted {
        let state = state ?? .open
        guard let first = process.stages.first(where: { $0.state == state }) else {
            throw .process(.noStageOver(state))
        }
        if let stage {
            guard let chosen = process.stage(stage) else { throw .process(.noSuchStage(stage)) }
            guard chosen.state == state else { throw .process(.noStageOver(state)) }
        }
        return ProcessAdopted(
            process: process.name, version: number, digest: digest, stage: stage ?? first.name)
    }
}

extension CaseProcess.CustomField {
    /// What is typed for the field, as it is recorded.
    ///
    /// - Parameter typed: Nil to take away what it held.
    func set(to typed: Passage?) throws(Refusal) -> FieldSet {
        guard let text = typed?.text else {
            return FieldSet(field: name, value: nil, published: nil, text: nil)
        }
        let isOfKind =
            switch kind {
            case .text: !isPublished || Published(text) != nil
            case .choice(let words): words.contains(text)
            case .day: Day(text) != nil
            case .number: DecisionNumber.read(text) != nil
            case .flag: text == "yes" || text == "no"
            }
        guard isOfKind else { throw .process(.notOfField(name)) }
        if !isPlain { return FieldSet(field: name, value: nil, published: nil, text: .value(text)) }
        if kind == .text {
            return FieldSet(field: name, value: nil, published: Published(text), text: nil)
        }
        return FieldSet(field: name, value: Code(text), published: nil, text: nil)
    }
}

// MARK: Events

package enum StageEvent: EventFamily {
    case adopted(ProcessAdopted)
    case moved(StageMoved)
    case fieldSet(FieldSet)
    case processMoved(ProcessMoved)

    package var payload: any Recorded {
        switch self {
        case .adopted(let event): event
        case .moved(let event): event
        case .fieldSet(let event): event
        case .processMoved(let event): event
        }
    }
    package static let forms: [KnownForm<StageEvent>] = [
        KnownForm(ProcessAdopted.self, StageEvent.adopted),
        KnownForm(StageMoved.self, StageEvent.moved),
        KnownForm(FieldSet.self, StageEvent.fieldSet),
        KnownForm(ProcessMoved.self, StageEvent.processMoved),
    ]
}

/// The case is handled by this version of a process from here on.
package struct ProcessAdopted: Recorded {
    package var process: Code
    package var version: Int
    package var digest: Bytes32
    package var stage: Code

    package static let form = Form(
        "case.processAdopted", Self.init, Field("process", \.process), Field("version", \.version),
        Field("digest", \.digest), Field("stage", \.stage))
}

/// By hand, or by itself at an event of this type.
package struct StageMoved: Recorded {
    package var from: Code
    package var to: Code
    package var on: Code?

    package static let form = Form(
        "case.stageMoved", Self.init, Field("from", \.from), Field("to", \.to), Field("on", \.on))
}

/// A field of the process holds one of the three, or nothing any more.
package struct FieldSet: Recorded {
    package var field: Code
    /// A choice, or a day, a number or `yes` and `no` that is published.
    package var value: Code?
    package var published: Published?
    package var text: Sealed<String>?

    package static let form = Form(
        "case.fieldSet", Self.init, Field("field", \.field), Field("value", \.value),
        Field("published", \.published), Field("text", \.text))
}

/// The case is handled by another version of its process from here on.
package struct ProcessMoved: Recorded {
    package var process: Code
    package var version: Int
    package var digest: Bytes32
    /// The stage in the version before, and its counterpart.
    package var from: Code
    package var stage: Code

    package static let form = Form(
        "case.processMoved", Self.init, Field("process", \.process), Field("version", \.version),
        Field("digest", \.digest), Field("from", \.from), Field("stage", \.stage))
}

// MARK: Commands

package enum StageCommand: CommandFamily {
    case adopt(AdoptProcess)
    case move(MoveStage)
    case setField(SetField)
    case moveProcess(MoveProcess)

    package var payload: any Requested {
        switch self {
        case .adopt(let command): command
        case .move(let command): command
        case .setField(let command): command
        case .moveProcess(let command): command
        }
    }
    package static let forms: [KnownForm<StageCommand>] = [
        KnownForm(AdoptProcess.self, StageCommand.adopt),
        KnownForm(MoveStage.self, StageCommand.move),
        KnownForm(SetField.self, StageCommand.setField),
        KnownForm(MoveProcess.self, StageCommand.moveProcess),
    ]
}

package struct AdoptProcess: Requested {
    package var process: Code
    package var version: Int
    /// Nil for the first that stands over the case's state.
    package var stage: Code?

    package static let form = Form.request(
        "adopt-process", Self.init, Field("process", \.process), Field("version", \.version),
        Field("stage", \.stage))

    package init(process: Code, version: Int, stage: Code? = nil) {
        self.process = process
        self.version = version
        self.stage = stage
    }
}

package struct MoveStage: Requested {
    package var to: Code

    package static let form = Form.request("move-stage", Self.init, Field("to", \.to))
}

package struct SetField: Requested {
    package var field: Code
    package var value: Passage?

    package static let form = Form.request(
        "set-field", Self.init, Field("field", \.field), Field("value", \.value))
}

package struct MoveProcess: Requested {
    package var version: Int
    /// The stages whose counterpart has another name.
    package var stages: [Counterpart]

    package static let form = Form.request(
        "move-process", Self.init, Field("version", \.version), Field("stages", \.stages))

    package init(version: Int, stages: [Counterpart]) {
        self.version = version
        self.stages = stages
    }

    package struct Counterpart: FieldGroup, Equatable {
        package var from: Code
        package var to: Code

        package static let form = Form(
            "counterpart", Self.init, Field("from", \.from), Field("to", \.to))

        package init(from: Code, to: Code) {
            self.from = from
            self.to = to
        }
    }
}
