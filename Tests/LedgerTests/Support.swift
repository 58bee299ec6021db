// SPDX-License-Identifier: Apache-2.0
import Foundation
import Ledger
import TestKit
import Testing
import WorkingTime

let noon = Instant(milliseconds: 1_795_348_800_123)

let identity = LedgerIdentity(
    id: "0198c0de-0000-7000-8000-000000000000", source: "/organisations/test",
    organisation: "Test", jurisdiction: "england-and-wales")

func surroundings(clock: any LedgerClock = TestClock(noon), seed: UInt64 = 1)
    -> Ledger.Surroundings
{
    var surroundings = Ledger.Surroundings()
    surroundings.clock = clock
    surroundings.random = SeededRandom(seed: seed)
    surroundings.mapSize = 1 << 30
    return surroundings
}

/// A new ledger in memory.
func memoryLedger(
    in storage: MemoryStorage = MemoryStorage(), clock: any LedgerClock = TestClock(noon)
) throws -> Ledger {
    try Ledger(creating: identity, in: storage, surroundings(clock: clock))
}

/// A new ledger on disk; the folder lives as long as the test holds it.
func diskLedger(clock: any LedgerClock = TestClock(noon)) throws
    -> (ledger: Ledger, folder: TemporaryFolder)
{
    let folder = try TemporaryFolder()
    let ledger = try Ledger.create(
        directory: folder.path(of: "ledger"), identity: identity, surroundings(clock: clock))
    return (ledger, folder)
}

func stream(_ text: String) -> StreamName {
    guard let name = StreamName(text) else { preconditionFailure("a test names no stream") }
    return name
}

/// An event that holds `text`, which must need no escape.
func draft(_ text: String = "x", id: String = "0198c0de-0000-7000-8000-00000000000a")
    -> EventDraft
{
    EventDraft(
        id: id, type: "test.written", dataVersion: 1, actor: "system/test",
        data: Array(#"{"text":"\#(text)"}"#.utf8))
}

/// A commit whose first event says what it claims, so that `audit` can tell.
func commit(
    _ name: String, _ expected: ExpectedVersion = .any, command: String? = nil, events: Int = 1,
    claims: [String] = [], series: String? = nil
) -> Commit {
    let claimed = claims.map { " claim:\($0)" }.joined()
    return Commit(
        stream: stream(name), expected: expected, commandID: command,
        events: (0..<events).map { draft("\(name) \($0)\($0 == 0 ? claimed : "")") },
        claims: claims.map { ClaimKey(kind: "test", digest: Array($0.utf8)) }, series: series)
}

/// Audits a ledger of such commits; `sealed` are the positions of events with a value of person/a.
func audit(_ ledger: Ledger, sealed: [Position] = []) -> AuditReport {
    var audit = Audit(ledger)
    audit.contents = { event throws(LedgerError) in
        var contents = EventContents()
        let text = String(decoding: event.data.dropLast(2), as: UTF8.self)
        contents.claims = text.split(separator: " ").filter { $0.hasPrefix("claim:") }.map {
            ClaimKey(kind: "test", digest: Array($0.dropFirst("claim:".count).utf8))
        }
        // As the vault's part of the audit does.
        if sealed.contains(event.position) {
            contents.owners = ["person/a"]
            if try ledger.value(of: "person/a", at: event.position) == nil {
                contents.findings = ["its sealed value is not there"]
            }
        }
        return contents
    }
    return audit.run()
}

/// What `body` throws, or nil; any other error than a ledger's is the test's failure.
func error(_ body: () async throws -> Void) async throws -> LedgerError? {
    do {
        try await body()
        return nil
    } catch let error as LedgerError {
        return error
    }
}

/// A text of `length` characters that no compressor makes smaller by much.
func noise(_ length: Int, seed: UInt64) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    var generator = SplitMix64(seed: seed)
    return String(
        decoding: (0..<length).map { _ in letters[Int.random(in: 0..<64, using: &generator)] },
        as: UTF8.self)
}

/// Every event of a ledger.
func all(_ ledger: Ledger) throws -> [RecordedEvent] {
    var events: [RecordedEvent] = []
    while true {
        let more = try ledger.events(after: events.last?.position ?? 0)
        if more.isEmpty { return events }
        events += more
    }
}

/// Eight bytes, the most significant first, as the tables hold positions.
func bytes(_ number: Int) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
}
