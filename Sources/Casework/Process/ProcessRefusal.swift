// SPDX-License-Identifier: Apache-2.0
package import Forms

/// Why the process of a case refuses what the kernel would take.
package enum ProcessRefusal: Hashable, Sendable {
    /// None of the roles of whoever asks may do this.
    case notPermitted
    /// The case is handled by no process.
    case noProcess
    /// The case is handled by a process already.
    case adopted
    /// The process has no such version.
    case noSuchVersion
    case noSuchStage(Code)
    /// No stage, or not the chosen one, stands over the state that the case is in.
    case noStageOver(KernelState)
    /// Nobody of these roles makes this move by hand.
    case noMove(from: Code, to: Code)
    /// The command would change the case's state, and no move leads from its stage then.
    case noWay(from: Code)
    case fieldsMissing([Code])
    case noSuchField(Code)
    /// The field cannot hold what was given.
    case notOfField(Code)
    case notAnOutcome(Outcome)
    /// The other version has no stage for this one, or not over the same state.
    case noCounterpart(Code)

    /// As programs know it.
    package var code: String {
        switch self {
        case .notPermitted: "not-permitted"
        case .noProcess: "no-process"
        case .adopted: "adopted"
        case .noSuchVersion: "no-such-version"
        case .noSuchStage: "no-such-stage"
        case .noStageOver: "no-stage-over"
        case .noMove: "no-move"
        case .noWay: "no-way"
        case .fieldsMissing: "fields-missing"
        case .noSuchField: "no-such-field"
        case .notOfField: "not-of-field"
        case .notAnOutcome: "not-an-outcome"
        case .noCounterpart: "no-counterpart"
        }
    }

    static let each: [ProcessRefusal] = {
        guard let one = Code("received"), let other = Code("drafting") else { return [] }
        return [
            .notPermitted, .noProcess, .adopted, .noSuchVersion, .noSuchStage(one),
            .noStageOver(.open), .noMove(from: one, to: other), .noWay(from: one),
            .fieldsMissing([one]), .noSuchField(one), .notOfField(one), .notAnOutcome(.answered),
            .noCounterpart(one),
        ]
    }()

    package var sentence: String {
        switch self {
        case .notPermitted: "The process leaves this to others. Ask somebody whose role it is."
        case .noProcess: "The case is handled by no process. Let it adopt one first."
        case .adopted: "The case is handled by a process already. Move it to another version."
        case .noSuchVersion:
            "There is no such version of this process. 'caseledger process list' lists them."
        case .noSuchStage(let stage): "The process has no stage '\(stage)'. Choose one of its own."
        case .noStageOver(let state):
            "The process has no such stage for a case that is \(state.words). Choose another."
        case .noMove(let from, let to):
            "The process does not let you move a case from '\(from)' to '\(to)'. Choose another "
                + "stage, or ask somebody whose role it is."
        case .noWay(let from):
            "The process does not have this happen in the stage '\(from)'. Move the case on first."
        case .fieldsMissing(let fields):
            "Give \(fields.map { "'\($0)'" }.joined(separator: ", ")) first."
        case .noSuchField(let field): "The process has no field '\(field)'. Choose one of its own."
        case .notOfField(let field):
            "The field '\(field)' cannot hold this. The process says what it can."
        case .notAnOutcome: "The process does not have this outcome. Choose one of its own."
        case .noCounterpart(let stage):
            "The other version has no stage for '\(stage)'. Name its counterpart, which stands "
                + "over the same state."
        }
    }
}

extension KernelState {
    package var words: String {
        switch self {
        case .open: "open"
        case .onHold: "on hold"
        case .answered: "answered"
        case .underReview: "under review"
        case .closed: "closed"
        case .disposed: "disposed of"
        }
    }
}
