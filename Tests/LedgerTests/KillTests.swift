// SPDX-License-Identifier: Apache-2.0
import Foundation
import Futex
import TestKit
import Testing

@Suite("What is acknowledged survives kill -9", .serialized) struct KillTests {
    /// As `FaultWriter` counts them.
    private static let phases = ["idle", "in transaction", "committing", "committed"]
    /// A ledger is checked whole after each kill, so several share the kills.
    private static let killsOfOneLedger = 5

    /// One run on `folder` that is killed; the phase it was in.
    ///
    /// - Parameter aim: The phase to wait for before the kill, rather than to kill whenever.
    private func killOnce(
        _ folder: TemporaryFolder, round: Int, aim: Int?, early: Bool = false,
        _ generator: inout SplitMix64
    ) throws -> Int {
        let path = folder.path(of: "phase-\(round)")
        let page = try WakePage(path: path)
        let child = try Child(
            ["--load", folder.path(of: "ledger"), path, "\(round)"]
                + (early ? ["--early-ack"] : []),
            output: folder.path(of: "acks-\(round)"))
        let delay = Int.random(in: 10_000...150_000, using: &generator)
        let end = ContinuousClock.now + .seconds(10)
        // The load runs once the page counts; then it is given its time.
        while page.count < 4, ContinuousClock.now < end {
            page.wait(whileCountIs: 0, milliseconds: 5)
        }
        usleep(UInt32(delay))
        if let aim {
            var count = page.count
            while count % 4 != UInt32(aim), ContinuousClock.now < end {
                page.wait(whileCountIs: count, milliseconds: 5)
                count = page.count
            }
            // Here and there in the commit, but at once where the phase is short.
            if aim == 2 { usleep(UInt32.random(in: 0...200, using: &generator)) }
        }
        child.kill()
        try #require(child.process.terminationReason == .uncaughtSignal, "it ended by itself")
        return Int(page.count % 4)
    }

    private func check(
        _ folder: TemporaryFolder, rounds: ClosedRange<Int>
    ) throws -> (problems: [String], acknowledged: Int, untold: Int) {
        let last = rounds.upperBound
        let dump = try Child(
            ["--check", folder.path(of: "ledger")], output: folder.path(of: "dump-\(last)")
        ).finish()
        var acknowledgements: [Substring] = []
        for round in rounds {
            let text = try String(contentsOfFile: folder.path(of: "acks-\(round)"), encoding: .utf8)
            acknowledgements += text.split(
                separator: "\n", omittingEmptySubsequences: false
            ).dropLast()
        }
        return KillCheck.problems(dump: dump, acknowledgements: acknowledgements)
    }

    @Test func `of fifty kills none loses a commit or leaves a part of one`() throws {
        let seed = UInt64.random(in: 1...1_000_000)
        var generator = SplitMix64(seed: seed)
        var falls = [Int](repeating: 0, count: 4)
        var (acknowledged, untold) = (0, 0)
        for ledger in 0..<10 {
            let folder = try TemporaryFolder()
            for kill in 0..<Self.killsOfOneLedger {
                let aim = [nil, 2, 3, 2][(ledger + kill) % 4]
                let phase = try killOnce(folder, round: kill, aim: aim, &generator)
                falls[phase] += 1
                let found = try check(folder, rounds: 0...kill)
                try #require(found.problems == [], "seed \(seed), ledger \(ledger), kill \(kill)")
                if kill == Self.killsOfOneLedger - 1 {
                    acknowledged += found.acknowledged
                    untold += found.untold
                }
            }
        }
        let table = zip(Self.phases, falls).map { "\($0): \($1)" }.joined(separator: ", ")
        print("50 kills, seed \(seed). \(table).")
        print("\(acknowledged) commits acknowledged, \(untold) more durable; all whole")
        #expect(falls[2] >= 10, "too few kills inside a commit")
        #expect(acknowledged > 500)
    }

    @Test func `an early acknowledgement is caught`() throws {
        var generator = SplitMix64(seed: 7)
        let folder = try TemporaryFolder()
        for kill in 0..<40 {
            _ = try killOnce(folder, round: kill, aim: 2, early: true, &generator)
            let problems = try check(folder, rounds: 0...kill).problems
            if problems.contains(where: { $0.hasPrefix("acknowledged and") }) {
                print("the planted early acknowledgement was caught at kill \(kill + 1)")
                return
            }
        }
        Issue.record("40 kills did not show that commits are acknowledged early")
    }
}
