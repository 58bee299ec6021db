// SPDX-License-Identifier: Apache-2.0
package import Casework
internal import EventCodec
package import Forms

/// A sealed text as a reader finds it.
package enum Opened: Equatable, Sendable {
    case text(String)
    /// The reader has no key to it.
    case sealed
    /// Its key, or it, is no more.
    case destroyed

    package var words: String {
        switch self {
        case .text(let text): text
        case .sealed: "[sealed]"
        case .destroyed: "[destroyed]"
        }
    }
    var value: CaseValue { CaseValue(words, words: words) }
}

/// Who did something, by the names they had when it was recorded.
package struct Doer: Equatable, Sendable {
    /// The event's actor: `staff/…`, `import/…`, `system/…`.
    package let id: String
    package let name: String
    /// The team they were in; nil where they were in none.
    package let team: CaseValue?

    package init(id: String, name: String, team: CaseValue? = nil) {
        self.id = id
        self.name = name
        self.team = team
    }

    /// `Ada Example, Housing`.
    package var words: String { team.map { "\(name), \($0.words)" } ?? name }
}

/// The streams of the people and teams that a case's events name, to say who they were then.
package struct Directory: Equatable, Sendable {
    /// Whole streams by their names: of staff, teams, persons, resources.
    package var streams: [String: [PastEvent]] = [:]
    /// What other cases are called, by their streams.
    package var references: [String: String] = [:]
    /// Whether sealed texts were opened wherever they are there.
    package var canOpen: Bool

    package init(canOpen: Bool = true) { self.canOpen = canOpen }

    package func opened(_ text: Sealed<String>) -> Opened {
        switch text {
        case .value(let text): .text(text)
        case .hidden: canOpen ? .destroyed : .sealed
        }
    }

    /// Who an event's actor was when it was recorded, at `position`.
    package func doer(_ actor: String, at position: Int) -> Doer {
        switch Actor(actor) {
        case .staff(let id):
            Doer(
                id: actor, name: name(of: id, at: position).words,
                team: team(of: id, at: position))
        case .imported(let log): Doer(id: actor, name: name(of: log))
        case .system(let name): Doer(id: actor, name: Self.words(ofSystem: name))
        case nil: Doer(id: actor, name: "Somebody that this program does not know")
        }
    }

    /// What a member of staff was called at a position of the log.
    package func name(of id: StaffID, at position: Int) -> Opened {
        for event in past(id.description, position).reversed() {
            if case .staff(.registered(let staff)) = event.body { return opened(staff.name) }
        }
        return canOpen ? .destroyed : .sealed
    }

    /// The team that a member of staff was in at a position of the log, by its name then.
    package func team(of id: StaffID, at position: Int) -> CaseValue? {
        for event in past(id.description, position).reversed() {
            guard case .staff(.joinedTeam(let joined)) = event.body else { continue }
            return joined.team.map { value(of: $0, at: position) }
        }
        return nil
    }

    /// A team by what it was called at a position of the log.
    package func value(of id: TeamID, at position: Int) -> CaseValue {
        for event in past(id.description, position).reversed() {
            guard case .teamEstablished(let team) = event.body else { continue }
            return CaseValue(id.description, words: team.name.text)
        }
        return CaseValue(id.description, words: "A team without a name")
    }

    /// A plain value: a name where it is that of somebody or of a team, the reference of another
    /// case, else as it is.
    package func words(of text: String, at position: Int) -> String {
        if let team = TeamID(text) { return value(of: team, at: position).words }
        if let staff = StaffID(text) { return name(of: staff, at: position).words }
        return references[text] ?? text
    }

    /// What a correspondent is called; words for one who gave no name.
    package func name(of id: PersonID) -> Opened {
        guard case .person(.registered(let person)) = streams[id.description]?.first?.body else {
            return canOpen ? .destroyed : .sealed
        }
        return person.name.map { opened($0) } ?? .text("Name not given")
    }

    /// What an imported log calls somebody or something that acted.
    package func name(of id: ResourceID) -> Opened {
        guard case .resourceRegistered(let resource) = streams[id.description]?.first?.body else {
            return canOpen ? .destroyed : .sealed
        }
        return opened(resource.name)
    }

    /// What an import is called: by its source, where that is another system's tables.
    private func name(of log: LogID) -> String {
        guard case .logImported(let imported) = streams[log.description]?.first?.body,
            imported.format.description == "csv"
        else { return "Import of a log" }
        guard let source = imported.header.opened else { return "Import from another system" }
        return "Import from \(source)"
    }

    private func past(_ stream: String, _ position: Int) -> [PastEvent] {
        (streams[stream] ?? []).filter { $0.position <= position }
    }

    private static func words(ofSystem name: String) -> String {
        switch name {
        case "init": "CaseLedger, when the record was founded"
        case "import": "CaseLedger, importing"
        default: "CaseLedger (\(name))"
        }
    }
}
