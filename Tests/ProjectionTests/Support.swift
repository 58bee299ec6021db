// SPDX-License-Identifier: Apache-2.0
import Casework
import Crypto
import EventCodec
import Foundation
import GRDB
import Ledger
import ProjectorKit
import ReadModels
import TestKit
import Testing
import WorkingTime

let anna = staff("0198c0de-0000-7000-8000-0000000000aa")
let ben = staff("0198c0de-0000-7000-8000-0000000000bb")

func staff(_ uuid: String) -> StaffID {
    guard let id = StaffID(uuid: uuid) else { preconditionFailure("a test names no staff") }
    return id
}

func instant(_ text: String) -> Instant {
    guard let instant = Instant(text) else { preconditionFailure("a test names no instant") }
    return instant
}

/// A log in memory to which a test appends what it likes, at times it likes.
///
/// The same appends give the same bytes, so two logs can share a beginning.
struct SampleLog {
    let clock = TestClock(instant("2026-01-05T09:00:00.000Z"))
    let ledger: Ledger
    private let random: SeededRandom

    init(id: String = "0198c0de-0000-7000-8000-000000000000") throws {
        random = SeededRandom(seed: 7)
        var surroundings = Ledger.Surroundings()
        surroundings.clock = clock
        surroundings.random = random
        ledger = try Ledger(
            creating: LedgerIdentity(
                id: id, source: "/organisations/test", organisation: "Test",
                jurisdiction: "england-and-wales"),
            in: MemoryStorage(), surroundings)
    }

    /// Lets time pass until the clock shows `time`.
    func wait(until time: Instant) {
        clock.advance(seconds: max(0, time.seconds - clock.now().seconds))
        clock.set(time)
    }

    /// Appends an event as the service would, its sealed fields behind a commitment that nobody
    /// opens.
    @discardableResult
    func append(
        _ event: DomainEvent, to stream: String, on occurredAt: Occurrence? = nil,
        series: String? = nil, actor: String = "system/test"
    ) async throws -> Receipt {
        let encoded = EventCodec.encode(event)
        let commitment = encoded.sealed.map { _ in
            (owner: stream, digest: [UInt8](repeating: 0, count: 32))
        }
        return try await append(
            type: encoded.type, data: encoded.data(commitment: commitment), to: stream,
            on: occurredAt, series: series, actor: actor)
    }

    /// Appends an event of any type and data.
    @discardableResult
    func append(
        type: String, version: Int = 1, data: [UInt8] = Array("{}".utf8), to stream: String,
        on occurredAt: Occurrence? = nil, series: String? = nil, actor: String = "system/test"
    ) async throws -> Receipt {
        try await ledger.append(
            Commit(
                stream: try #require(StreamName(stream)), expected: .any, commandID: nil,
                events: [
                    EventDraft(
                        id: ledger.newID(), type: type, dataVersion: version,
                        occurredAt: occurredAt, actor: actor, data: data)
                ], series: series))
    }

    /// Opens so many enquiries, each a stream of its own.
    func open(_ count: Int, from first: Int = 1) async throws {
        for number in first..<first + count {
            try await append(
                .case(.opened(CaseOpened(type: .enquiry, channel: .email))),
                to: "case/\(number)", series: "ENQ")
        }
    }
}

/// Hexadecimal SHA-256 over every row of every table but the bookmark, in the order of their keys.
///
/// - Parameter path: A read model's file, or a link to it.
func digest(of path: String) throws -> String {
    var configuration = Configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    return try queue.read { database in
        var hash = SHA256()
        let tables = try String.fetchAll(
            database,
            sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'bookmark'"
                + " ORDER BY name")
        for table in tables {
            hash.update(data: Data(table.utf8))
            // The key is the first column.
            for row in try Row.fetchAll(database, sql: "SELECT * FROM \(table) ORDER BY 1") {
                let values = row.map { "\($0)=\($1)".replacing("\\", with: "\\\\") }
                hash.update(data: Data("\(values.joined(separator: "\\n"))\\r".utf8))
            }
        }
        return hash.finalize().map { String($0, radix: 16) }.joined(separator: " ")
    }
}

/// The files of a read model's folder, SQLite's own beside them left out.
func generations(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder)
        .filter { !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") }.sorted()
}
