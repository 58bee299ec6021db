// SPDX-License-Identifier: Apache-2.0
package import Casework
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
        // Nobody else's command asks who they are.
        if context.process != nil || command.isOfDrafts { try addWorkforce(to: &context) }
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

    /// What whoever asks can ask of a case now, by the names of the commands.
    package func offers(in state: CaseState, to actor: Actor) throws(ServiceError) -> Set<String> {
        guard Authorisation.allows(actor, .changeCase) else { return [] }
        var context = try context(.addNote(""), nil, actor)
        let handling = try process(of: state)
        context.process = handling?.version
        try addWorkforce(to: &context)
        let operators = Authorisation.allows(actor, .moveProcess)
        return Kernel.commands.filter { name in
            let isOperators = name == AdoptProcess.form.name || name == MoveProcess.form.name
            return (operators || !isOperators) && state.offers(name, to: context)
        }
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
