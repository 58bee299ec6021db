// SPDX-License-Identifier: Apache-2.0
package import Casework
package import WorkingTime

/// An event of a case told for a reader: who, what, when twice, and what it changed.
package struct ReplayStep: Equatable, Sendable {
    package let event: PastEvent
    package let doer: Doer
    package let telling: Telling
    /// What it changed in the case, given the steps before it.
    package let changes: [FieldChange]
}

/// A case at a moment: the steps that lie within it, in the order of the log, and where they led.
///
/// Steps stand, and are folded, in the order in which they were recorded, on either axis: a letter
/// that was found late is taken in when it was entered, though it is shown as of the day it came.
package struct Replay: Equatable, Sendable {
    package let moment: Moment
    package let steps: [ReplayStep]
    /// The case as it stood.
    package let view: CaseView
    /// Events that lie outside the moment: those that had not happened yet, those of a day that
    /// nobody knows and that came in later, and of the rest those that were not recorded yet.
    package let notHappened: Int
    package let notDated: Int
    package let notRecorded: Int
}

/// What lies between two moments of one axis, the other being held.
package struct Difference: Equatable, Sendable {
    package let axis: TimeAxis
    package let from: Moment
    package let to: Moment
    /// What differs in the case.
    package let changes: [FieldChange]
    /// The events within `to` that are not within `from`.
    package let steps: [ReplayStep]
    /// Along happening, those that came in between and of which nobody knows when they happened:
    /// they are in neither `steps` nor `changes`.
    package let undated: [ReplayStep]
    /// The case at the second moment, which says what that leaves out.
    package let last: Replay

    /// Whether a step had happened by the first moment and came to be known after it, or, along
    /// happening, was not known yet at the second.
    package func isLate(_ step: ReplayStep) -> Bool {
        switch axis {
        case .recorded: (from.knownAt?.last).map { step.event.happened.first <= $0 } ?? false
        case .happened: (to.asOf?.last).map { step.event.recorded > $0 } ?? false
        }
    }
}

/// Everything there is to know of a case: its events and the people in them. A value, so that what
/// follows from it follows from nothing else.
package struct CaseRecord: Equatable, Sendable {
    /// As `ENQ-2026-000001`.
    package let reference: String
    package let id: CaseID
    /// In the order of the log.
    package let events: [PastEvent]
    package let people: Directory

    package init(reference: String, id: CaseID, events: [PastEvent], people: Directory) {
        self.reference = reference
        self.id = id
        self.events = PastEvent.dated(events)
        self.people = people
    }

    /// The case at a moment; the whole of it where the moment has no limit.
    package func replay(at moment: Moment = Moment()) -> Replay {
        var view = CaseView()
        var steps: [ReplayStep] = []
        var (notHappened, notDated, notRecorded) = (0, 0, 0)
        for event in events {
            guard moment.includes(event.happened, along: .happened) else {
                if event.isDated { notHappened += 1 } else { notDated += 1 }
                continue
            }
            guard moment.includes(event) else {
                notRecorded += 1
                continue
            }
            let before = view
            view.evolve(event, people)
            steps.append(step(event, before.changes(to: view)))
        }
        return Replay(
            moment: moment, steps: steps, view: view, notHappened: notHappened,
            notDated: notDated, notRecorded: notRecorded)
    }

    /// What lies between two points of an axis.
    ///
    /// - Parameter holding: Limits the other axis; what it says of `axis` itself is not used.
    /// - Returns: Nil where the first point is after the second.
    package func difference(
        from: Occurrence, to: Occurrence, by axis: TimeAxis, holding: Moment = Moment()
    ) -> Difference? {
        guard from.last <= to.last else { return nil }
        var (early, late) = (holding, holding)
        early[axis] = from
        late[axis] = to
        let last = replay(at: late)
        let between = last.steps.filter { !early.includes($0.event) }
        func isApart(_ event: PastEvent) -> Bool {
            axis == .happened && !event.isDated && !early.includes(event)
        }
        // Without its opening nothing could be told of a case: both sides have it, if `late` has.
        let views = (
            view { early.includes($0) || ($0.isOpening && isApart($0) && late.includes($0)) },
            view { late.includes($0) && ($0.isOpening || !isApart($0)) }
        )
        return Difference(
            axis: axis, from: early, to: late, changes: views.0.changes(to: views.1),
            steps: between.filter { !isApart($0.event) },
            undated: between.filter { isApart($0.event) }, last: last)
    }

    /// Where the events that `isTaken` names lead.
    private func view(_ isTaken: (PastEvent) -> Bool) -> CaseView {
        var view = CaseView()
        for event in events where isTaken(event) { view.evolve(event, people) }
        return view
    }

    private func step(_ event: PastEvent, _ changes: [FieldChange]) -> ReplayStep {
        ReplayStep(
            event: event, doer: people.doer(event.actor, at: event.position),
            telling: Telling(event, people), changes: changes)
    }
}
