// SPDX-License-Identifier: Apache-2.0
package import Casework
package import Testing
package import WorkingTime

/// Begins a spec of a case with what has happened to it so far, in order:
///
///     given(opened).when(.assign(officer)).then(.assigned(CaseAssigned(officer: officer)))
///     given(opened, closed).when(.assign(officer)).refused(.alreadyClosed)
package func given(_ events: CaseEvent...) -> GivenCase { GivenCase(events: events) }

/// A case with a past; no event for a case that does not exist.
package struct GivenCase: Sendable {
    package let events: [CaseEvent]

    package init(events: [CaseEvent]) { self.events = events }

    /// Decides `command` on the case as it stands.
    ///
    /// - Parameters:
    ///   - today: The civil day of the decision, which few specs care about.
    ///   - change: What else the decision knows.
    package func when(
        _ command: CaseCommand, today: Day = .of("2026-11-22"),
        _ change: (inout DecisionContext) -> Void = { _ in }
    ) -> CaseDecision {
        var context = DecisionContext(today: today, actor: GivenCase.somebody)
        change(&context)
        do throws(Refusal) {
            let state = CaseState(events)
            return CaseDecision(
                outcome: .success(try CaseDecider.decide(command, in: state, context)))
        } catch {
            return CaseDecision(outcome: .failure(error))
        }
    }

    /// Who did all that has happened in a spec, and who asks unless it says otherwise.
    package static let somebody = Actor.system("somebody")
}

/// What was decided; each check fails at the line of the spec that asks for it.
package struct CaseDecision: Sendable {
    package let outcome: Result<[Dated<CaseEvent>], Refusal>

    /// The command is carried out by exactly these events, in order, each with its own occurrence.
    package func then(
        _ expected: [Dated<CaseEvent>], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(outcome == .success(expected), sourceLocation: sourceLocation)
    }

    /// The command is carried out by one event.
    ///
    /// - Parameter day: The day it happened; nil where that is when it is recorded.
    package func then(
        _ expected: CaseEvent, on day: Day? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        then(
            [Dated(expected, occurredAt: day.map { .day($0) })], sourceLocation: sourceLocation)
    }

    /// The command is refused, and for this reason.
    package func refused(
        _ refusal: Refusal, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(outcome == .failure(refusal), sourceLocation: sourceLocation)
    }
}

extension Day {
    /// A day written out in a spec, as `2026-11-22`; stops the test run where there is no such day.
    package static func of(_ text: String) -> Day {
        guard let day = Day(text) else { preconditionFailure("a spec names no day: \(text)") }
        return day
    }
}

extension CaseState {
    /// A case with a past in which it does not matter who did what.
    package init(_ events: [CaseEvent]) { self.init(events, by: GivenCase.somebody) }

    package mutating func evolve(_ event: CaseEvent) { evolve(event, by: GivenCase.somebody) }
}
