// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Futex
internal import Ledger

/// A program for tests to kill: it opens a ledger and writes, checks or follows it.
///
///     FaultWriter --load DIR PHASE ROUND [--early-ack]     appends under load until it is killed
///     FaultWriter --serial DIR PHASE ROUND COUNT [--early-ack]   one commit after another
///     FaultWriter --check DIR                              audits, and prints every event
///     FaultWriter --follow DIR COUNT                       prints events as they come
@main struct FaultWriter {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst().filter { $0 != "--early-ack" }
        let early = CommandLine.arguments.contains("--early-ack")
        guard arguments.count >= 2 else { throw Usage() }
        let directory = arguments[1]
        let numbers = arguments.compactMap(Int.init)
        switch arguments[0] {
        case "--load" where arguments.count == 4 && numbers.count == 1:
            let output = try Output(phase: arguments[2])
            let ledger = try open(directory, output, early: early)
            await Load(ledger: ledger, output: output, round: numbers[0], early: early).run()
        case "--serial" where arguments.count == 5 && numbers.count == 2:
            let output = try Output(phase: arguments[2])
            let ledger = try open(directory, output, early: early)
            await Load(ledger: ledger, output: output, round: numbers[0], early: early)
                .runInSeries(numbers[1])
        case "--check": try check(Ledger.open(directory: directory, surroundings))
        case "--follow" where numbers.count == 1:
            try follow(Ledger.open(directory: directory, surroundings), count: numbers[0])
        default: throw Usage()
        }
    }

    private struct Usage: Error {}

    private static var surroundings: Ledger.Surroundings {
        var surroundings = Ledger.Surroundings()
        surroundings.mapSize = 1 << 32
        return surroundings
    }

    /// The ledger in `directory`, made if there is none.
    private static func open(
        _ directory: String, _ output: Output, early: Bool
    ) throws -> Ledger {
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true)
        let storage = PhasedStorage(
            inner: try LMDBStorage(
                directory: directory, mapSize: surroundings.mapSize, .create),
            output: output, early: early)
        let page = try WakePage(path: "\(directory)/wake")
        let identity = LedgerIdentity(
            id: "0198c0de-0000-7000-8000-000000000000", source: "/organisations/test",
            organisation: "Test", jurisdiction: "england-and-wales")
        do {
            return try Ledger(creating: identity, in: storage, wakePage: page, surroundings)
        } catch LedgerError.unusable {
            return try Ledger(storage: storage, wakePage: page, surroundings)
        }
    }
}
