// SPDX-License-Identifier: Apache-2.0
internal import Casework
internal import Simulation
internal import WorkingTime

/// A year of the authority at its full size, planned once for all tests that look at it.
struct Year {
    let actions: [PlannedAction]
    let summary: Summary

    static let whole = Year(cases: Scenario.casesAYear, seed: 7)

    init(cases: Int, seed: UInt64) {
        guard let scenario = try? Scenario(cases: cases, seed: seed) else {
            preconditionFailure("a year can be planned")
        }
        actions = Array(Plan(scenario))
        var summary = Summary()
        for action in actions {
            summary.count()
            guard case .step(let step, let facts) = action.kind else { continue }
            switch step.kind {
            case .open:
                summary.open(
                    id(facts.number), facts.type, facts.channel, received: step.day,
                    recorded: step.time)
            case .close(let outcome): summary.close(id(facts.number), outcome, at: step.time)
            default: break
            }
        }
        self.summary = summary
    }

    var steps: [(step: Step, facts: CaseFacts)] {
        actions.compactMap { action in
            if case .step(let step, let facts) = action.kind { (step, facts) } else { nil }
        }
    }
}

/// An id that stands for a case's number.
private func id(_ number: Int) -> CaseID {
    let digits = String(number)
    let padded = String(repeating: "0", count: 12 - digits.count) + digits
    guard let id = CaseID(uuid: "00000000-0000-7000-8000-\(padded)") else {
        preconditionFailure("twelve digits make a UUID")
    }
    return id
}
