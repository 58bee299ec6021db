// SPDX-License-Identifier: Apache-2.0
internal import Forms

/// Why a case is late, and who is answerable for it (feature 21): once for each clock.
package struct Lateness: Equatable, Sendable {
    package private(set) var explained: Set<ClockName> = []

    package init() {}

    package mutating func evolve(_ event: LatenessEvent) {
        switch event {
        case .explained(let explanation): explained.insert(explanation.clock)
        }
    }

    /// - Parameter late: The clocks whose last day is over.
    package func decide(
        _ command: LatenessCommand, late: Set<ClockName>
    ) throws(Refusal) -> [LatenessEvent] {
        switch command {
        case .explain(let given):
            guard late.contains(given.clock) else { throw .needs(.lateness) }
            guard !explained.contains(given.clock) else { throw .already(.explained) }
            return [
                .explained(
                    LatenessExplained(
                        clock: given.clock, reason: given.reason, team: given.team,
                        text: given.text?.sealed))
            ]
        }
    }
}

package enum LatenessReason: String, CaseIterable, PlainValue {
    case allocation, search, contribution, drafting, clearance, consultation, volume
    case complexity, absence, system, requester, other
}
