// SPDX-License-Identifier: Apache-2.0
import AllProjections
import Foundation
import GRDB
import Ledger
import MerkleTree
import ReadModels
import TestKit
import Testing

@Suite("A projector that is killed", .serialized) struct KillTests {
    @Test(
        "between rows and commit, or right after it, loses and doubles nothing",
        arguments: projectionNames + ["counts"])
    func inside(projection: String) async throws {
        let log = try await DiskLog(seed: 11)
        try await log.work(on: 60, commands: "a", seed: 11)
        try log.importTraces(130, seed: 12)
        let victim = victim(of: log, projection, in: "killed")
        var generator = SplitMix64(seed: 13)
        var kills = [Victim.Moment.written: 0, .committed: 0]
        while kills.values.reduce(0, +) < 500 {
            let moment = Victim.Moment.allCases.randomElement(using: &generator) ?? .written
            let number = Int.random(in: 1...4, using: &generator)
            guard try await victim.run(batch: 16, killedAt: moment, number) == nil else { break }
            kills[moment, default: 0] += 1
        }
        #expect(kills.values.reduce(0, +) >= 30, "too few kills: \(kills)")
        #expect(kills.values.allSatisfy { $0 >= 5 }, "too few kills of a kind: \(kills)")
        #expect(try await victim.run(batch: 16) == 0)
        #expect(try await digest(of: victim.model) == undisturbed(log, projection))
        print("projector of \(projection) killed \(kills.values.reduce(0, +)) times: \(kills)")
    }

    @Test("while the log grows, at any time", arguments: projectionNames + ["counts"])
    func outside(projection: String) async throws {
        let log = try await DiskLog(seed: 21)
        try log.importTraces(60, seed: 22)
        let victim = victim(of: log, projection, in: "killed")
        let writing = Task {
            var number: UInt64 = 0
            while !Task.isCancelled {
                try await log.work(on: 2, commands: "load-\(number)", seed: number)
                number += 1
            }
        }
        var generator = SplitMix64(seed: 23)
        var positions: [Int] = []
        for _ in 0..<25 {
            let process = try victim.follow(batch: 5)
            let time = Int.random(in: 5...120, using: &generator)
            try await Task.sleep(for: .milliseconds(time))
            process.kill()
            #expect(await process.ended().reason == .uncaughtSignal)
            positions.append(try position(victim.model) ?? 0)
        }
        writing.cancel()
        try await writing.value
        #expect(positions == positions.sorted(), "a bookmark went back: \(positions)")
        _ = try await victim.run(batch: 100)
        #expect(try position(victim.model) == log.ledger.head().position)
        #expect(try await digest(of: victim.model) == undisturbed(log, projection))
        print("projector of \(projection) killed 25 times at random, at \(positions)")
    }

    @Test func `the test sees a bookmark that was set back by hand`() async throws {
        let log = try await DiskLog(seed: 31)
        try log.importTraces(20, seed: 32)
        let victim = victim(of: log, "counts", in: "planted")
        _ = try await victim.run(batch: 16)
        let whole = try await undisturbed(log, "counts")
        #expect(try digest(of: victim.model) == whole)

        let earlier = try #require(try log.ledger.event(at: 40))
        try await setBookmark(
            victim.model, to: earlier.position, leaf: "\(TreeHash.leaf(earlier.bytes))")
        _ = try await victim.run(batch: 16)
        #expect(try position(victim.model) == log.ledger.head().position)
        #expect(try digest(of: victim.model) != whole)
    }

    @Test func `a bookmark set back without its leaf is refused, and all is rebuilt`() async throws
    {
        let log = try await DiskLog(seed: 31)
        try log.importTraces(20, seed: 32)
        let victim = victim(of: log, "counts", in: "planted")
        _ = try await victim.run(batch: 16)
        try await setBookmark(victim.model, to: 40, leaf: nil)
        _ = try await victim.run(batch: 16)
        #expect(try await digest(of: victim.model) == undisturbed(log, "counts"))
    }

    private func victim(of log: DiskLog, _ projection: String, in folder: String) -> Victim {
        Victim(
            ledger: log.ledgerPath, folder: log.folder.path(of: folder), projection: projection)
    }

    /// The digest of a projection that nobody disturbed.
    private func undisturbed(_ log: DiskLog, _ projection: String) async throws -> String {
        let victim = victim(of: log, projection, in: "undisturbed")
        _ = try #require(try await victim.run(batch: 2_000))
        return try digest(of: victim.model)
    }

    private func position(_ model: String) throws -> Int? {
        guard FileManager.default.fileExists(atPath: model) else { return nil }
        return try DatabaseQueue(path: model).read { try Bookmark.read($0)?.position }
    }

    private func setBookmark(_ model: String, to position: Int, leaf: String?) async throws {
        try await DatabaseQueue(path: model).write {
            try $0.execute(
                sql: "UPDATE bookmark SET position = ?, leaf = coalesce(?, leaf)",
                arguments: [position, leaf])
        }
    }
}
