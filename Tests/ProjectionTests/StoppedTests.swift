// SPDX-License-Identifier: Apache-2.0
import Casework
import EventCodec
import Foundation
import GRDB
import Ledger
import ProjectorKit
import Queues
import ReadModels
import TestKit
import Testing

@Suite("An event that does not decode stops its projection alone") struct StoppedTests {
    let folder: TemporaryFolder
    let model: ReadModel

    init() throws {
        folder = try TemporaryFolder()
        model = ReadModel(name: "queues", folder: folder.path)
    }

    @Test("whatever the batch", arguments: [1, 3, 2_000])
    func stops(batch: Int) async throws {
        let log = try SampleLog()
        try await log.open(5)
        try project(log.ledger, into: folder.path)
        try await log.open(2, from: 6)
        try await log.append(
            type: "case.closed", data: Array(#"{"outcome":"lost"}"#.utf8), to: "case/1")
        try await log.open(2, from: 8)
        // Twice, as a supervisor starts it again.
        for _ in 0..<2 {
            #expect(throws: ProjectionError.undecodable(8, field: "outcome")) {
                try Projector<QueuesProjection>(
                    ledger: log.ledger, folder: folder.path, batch: batch
                ).catchUp()
            }
            let bookmark = try #require(try model.bookmark())
            #expect(bookmark.state == .stopped)
            #expect(bookmark.position == 7)
            let reason = try #require(bookmark.reason)
            #expect(reason.contains("position 8") && reason.contains("outcome"))
            #expect(!reason.contains("lost"), "the reason holds the event's own words")
            #expect(try model.read { try QueueQuery().count($0) } == 7)
        }
    }

    @Test func `a program that reads it goes on from there`() async throws {
        // Two logs that differ in the event alone that one program cannot read.
        let unread = try await log(with: #"{"outcome":"lost"}"#)
        let read = try await log(with: #"{"outcome":"answered"}"#)
        try? project(unread.ledger, into: folder.path)
        var batches = 0
        let projector = try Projector<QueuesProjection>(
            ledger: read.ledger, folder: folder.path
        ) { if $0 == .written { batches += 1 } }
        #expect(projector.position == 5)
        try projector.catchUp()
        #expect(batches == 1)
        let bookmark = try #require(try model.bookmark())
        #expect(bookmark.state == .live && bookmark.reason == nil && bookmark.position == 8)
        let whole = try TemporaryFolder()
        try project(read.ledger, into: whole.path)
        #expect(
            try digest(of: folder.path(of: "queues.sqlite"))
                == digest(of: whole.path(of: "queues.sqlite")))
    }

    @Test func `a new generation that stops leaves the old one to its readers`() async throws {
        let log = try SampleLog()
        try await log.open(5)
        try project(log.ledger, into: folder.path)
        try await log.append(type: "case.closed", to: "case/1")
        #expect(throws: ProjectionError.undecodable(6, field: "outcome")) {
            try Projector<LaterQueues>(ledger: log.ledger, folder: folder.path).catchUp()
        }
        #expect(try model.bookmark()?.version == QueuesProjection.version)
        #expect(try model.read { try QueueQuery().count($0) } == 5)
        let building = try DatabaseQueue(path: folder.path(of: "queues-2.sqlite"))
        #expect(try await building.read { try Bookmark.read($0)?.state } == .stopped)
    }

    private func log(with data: String) async throws -> SampleLog {
        let log = try SampleLog()
        try await log.open(5)
        try await log.append(type: "case.closed", data: Array(data.utf8), to: "case/1")
        try await log.open(2, from: 8)
        return log
    }
}
