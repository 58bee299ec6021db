// SPDX-License-Identifier: Apache-2.0
import Foundation
import GRDB
import Ledger
import ProjectorKit
import Queues
import ReadModels
import TestKit
import Testing

@Suite("Any way of folding the log gives the same rows") struct ContractTests {
    @Test func `whatever the size of a batch, and again from the first event`() async throws {
        let log = try await DiskLog(seed: 1)
        try await log.work(on: 120, commands: "a", seed: 1)
        try log.importTraces(150, seed: 2)
        try await log.work(on: 30, commands: "b", seed: 3)
        let length = try log.ledger.head().position
        #expect(length > 1_500)

        var digests: [String] = []
        for batch in [1, 7, 100, 2_000, length] {
            let folder = log.folder.path(of: "projections/\(batch)")
            try project(log.ledger, into: folder, batch: batch)
            digests.append(try digest(of: "\(folder)/queues.sqlite"))
            // The same generation goes on from its end, and a new one begins at the first event.
            for rebuild in [false, true] {
                try project(log.ledger, into: folder, batch: batch, rebuild: rebuild)
                digests.append(try digest(of: "\(folder)/queues.sqlite"))
            }
            #expect(try generations(in: folder) == ["queues-2.sqlite", "queues.sqlite"])
        }
        #expect(Set(digests).count == 1, "the digests differ: \(digests)")
        let model = ReadModel(
            name: "queues", folder: log.folder.path(of: "projections/\(length)"))
        #expect(try model.bookmark()?.position == length)
        #expect(try model.read { try QueueQuery().count($0) } == 300)
    }

    @Test func `whatever it had seen when it was left, and taken up again`() async throws {
        let log = try await DiskLog(seed: 4)
        let folder = log.folder.path(of: "projections/steps")
        for step in 0..<12 {
            try await log.work(on: 5, commands: "step-\(step)", seed: UInt64(step))
            try project(log.ledger, into: folder, batch: 1 + step * 3)
        }
        let whole = log.folder.path(of: "projections/whole")
        try project(log.ledger, into: whole, batch: 2_000)
        #expect(
            try digest(of: "\(folder)/queues.sqlite") == digest(of: "\(whole)/queues.sqlite"))
    }

    @Test func `the digest sees one changed value, and not the bookmark`() async throws {
        let log = try SampleLog()
        try await log.open(3)
        let folder = try TemporaryFolder()
        try project(log.ledger, into: folder.path, batch: 2)
        let path = folder.path(of: "queues.sqlite")
        let before = try digest(of: path)
        let queue = try DatabaseQueue(path: folder.path(of: "queues-1.sqlite"))
        try await queue.write { try $0.execute(sql: "UPDATE bookmark SET position = 1") }
        #expect(try digest(of: path) == before)
        try await queue.write {
            try $0.execute(sql: "UPDATE case_rows SET version = 2 WHERE id = 'case/2'")
        }
        #expect(try digest(of: path) != before)
    }

    private func project(
        _ ledger: Ledger, into folder: String, batch: Int, rebuild: Bool = false
    ) throws {
        try Projector<QueuesProjection>(
            ledger: ledger, folder: folder, rebuild: rebuild, batch: batch
        ).catchUp()
    }
}
