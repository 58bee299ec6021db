// SPDX-License-Identifier: Apache-2.0
package import Casework
internal import EventCodec
package import Ledger
internal import Synchronization
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

    /// By what the clocks of cases are read; kept until another calendar is adopted.
    func clockRules() throws(ServiceError) -> ClockRules? {
        guard let jurisdiction = Jurisdiction(rawValue: ledger.identity.jurisdiction) else {
            return nil
        }
        let version: Int
        do { version = try ledger.version(of: try calendarStream) } catch let error as LedgerError {
            throw .ledger(error)
        } catch { throw .notFound }
        if let kept = keptRules.withLock({ $0 }), kept.version == version { return kept.rules }
        let rules = ClockRules(
            calendar: WorkingCalendar(try calendar()), jurisdiction: jurisdiction)
        keptRules.withLock { $0 = (version, rules) }
        return rules
    }

    /// The table in force.
    package func calendar() throws(ServiceError) -> HolidayTable {
        try calendars().last?.table ?? .shipped
    }

    /// The table that was in force at the end of a day, with what was announced by then.
    package func calendar(knownOn day: Day) throws(ServiceError) -> HolidayTable {
        let adopted = try calendars()
        let then = adopted.last { London.day(of: $0.time) <= day }?.table ?? .shipped
        return then.known(on: day, and: adopted.last?.table ?? .shipped)
    }

    /// The event that adopts a table; a name stands for one table, for ever.
    ///
    /// - Throws: `.calendar` where another table has that name, a text is none that can be
    ///   published, or it has more holidays than an event can hold.
    package func adoption(
        of table: HolidayTable, after adopted: [AdoptedCalendar]
    ) throws(ServiceError) -> CalendarAdopted {
        let known = [HolidayTable.shipped] + adopted.map(\.table)
        if known.contains(where: { $0.version == table.version && $0 != table }) {
            throw .calendar(
                "there is another calendar \(table.version) already; give this one a name of its "
                    + "own with --name")
        }
        guard let event = CalendarAdopted(table) else {
            throw .calendar("a text of the calendar is empty, or has over 200 characters")
        }
        let size = EventCodec.encode(.calendarAdopted(event)).data(commitment: nil).count
        // Two kilobytes are more than an envelope takes.
        guard size <= Limit.eventBytes - 2_048 else {
            throw .calendar(
                "the calendar has \(table.holidays.count) holidays, more than one event can hold; "
                    + "leave out years of its end")
        }
        return event
    }

    /// Adopts a table, for every date that is worked out from here on.
    ///
    /// - Throws: `.calendar` as `adoption(of:after:)`, and where another table was adopted since.
    package func adopt(
        _ table: HolidayTable, after adopted: [AdoptedCalendar], actor: Actor
    ) async throws(ServiceError) -> Receipt {
        try Authorisation.require(actor, .adoptCalendar)
        let event = try adoption(of: table, after: adopted)
        let commit = try sealer.commit(
            [Dated(.calendarAdopted(event))], to: try calendarStream,
            expected: adopted.isEmpty ? .new : .exactly(adopted.count), commandID: nil,
            actor: actor)
        do throws(ServiceError) { return try await append(commit) } catch {
            guard case .conflict = error else { throw error }
            throw .calendar(
                "another calendar was adopted meanwhile; look at it, then run this again")
        }
    }

    /// The open cases whose statutory date is another under `newer` than under `older`. O(events
    /// of the log).
    ///
    /// - Parameters:
    ///   - last: The cases as they stood after that event; nil for today's.
    ///   - progress: The share of the log that was read, 0…1.
    package func datesMoved(
        from older: HolidayTable, to newer: HolidayTable, upTo last: Position? = nil,
        progress: (Double) -> Void
    ) throws(ServiceError) -> (moved: [MovedDate], running: Int) {
        guard let jurisdiction = Jurisdiction(rawValue: ledger.identity.jurisdiction) else {
            throw .notFound
        }
        var limits = RunningLimits(in: jurisdiction)
        do {
            let end = if let last { last } else { try ledger.head().position }
            var position = 0
            while position < end {
                let events = try ledger.events(after: position)
                guard let last = events.last else { break }
                for event in events
                where event.position <= end && RunningLimits.types.contains(event.type) {
                    guard case .case(let body) = try sealer.read(event),
                        let id = CaseID(event.stream.description)
                    else { continue }
                    limits.evolve(
                        body, of: id, occurredAt: event.occurrence, reference: event.reference)
                }
                position = last.position
                progress(min(1, Double(position) / Double(end)))
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

extension RecordedEvent {
    /// When it happened: what was recorded here without a day did when it was recorded, and of what
    /// an import brought without one nobody knows.
    var occurrence: Occurrence? {
        occurredAt ?? (actor.hasPrefix("import/") ? nil : .instant(time))
    }
}
