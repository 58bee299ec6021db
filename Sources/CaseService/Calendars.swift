// SPDX-License-Identifier: Apache-2.0
package import Casework
internal import EventCodec
package import Ledger
package import WorkingTime

/// A table of holidays that the ledger adopted.
package struct AdoptedCalendar: Equatable, Sendable {
    package let table: HolidayTable
    /// Of the event that adopted it.
    package let position: Position
    package let time: Instant
}

/// The bank holidays that the authority's dates are worked out with, and what another table moves.
extension CaseService {
    /// The tables that the ledger adopted, the oldest first; the last is in force. Until there is
    /// one, `HolidayTable.shipped` is.
    package func calendars() throws(ServiceError) -> [AdoptedCalendar] {
        let events: [RecordedEvent]
        do { events = try ledger.stream(try calendarStream) } catch let error as LedgerError {
            throw .ledger(error)
        } catch { throw .notFound }
        var found: [AdoptedCalendar] = []
        for event in events {
            guard case .calendarAdopted(let adopted) = try sealer.read(event) else { continue }
            found.append(
                AdoptedCalendar(table: adopted.table, position: event.position, time: event.time))
        }
        return found
    }

    /// The table in force.
    package func calendar() throws(ServiceError) -> HolidayTable {
        try calendars().last?.table ?? .shipped
    }

    /// Adopts a table, for every date that is worked out from here on.
    ///
    /// - Throws: `.calendar` where a table of that version was adopted before, or a text of it is
    ///   none that can be published; `.conflict` where another was adopted since `adopted`.
    package func adopt(
        _ table: HolidayTable, after adopted: [AdoptedCalendar], actor: Actor
    ) async throws(ServiceError) -> Receipt {
        try Authorisation.require(actor, .adoptCalendar)
        if let earlier = adopted.first(where: { $0.table.version == table.version }) {
            throw .calendar(
                "a calendar \(table.version) was adopted at position \(earlier.position) already; "
                    + "give this one another name")
        }
        guard let event = CalendarAdopted(table) else {
            throw .calendar("a text of the calendar is empty, or has over 200 characters")
        }
        let commit = try sealer.commit(
            [Dated(.calendarAdopted(event))], to: try calendarStream,
            expected: adopted.isEmpty ? .new : .exactly(adopted.count), commandID: nil,
            actor: actor)
        return try await append(commit)
    }

    /// The open cases whose statutory date is another under `newer` than under `older`. O(events
    /// of the log).
    ///
    /// - Parameter progress: The share of the log that was read, 0…1.
    package func datesMoved(
        from older: HolidayTable, to newer: HolidayTable, progress: (Double) -> Void
    ) throws(ServiceError) -> (moved: [MovedDate], running: Int) {
        guard let jurisdiction = Jurisdiction(rawValue: ledger.identity.jurisdiction) else {
            throw .notFound
        }
        var limits = RunningLimits(in: jurisdiction)
        do {
            let end = try ledger.head().position
            var position = 0
            while position < end {
                let events = try ledger.events(after: position)
                guard let last = events.last else { break }
                for event in events where ["case.opened", "case.closed"].contains(event.type) {
                    guard case .case(let body) = try sealer.read(event),
                        let id = CaseID(event.stream.description)
                    else { continue }
                    // What an import brings without a day has none; what was recorded here
                    // happened when it was recorded.
                    let isImported = event.actor.hasPrefix("import/")
                    limits.evolve(
                        body, of: id,
                        occurredAt: event.occurredAt ?? (isImported ? nil : .instant(event.time)),
                        reference: event.reference)
                }
                position = last.position
                progress(Double(position) / Double(end))
            }
        } catch let error as ServiceError {
            throw error
        } catch let error as LedgerError {
            throw .ledger(error)
        } catch { throw .notFound }
        let moved = limits.moved(from: WorkingCalendar(older), to: WorkingCalendar(newer))
        return (moved, limits.count)
    }

    private var calendarStream: StreamName {
        get throws(ServiceError) {
            guard let name = StreamName("calendar/\(ledger.identity.id)") else { throw .notFound }
            return name
        }
    }
}
