// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// What the rules need to know of a case: a fold over its events.
package struct CaseState: Equatable, Sendable {
    /// How far it has come, and how it ended.
    package enum Status: Equatable, Sendable {
        case none, open, answered, closed(Outcome), disposed
    }
    package var status: Status {
        switch standing.phase {
        case nil: .none
        case .open: .open
        case .answered: .answered
        case .closed: .closed(outcome)
        case .disposed: .disposed
        }
    }
    private var standing = KernelStanding()
    /// How it ended last.
    private var outcome = Outcome.unknown
    /// The statutory state; nil for a case that does not exist.
    package var kernelState: KernelState? { standing.state }
    /// What kind of case it is; nil while there is none.
    package private(set) var type: CaseType?
    package private(set) var channel: Channel?
    /// The day on which it ended; nil while it has not, and where nobody knows.
    package private(set) var closedOn: Day?
    package private(set) var team: TeamID?
    package private(set) var officer: StaffID?
    package private(set) var acceptance = Acceptance()
    package private(set) var triage = Triage()
    package private(set) var contributions = Contributions()
    package private(set) var parts = Parts()
    package private(set) var drafts = Drafts()
    package private(set) var replies = Replies()
    package private(set) var work = Work()
    package private(set) var links = Links()
    package private(set) var holds = Holds()
    package private(set) var corrections = Corrections()
    package private(set) var clocks = CaseClocks()
    package private(set) var files = Files()
    package private(set) var stages = Stages()
    package private(set) var information = Information()
    package private(set) var complaints = Complaints()
    package private(set) var lateness = Lateness()
    /// Who sent the last final reply.
    package private(set) var finalReplier: Actor?
    /// How many events it has.
    package private(set) var version = 0

    package init() {}

    private var isClosed: Bool { standing.phase == .closed || standing.phase == .disposed }

    /// - Parameter actor: Who did it all.
    package init(_ events: some Sequence<CaseEvent>, by actor: Actor) {
        for event in events { evolve(event, by: actor) }
    }

    /// Total: what has happened cannot be refused.
    ///
    /// - Parameters:
    ///   - actor: Who did it.
    ///   - occurrence: When it happened; nil where nobody knows.
    package mutating func evolve(
        _ event: CaseEvent, by actor: Actor, at occurrence: Occurrence? = nil
    ) {
        version += 1
        let wasClosed = isClosed
        defer { if wasClosed != isClosed { closedOn = isClosed ? occurrence?.day : nil } }
        clocks.evolve(event, at: occurrence)
        standing.evolve(event)
        switch event {
        case .opened(let opened):
            type = opened.type
            channel = opened.channel
        case .allocated(let allocated):
            team = allocated.team
            acceptance.allocated(to: team)
        case .assigned(let assigned): officer = assigned.officer
        case .closed(let closed): outcome = closed.outcome
        case .activityRecorded, .correspondenceRecorded, .noteAdded, .contradictionFound, .clock:
            break
        case .acceptance(let event):
            acceptance.evolve(event)
            if case .rejected = event { team = nil }
        case .triage(let event): triage.evolve(event)
        case .contribution(let event): contributions.evolve(event)
        case .part(let event): parts.evolve(event)
        case .draft(let event): drafts.evolve(event, by: actor)
        case .reply(let event): evolve(event, by: actor)
        case .work(let event): work.evolve(event)
        case .link(let event):
            links.evolve(event)
        case .hold(let event): holds.evolve(event)
        case .ending(let event): evolve(event)
        case .correction(let event): corrections.evolve(event)
        case .file(let event): files.evolve(event)
        case .stage(let event): stages.evolve(event)
        case .information(let event): information.evolve(event, by: actor)
        case .complaint(let event):
            complaints.evolve(
                event, involved: drafts.involved.union([finalReplier].compactMap(\.self)))
            if case .escalated = event { replies.beginAnew() }
        case .lateness(let event): lateness.evolve(event)
        }
    }

    private mutating func evolve(_ event: ReplyEvent, by actor: Actor) {
        replies.evolve(event)
        if case .sent(let reply) = event, reply.kind == .final { finalReplier = actor }
    }

    private mutating func evolve(_ event: EndingEvent) {
        switch event {
        case .withdrawn: outcome = .withdrawn
        case .transferred: outcome = .referred
        case .reopened, .disposed: break
        case .referredBack(let referred):
            team = referred.team
            acceptance.allocated(to: team)
        }
    }
}
