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
        let due = row.due.flatMap { Due(plainText: $0) }
        let end = row.closedAt.flatMap { Instant($0) } ?? now
        return Pages.QueueRow(
            reference: row.reference, subject: try subject(row),
            type: CaseType(rawValue: row.type)?.label ?? row.type, state: tag(row.state),
            team: try team(row.team), officer: try officer(row.officer),
            due: due,
            isOverdue: due.map { $0.last < now } ?? false, opened: opened,
            ageDays: opened.map { max(0, London.day(of: end).number - $0.number) },
            lastActivity: row.activeAt.flatMap { Instant($0) })
    }

    func subject(_ row: ReadModels.QueueRow) throws -> String {
        try CaseID(row.id).map { try service.subject(of: $0, actor: actor) } ?? ""
    }

    func officer(_ id: String?) throws -> String? {
        guard let id = id.flatMap({ StaffID($0) }) else { return nil }
        return try service.name(of: id) ?? "Former staff"
    }

    func team(_ id: String?) throws -> String? {
        try id.flatMap { TeamID($0) }.flatMap { try service.name(of: $0) }
    }

    func tag(_ state: String) -> Tag {
        guard let state = KernelState(rawValue: state) else { return .open }
        let tone: Tag.Tone =
            switch state {
            case .open: .blue
            case .onHold: .amber
            case .answered: .green
            case .underReview: .violet
            case .closed, .disposed: .grey
            }
        return Tag(state.label, tone)
    }

    // MARK: Case

    /// The case as the ledger has it: nothing here waits for a read model.
    func summary(_ record: CaseRecord) throws -> CaseSummary {
        let view = record.replay().view
        let first = record.events.first
        var opening: CaseOpened?
        if case .case(.opened(let opened)) = first?.body { opening = opened }
        let person = try opening?.correspondent.flatMap { try service.person($0, actor: actor) }
        let contact = [person?.email, person?.phone, person?.address].compactMap { $0?.opened }
        let state = try service.standing(of: record.id, actor: actor)
        let process = try service.process(of: state)?.version.process
        return CaseSummary(
            reference: record.reference, subject: view[.subject]?.words ?? "",
            state: tag(view[.state]?.code ?? ""), type: view[.type]?.words ?? "",
            correspondent: person.map { $0.name?.opened ?? "Name not given" },
            contactLines: contact, channel: view[.channel]?.words,
            team: try team(view[.team]?.code), officer: try officer(view[.officer]?.code),
            stage: state.stages.stage.flatMap { process?.stage($0)?.label.text },
            priority: view[.priority]?.words, waitsFor: try waitsFor(state), due: view[.due]?.words,
            opened: first?.recorded ?? Instant(seconds: 0),
            received: received(view),
            isImported: opening?.log != nil,
            closed: closure(view, record), version: record.events.last?.version ?? 0)
    }

    /// For what a case waits, a line each.
    private func waitsFor(_ state: CaseState) throws -> [String] {
        guard state.status == .open || state.status == .answered else { return [] }
        let signers = try state.signersAwaited.map(words)
        var lines = signers.isEmpty ? [] : ["Signature: \(signers.joined(separator: ", "))"]
        lines += state.information.handling.waitingFor.map(\.rawValue).sorted().map {
            "\(sentenceCase($0)), from whoever asked"
        }
        for (index, contribution) in state.contributions.all.enumerated()
        where contribution.stage == .asked {
            lines.append("Contribution \(index + 1)")
        }
        lines += state.parts.unanswered.map { "Part \($0)" }
        return lines
    }

    private func words(_ signer: Signer) throws -> String {
        switch signer {
        case .role(let role): sentenceCase(role.description)
        case .team(let team): try service.name(of: team) ?? "A team"
        case .person(let person): try service.name(of: person) ?? "Former staff"
        }
    }

    /// The last draft; nil where there is none.
    func draft(_ record: CaseRecord, now: Instant) -> ShownDraft? {
        var files: [Bytes32: Int] = [:]
        var last: (saved: DraftSaved, step: ReplayStep)?
        for step in record.replay().steps {
            switch step.event.body {
            case .case(.file(.added(let added))): files[added.digest] = added.file
            case .case(.draft(.saved(let saved))): last = (saved, step)
            default: break
            }
        }
        guard let (saved, step) = last else { return nil }
        let names = Dictionary(record.files.map { ($0.number, $0.name) }) { first, _ in first }
        let attached = saved.attachments.compactMap { files[$0] }
        let day = Words.relative(step.event.recorded, to: now)
        return ShownDraft(
            number: saved.draft, written: "By \(step.doer.words), \(day)",
            text: saved.text.opened,
            files: attached.map {
                (names[$0] ?? "File \($0)", Paths.file(record.reference, $0))
            },
            templates: saved.templates.map { sentenceCase($0.template.description) })
    }

    private func received(_ view: CaseView) -> Day? {
        switch view[.received].flatMap({ Occurrence($0.code) }) {
        case .day(let day): day
        case .instant(let instant): London.day(of: instant)
        case nil: nil
        }
    }

    private func closure(_ view: CaseView, _ record: CaseRecord) -> CaseSummary.Closure? {
        guard let outcome = view[.outcome] else { return nil }
        let closing = record.events.last { event in
            switch event.body {
            case .case(.closed), .case(.ending(.withdrawn)), .case(.ending(.transferred)): true
            default: false
            }
        }
        return CaseSummary.Closure(
            outcome: outcome.words, at: closing.flatMap { $0.isDated ? $0.happened : nil })
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
                changes: step.changes.told.map(change),
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
