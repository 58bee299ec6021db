// SPDX-License-Identifier: Apache-2.0
package import Casework
internal import EventCodec
package import Forms
internal import Ledger

/// A case that a move to another version is asked for.
package struct ProcessMoveOutcome: Sendable {
    package let id: CaseID
    package let reference: String
    /// Nil where the case was moved, or would be.
    package let refusal: String?
}

extension CaseService {
    /// Moves the cases that another version of the process handles to this one, one after the
    /// other; each that cannot be moved stays where it is, and says why.
    ///
    /// - Parameters:
    ///   - stages: The counterparts of stages that have another name in the version, or none.
    ///   - only: That case alone; nil for all.
    ///   - unhandled: Also cases of the type that no process handles: each comes to the first
    ///     stage over its state.
    package func moveCases(
        of name: Code, to number: Int, stages: [(from: Code, to: Code)], only: CaseID?,
        unhandled: Bool, actor: Actor
    ) async throws(ServiceError) -> [ProcessMoveOutcome] {
        try Authorisation.require(actor, .moveProcess)
        let known = try processes().first {
            $0.version.process.name == name && $0.version.number == number
        }
        guard let type = known?.version.process.type else {
            throw .process(
                "there is no version \(number) of a process \(name); 'caseledger process list' "
                    + "lists them")
        }
        let order = try cases(of: name, type, unhandled: unhandled)
        let counterparts = stages.map { MoveProcess.Counterpart(from: $0.from, to: $0.to) }
        let move = CaseCommand.stage(
            .moveProcess(MoveProcess(version: number, stages: counterparts)))
        let adopt = CaseCommand.stage(.adopt(AdoptProcess(process: name, version: number)))
        var outcomes: [ProcessMoveOutcome] = []
        for (id, version, reference) in order
        where (only == nil || id == only) && version != number {
            var refusal: String?
            do throws(ServiceError) {
                _ = try await perform(
                    version == nil ? adopt : move, on: id, expected: nil, commandID: ledger.newID(),
                    actor: actor)
            } catch {
                guard case .refused(let reason) = error else { throw error }
                refusal = reason.sentence
            }
            outcomes.append(
                ProcessMoveOutcome(id: id, reference: reference, refusal: refusal))
        }
        return outcomes
    }

    /// The cases that the process handles, each with its version, in the order of their opening;
    /// nil of those of its type that none does.
    private func cases(
        of name: Code, _ type: CaseType, unhandled: Bool
    ) throws(ServiceError) -> [(id: CaseID, version: Int?, reference: String)] {
        var found: [CaseID: (process: Code?, version: Int?, reference: String)] = [:]
        var order: [CaseID] = []
        try eachEvent { event throws(ServiceError) in
            guard let id = CaseID(event.stream.description) else { return }
            guard
                ["case.opened", ProcessAdopted.type, ProcessMoved.type].contains(event.type),
                case .case(let body) = try sealer.read(event)
            else { return }
            switch body {
            case .opened(let opened) where opened.type == type:
                order.append(id)
                found[id] = (nil, nil, event.reference ?? "")
            case .stage(.adopted(let adopted)):
                found[id]?.process = adopted.process
                found[id]?.version = adopted.version
            case .stage(.processMoved(let moved)): found[id]?.version = moved.version
            default: break
            }
        }
        return order.compactMap { id in
            guard let known = found[id], known.process == name || unhandled && known.process == nil
            else { return nil }
            return (id, known.version, known.reference)
        }
    }
}
