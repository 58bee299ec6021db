// SPDX-License-Identifier: Apache-2.0
internal import CaseService
internal import Casework
internal import Pages
internal import WorkingTime

/// A body that has these members and no other: a slip of the pen is not taken for nothing.
protocol KnownMembers {
    static var members: Set<String> { get }
}

struct CaseBody: Decodable, KnownMembers {
    static let members: Set = [
        "type", "channel", "received", "correspondent", "subject", "message",
    ]
    struct Correspondent: Decodable {
        let name: String?
        let email: String?
        let phone: String?
        let address: String?
    }
    let type: String
    let channel: String
    /// `YYYY-MM-DD`, or a moment with its offset.
    let received: String
    let correspondent: Correspondent?
    let subject: String
    let message: String?
}

struct CorrespondenceBody: Decodable, KnownMembers {
    static let members: Set = ["direction", "channel", "occurred", "subject", "message"]
    /// `in` or `out`.
    let direction: String
    let channel: String
    /// `YYYY-MM-DD`.
    let occurred: String
    let subject: String?
    let message: String
}

struct AssignmentBody: Decodable {
    /// `staff/UUID`, `me`, or null for nobody; it must be said.
    let officer: String?

    private enum Keys: String, CodingKey { case officer }

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: Keys.self)
        officer =
            try members.decodeNil(forKey: .officer)
            ? nil : members.decode(String.self, forKey: .officer)
    }
}

struct AllocationBody: Decodable {
    /// `team/UUID`, or null for none; it must be said.
    let team: String?

    private enum Keys: String, CodingKey { case team }

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: Keys.self)
        team =
            try members.decodeNil(forKey: .team)
            ? nil : members.decode(String.self, forKey: .team)
    }
}

struct NoteBody: Decodable, KnownMembers {
    static let members: Set = ["text"]
    let text: String
}

struct ClosureBody: Decodable, KnownMembers {
    static let members: Set = ["outcome", "note"]
    let outcome: String
    let note: String?
}

/// What a command gave.
struct ReceiptAnswer: Encodable {
    let reference: String
    let id: String
    let version: Int
    let position: Int
}

/// A case and its history.
struct CaseAnswer: Encodable {
    struct Event: Encodable {
        let position: Int
        let version: Int
        let recorded: String
        let happened: Nullable
        let who: String
        let what: String
        let subject: String?
        let text: String?
    }
    let reference: String
    let id: String
    let version: Int
    let type: String
    let state: String
    let stage: String
    let channel: String?
    /// Its name.
    let team: String?
    /// `staff/UUID`.
    let officer: String?
    /// Null where nobody knows the day.
    let opened: Nullable
    let outcome: String?
    let subject: String
    let correspondent: String?
    let history: [Event]

    init(
        _ view: CaseView, _ summary: CaseSummary, _ record: CaseRecord, _ entries: [TimelineEntry]
    ) {
        reference = record.reference
        id = record.id.description
        version = summary.version
        type = view[.type]?.code ?? ""
        state = view[.state]?.code ?? ""
        stage = view[.stage]?.code ?? ""
        channel = view[.channel]?.code
        team = summary.team
        officer = view[.officer]?.code
        opened = Nullable(summary.received?.description)
        outcome = view[.outcome]?.code
        subject = summary.subject
        correspondent = summary.correspondent
        history = entries.map {
            Event(
                position: $0.position, version: $0.version, recorded: $0.recorded.description,
                happened: Nullable($0.isDated ? $0.happened.description : nil), who: $0.who,
                what: $0.sentence,
                subject: $0.subject, text: $0.text)
        }
    }
}
