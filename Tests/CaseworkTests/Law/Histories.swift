// SPDX-License-Identifier: Apache-2.0
import Casework
import TestKit
import Testing
import WorkingTime

/// A history in a line: `foi 2025-09-08` or, with an hour, `2025-09-08T10:15:00+01:00`; then facts.
func history(
    _ received: String, _ division: Division = .englandAndWales, _ facts: [(FactKind, String)] = []
) throws -> ClockHistory {
    try ClockHistory(
        received: try #require(Occurrence(received)), division: division,
        facts: try facts.map { kind, at in ClockFact(kind, try #require(Occurrence(at))) })
}

/// Histories of every kind that a regime can meet, likely and unlikely.
struct HistoryMaker {
    private var generator: SplitMix64

    init(seed: UInt64) { generator = SplitMix64(seed: seed) }

    mutating func next() -> (Regime, ClockHistory) {
        let regime = Regime.allCases[pick(Regime.allCases.count)]
        let division = Division.allCases[pick(3)]
        // From 2012 on, and no further than two years before the table's end.
        let first = SecondPath.number(2012, 1, 3)
        let day = first + pick(SecondPath.number(2026, 12, 31) - first)
        let received = Instant(seconds: day * 86_400 + pick(86_400))
        var facts: [ClockFact] = []
        var at = received
        for _ in 0..<pick(6) {
            at = at.adding(seconds: pick(30) * 86_400 / (1 + pick(3)) + pick(86_400))
            let kinds = FactKind.allCases.filter { $0 != .answered && $0 != .deferredUntil }
            facts.append(ClockFact(kinds[pick(kinds.count)], .instant(at)))
        }
        facts += answers(to: facts)
        if regime == .mayoralDecision, pick(2) == 0 {
            facts.append(
                ClockFact(.deferredUntil, .instant(received.adding(seconds: 86_400 * pick(60)))))
        }
        // Nothing in it is before its receipt.
        guard
            let made = try? ClockHistory(
                received: .instant(received), division: division, facts: facts)
        else { return next() }
        return (regime, made)
    }

    /// To two questions in three, some days later.
    private mutating func answers(to facts: [ClockFact]) -> [ClockFact] {
        let answers: [FactKind: FactKind] = [
            .clarificationRequested: .clarificationReceived, .feesNotice: .feePaid,
            .feeCharged: .feePaid, .identityRequested: .identityReceived,
        ]
        var made: [ClockFact] = []
        for fact in facts {
            guard let answer = answers[fact.kind], pick(3) > 0, case .instant(let at) = fact.at
            else { continue }
            let days = pick(10) == 0 ? 80 + pick(40) : pick(25)
            made.append(
                ClockFact(answer, .instant(at.adding(seconds: days * 86_400 + pick(86_400)))))
        }
        return made
    }

    private mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &generator) }
}
