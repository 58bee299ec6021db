// SPDX-License-Identifier: Apache-2.0
package import Casework
internal import EventCodec
package import Forms
package import Ledger
internal import Synchronization
package import WorkingTime

/// The authority's templates, and what a case makes of them.
extension CaseService {
    /// Every template as it stands.
    package func templates() throws(ServiceError) -> Templates {
        let stream = try templateStream
        let version: Int
        do { version = try ledger.version(of: stream) } catch { throw .ledger(error) }
        if let kept = keptTemplates.withLock({ $0 }), kept.version == version {
            return kept.templates
        }
        var templates = Templates()
        if version > 0 {
            for event in try load(stream) {
                guard case .template(let body) = try sealer.read(event) else { continue }
                templates.evolve(body, by: Actor(event.actor) ?? .system("unknown"))
            }
        }
        let read = templates
        keptTemplates.withLock { $0 = (version, read) }
        return templates
    }

    /// Carries out one command after another; where one is refused, none is carried out.
    ///
    /// - Parameter actor: Who writes or approves; of the texts that come with the program, the
    ///   operator.
    package func perform(
        _ commands: [TemplateCommand], actor: Actor
    ) async throws(ServiceError) -> Receipt {
        try Authorisation.require(actor, .manageTemplates)
        try requireRole(for: commands, actor)
        let stream = try templateStream
        let version: Int
        do { version = try ledger.version(of: stream) } catch { throw .ledger(error) }
        var templates = try templates()
        var events: [TemplateEvent] = []
        do throws(Refusal) {
            for command in commands {
                let event = try templates.decide(command, by: actor, today: today)
                templates.evolve(event, by: actor)
                events.append(event)
            }
        } catch { throw .refused(error) }
        let commit = try sealer.commit(
            events.map { Dated(.template($0)) }, to: stream,
            expected: version == 0 ? .new : .exactly(version), commandID: nil, actor: actor)
        return try await append(commit)
    }

    /// Where roles count, whoever has one drafts, and those who sign letters off approve and
    /// withdraw.
    private func requireRole(
        for commands: [TemplateCommand], _ actor: Actor
    ) throws(ServiceError) {
        guard case .staff(let person) = actor, try rolesCount() else { return }
        let roles = try workforce(of: person).roles(on: today).map(\.description)
        let onlyDrafts = commands.allSatisfy { if case .draft = $0 { true } else { false } }
        let may =
            onlyDrafts ? !roles.isEmpty : roles.contains(where: Kernel.approvingRoles.contains)
        guard may else { throw .forbidden }
    }

    /// A template as a case fills it in.
    ///
    /// - Throws: `.refused(.template(…))` where it is not in force, or the case has nothing for a
    ///   field of it.
    package func filled(
        _ name: Code, for id: CaseID, actor: Actor
    ) throws(ServiceError) -> (use: TemplateUse, text: String) {
        let templates = try templates()
        guard templates.all[name] != nil else { throw .refused(.template(.none(name))) }
        guard let version = templates.inForce(name, on: today) else {
            throw .refused(.template(.notInForce(name)))
        }
        let values = try mergeValues(of: id, actor: actor)
        do throws(Refusal) { return (version.use, try version.filled(values)) } catch {
            throw .refused(error)
        }
    }

    private func mergeValues(
        of id: CaseID, actor: Actor
    ) throws(ServiceError) -> [MergeField: String] {
        let record = try record(of: id, actor: actor)
        let view = record.replay().view
        var values: [MergeField: String] = [
            .reference: record.reference, .today: Words.day(today),
            .authority: ledger.identity.organisation,
        ]
        let fields: [MergeField: CaseField] = [
            .received: .received, .due: .due, .team: .team, .officer: .officer,
        ]
        for (field, named) in fields {
            guard let value = view[named], value.code != "unknown" else { continue }
            values[field] = Day(value.code).map { Words.day($0) } ?? value.words
        }
        // What was destroyed, or not given, has words of its own there: they are no letter's.
        values[.subject] = try opening(of: id, actor: actor)?.subject?.opened
        if let person = view[.correspondent].flatMap({ PersonID($0.code) }) {
            values[.correspondent] = try self.person(person, actor: actor)?.name?.opened
        }
        return values
    }

    /// In Europe/London.
    package var today: Day { London.day(of: ledger.clock.now()) }

    private var templateStream: StreamName {
        get throws(ServiceError) {
            guard let name = StreamName("template/\(ledger.identity.id)") else { throw .notFound }
            return name
        }
    }
}
