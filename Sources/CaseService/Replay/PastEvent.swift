// SPDX-License-Identifier: Apache-2.0
internal import Casework
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
    /// When it happened: what somebody said, or else when it was recorded. Where nobody knows, it
    /// is drawn there, and `isDated` is false.
    package private(set) var happened: Occurrence
    /// Whether anybody knows when it happened. What is done here happens when it is recorded; what
    /// is imported without a day happened on a day that nobody knows.
    package private(set) var isDated: Bool
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
        let isImported = if case .imported = Actor(actor) { true } else { false }
        isDated = occurredAt != nil || !isImported
        self.actor = actor
        self.body = body
    }

    package init(_ entry: HistoryEntry) {
        let event = entry.event
        self.init(
            position: event.position, version: event.streamVersion, recorded: event.time,
            occurredAt: event.occurredAt, actor: event.actor, body: entry.body)
    }

    /// Whether it opened its case.
    var isOpening: Bool { if case .case(.opened) = body { true } else { false } }

    package subscript(axis: TimeAxis) -> Occurrence {
        axis == .happened ? happened : .instant(recorded)
    }

    /// Civil days in London from its happening to its recording; negative where it was recorded
    /// beforehand, 0 where nobody knows when it happened.
    package var daysLate: Int { London.day(of: recorded).number - happened.day.number }

    /// The events of a case with each contradiction dated as what it speaks of: the last event
    /// before it that the same import recorded, and that is none itself.
    package static func dated(_ events: [PastEvent]) -> [PastEvent] {
        var spokenOf: PastEvent?
        return events.map { event in
            guard case .case(.contradictionFound) = event.body else {
                spokenOf = event
                return event
            }
            guard let spokenOf, spokenOf.actor == event.actor else { return event }
            var dated = event
            // What happened on no known day is drawn where it was recorded itself.
            if spokenOf.isDated { dated.happened = spokenOf.happened }
            dated.isDated = spokenOf.isDated
            return dated
        }
    }
}

extension Moment {
    /// Whether an event lies within both limits.
    package func includes(_ event: PastEvent) -> Bool {
        TimeAxis.allCases.allSatisfy { includes(event[$0], along: $0) }
    }
}
