// SPDX-License-Identifier: Apache-2.0
import Casework
import Dispatch
import EventCodec
import Foundation
import GRDB
import Ledger
import ProjectorKit
import Queues
import ReadModels
import Synchronization
import TestKit
import Testing

/// The queues as a later release folds them.
struct LaterQueues: Projection {
    static let name = QueuesProjection.name
    static let version = QueuesProjection.version + 1
    static let schema = QueuesProjection.schema
    static let indexes = QueuesProjection.indexes

    func apply(_ event: ProjectedEvent, to tables: Tables) throws {
        try QueuesProjection().apply(event, to: tables)
    }
}

func project(_ ledger: Ledger, into folder: String, rebuild: Bool = false) throws {
    try Projector<QueuesProjection>(ledger: ledger, folder: folder, rebuild: rebuild).catchUp()
}

@Suite("A new generation is built beside the live one") struct GenerationTests {
    let folder: TemporaryFolder
    let model: ReadModel

    init() throws {
        folder = try TemporaryFolder()
        model = ReadModel(name: "queues", folder: folder.path)
    }

    @Test func `a raised version is not seen before it has caught up`() async throws {
        let log = try SampleLog()
        try await log.open(10)
        try project(log.ledger, into: folder.path)
        #expect(try seen() == 10)
        try await log.open(5, from: 11)

        var versions: [Int] = []
        let later = try Projector<LaterQueues>(
            ledger: log.ledger, folder: folder.path, batch: 4
        ) { [model] _ in
            versions.append((try? model.bookmark()?.version) ?? 0)
        }
        #expect(try generations(in: folder.path).count == 3)
        try later.catchUp()
        #expect(versions == Array(repeating: QueuesProjection.version, count: 8))
        #expect(try model.bookmark()?.version == QueuesProjection.version + 1)
        #expect(try seen() == 15)
        #expect(try generations(in: folder.path) == ["queues-2.sqlite", "queues.sqlite"])
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).allSatisfy {
                !$0.hasPrefix("queues-1")
            })
    }

    @Test(
        "no reader misses a swap, whether it keeps the model open or opens it each time",
        arguments: [true, false])
    func swap(keeps: Bool) async throws {
        let log = try SampleLog()
        try await log.open(50)
        try project(log.ledger, into: folder.path)
        let reader = Reader(folder: folder.path, keeps: keeps ? model : nil)
        for _ in 0..<60 {
            try project(log.ledger, into: folder.path, rebuild: true)
            try await Task.sleep(for: .milliseconds(1))
        }
        let reads = reader.stop()
        #expect(reads.keys.allSatisfy { $0 == "50 cases" }, "\(reads)")
        #expect(try generations(in: folder.path) == ["queues-61.sqlite", "queues.sqlite"])
    }

    @Test func `an interrupted building goes on where it stopped`() async throws {
        let log = try await DiskLog(seed: 41)
        try log.importTraces(40, seed: 42)
        let path = folder.path
        let live = ReadModel(name: "counts", folder: path)
        let old = Victim(ledger: log.ledgerPath, folder: path, projection: "counts")
        let new = Victim(ledger: log.ledgerPath, folder: path, projection: "recounts")
        #expect(try await old.run(batch: 10) ?? 0 > 20)
        let whole = try digest(of: old.model)

        #expect(try await new.run(batch: 10, killedAt: .committed, 6) == nil)
        #expect(try await new.run(batch: 10, killedAt: .written, 6) == nil)
        #expect(try live.bookmark()?.version == 1)
        #expect(
            try generations(in: path) == ["counts-1.sqlite", "counts-2.sqlite", "counts.sqlite"])
        let head = try log.ledger.head().position
        // Six batches and five are done; the batch that was written only is done again.
        #expect(try await new.run(batch: 10) == (head - 110 + 9) / 10)
        #expect(try live.bookmark()?.version == 2)
        #expect(try digest(of: new.model) == whole)
        #expect(try generations(in: path) == ["counts-2.sqlite", "counts.sqlite"])
    }

    @Test func `nothing is seen of a first generation before it has caught up`() async throws {
        let log = try SampleLog()
        try await log.open(10)
        var seen: [Int?] = []
        let projector = try Projector<QueuesProjection>(
            ledger: log.ledger, folder: folder.path, batch: 3
        ) { [model] _ in
            seen.append(try? model.bookmark()?.position)
        }
        #expect(try model.bookmark() == nil)
        try projector.catchUp()
        #expect(seen == Array(repeating: nil, count: 8))
        #expect(try model.bookmark()?.position == 10)
    }

    /// How many cases a reader sees.
    private func seen() throws -> Int? { try model.read { try QueueQuery().count($0) } }
}

/// Reads a model as fast as it can, on a thread of its own, and keeps count of what it sees.
private final class Reader: Sendable {
    private let stopping = Mutex(false)
    private let reads = Mutex<[String: Int]>([:])
    private let done = DispatchSemaphore(value: 0)

    /// - Parameter keeps: A model to keep open; nil to open it for each read.
    init(folder: String, keeps: ReadModel?) {
        let thread = Thread {
            while !self.stopping.withLock({ $0 }) {
                let model = keeps ?? ReadModel(name: "queues", folder: folder)
                let seen: String
                do {
                    let count = try model.read { try QueueQuery().count($0) }
                    seen = count.map { "\($0) cases" } ?? "no model"
                } catch { seen = "\(error)" }
                self.reads.withLock { $0[seen, default: 0] += 1 }
            }
            self.done.signal()
        }
        thread.start()
    }

    /// How often it saw what.
    func stop() -> [String: Int] {
        stopping.withLock { $0 = true }
        done.wait()
        return reads.withLock { $0 }
    }
}

@Suite("A model that is not the log's is rebuilt") struct RebuiltTests {
    let folder: TemporaryFolder
    let model: ReadModel

    init() throws {
        folder = try TemporaryFolder()
        model = ReadModel(name: "queues", folder: folder.path)
    }

    @Test func `one of another ledger`() async throws {
        let mine = try SampleLog()
        let other = try SampleLog(id: "0198c0de-0000-7000-8000-000000000009")
        try await mine.open(3)
        try await other.open(5)
        try project(other.ledger, into: folder.path)
        #expect(try model.bookmark()?.position == 5)
        try project(mine.ledger, into: folder.path)
        #expect(try model.bookmark()?.ledger == mine.ledger.identity.id)
        #expect(try model.read { try QueueQuery().count($0) } == 3)
    }

    @Test("one of a log that was rewound", arguments: [3, 10, 12])
    func rewound(length: Int) async throws {
        let before = try SampleLog()
        let after = try SampleLog()
        try await before.open(10)
        try await after.open(2)
        after.clock.advance(seconds: 1)
        // What was opened as case/3 before, is another case now.
        try await after.open(length - 2, from: 1_003)
        try project(before.ledger, into: folder.path)
        try project(after.ledger, into: folder.path)
        let rows = try #require(try model.read { try QueueQuery().rows($0) })
        #expect(rows.count == length)
        #expect(
            Set(rows.map(\.id))
                == Set(["case/1", "case/2"] + (1_003..<1_001 + length).map { "case/\($0)" }))
        #expect(try generations(in: folder.path) == ["queues-2.sqlite", "queues.sqlite"])
    }
}
