// SPDX-License-Identifier: Apache-2.0
package import EventCodec
internal import GRDB
package import Ledger
package import WorkingTime

/// A fold of the log into tables.
///
/// `apply` is deterministic: no clock, no randomness, no side effect. So any batch size, a replay
/// from the first event and a kill at any moment give the same rows.
package protocol Projection: Sendable {
    /// Lower case; the folder `projections/NAME` and the command `project NAME`.
    static var name: String { get }
    /// Raised whenever the same events would give other rows.
    static var version: Int { get }
    /// The tables and views, as SQL.
    static var schema: String { get }
    /// The indexes, as SQL that may run again; made once a generation has caught up.
    static var indexes: String { get }

    init()
    /// Changes the rows that the event concerns; events of no concern leave them alone.
    func apply(_ event: ProjectedEvent, to tables: Tables) throws
}

/// An event as projections see it: sealed fields hidden.
package struct ProjectedEvent: Sendable {
    package let body: DomainEvent
    package let position: Position
    /// The stream's name, as `case/0198…`.
    package let stream: String
    package let streamVersion: Int
    /// When it was recorded.
    package let time: Instant
    /// When it happened, where that was said.
    package let occurredAt: Occurrence?
    package let actor: String
    /// The reference allotted with it.
    package let reference: String?

    package init(_ recorded: RecordedEvent, body: DomainEvent) {
        self.body = body
        position = recorded.position
        stream = recorded.stream.description
        streamVersion = recorded.streamVersion
        time = recorded.time
        occurredAt = recorded.occurredAt
        actor = recorded.actor
        reference = recorded.reference
    }

    /// The day in London on which it happened or, where nobody said that, was recorded.
    package var day: Day {
        switch occurredAt {
        case .day(let day): day
        case .instant(let instant): London.day(of: instant)
        case nil: London.day(of: time)
        }
    }
}

/// Why a projector stopped.
package enum ProjectionError: Error, Equatable, CustomStringConvertible {
    /// An event of a known type does not decode, or a row cannot be made of it.
    case undecodable(Position, field: String)
    case ledger(LedgerError)
    /// Another projector on the same folder has moved the bookmark.
    case overtaken
    /// The disk has no room left; nothing was written.
    case full
    /// SQLite or the file system failed.
    case storage(String)

    /// What a projector threw.
    package init(_ error: any Error) {
        switch error {
        case let error as ProjectionError: self = error
        case let error as DatabaseError where error.resultCode == .SQLITE_FULL: self = .full
        default: self = .storage("\(error)")
        }
    }

    /// Whether the disk or the folder is at fault.
    package var isOfStorage: Bool {
        switch self {
        case .full, .storage: true
        case .undecodable, .ledger, .overtaken: false
        }
    }

    package var description: String {
        switch self {
        case .undecodable(let position, let field):
            "the event at position \(position) does not decode (\(field)); this projection stops "
                + "there until a program that reads it takes over"
        case .ledger(let error): error.description
        case .overtaken: "another projector is at work on this read model; stop one of them"
        case .full:
            "there is no room left for the read model; make room, and it goes on by itself"
        case .storage(let reason): "the read model cannot be written: \(reason)"
        }
    }
}
