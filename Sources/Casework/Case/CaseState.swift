// SPDX-License-Identifier: Apache-2.0

/// What the rules need to know of a case: a fold over its events.
package struct CaseState: Equatable, Sendable {
    /// The statutory states; more of them come with the processes that need them.
    package enum Stage: Equatable, Sendable {
        case none, open, closed(Outcome)
    }
    package private(set) var stage = Stage.none
    package private(set) var team: TeamID?
    package private(set) var officer: StaffID?

    package init() {}

    package init(_ events: some Sequence<CaseEvent>) {
        for event in events { evolve(event) }
    }

    /// Total: what has happened cannot be refused.
    package mutating func evolve(_ event: CaseEvent) {
        switch event {
        case .opened: stage = .open
        case .allocated(let allocated): team = allocated.team
        case .assigned(let assigned): officer = assigned.officer
        case .closed(let closed): stage = .closed(closed.outcome)
        case .activityRecorded, .correspondenceRecorded, .noteAdded, .contradictionFound: break
        }
    }
}
