// SPDX-License-Identifier: Apache-2.0
internal import Forms
internal import WorkingTime

/// What a case can be asked for now.
extension CaseState {
    /// Whether the command could be carried out, if what it is given and who asks allow it. It may
    /// be offered in vain, and is never withheld where it could be carried out.
    package func offers(_ command: String) -> Bool {
        if status == .none || status == .disposed { return false }
        if let always = offersAlways(command) { return always }
        if let special = offersSpecially(command) { return special }
        if case .closed = status { return command == "reopen" || command == "dispose" }
        if links.merged != nil { return false }
        return offersWhileOpen(command)
    }

    /// The same, of whoever asks: their part in the process, and what they may sign.
    package func offers(_ command: String, to context: DecisionContext) -> Bool {
        guard offers(command) else { return false }
        if let process = context.process?.process {
            guard context.permits(command, under: process) else { return false }
            if command == MoveStage.form.name { return !moves(by: context.roles, process).isEmpty }
        }
        switch command {
        case "explain-lateness":
            return !clocks.overdue(at: London.start(of: context.today)).isEmpty
        case "sign-draft":
            guard drafts.versions.last?.author != context.actor else { return false }
            return (try? drafts.signOff?.slot(for: context)) != nil
        case "bypass-sign-off": return context.mayBypassSignOff
        default: return true
        }
    }

    /// Where people of these roles can move it by hand from where it is.
    func moves(by roles: Set<Code>, _ process: CaseProcess) -> [Code] {
        process.moves.filter { move in
            stages.stage.map { move.from.contains($0) } ?? false
                && !move.roles.isEmpty && !roles.isDisjoint(with: move.roles)
                && process.stage(move.to)?.state == kernelState
        }.map(\.to)
    }

    /// Whose signature the last draft waits for: those who can sign next.
    package var signersAwaited: [Signer] {
        guard let signOff = drafts.signOff, !signOff.isComplete else { return [] }
        let slots = signOff.model.slots
        return signOff.model.open(Set(signOff.signed.keys)).map { slots[$0] }
    }

    /// Of a command that does not ask whether the case is open; nil for the others.
    private func offersAlways(_ command: String) -> Bool? {
        switch command {
        case "record-correspondence", "add-note", "record-time", "declare-outside-work",
            "link-case", "place-hold", "correct-event", "correct-receipt", "add-file":
            true
        case "withdraw-file": files.all.contains { !$0.isWithdrawn }
        case "unlink-case": !links.all.isEmpty
        case "merge-case": links.merged == nil
        case "unmerge-case": links.merged != nil
        case "release-hold": holds.isHeld
        case "record-delivery": !replies.all.isEmpty
        case "record-satisfaction": replies.all.contains { $0.kind == .final }
        case "adopt-process": stages.process == nil
        case "move-stage", "set-field", "move-process": stages.process != nil
        default: nil
        }
    }

    /// Of commands that only some types of case have, or only what is late; nil for the others.
    private func offersSpecially(_ command: String) -> Bool? {
        guard let (types, _) = Self.types(of: command) else {
            return command == "explain-lateness" ? !clocks.computed.isEmpty : nil
        }
        guard type.map(types.contains) ?? false else { return false }
        return type == .complaint ? offersOfComplaint(command) : offersOfRequest(command)
    }

    private func offersWhileOpen(_ command: String) -> Bool {
        switch command {
        case "reopen", "dispose": false
        case "accept", "reject": acceptance.stage == .asked
        case "chase-contribution", "answer-contribution", "withdraw-contribution":
            contributions.isWaiting
        case "give-part", "answer-part", "rejoin-part": !parts.all.isEmpty
        case "acknowledge": !replies.isAcknowledged
        case "request-sign-off": !drafts.versions.isEmpty
        case "sign-draft", "return-draft", "bypass-sign-off":
            drafts.signOff.map { !$0.isComplete } ?? false
        default: true
        }
    }
}
