// SPDX-License-Identifier: Apache-2.0
internal import Casework
internal import EventCodec
internal import Forms
internal import WorkingTime

/// An event in words: the one vocabulary of command line, pages and API.
package struct Telling: Equatable, Sendable {
    /// What sort of thing happened.
    package enum Kind: String, CaseIterable, Sendable {
        case opened, received, sent, allocated, assigned, note, closed, activity, flag, other
    }

    /// A named value of an imported log, with the values nested in it.
    package struct Detail: Equatable, Sendable {
        package let key: String
        package let value: String
        package let children: [Detail]
    }

    package private(set) var kind: Kind
    /// For example `Assigned to Ada Example`.
    package private(set) var sentence: String
    /// The subject of an item of correspondence, or the name that a log gave the case.
    package private(set) var subject: String?
    /// What was written. Which texts an event has is itself sealed, so where none can be opened
    /// only the one that it must have says so.
    package private(set) var text: String?
    /// Of an imported activity: `complete` and the like, who or what did it, what else is said.
    package private(set) var transition: String?
    package private(set) var resource: String?
    package private(set) var details: [Detail] = []

    private init(_ kind: Kind, _ sentence: String) {
        self.kind = kind
        self.sentence = sentence
    }

    package init(_ event: PastEvent, _ people: Directory) {
        guard case .case(let body) = event.body else {
            self.init(.other, "Something that this program does not know yet")
            return
        }
        switch body {
        case .opened(let opened): self.init(opened, people)
        case .activityRecorded(let recorded): self.init(recorded, people)
        case .correspondenceRecorded(let item):
            let incoming = item.direction == .incoming
            self.init(
                incoming ? .received : .sent,
                "\(item.channel.label) \(incoming ? "received" : "sent")")
            subject = item.subject?.opened
            text = people.opened(item.message).words
            details = item.attributes.map { Detail($0, people) }
        case .allocated(let allocated):
            let team = allocated.team.map { people.value(of: $0, at: event.position).words }
            self.init(.allocated, team.map { "Given to \($0)" } ?? "Taken from its team")
        case .assigned(let assigned):
            let officer = assigned.officer.map { people.name(of: $0, at: event.position).words }
            self.init(.assigned, "Assigned to \(officer ?? "nobody")")
        case .noteAdded(let note):
            self.init(.note, "Note added")
            text = people.opened(note.text).words
        case .closed(let closed):
            self.init(.closed, "Closed: \(closed.outcome.label.lowercased())")
            text = closed.note.map { people.opened($0).words }
        case .contradictionFound(let found):
            self.init(.flag, "The imported record contradicts itself")
            subject = found.kind.label
            let moments = [found.given, found.against].compactMap { $0 }.map(Words.occurrence)
            text = moments.isEmpty ? nil : moments.joined(separator: "; against ")
        case .file(.added(let file)):
            self.init(.other, "File \(file.file) attached")
            subject = people.opened(file.name).words
        case .clock(let clock):
            self.init(clock, people, at: event.position)
            sentence = clock.sentence
        default:
            if let payload = body.payload {
                self.init(payload, people, at: event.position)
            } else {
                self.init(.other, "Something that this program cannot tell")
            }
        }
    }

    /// An event that says itself what it is: its type in words, and each of its fields.
    private init(_ payload: any Recorded, _ people: Directory, at position: Int) {
        self.init(.other, Self.words(of: payload.name))
        // The nonce stands beside a text for those who check its digest, and says nothing.
        details = payload.shown.filter { $0.name != "nonce" }.map { field in
            Detail(Self.words(of: field.name), field.value, people, at: position)
        }
    }

    /// `case.contributionRequested` → `Contribution requested`.
    private static func words(of name: String) -> String {
        sentenceCase(name.split(separator: ".").last.map(String.init) ?? name)
    }

    private init(_ opened: CaseOpened, _ people: Directory) {
        self.init(.opened, "Case opened")
        if opened.log != nil {
            sentence = "Case imported from another system"
            subject = (opened.subject ?? opened.name).map { people.opened($0).words }
            text = opened.message?.opened
            if opened.subject?.opened != nil, let key = opened.name {
                details = [Detail("Its key there", people.opened(key).words)]
            }
            details += opened.attributes.map { Detail($0, people) }
        } else if let channel = opened.channel {
            sentence = "\(channel.label) received, case opened"
            subject = opened.subject.map { people.opened($0).words }
            text = opened.message?.opened
        }
    }

    private init(_ recorded: ActivityRecorded, _ people: Directory) {
        self.init(.activity, recorded.activity?.description ?? "An activity without a name")
        transition = recorded.transition?.description
        resource = recorded.resource.map { people.name(of: $0).words }
        details = recorded.attributes.map { Detail($0, people) }
    }
}

extension Telling.Detail {
    fileprivate init(_ key: String, _ value: String) {
        self.key = key
        self.value = value
        children = []
    }

    fileprivate init(
        _ key: String, _ value: ShownValue, _ people: Directory, at position: Int
    ) {
        self.key = key
        switch value {
        case .plain(let text): self.value = people.words(of: text, at: position)
        case .flag(let isSet): self.value = isSet ? "yes" : "no"
        case .text(let text): self.value = people.opened(text.map { .value($0) } ?? .hidden).words
        case .list, .group: self.value = ""
        }
        children =
            switch value {
            case .list(let values):
                values.enumerated().map { Telling.Detail("\($0 + 1)", $1, people, at: position) }
            case .group(let fields):
                fields.map { Telling.Detail($0.name, $0.value, people, at: position) }
            case .plain, .flag, .text: []
            }
    }

    fileprivate init(_ attribute: CaseAttribute, _ people: Directory) {
        key = attribute.key.description
        value =
            switch attribute.value {
            case .text(let sealed), .identifier(let sealed): people.opened(sealed).words
            case .code(let code): code.description
            case .date(let date): Words.moment(date.instant)
            case .integer(let number): String(number)
            case .number(let number): String(number)
            case .boolean(let flag): flag ? "yes" : "no"
            case .list, .childrenOnly: ""
            }
        children = attribute.children.map { Telling.Detail($0, people) }
    }
}
