// SPDX-License-Identifier: Apache-2.0
internal import Casework
internal import Forms

/// What a decision knows of the process that handles the case.
extension CaseService {
    /// The process that handles the case, and the one that the command brings it to.
    func add(
        to context: inout DecisionContext, for command: CaseCommand, _ state: CaseState
    ) throws(ServiceError) {
        var handling = try process(of: state)
        if case .open(let open) = command { handling = try process(for: open.type) }
        context.process = handling?.version
        context.teams = handling?.teams ?? [:]
        try addWorkforce(to: &context, for: command)
        try addOther(to: &context, for: command)
        let (name, number): (Code?, Int)
        switch command {
        case .stage(.adopt(let given)): (name, number) = (given.process, given.version)
        case .stage(.moveProcess(let given)):
            (name, number) = (state.stages.process, given.version)
        default: return
        }
        context.nextProcess =
            try processes().first {
                $0.version.process.name == name && $0.version.number == number
            }?.version
    }

    /// The case that this one is to be merged into.
    private func addOther(
        to context: inout DecisionContext, for command: CaseCommand
    ) throws(ServiceError) {
        guard case .link(.merge(let merge)) = command else { return }
        context.other = try state(try load(try stream(merge.into)))
    }
}

extension CaseCommand {
    /// It is the operator's: it changes how a case is handled, and nothing of the case.
    var isOperators: Bool {
        switch self {
        case .stage(.adopt), .stage(.moveProcess): true
        default: false
        }
    }
}
