// SPDX-License-Identifier: Apache-2.0
import Casework
import EventCodec
import Ledger
import ProjectorKit
import Queues
import ReadModels
import Synchronization
import TestKit
import Testing

@Suite("What is not of the ledger is not read") struct UnfitTests {
    /// Counts the questions that are asked of it.
    final class Judge: Sendable {
        let asked = Mutex<[Int]>([])
        let refused: Int

        init(refused: Int) { self.refused = refused }

        func judge(_ bookmark: Bookmark) -> String? {
            asked.withLock { $0.append(bookmark.position) }
            return bookmark.position >= refused ? "it has seen too much" : nil
        }
    }

    @Test func `the judge is asked when the model has moved on, not for each reading`() async throws
    {
        let folder = try TemporaryFolder()
        let log = try SampleLog()
        try await log.open(2)
        let first = try log.ledger.head().position
        let judge = Judge(refused: first + 1)
        let model = ReadModel(name: "queues", folder: folder.path, judge: judge.judge)
        #expect(try model.misfit() == nil, "nothing is there")
        try project(log.ledger, into: folder.path)
        for _ in 1...3 { #expect(try model.read { try QueueQuery().count($0) } == 2) }
        #expect(try model.misfit() == nil)
        #expect(judge.asked.withLock { $0 } == [first])

        try await log.open(1, from: 3)
        try project(log.ledger, into: folder.path)
        for _ in 1...3 {
            #expect(throws: ReadModel.Unfit.self) { try model.read { try QueueQuery().count($0) } }
        }
        #expect(try model.bookmark() == nil)
        #expect(try model.misfit() == "it has seen too much")
        #expect(judge.asked.withLock { $0 } == [first, first + 1])
    }
}
