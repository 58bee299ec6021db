// SPDX-License-Identifier: Apache-2.0
internal import CaseService
internal import Casework
internal import EventCodec
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
        let opened = Day(row.opened) ?? now.day
        let end = row.closedAt.flatMap { Instant($0) } ?? now
        return Pages.QueueRow(
            reference: row.reference, subject: try subject(row),
            type: CaseType(rawValue: row.type)?.label ?? row.type, state: tag(row.stage),
            team: try team(row.team), officer: try officer(row.officer),
            channel: row.channel.flatMap { Channel(rawValue: $0)?.label } ?? "", opened: opened,
            ageDays: max(0, London.day(of: end).number - opened.number),
            lastActivity: Instant(row.activeAt) ?? now)
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

    func summary(_ row: ReadModels.QueueRow, _ history: [HistoryEntry]) throws -> CaseSummary {
        var person: PersonRegistered?
        if let id = row.correspondent.flatMap({ PersonID($0) }) {
            person = try service.person(id, actor: actor)
        }
        let contact = [person?.email, person?.phone, person?.address].compactMap { $0?.opened }
        var received: Day?
        if case .day(let day) = history.first?.event.occurredAt { received = day }
        var closed: CaseSummary.Closure?
        if let outcome = row.outcome.flatMap({ Outcome(rawValue: $0) }),
            let at = row.closedAt.flatMap({ Instant($0) })
        {
            closed = CaseSummary.Closure(outcome: outcome.label, at: at)
        }
        return CaseSummary(
            reference: row.reference, subject: try subject(row), state: tag(row.stage),
            type: CaseType(rawValue: row.type)?.label ?? row.type,
            correspondent: person.map { $0.name?.opened ?? "Name not given" },
            contactLines: contact,
            channel: row.channel.flatMap { Channel(rawValue: $0)?.label },
            team: try team(row.team), officer: try officer(row.officer),
            opened: history.first?.event.time ?? Instant(seconds: 0), received: received,
            closed: closed, version: history.last?.event.streamVersion ?? row.version)
    }

    func entries(_ history: [HistoryEntry]) throws -> [TimelineEntry] {
        try history.map { try entry($0) }
    }

    func entry(_ entry: HistoryEntry) throws -> TimelineEntry {
        let told = try tell(entry.body)
        let event = entry.event
        return TimelineEntry(
            kind: told.kind, sentence: told.sentence, who: try who(event.actor),
            subject: told.subject, text: told.text,
            happened: event.occurredAt ?? .instant(event.time), recorded: event.time,
            position: event.position, version: event.streamVersion, activity: told.activity)
    }

    // MARK: Words

    private struct Told {
        var kind: TimelineEntry.Kind
        var sentence: String
        var subject: String?
        var text: String?
        var activity: ImportedActivity?
    }

    private func tell(_ body: DomainEvent?) throws -> Told {
        guard case .case(let event) = body else {
            return Told(kind: .other, sentence: "Something that this program does not know yet")
        }
        switch event {
        case .opened(let opened): return try tell(opened)
        case .activityRecorded(let recorded): return try tell(recorded)
        case .correspondenceRecorded(let item):
            let incoming = item.direction == .incoming
            let channel = item.channel.label
            return Told(
                kind: incoming ? .received : .sent,
                sentence: incoming ? "\(channel) received" : "\(channel) sent",
                subject: item.subject?.opened, text: item.message.opened)
        case .allocated(let allocated):
            let name = try team(allocated.team?.description)
            return Told(
                kind: .assigned, sentence: name.map { "Given to \($0)" } ?? "Taken from its team")
        case .assigned(let assigned):
            let name = try officer(assigned.officer?.description)
            return Told(
                kind: .assigned, sentence: name.map { "Assigned to \($0)" } ?? "Assigned to nobody")
        case .noteAdded(let note):
            return Told(kind: .note, sentence: "Note added", text: note.text.opened)
        case .closed(let closed):
            return Told(
                kind: .closed, sentence: "Closed: \(closed.outcome.label.lowercased())",
                text: closed.note?.opened)
        }
    }

    private func tell(_ opened: CaseOpened) throws -> Told {
        var told = Told(kind: .opened, sentence: "Case opened")
        if opened.log != nil {
            told.sentence = "Case imported from a log"
            told.subject = opened.name?.opened
            told.activity = ImportedActivity(
                transition: nil, resource: nil, attributes: opened.attributes.map(attribute))
        } else if let channel = opened.channel {
            told.sentence = "\(channel.label) received, case opened"
            told.subject = opened.subject?.opened
            told.text = opened.message?.opened
        }
        return told
    }

    private func tell(_ recorded: ActivityRecorded) throws -> Told {
        let resource = try recorded.resource.map { try service.name(of: $0) ?? "Name erased" }
        return Told(
            kind: .activity,
            sentence: recorded.activity?.description ?? "An activity without a name",
            activity: ImportedActivity(
                transition: recorded.transition?.description, resource: resource,
                attributes: recorded.attributes.map(attribute)))
    }

    private func who(_ actor: String) throws -> String {
        switch Actor(actor) {
        case .staff(let id): try service.name(of: id) ?? "Former staff"
        case .imported: "Import"
        case .system, nil: "CaseLedger"
        }
    }

    private func attribute(_ attribute: CaseAttribute) -> Attribute {
        let value =
            switch attribute.value {
            case .text(let sealed), .identifier(let sealed): sealed.opened ?? "(erased)"
            case .code(let code): code.description
            case .date(let date): Words.moment(date.instant)
            case .integer(let number): String(number)
            case .number(let number): String(number)
            case .boolean(let flag): flag ? "yes" : "no"
            case .list, .childrenOnly: ""
            }
        return Attribute(
            attribute.key.description, value, children: attribute.children.map(self.attribute))
    }
}
