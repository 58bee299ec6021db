// SPDX-License-Identifier: Apache-2.0
import Ledger
import TestKit
import Testing

@Suite("A ledger keeps its word whatever fails") struct SimulationTests {
    /// Runs a simulation and compares; what is wrong.
    private func problems(
        seed: UInt64, _ storage: any Storage, calm: MemoryStorage
    ) async throws -> [String] {
        let simulation = try Simulation(seed: seed, storage: storage)
        calm.inject(Fault.seeded(seed, oneIn: 12))
        let tasks = try await simulation.run(tasks: 4, commits: 200)
        calm.inject { _ in nil }
        let ledger = try simulation.reopened()
        var model = Model(log: try all(ledger))
        for trials in tasks { try model.compare(trials, ledger) }
        let answers = tasks.joined().flatMap(\.answers)
        let taken = answers.count { if case .success = $0 { true } else { false } }
        print(
            "seed \(seed): \(taken) of \(answers.count) appends taken, \(model.unknown) unknown, "
                + "\(try ledger.head().position) events")
        return model.problems
    }

    @Test(arguments: [1, 2, 3, 4, UInt64.random(in: 5...1_000_000)])
    func `what was acknowledged is there, and nothing else`(_ seed: UInt64) async throws {
        let storage = MemoryStorage()
        let found = try await problems(seed: seed, storage, calm: storage)
        #expect(found == [], "seed \(seed)")
    }

    @Test(arguments: [UInt64(1), 2])
    func `a storage that drops a commit is caught`(_ seed: UInt64) async throws {
        let storage = MemoryStorage()
        // Some of what is dropped held refusals alone, or is repeated by its client: so drop many.
        let lossy = LossyStorage(inner: storage, rarity: 20)
        do {
            let found = try await problems(seed: seed, lossy, calm: storage)
            #expect(found.contains { $0.hasSuffix("was acknowledged and is not there") })
        } catch LedgerError.damaged {
            // What was dropped held the dictionary that later events need: caught on reading.
        }
    }
}
