// SPDX-License-Identifier: Apache-2.0
package import Forms

/// The other cases that a case has to do with (requirements G14, B14, B20; feature 29).
package struct Links: Equatable, Sendable {
    /// A link says something of both cases; it stands where it was made.
    package struct Link: Hashable, Sendable {
        package let other: CaseID
        package let kind: LinkKind
    }
    package private(set) var all: Set<Link> = []
    /// The case that this one was merged into.
    package private(set) var merged: CaseID?

    package init() {}

    package mutating func evolve(_ event: LinkEvent) {
        switch event {
        case .linked(let linked): all.insert(Link(other: linked.other, kind: linked.kind))
        case .unlinked(let unlinked): all.remove(Link(other: unlinked.other, kind: unlinked.kind))
        case .merged(let merged): self.merged = merged.into
        case .unmerged: merged = nil
        }
    }

    package func decide(
        _ command: LinkCommand, type: CaseType?, _ context: DecisionContext
    ) throws(Refusal) -> [LinkEvent] {
        switch command {
        case .link(let link):
            guard link.other != context.subject else { throw .needs(.anotherCase) }
            guard all.count < Limits.links else { throw .tooMany(.link) }
            guard !all.contains(Link(other: link.other, kind: link.kind)) else {
                throw .already(.linked)
            }
            return [.linked(CaseLinked(other: link.other, kind: link.kind))]
        case .unlink(let link):
            guard all.contains(Link(other: link.other, kind: link.kind)) else {
                throw .needs(.link)
            }
            return [.unlinked(CaseUnlinked(other: link.other, kind: link.kind))]
        case .merge(let merge):
            guard merge.into != context.subject else { throw .needs(.anotherCase) }
            guard merged == nil else { throw .already(.merged) }
            if let other = context.other { try Self.require(other, like: type) }
            return [.merged(CaseMerged(into: merge.into, reason: merge.reason.sealed))]
        case .unmerge(let unmerge):
            guard merged != nil else { throw .needs(.merger) }
            return [.unmerged(CaseUnmerged(reason: unmerge.reason.sealed))]
        }
    }

    /// Whoever asked is answered there, under the same law: so it is of this type, and is neither
    /// over nor itself in another. Two cases are thus never in each other.
    private static func require(_ other: CaseState, like type: CaseType?) throws(Refusal) {
        guard other.type == type else { throw .needs(.sameType) }
        switch other.status {
        case .open, .answered: break
        case .none, .closed, .disposed: throw .needs(.openCase)
        }
        guard other.links.merged == nil else { throw .needs(.openCase) }
    }
}

/// What two cases have to do with each other.
package enum LinkKind: String, CaseIterable, PlainValue {
    case samePerson = "same-person"
    case sameGroup = "same-group"
    case sameOutcome = "same-outcome"
    case duplicate
    case follows
    case related
}

// MARK: Events

package enum LinkEvent: EventFamily {
    case linked(CaseLinked)
    case unlinked(CaseUnlinked)
    case merged(CaseMerged)
    case unmerged(CaseUnmerged)

    package var payload: any Recorded {
        switch self {
        case .linked(let event): event
        case .unlinked(let event): event
        case .merged(let event): event
        case .unmerged(let event): event
        }
    }
    package static let forms: [KnownForm<LinkEvent>] = [
        KnownForm(CaseLinked.self, LinkEvent.linked),
        KnownForm(CaseUnlinked.self, LinkEvent.unlinked),
        KnownForm(CaseMerged.self, LinkEvent.merged),
        KnownForm(CaseUnmerged.self, LinkEvent.unmerged),
    ]
}

package struct CaseLinked: Recorded {
    package var other: CaseID
    package var kind: LinkKind

    package static let form = Form(
        "case.linked", Self.init, Field("other", \.other), Field("kind", \.kind))
}

package struct CaseUnlinked: Recorded {
    package var other: CaseID
    package var kind: LinkKind

    package static let form = Form(
        "case.unlinked", Self.init, Field("other", \.other), Field("kind", \.kind))
}

/// What is asked here is answered in the other case; this one is open no longer.
package struct CaseMerged: Recorded {
    package var into: CaseID
    package var reason: Sealed<String>

    package static let form = Form(
        "case.merged", Self.init, Field("into", \.into), Field("reason", \.reason))
}

/// It is a case of its own again.
package struct CaseUnmerged: Recorded {
    package var reason: Sealed<String>

    package static let form = Form("case.unmerged", Self.init, Field("reason", \.reason))
}

// MARK: Commands

package enum LinkCommand: CommandFamily {
    case link(LinkCase)
    case unlink(UnlinkCase)
    case merge(MergeCase)
    case unmerge(UnmergeCase)

    package var payload: any Requested {
        switch self {
        case .link(let command): command
        case .unlink(let command): command
        case .merge(let command): command
        case .unmerge(let command): command
        }
    }
    package static let forms: [KnownForm<LinkCommand>] = [
        KnownForm(LinkCase.self, LinkCommand.link),
        KnownForm(UnlinkCase.self, LinkCommand.unlink),
        KnownForm(MergeCase.self, LinkCommand.merge),
        KnownForm(UnmergeCase.self, LinkCommand.unmerge),
    ]
}

package struct LinkCase: Requested {
    package var other: CaseID
    package var kind: LinkKind

    package static let form = Form.request(
        "link-case", Self.init, Field("other", \.other), Field("kind", \.kind))
}

package struct UnlinkCase: Requested {
    package var other: CaseID
    package var kind: LinkKind

    package static let form = Form.request(
        "unlink-case", Self.init, Field("other", \.other), Field("kind", \.kind))
}

package struct MergeCase: Requested {
    package var into: CaseID
    package var reason: Passage

    package static let form = Form.request(
        "merge-case", Self.init, Field("into", \.into), Field("reason", \.reason))
}

package struct UnmergeCase: Requested {
    package var reason: Passage

    package static let form = Form.request("unmerge-case", Self.init, Field("reason", \.reason))
}
