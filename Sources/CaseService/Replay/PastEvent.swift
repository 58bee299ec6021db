// SPDX-License-Identifier: Apache-2.0
package import EventCodec
internal import Ledger
package import WorkingTime

/// What a replay needs of a recorded event.
package struct PastEvent: Equatable, Sendable {
    /// Place in the log, 1 or more.
    package let position: Int
    /// Place in its stream, 1 or more.
    package let version: Int
    /// When the ledger recorded it.
    package let recorded: Instant
    /// When it happened: what somebody said, or else when it was recorded.
    package let happened: Occurrence
    /// As the event has it: `staff/…`, `import/…`, `system/…`.
    package let actor: String
    /// Nil for a type that this program does not know.
    package let body: DomainEvent?

    package init(
        position: Int, version: Int, recorded: Instant, occurredAt: Occurrence?, actor: String,
        body: DomainEvent?
    ) {
        self.position = position
        self.version = version
        self.recorded = recorded
        happened = occurredAt ?? .instant(recorded)
        self.actor = actor
        self.body = body
    }

    package init(_ entry: HistoryEntry) {
        let event = entry.event
        self.init(
            position: event.position, version: event.streamVersion, recorded: event.time,
            occurredAt: event.occurredAt, actor: event.actor, body: entry.body)
    }

    package subscript(axis: TimeAxis) -> Occurrence {
        axis == .happened ? happened : .instant(recorded)
    }

    /// Civil days in London from its happening to its recording; negative where it was recorded
    /// beforehand.
    package var daysLate: Int { London.day(of: recorded).number - happened.day.number }
}

extension Moment {
    /// Whether an event lies within both limits.
    package func includes(_ event: PastEvent) -> Bool {
        TimeAxis.allCases.allSatisfy { includes(event[$0], along: $0) }
    }
}
