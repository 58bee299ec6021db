// SPDX-License-Identifier: Apache-2.0
internal import EventCodec
internal import Forms
internal import Foundation
internal import GRDB
package import Ledger
internal import MerkleTree
internal import ReadModels

/// Keeps one projection's read model up with the log: catch up, wait, catch up.
///
/// Used by one thread. Rows and bookmark are written in one SQLite transaction, so a kill at any
/// moment leaves a model that is whole at an earlier position.
package final class Projector<P: Projection> {
    /// Moments at which a test may end the process.
    package enum Moment: Sendable {
        /// The batch's rows and bookmark are written, the transaction not yet committed.
        case written
        case committed
    }
    private let ledger: Ledger
    private let projection = P()
    private let generations: Generations
    private var queue: DatabaseQueue
    private var file: String
    private var bookmark: Bookmark
    private let reached: (Moment) -> Void
    /// Events read at a time, and written in one transaction.
    private let batch: Int

    /// Opens the model in `folder`, or begins a generation where there is none that fits.
    ///
    /// - Parameters:
    ///   - folder: `DIR/projections/NAME`.
    ///   - rebuild: Begins a new generation in any case.
    ///   - says: Told why a model that is there is not taken up.
    package init(
        ledger: Ledger, folder: String, rebuild: Bool = false, batch: Int = 2_000,
        reached: @escaping (Moment) -> Void = { _ in }, says: (String) -> Void = { _ in }
    ) throws {
        self.ledger = ledger
        self.batch = batch
        self.reached = reached
        generations = try Generations(name: P.name, folder: folder)
        if !rebuild {
            for file in [generations.live, generations.building].compactMap({ $0 }) {
                let misfit: Misfit?
                if let queue = try? Self.open(generations.path(file)),
                    let found = try? queue.read(Bookmark.read)
                {
                    misfit = try Misfit.of(found, version: P.version, in: ledger)
                    if misfit == nil {
                        (self.queue, self.file, bookmark) = (queue, file, found)
                        return
                    }
                } else {
                    misfit = .unreadable
                }
                guard let misfit, file == generations.live else { continue }
                says("the read model is not used: \(misfit)")
                // What is not true of this ledger is not shown for a moment longer.
                if !misfit.isTrue { generations.dropLive() }
            }
        }
        (file, queue, bookmark) = try Self.begin(generations, ledger)
    }

    /// An empty generation, in place of one whose building was given up.
    private static func begin(
        _ generations: Generations, _ ledger: Ledger
    ) throws -> (String, DatabaseQueue, Bookmark) {
        // A name of its own, even where the file that had the last one goes now.
        let file = generations.next
        if let abandoned = generations.building { generations.remove(abandoned) }
        let queue = try open(generations.path(file))
        let new = Bookmark(ledger: ledger.identity.id, version: P.version, state: .building)
        try queue.write { database in
            try database.execute(sql: Bookmark.schema)
            try database.execute(sql: P.schema)
            try new.write(database)
        }
        return (file, queue, new)
    }

    /// The last event that the rows reflect.
    package var position: Position { bookmark.position }

    /// Applies what the log holds beyond the bookmark, and makes a generation that has caught up
    /// the live one.
    ///
    /// - Throws: `ProjectionError.undecodable` at an event that stops this projection; what came
    ///   before it is applied.
    package func catchUp(progress: (Double) -> Void = { _ in }) throws {
        do {
            try applyAll(progress)
        } catch let error as DatabaseError
            where [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode)
        {
            // The file is spoilt; the log is not. Whatever was there is built anew, once.
            (file, queue, bookmark) = try Self.begin(generations, ledger)
            try applyAll(progress)
        }
        if bookmark.state != .live || generations.live != file { try goLive() }
    }

    private func applyAll(_ progress: (Double) -> Void) throws {
        while true {
            let events: [RecordedEvent]
            do { events = try ledger.events(after: bookmark.position, limit: batch) } catch {
                throw ProjectionError.ledger(error)
            }
            if events.isEmpty { break }
            try apply(events)
            if let head = try? ledger.head().position, head > 0 {
                progress(Double(bookmark.position) / Double(head))
            }
        }
    }

    /// Catches up for ever, woken by each commit, until `stopped` says so (asked twice a second).
    ///
    /// A full disk stops nobody: what was not written is tried again until there is room.
    ///
    /// - Parameters:
    ///   - says: Told once that there is no room, and once that there is again.
    ///   - caughtUp: Told the position when the end of the log is reached for the first time.
    package func run(
        progress: (Double) -> Void = { _ in }, says: (String) -> Void = { _ in },
        caughtUp: (Position) -> Void = { _ in }, stopped: () -> Bool
    ) throws {
        var isFull = false
        var isFirst = true
        while !stopped() {
            let seen = ledger.commitCount
            do {
                try catchUp(progress: progress)
                if isFull { says("there is room again; the read model is up to date") }
                if isFirst { caughtUp(position) }
                isFull = false
                isFirst = false
            } catch let error as DatabaseError where error.resultCode == .SQLITE_FULL {
                if !isFull { says("\(ProjectionError.full)") }
                isFull = true
            }
            ledger.waitForCommit(after: seen, milliseconds: 500)
        }
    }

    private func apply(_ events: [RecordedEvent]) throws {
        var next = bookmark
        var failure: ProjectionError?
        try queue.inTransaction { database in
            // Another projector on the same folder: what it wrote must not be written again.
            guard try Bookmark.read(database)?.position == bookmark.position else {
                failure = .overtaken
                return .rollback
            }
            let tables = Tables(database)
            var last: RecordedEvent?
            for event in events {
                do {
                    if try !apply(event, tables) { next.skipped += 1 }
                } catch let error as ProjectionError {
                    failure = error
                    break
                }
                last = event
            }
            try tables.flush()
            if let last {
                next.position = last.position
                next.leaf = TreeHash.leaf(last.bytes).description
            }
            if let failure {
                next.state = .stopped
                next.reason = failure.description
            } else if next.state == .stopped {
                next.state = .live
                next.reason = nil
            }
            try next.write(database)
            reached(.written)
            return .commit
        }
        if failure == .overtaken {
            bookmark = try queue.read { try Bookmark.read($0) } ?? bookmark
            return
        }
        bookmark = next
        reached(.committed)
        guard let failure else { return }
        // A first generation that stops is shown with what came before, and with the reason.
        if generations.live == nil { try generations.promote(file) }
        throw failure
    }

    /// Folds one event; false for a type that this program does not know.
    private func apply(_ event: RecordedEvent, _ tables: Tables) throws -> Bool {
        let body: DomainEvent?
        do {
            body = try EventCodec.decode(
                type: event.type, dataVersion: event.dataVersion, data: event.data)
        } catch { throw ProjectionError.undecodable(event.position, field: error.field) }
        guard let body else { return false }
        try projection.apply(ProjectedEvent(event, body: body), to: tables)
        return true
    }

    private func goLive() throws {
        bookmark.state = .live
        try queue.write { [bookmark] database in
            try database.execute(sql: P.indexes)
            try bookmark.write(database)
        }
        try generations.promote(file)
    }

    private static func open(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA synchronous = NORMAL")
        }
        return try DatabaseQueue(path: path, configuration: configuration)
    }
}
