internal import Casework
internal import EventCodec
// SPDX-License-Identifier: Apache-2.0
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
        }
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
