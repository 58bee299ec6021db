// SPDX-License-Identifier: Apache-2.0
package import Forms

/// Who has to sign before a reply goes out (requirement G37): nobody, one, several in their order,
/// or some of several side by side.
package indirect enum SignOffModel: Hashable, Sendable {
    case by(Signer)
    /// One after another; an empty one asks for nobody.
    case sequence([SignOffModel])
    /// So many of these, in any order: all of them, any of them, or *n* of *m*.
    case atLeast(Int, of: [SignOffModel])

    package static let nobody = SignOffModel.sequence([])

    /// The places to be signed, in the order in which the model names them.
    package var slots: [Signer] {
        switch self {
        case .by(let signer): [signer]
        case .sequence(let steps), .atLeast(_, let steps): steps.flatMap(\.slots)
        }
    }

    /// Whether these slots are enough.
    package func isComplete(_ signed: Set<Int>) -> Bool { state(signed, from: 0).isComplete }

    /// The slots that can be signed now.
    package func open(_ signed: Set<Int>) -> [Int] { state(signed, from: 0).open }

    private func state(
        _ signed: Set<Int>, from first: Int
    ) -> (isComplete: Bool, open: [Int], next: Int) {
        switch self {
        case .by:
            let isSigned = signed.contains(first)
            return (isSigned, isSigned ? [] : [first], first + 1)
        case .sequence(let steps):
            var (isComplete, open, next) = (true, [Int](), first)
            for step in steps {
                let state = step.state(signed, from: next)
                if isComplete { open = state.open }
                isComplete = isComplete && state.isComplete
                next = state.next
            }
            return (isComplete, isComplete ? [] : open, next)
        case .atLeast(let count, let steps):
            var (complete, open, next) = (0, [Int](), first)
            for step in steps {
                let state = step.state(signed, from: next)
                if state.isComplete { complete += 1 }
                open += state.open
                next = state.next
            }
            return (complete >= count, complete >= count ? [] : open, next)
        }
    }
}

/// Whose signature a place asks for.
package enum Signer: Hashable, Sendable {
    case role(Code)
    case team(TeamID)
    case person(StaffID)
}

/// The sign-off of one version of a draft.
package struct SignOff: Equatable, Sendable {
    package let model: SignOffModel
    /// Who signed which slot.
    package private(set) var signed: [Int: Actor] = [:]
    package private(set) var isBypassed = false

    init(model: SignOffModel) { self.model = model }

    package var isComplete: Bool { isBypassed || model.isComplete(Set(signed.keys)) }

    mutating func sign(_ slot: Int, by actor: Actor) { signed[slot] = actor }
    mutating func bypass() { isBypassed = true }

    /// The first open slot that the one who asks may sign, in a capacity of their own before one
    /// that they hold for somebody absent.
    ///
    /// - Throws: `.already(.signedOff)`, `.needs(.anotherPerson)` where they signed before, and
    ///   `.needs(.authority)`.
    func slot(
        for context: DecisionContext
    ) throws(Refusal) -> (slot: Int, capacity: Capacity) {
        guard !isComplete else { throw .already(.signedOff) }
        guard !signed.values.contains(context.actor) else { throw .needs(.anotherPerson) }
        let slots = model.slots
        let open = model.open(Set(signed.keys))
        for capacity in context.capacities.sorted(by: { $0.isOwn && !$1.isOwn }) {
            if let slot = open.first(where: { slots[$0] == capacity.signer }) {
                return (slot, capacity)
            }
        }
        throw .needs(.authority)
    }
}

/// In what capacity somebody may sign.
package struct Capacity: Hashable, Sendable {
    package let signer: Signer
    /// Who is absent and has named them deputy; nil for a capacity of their own.
    package let deputyOf: StaffID?

    package init(_ signer: Signer, deputyOf: StaffID? = nil) {
        self.signer = signer
        self.deputyOf = deputyOf
    }

    var isOwn: Bool { deputyOf == nil }
}

// MARK: As they are recorded

/// `role/WORD`, `team/UUID` or `staff/UUID`.
extension Signer: PlainValue {
    package var plainText: String {
        switch self {
        case .role(let role): "role/\(role)"
        case .team(let team): team.description
        case .person(let person): person.description
        }
    }

    package init?(plainText: String) {
        if let team = TeamID(plainText) {
            self = .team(team)
        } else if let person = StaffID(plainText) {
            self = .person(person)
        } else if plainText.hasPrefix("role/"), let role = Code(String(plainText.dropFirst(5))) {
            self = .role(role)
        } else {
            return nil
        }
    }
}

/// `{"by":SIGNER}`, `{"sequence":[…]}` or `{"atLeast":N,"of":[…]}`.
extension SignOffModel: Recordable {
    package static var kind: FieldKind { .word }

    package static func read(
        _ key: String, from fields: FieldReader
    ) throws(DecodingProblem) -> SignOffModel {
        guard let json = fields.data[key] else { throw DecodingProblem(field: key, .missing) }
        guard let model = SignOffModel(json) else { throw DecodingProblem(field: key) }
        return model
    }

    package func write(_ key: String, to fields: inout FieldWriter) { fields.plain(key, json) }

    package var shown: ShownValue? {
        self == .nobody ? nil : .list(slots.map { .plain($0.plainText) })
    }

    private var json: JSON {
        switch self {
        case .by(let signer): ["by": .string(signer.plainText)]
        case .sequence(let steps): ["sequence": .array(steps.map(\.json))]
        case .atLeast(let count, let steps):
            ["atLeast": .integer(Int64(count)), "of": .array(steps.map(\.json))]
        }
    }

    private init?(_ json: JSON) {
        func models(_ json: JSON) -> [SignOffModel]? {
            guard let elements = json.elements else { return nil }
            let models = elements.compactMap { SignOffModel($0) }
            return models.count == elements.count ? models : nil
        }
        if let signer = json["by"]?.text.flatMap({ Signer(plainText: $0) }) {
            self = .by(signer)
        } else if let steps = json["sequence"].flatMap(models) {
            self = .sequence(steps)
        } else if let count = json["atLeast"]?.int, let steps = json["of"].flatMap(models),
            (1...max(1, steps.count)).contains(count)
        {
            self = .atLeast(count, of: steps)
        } else {
            return nil
        }
    }
}
