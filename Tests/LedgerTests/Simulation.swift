// SPDX-License-Identifier: Apache-2.0
import Foundation
import Ledger
import Synchronization
import TestKit

/// Tasks that append at random to a few streams, on a storage that fails now and then, and what
/// each of them was told.
///
/// The seed fixes what every task tries and where the storage fails, though not how the tasks
/// interleave.
final class Simulation: Sendable {
    /// One commit, tried once or more, with everything its tries were answered.
    struct Trial: Sendable {
        let task: Int
        let number: Int
        var commit: Commit
        var answers: [Result<Receipt, LedgerError>] = []

        var token: String { "t\(task)-\(number)" }
    }

    let seed: UInt64
    let storage: any Storage
    private let around: Ledger.Surroundings
    /// The ledger in use; another takes its place when an outcome is unknown, as a process would.
    private let current: Mutex<Ledger>

    init(seed: UInt64, storage: any Storage) throws {
        self.seed = seed
        self.storage = storage
        var around = Ledger.Surroundings()
        around.clock = SystemClock()
        around.random = SeededRandom(seed: seed)
        self.around = around
        current = Mutex(try Ledger(creating: identity, in: storage, around))
    }

    /// Runs `tasks` tasks of `commits` commits each; the trials of each in its order.
    func run(tasks: Int, commits: Int) async throws -> [[Trial]] {
        try await withThrowingTaskGroup(of: [Trial].self) { group in
            for task in 0..<tasks {
                group.addTask { try await self.trials(of: task, commits) }
            }
            var all: [[Trial]] = []
            for try await trials in group { all.append(trials) }
            return all
        }
    }

    private func trials(of task: Int, _ commits: Int) async throws -> [Trial] {
        var generator = SplitMix64(seed: seed &* 1_000 &+ UInt64(task))
        var trials: [Trial] = []
        for number in 0..<commits {
            var trial = try makeTrial(task, number, &generator)
            await attempt(&trial)
            // A client that was not told repeats its command, and some repeat what they were told.
            if case .failure(.outcomeUnknown) = trial.answers.last, Bool.random(using: &generator) {
                await attempt(&trial)
            }
            trials.append(trial)
            if trial.commit.commandID != nil, Int.random(in: 1...10, using: &generator) == 1 {
                let earlier = Int.random(in: 0..<trials.count, using: &generator)
                await attempt(&trials[earlier])
            }
        }
        return trials
    }

    private func makeTrial(
        _ task: Int, _ number: Int, _ generator: inout SplitMix64
    ) throws -> Trial {
        let name = stream("case/\(Int.random(in: 0..<10, using: &generator))")
        let version = try current.withLock { $0 }.version(of: name)
        let count = Int.random(in: 1...5, using: &generator)
        let token = "t\(task)-\(number)"
        let events = (0..<count).map { index in
            let size = Int.random(in: 1...20, using: &generator) == 1 ? 5_000 : 30
            var event = draft()
            event.data =
                Array(
                    #"{"token":"\#(token)","index":\#(index),"of":\#(count),"text":""#.utf8)
                + Array(noise(size, seed: generator.next()).utf8) + Array("\"}".utf8)
            return event
        }
        let expected: ExpectedVersion =
            switch Int.random(in: 1...8, using: &generator) {
            case 1: .any
            case 2 where version > 1: .exactly(Int.random(in: 1..<version, using: &generator))
            default: version == 0 ? .new : .exactly(version)
            }
        var claims: [ClaimKey] = []
        if Int.random(in: 1...4, using: &generator) == 1 {
            let claim = Int.random(in: 0..<60, using: &generator)
            claims = [ClaimKey(kind: "test", digest: [UInt8(claim)])]
        }
        return Trial(
            task: task, number: number,
            commit: Commit(
                stream: name, expected: expected,
                // Without one it is known by nothing, and never repeated.
                commandID: Int.random(in: 1...5, using: &generator) == 1 ? nil : token,
                events: events, claims: claims,
                series: Int.random(in: 1...5, using: &generator) == 1 ? "FOI" : nil))
    }

    private func attempt(_ trial: inout Trial) async {
        if !trial.answers.isEmpty, trial.commit.commandID == nil { return }
        let ledger = current.withLock { $0 }
        do throws(LedgerError) {
            trial.answers.append(.success(try await ledger.append(trial.commit)))
        } catch {
            trial.answers.append(.failure(error))
            guard case .outcomeUnknown = error else { return }
            current.withLock { current in
                guard current === ledger, let next = try? Ledger(storage: storage, around) else {
                    return
                }
                current = next
            }
        }
    }

    /// A ledger of its own on the same storage, to look at the end.
    func reopened() throws -> Ledger { try Ledger(storage: storage, around) }
}

/// The planted fault: one transaction in some is reported as committed and is not.
struct LossyStorage: Storage {
    let inner: MemoryStorage
    let rarity: Int
    private let count = Counter()

    private final class Counter: Sendable {
        private let value = Mutex(0)
        func next() -> Int {
            value.withLock {
                $0 += 1
                return $0
            }
        }
    }

    init(inner: MemoryStorage, rarity: Int) {
        self.inner = inner
        self.rarity = rarity
    }

    func read<R>(_ body: (any StorageReader) throws(LedgerError) -> R) throws(LedgerError) -> R {
        try inner.read(body)
    }

    func write<R>(_ body: (any StorageWriter) throws(LedgerError) -> R) throws(LedgerError) -> R {
        guard count.next() % rarity == 0 else { return try inner.write(body) }
        var result: R?
        do throws(LedgerError) {
            try inner.write { view throws(LedgerError) in
                result = try body(view)
                throw .storage("dropped")
            }
        } catch { if result == nil { throw error } }
        guard let result else { throw .storage("nothing was written") }
        return result
    }

    func usedBytes() throws(LedgerError) -> Int { try inner.usedBytes() }
}
