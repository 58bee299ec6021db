// SPDX-License-Identifier: Apache-2.0
import AllProjections
import Foundation
import GRDB
import Ledger
import ProjectorKit
import ReadModels
import TestKit
import Testing

/// What every projection of the program keeps, by being in the list.
@Suite("Any way of folding the log gives the same rows") struct ContractTests {
    @Test(
        "whatever the size of a batch, and again from the first event", arguments: projectionNames)
    func batches(name: String) async throws {
        let projection = try #require(allProjections.first { $0.name == name })
        let log = try await DiskLog(seed: 1)
        try await log.work(on: 120, commands: "a", seed: 1)
        try log.importTraces(150, seed: 2)
        try await log.work(on: 30, commands: "b", seed: 3)
        let length = try log.ledger.head().position
        #expect(length > 1_500)

        var digests: [String] = []
        for batch in [1, 7, 100, 2_000, length] {
            let folder = log.folder.path(of: "projections/\(batch)")
            try fold(projection, log.ledger, into: folder, batch: batch)
            digests.append(try digest(of: "\(folder)/\(name).sqlite"))
            // The same generation goes on from its end, and a new one begins at the first event.
            for rebuild in [false, true] {
                try fold(projection, log.ledger, into: folder, batch: batch, rebuild: rebuild)
                digests.append(try digest(of: "\(folder)/\(name).sqlite"))
            }
            #expect(try generations(in: folder) == ["\(name)-2.sqlite", "\(name).sqlite"])
        }
        #expect(Set(digests).count == 1, "the digests differ: \(digests)")
        let model = ReadModel(name: name, folder: log.folder.path(of: "projections/\(length)"))
        #expect(try model.bookmark()?.position == length)
        try answers(projection, model)
    }

    @Test("whatever it had seen when it was left, and taken up again", arguments: projectionNames)
    func steps(name: String) async throws {
        let projection = try #require(allProjections.first { $0.name == name })
        let log = try await DiskLog(seed: 4)
        let folder = log.folder.path(of: "projections/steps")
        for step in 0..<12 {
            try await log.work(on: 5, commands: "step-\(step)", seed: UInt64(step))
            try fold(projection, log.ledger, into: folder, batch: 1 + step * 3)
        }
        let whole = log.folder.path(of: "projections/whole")
        try fold(projection, log.ledger, into: whole, batch: 2_000)
        #expect(
            try digest(of: "\(folder)/\(name).sqlite") == digest(of: "\(whole)/\(name).sqlite"))
    }

    @Test func `the digest sees one changed value, and not the bookmark`() async throws {
        let log = try SampleLog()
        try await log.open(3)
        let folder = try TemporaryFolder()
        try project(log.ledger, into: folder.path)
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

    /// Each of its tables, its views and its `queries/*.sql` has rows to show.
    private func answers(_ projection: any Projection.Type, _ model: ReadModel) throws {
        let target = try #require("\(projection)".split(separator: "Projection").first)
        let queries = URL(fileURLWithPath: "\(#filePath)/../../../Projections/\(target)/queries")
        let files = try FileManager.default.contentsOfDirectory(
            at: queries.standardizedFileURL, includingPropertiesForKeys: nil)
        #expect(!files.isEmpty, "no query in \(queries.standardizedFileURL.path)")
        try model.read { database in
            let names = try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
            for name in names {
                let rows = try Row.fetchAll(database, sql: "SELECT * FROM \(name)")
                #expect(!rows.isEmpty, "\(name) has no rows of a log of all that happens")
            }
            for file in files {
                let sql = try String(contentsOf: file, encoding: .utf8)
                let rows = try Row.fetchAll(database, sql: sql)
                #expect(!rows.isEmpty, "\(file.lastPathComponent) finds nothing")
            }
        }
    }

    private func fold<P: Projection>(
        _ projection: P.Type, _ ledger: Ledger, into folder: String, batch: Int,
        rebuild: Bool = false
    ) throws {
        try Projector<P>(ledger: ledger, folder: folder, rebuild: rebuild, batch: batch).catchUp()
    }
}
