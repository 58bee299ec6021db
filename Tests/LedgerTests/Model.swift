// SPDX-License-Identifier: Apache-2.0
import Foundation
import Ledger

/// What the log must be, given what everybody was told: what was acknowledged is there, whole, once
/// and in order; what was refused is not; what nobody knows of may be either, but whole.
struct Model {
    private struct Place: Decodable {
        let token: String
        let index, of: Int
    }
    private(set) var problems: [String] = []
    private(set) var unknown = 0
    private let events: [RecordedEvent]
    /// First and last position of each commit that is there.
    private var found: [String: ClosedRange<Position>] = [:]

    init(log events: [RecordedEvent]) {
        self.events = events
        for (index, event) in events.enumerated() where event.position != index + 1 {
            problems.append("a gap before position \(event.position)")
        }
        for (earlier, later) in zip(events, events.dropFirst()) where later.time < earlier.time {
            problems.append("time decreases at \(later.position)")
        }
        gather()
        checkVersions()
        checkReferences()
    }

    private mutating func gather() {
        var next = 0
        while next < events.count {
            guard let first = place(events[next]), first.index == 0,
                next + first.of <= events.count
            else {
                problems.append("a part of a commit at \(next + 1)")
                next += 1
                continue
            }
            for index in 0..<first.of {
                let there = place(events[next + index])
                if there?.token != first.token || there?.index != index {
                    problems.append("\(first.token) is not whole")
                }
            }
            if found[first.token] != nil { problems.append("\(first.token) is there twice") }
            found[first.token] = next + 1...next + first.of
            next += first.of
        }
    }

    private mutating func checkVersions() {
        for (stream, events) in Dictionary(grouping: events, by: \.stream)
        where events.map(\.streamVersion) != Array(1...events.count) {
            problems.append("\(stream)'s versions are not 1, 2, 3, …")
        }
    }

    private mutating func checkReferences() {
        let numbers = events.compactMap(\.reference).compactMap { Int($0.suffix(6)) }
        if numbers != (0..<numbers.count).map({ $0 + 1 }) {
            problems.append("the series has gaps")
        }
    }

    /// Compares one task's trials, in their order, with the log.
    mutating func compare(_ trials: [Simulation.Trial], _ ledger: Ledger) throws {
        for trial in trials {
            var last: Position?
            for answer in trial.answers {
                if case .success(let receipt) = answer {
                    check(receipt, of: trial)
                    if last ?? receipt.last != receipt.last {
                        problems.append("\(trial.token) has two receipts")
                    }
                    last = receipt.last
                }
            }
            let isUnknown = trial.answers.contains {
                if case .failure(.outcomeUnknown) = $0 { true } else { false }
            }
            if isUnknown { unknown += 1 }
            if last == nil, !isUnknown, found[trial.token] != nil {
                problems.append("\(trial.token) was refused and is there")
            }
            for claim in trial.commit.claims {
                let holder = try ledger.position(of: claim)
                if let place = found[trial.token], holder != place.lowerBound {
                    problems.append("\(trial.token) does not hold its claim")
                } else if let holder, !found.values.contains(where: { $0.lowerBound == holder }) {
                    problems.append("a claim is held by position \(holder), which made none")
                }
            }
        }
        // Whoever waits for an answer comes after what was answered before.
        let firsts = trials.compactMap { trial -> Position? in
            guard case .success(let receipt) = trial.answers.first else { return nil }
            return receipt.first
        }
        if firsts != firsts.sorted() { problems.append("a task's commits change places") }
    }

    private mutating func check(_ receipt: Receipt, of trial: Simulation.Trial) {
        guard let place = found[trial.token] else {
            problems.append("\(trial.token) was acknowledged and is not there")
            return
        }
        let (first, last) = (events[place.lowerBound - 1], events[place.upperBound - 1])
        if receipt.first != place.lowerBound || receipt.last != place.upperBound
            || receipt.stream != first.stream || receipt.version != last.streamVersion
            || receipt.reference != first.reference
            || place.count != trial.commit.events.count
        {
            problems.append("\(trial.token) is not where its receipt says")
        }
        let data = trial.commit.events.map(\.data)
        if events[place.lowerBound - 1..<place.upperBound].map({ Array($0.data) }) != data {
            problems.append("\(trial.token) does not hold what was appended")
        }
    }

    private func place(_ event: RecordedEvent) -> Place? {
        try? JSONDecoder().decode(Place.self, from: Data(event.data))
    }
}
