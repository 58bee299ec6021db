// SPDX-License-Identifier: Apache-2.0
package import Casework
internal import Crypto
internal import EventCodec
package import Forms
package import Ledger

/// Commands as people ask for them: by references, and on several cases.
extension CaseService {
    /// The fields of a command as somebody typed them, made such that its form can read them:
    /// another case by its id rather than its reference, and `me` as whoever asks.
    package func resolved(
        _ typed: [String: [String]], of form: KnownForm<CaseCommand>, by actor: Actor
    ) throws(ServiceError) -> [String: [String]] {
        var resolved = typed
        for field in form.fields {
            guard let text = typed[field.name]?.last else { continue }
            switch field.kind.whole {
            case .id("case") where CaseID(text) == nil && !text.isEmpty:
                do throws(ServiceError) {
                    resolved[field.name] = ["\(try caseID(ofReference: text))"]
                } catch {
                    guard case .notFound = error else { throw error }
                    throw .refused(.noOtherCase)
                }
            case .id("staff") where text.lowercased() == "me":
                if case .staff(let me) = actor { resolved[field.name] = ["\(me)"] }
            default: break
            }
        }
        return resolved
    }

    /// Gives the first of some cases that nobody has to whoever asks (feature 23).
    ///
    /// - Parameters:
    ///   - candidates: In the order in which they should be dealt with.
    ///   - commandID: Repeating it gives the same case again.
    /// - Returns: Nil where somebody has each of them already.
    package func takeNext(
        of candidates: [CaseID], for staff: StaffID, commandID: String
    ) async throws(ServiceError) -> (id: CaseID, receipt: Receipt)? {
        let actor = Actor.staff(staff)
        try Authorisation.require(actor, .changeCase)
        let commandID = Self.takePrefix + commandID
        let claim = Self.takeClaim(commandID)
        if let taken = try taken(claim, commandID) { return taken }
        for id in candidates {
            let stream = try stream(id)
            let history = try load(stream)
            let state = try state(history)
            guard state.status == .open, state.officer == nil else { continue }
            let events = try decide(.assign(staff), state, on: id, by: actor)
            let commit = try sealer.commit(
                events.map { Dated(.case($0.event), occurredAt: $0.occurredAt) }, to: stream,
                expected: .exactly(history.count), commandID: commandID, actor: actor,
                claims: [claim])
            do throws(ServiceError) {
                return (id, try await append(commit))
            } catch {
                switch error {
                // Somebody was faster with this one.
                case .conflict: continue
                // The same was asked twice at once.
                case .ledger(.claimTaken): return try taken(claim, commandID)
                default: throw error
                }
            }
        }
        return nil
    }

    /// No command of a person has such an id.
    static let takePrefix = "take/"

    /// Made with the event that gives the case.
    static func takeClaim(_ commandID: String) -> ClaimKey {
        ClaimKey(kind: "take", digest: Array(SHA256.hash(data: Array(commandID.utf8))))
    }

    private func taken(
        _ claim: ClaimKey, _ commandID: String
    ) throws(ServiceError) -> (id: CaseID, receipt: Receipt)? {
        let found: RecordedEvent?
        do {
            found = try ledger.position(of: claim).flatMap { try ledger.event(at: $0) }
        } catch let error as LedgerError { throw .ledger(error) } catch { throw .notFound }
        guard let found, let id = CaseID(found.stream.description),
            let receipt = repeated(commandID, in: try load(found.stream), found.stream)
        else { return nil }
        return (id, receipt)
    }

    /// Carries out one command on many cases, one after another; what one refuses does not stop the
    /// others (feature 23).
    ///
    /// Repeating it with the same id does what was not done, and changes nothing twice.
    ///
    /// - Parameters:
    ///   - references: As people know them; at most `Bulk.most`.
    ///   - report: Told of each case as it is done.
    package func perform(
        _ command: CaseCommand, onEach references: [String], commandID: String, actor: Actor,
        report: (BulkResult) -> Void
    ) async {
        for reference in references {
            let reference = reference.uppercased()
            do throws(ServiceError) {
                let receipt = try await perform(
                    command, on: try caseID(ofReference: reference), expected: nil,
                    commandID: "\(commandID)/\(reference)", actor: actor)
                report(BulkResult(reference: reference, outcome: .success(receipt)))
            } catch {
                report(BulkResult(reference: reference, outcome: .failure(error)))
            }
        }
    }
}

/// What became of one case of many.
package struct BulkResult: Sendable {
    package let reference: String
    package let outcome: Result<Receipt, ServiceError>

    /// Cases that one request may name.
    package static let most = 1_000
    /// Cases that one page may name: whoever sent it waits for the answer.
    package static let mostOfPage = 200
}
