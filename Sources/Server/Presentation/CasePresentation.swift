// SPDX-License-Identifier: Apache-2.0
internal import CaseService
internal import Casework
internal import EventCodec
internal import Forms
internal import Foundation
internal import Ledger
internal import Pages
internal import ReadModels
internal import WorkingTime

/// Turns rows and histories into what pages show, opening names from the vault.
struct Presenter {
    let service: CaseService
    let actor: Actor

    // MARK: Queue

    func row(_ row: ReadModels.QueueRow, now: Instant) throws -> Pages.QueueRow {
        let opened = row.opened.flatMap { Day($0) }
        let end = row.closedAt.flatMap { Instant($0) } ?? now
        return Pages.QueueRow(
            reference: row.reference, subject: try subject(row),
            type: CaseType(rawValue: row.type)?.label ?? row.type, state: tag(row.stage),
            team: try team(row.team), officer: try officer(row.officer),
            channel: row.channel.flatMap { Channel(rawValue: $0)?.label } ?? "", opened: opened,
            ageDays: opened.map { max(0, London.day(of: end).number - $0.number) },
            lastActivity: row.activeAt.flatMap { Instant($0) })
    }

    /// The subject as it was typed, or the name that an imported log gave the case.
    func subject(_ row: ReadModels.QueueRow) throws -> String {
        guard let id = CaseID(row.id), let opening = try service.opening(of: id, actor: actor)
        else { return "" }
        return opening.subject?.opened ?? opening.name?.opened ?? ""
    }

    func officer(_ id: String?) throws -> String? {
        guard let id = id.flatMap({ StaffID($0) }) else { return nil }
        return try service.name(of: id) ?? "Former staff"
    }

    func team(_ id: String?) throws -> String? {
        try id.flatMap { TeamID($0) }.flatMap { try service.name(of: $0) }
    }

    func tag(_ stage: String) -> Tag { stage == "closed" ? .closed : .open }

    // MARK: Case

    func summary(_ row: ReadModels.QueueRow, _ record: CaseRecord) throws -> CaseSummary {
        var person: PersonRegistered?
        if let id = row.correspondent.flatMap({ PersonID($0) }) {
            person = try service.person(id, actor: actor)
        }
        let contact = [person?.email, person?.phone, person?.address].compactMap { $0?.opened }
        let first = record.events.first
        let received: Day? =
            switch first?.happened {
            case .day(let day): day
            case .instant(let instant) where row.log != nil && first?.isDated == true:
                London.day(of: instant)
            case .instant, nil: nil
            }
        var closed: CaseSummary.Closure?
        if let outcome = row.outcome.flatMap({ Outcome(rawValue: $0) }) {
            let closing = record.events.last { event in
                if case .case(.closed) = event.body { true } else { false }
            }
            closed = CaseSummary.Closure(
                outcome: outcome.label,
                at: closing.flatMap { $0.isDated ? $0.happened : nil })
        }
        let state = try service.standing(of: record.id, actor: actor)
        let process = try service.process(of: state)?.version.process
        return CaseSummary(
            reference: row.reference, subject: try subject(row), state: tag(row.stage),
            type: CaseType(rawValue: row.type)?.label ?? row.type,
            correspondent: person.map { $0.name?.opened ?? "Name not given" },
            contactLines: contact,
            channel: row.channel.flatMap { Channel(rawValue: $0)?.label },
            team: try team(row.team), officer: try officer(row.officer),
            stage: state.stages.stage.flatMap { process?.stage($0)?.label.text },
            priority: row.priority.map(sentenceCase),
            due: row.due.flatMap { Due(plainText: $0)?.words },
            opened: first?.recorded ?? Instant(seconds: 0), received: received,
            isImported: row.log != nil, closed: closed,
            version: record.events.last?.version ?? row.version)
    }

    /// Events told as pages and API tell them.
    ///
    /// - Parameter mark: What is said of an event's lateness; nil for how much later it was
    ///   recorded.
    func entries(
        _ steps: some Sequence<ReplayStep>, mark: (ReplayStep) -> String? = { _ in nil }
    ) -> [TimelineEntry] {
        steps.map { step in
            let telling = step.telling
            var activity: ImportedActivity?
            if telling.transition != nil || telling.resource != nil || !telling.details.isEmpty {
                activity = ImportedActivity(
                    transition: telling.transition, resource: telling.resource,
                    attributes: telling.details.map(attribute))
            }
            return TimelineEntry(
                kind: TimelineEntry.Kind(rawValue: telling.kind.rawValue) ?? .other,
                sentence: telling.sentence, who: step.doer.words, subject: telling.subject,
                text: telling.text, happened: step.event.happened, isDated: step.event.isDated,
                recorded: step.event.recorded,
                position: step.event.position, version: step.event.version, activity: activity,
                changes: step.changes.map(change),
                mark: mark(step).map { $0.prefix(1).uppercased() + $0.dropFirst() })
        }
    }

    func change(_ change: FieldChange) -> ChangeLine {
        ChangeLine(change.field.label, from: change.from?.words, to: change.to?.words)
    }

    private func attribute(_ detail: Telling.Detail) -> Attribute {
        Attribute(detail.key, detail.value, children: detail.children.map(attribute))
    }
}
