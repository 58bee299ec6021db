// SPDX-License-Identifier: Apache-2.0
internal import Foundation
package import Futex
internal import Synchronization

/// An append-only log of events in streams, with erasable values beside it.
///
/// Any number of processes may have it open, and any of them may append; each opens it once. What
/// `append` has acknowledged is durable, and no reader ever sees more than what is durable.
package final class Ledger: Sendable {
    package let identity: LedgerIdentity
    package let clock: any LedgerClock
    package let random: any RandomSource
    /// Bytes of address space: the most that its file can grow to.
    package let mapSize: Int
    private let storage: any Storage
    private let writer: Writer
    private let wakePage: WakePage?
    private let openers = Mutex<[FrameOpener]>([])
    /// The form that the tables are in, `LedgerIdentity.format` unless they are only read.
    let format: String

    /// Makes a new ledger in `directory`, which must not hold one; makes the folder as well.
    package static func create(
        directory: String, identity: LedgerIdentity, _ surroundings: Surroundings = .init()
    ) throws(LedgerError) -> Ledger {
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch { throw .unusable("the folder \(directory) cannot be made") }
        let storage = try LMDBStorage(
            directory: directory, mapSize: surroundings.mapSize, .create)
        return try Ledger(
            creating: identity, in: storage, wakePage: page(directory), surroundings)
    }

    /// Opens the ledger in `directory`.
    ///
    /// - Parameter readOnly: Nothing is to be appended; works on a folder that cannot be written.
    package static func open(
        directory: String, readOnly: Bool = false, _ surroundings: Surroundings = .init()
    ) throws(LedgerError) -> Ledger {
        try check(directory: directory)
        let storage = try LMDBStorage(
            directory: directory, mapSize: surroundings.mapSize, readOnly ? .read : .write)
        return try Ledger(
            storage: storage, readOnly: readOnly, wakePage: page(directory), surroundings)
    }

    /// A new ledger in any storage that holds none.
    package convenience init(
        creating identity: LedgerIdentity, in storage: any Storage, wakePage: WakePage? = nil,
        _ surroundings: Surroundings = .init()
    ) throws(LedgerError) {
        guard Envelope.allows(identity.source) else { throw .invalid("the ledger's source") }
        try storage.write { view throws(LedgerError) in
            guard try LedgerIdentity.read(view) == nil else {
                throw .unusable("there is a ledger in this folder already")
            }
            try identity.write(view)
        }
        try self.init(storage: storage, wakePage: wakePage, surroundings)
    }

    /// The ledger that `storage` holds.
    package init(
        storage: any Storage, readOnly: Bool = false, wakePage: WakePage? = nil,
        _ surroundings: Surroundings = .init()
    ) throws(LedgerError) {
        let found = try storage.read { view throws(LedgerError) in try LedgerIdentity.read(view) }
        guard let (identity, format) = found else { throw .unreadable("there is no ledger here") }
        if format != LedgerIdentity.format, !readOnly {
            try Self.upgrade(storage, identity, wasSigned: surroundings.wasSigned)
        }
        self.identity = identity
        self.format = readOnly ? format : LedgerIdentity.format
        self.storage = storage
        self.wakePage = wakePage
        clock = surroundings.clock
        random = surroundings.random
        mapSize = surroundings.mapSize
        let started = (
            time: surroundings.clock.now(), uptime: surroundings.clock.uptime()
        )
        writer = Writer(source: identity.source, report: surroundings.onAppend) {
            Engine(
                storage: storage, identity: identity, clock: surroundings.clock, started: started,
                wakePage: wakePage, onUnknownOutcome: surroundings.onUnknownOutcome)
        }
    }

    deinit { writer.stop() }

    private static func page(_ directory: String) -> WakePage? {
        // Without the page, as on a read-only disk, followers poll.
        try? WakePage(path: "\(directory)/wake")
    }

    // MARK: Writing

    /// Appends all events of `commit` or none, and returns once they are on disk.
    ///
    /// - Throws: `.conflict` where another command got there first: read again, decide again.
    ///   `.claimTaken`, `.staleKey`, and what `LedgerError` lists besides.
    package func append(_ commit: Commit) async throws(LedgerError) -> Receipt {
        let results = await writer.append([commit])
        guard let result = results.first else { throw .invalid("no commits") }
        return try result.get()
    }

    /// Appends each commit whole or not at all, sharing a sync; one answer for each, in order.
    package func append(all commits: [Commit]) async -> [Result<Receipt, LedgerError>] {
        await writer.append(commits)
    }

    /// Queues commits as `append(all:)` does and returns at once, for a program that makes the
    /// next ones meanwhile.
    package func submit(_ commits: [Commit]) -> PendingAppend {
        let pending = PendingAppend()
        writer.submit(commits) { pending.finish($0) }
        return pending
    }

    /// Commits of this process that wait for the write thread.
    package var waitingCommits: Int { writer.waiting }

    /// A new UUIDv7.
    package func newID() -> String { uuidV7(time: clock.now(), random: random) }

    // MARK: Reading

    package func head() throws(LedgerError) -> Head {
        try storage.read { view throws(LedgerError) in try Head.read(view) }
    }

    /// Bytes on disk, free pages included.
    package func usedBytes() throws(LedgerError) -> Int { try storage.usedBytes() }

    /// The bytes of events after `position`, at most `limit`, gathered in 50 ms at most so that no
    /// long view keeps pages from being used again; empty only at the end of the log.
    package func bytes(
        after position: Position, limit: Int = 2_000
    ) throws(LedgerError) -> [(position: Position, bytes: [UInt8])] {
        try reading { view, opener throws(LedgerError) in
            var found: [(position: Position, bytes: [UInt8])] = []
            let start = ContinuousClock.now
            try Reading.scan(view, opener, after: position) { position, bytes in
                found.append((position, bytes))
                if found.count % 256 == 0, start.duration(to: .now) > .milliseconds(50) {
                    return false
                }
                return found.count < limit
            }
            return found
        }
    }

    /// Events after `position` in the log's order, as `bytes(after:limit:)`.
    package func events(
        after position: Position, limit: Int = 2_000
    ) throws(LedgerError) -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        for (position, bytes) in try bytes(after: position, limit: limit) {
            events.append(try parse(position, bytes))
        }
        return events
    }

    /// The event at `position`; nil past the end.
    package func event(at position: Position) throws(LedgerError) -> RecordedEvent? {
        try reading { view, opener throws(LedgerError) in
            try Reading.event(at: position, view, opener)
        }
    }

    /// The events of one stream after a version, in order; empty where there is no such stream.
    package func stream(
        _ name: StreamName, after version: Int = 0, limit: Int = .max
    ) throws(LedgerError) -> [RecordedEvent] {
        try reading { view, opener throws(LedgerError) in
            try Reading.stream(name, after: version, limit: limit, view, opener)
        }
    }

    /// The number of events in a stream; 0 where there is no such stream.
    package func version(of name: StreamName) throws(LedgerError) -> Int {
        try storage.read { view throws(LedgerError) in
            try StreamIndex.version(of: name, in: view)
        }
    }

    /// The position of the event that made a claim; nil while nobody has.
    package func position(of claim: ClaimKey) throws(LedgerError) -> Position? {
        try storage.read { view throws(LedgerError) in
            try ClaimIndex.position(of: claim, in: view)
        }
    }

    /// The stream of the event that bears a reference, as `FOI-2026-000123`; nil where none does.
    package func stream(ofReference reference: String) throws(LedgerError) -> StreamName? {
        // The database takes no empty key, and none over 511 bytes.
        guard (1...100).contains(reference.utf8.count) else { return nil }
        return try reading { view, opener throws(LedgerError) in
            let position =
                hasReferences
                ? try ReferenceIndex.position(of: reference, in: view)
                : try ReferenceIndex.search(for: reference, view, opener)
            guard let position else { return nil }
            return try Reading.event(at: position, view, opener)?.stream
        }
    }

    /// An owner's data key as it was stored; nil where there is none, or it was destroyed.
    package func key(of owner: String) throws(LedgerError) -> WrappedKey? {
        try storage.read { view throws(LedgerError) in
            try view.value(.keys, Array(owner.utf8)).map {
                WrappedKey(owner: owner, id: Array($0.prefix(16)), wrapped: Array($0.dropFirst(16)))
            }
        }
    }

    /// The ciphertext of an owner's values of the event at `position`; nil where it was destroyed.
    package func value(
        of owner: String, at position: Position
    ) throws(LedgerError) -> [UInt8]? {
        try storage.read { view throws(LedgerError) in
            try view.value(.values, ValueKey.bytes(owner: owner, position: position))
        }
    }

    /// Frees the places of readers whose processes died: left alone, they keep old pages from
    /// being used again. To be called each minute by a process that stays.
    package func clearStaleReaders() throws(LedgerError) { try storage.clearStaleReaders() }

    // MARK: Following

    /// A counter that changes after every commit in any process; read it before reading the log.
    package var commitCount: UInt32 { wakePage?.count ?? 0 }

    /// Blocks this thread until a commit after `seen` was read, or the time is up. It may return
    /// early, and late by the poll where the wake-up page is not to be had.
    package func waitForCommit(after seen: UInt32, milliseconds: Int) {
        if let wakePage {
            wakePage.wait(whileCountIs: seen, milliseconds: milliseconds)
        } else {
            Thread.sleep(forTimeInterval: Double(min(milliseconds, 50)) / 1_000)
        }
    }

    /// The storage, for the audit, which reads it with eyes of its own.
    var tables: any Storage { storage }

    private func parse(
        _ position: Position, _ bytes: [UInt8]
    ) throws(LedgerError) -> RecordedEvent {
        guard let event = RecordedEvent(position: position, bytes: bytes) else {
            throw .damaged(position: position, reason: "not an event of this ledger's form")
        }
        return event
    }

    /// False for a ledger of format 1 that is only read.
    var hasReferences: Bool { format != "1" }
    /// False for a ledger of format 1 or 2 that is only read: it has no tree and no checkpoint.
    package var hasTree: Bool { format == LedgerIdentity.format }

    func reading<R>(
        _ body: (any StorageReader, FrameOpener) throws(LedgerError) -> R
    ) throws(LedgerError) -> R {
        let idle = openers.withLock { $0.popLast() }
        let opener = if let idle { idle } else { try FrameOpener() }
        defer { openers.withLock { $0.append(opener) } }
        return try storage.read { view throws(LedgerError) in try body(view, opener) }
    }
}
