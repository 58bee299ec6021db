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

@Suite("A model whose files are lost or spoilt is rebuilt") struct LostFileTests {
    let folder: TemporaryFolder
    let model: ReadModel

    init() throws {
        folder = try TemporaryFolder()
        model = ReadModel(name: "queues", folder: folder.path)
    }

    @Test("deleted", arguments: ["queues.sqlite", "queues-1.sqlite", "*"])
    func deleted(file: String) async throws {
        let log = try SampleLog()
        try await log.open(5)
        try project(log.ledger, into: folder.path)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
        where file == "*" || file == name {
            try FileManager.default.removeItem(atPath: folder.path(of: name))
        }
        try project(log.ledger, into: folder.path)
        #expect(try count() == 5)
    }

    @Test func `deleted while a reader has it open, who then sees the new one`() async throws {
        let log = try SampleLog()
        try await log.open(5)
        try project(log.ledger, into: folder.path)
        #expect(try count() == 5)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            try FileManager.default.removeItem(atPath: folder.path(of: name))
        }
        try await log.open(1, from: 6)
        try project(log.ledger, into: folder.path)
        #expect(try count() == 6)
    }

    @Test(
        "spoilt",
        arguments: [
            // All of the file, its header, and nothing left of it.
            (0, 1 << 20), (0, 100), (0, 0),
        ])
    func spoilt(from start: Int, count spoilt: Int) async throws {
        let log = try SampleLog()
        try await log.open(300)
        try project(log.ledger, into: folder.path)
        try spoil("queues-1.sqlite", from: start, count: spoilt)
        try project(log.ledger, into: folder.path)
        let other = ReadModel(name: "queues", folder: folder.path)
        #expect(try other.read { try QueueQuery().count($0) } == 300)
    }

    @Test func `spoilt behind the bookmark`() async throws {
        let log = try SampleLog()
        try await log.open(300)
        try project(log.ledger, into: folder.path)
        let size = try Data(contentsOf: URL(fileURLWithPath: folder.path(of: "queues-1.sqlite")))
            .count
        // The first pages hold the schema and the bookmark.
        try spoil("queues-1.sqlite", from: 4 * 4_096, count: size - 4 * 4_096)
        for number in 1...300 {
            try await log.append(
                .case(.assigned(CaseAssigned(officer: anna))), to: "case/\(number)")
        }
        // It may take a second start, as `up` gives it.
        try? project(log.ledger, into: folder.path)
        try project(log.ledger, into: folder.path)
        let other = ReadModel(name: "queues", folder: folder.path)
        #expect(try other.read { try QueueQuery().count($0) } == 300)
    }

    private func count() throws -> Int? { try model.read { try QueueQuery().count($0) } }

    /// Overwrites a part of a model's file, which nobody may have open; a count of 0 empties it.
    private func spoil(_ name: String, from start: Int, count: Int) throws {
        let path = folder.path(of: name)
        for suffix in ["-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: path + suffix)
        }
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        let end = min(bytes.count, start + count)
        if count == 0 {
            bytes = Data()
        } else {
            bytes.replaceSubrange(start..<end, with: Data(repeating: 0x5a, count: end - start))
        }
        try bytes.write(to: URL(fileURLWithPath: path))
    }
}
