// SPDX-License-Identifier: Apache-2.0
package import Casework
package import WorkingTime

/// What a log shows of an authority's work, counted from its events alone: how many cases came, by
/// which way, and how long they took.
///
/// *Answered* are cases closed as answered or as referred elsewhere. *Late* is one that was closed
/// after the twentieth working day following the day it was received, by the calendar of England
/// and Wales, in London.
package struct Summary: Sendable {
    /// How long the answers of one kind took that were in time.
    package struct Times: Equatable, Sendable {
        package fileprivate(set) var answered = 0
        package fileprivate(set) var late = 0
        /// Of those in time, from receipt to answer.
        fileprivate var workingDays = 0
        /// Of those in time, from when they were recorded to the answer, within office hours.
        fileprivate var minutes = 0

        /// Tenths of a working day; nil where nothing was answered in time.
        package var meanTenthsOfDays: Int? {
            answered > late ? (workingDays * 10 + (answered - late) / 2) / (answered - late) : nil
        }
        /// Tenths of an hour in office hours.
        package var meanTenthsOfHours: Int? {
            answered > late ? minutes / (answered - late) / 6 : nil
        }
    }
    private struct Opened {
        let type: CaseType
        let channel: Channel?
        let received: Day
        let recorded: Instant
    }

    package private(set) var events = 0
    package private(set) var cases = 0
    package private(set) var byType: [CaseType: Int] = [:]
    package private(set) var byChannel: [Channel: Int] = [:]
    /// By the year and month in which they were received, as `2026-09`, in order.
    package private(set) var byMonth: [(month: String, cases: Int)] = []
    package private(set) var all = Times()
    package private(set) var times: [Channel: Times] = [:]
    package private(set) var requests = Times()
    package var open: Int { waiting.count }
    /// On average, over the days on which any were received.
    package var casesAMonth: Int {
        guard let days else { return 0 }
        return cases * 365 / 12 / (days.upperBound.number - days.lowerBound.number + 1)
    }

    private var days: ClosedRange<Day>?
    private var waiting: [CaseID: Opened] = [:]
    private let calendar = OfficeCalendar()

    package init() {}

    /// An event of any kind.
    package mutating func count() { events += 1 }

    package mutating func open(
        _ id: CaseID, _ type: CaseType, _ channel: Channel?, received: Day, recorded: Instant
    ) {
        cases += 1
        byType[type, default: 0] += 1
        if let channel { byChannel[channel, default: 0] += 1 }
        days =
            min(
                days?.lowerBound ?? received, received)...max(
                days?.upperBound ?? received, received)
        let month = String(received.description.prefix(7))
        let place = byMonth.firstIndex { $0.month >= month } ?? byMonth.endIndex
        if place == byMonth.endIndex || byMonth[place].month != month {
            byMonth.insert((month, 0), at: place)
        }
        byMonth[place].cases += 1
        waiting[id] = Opened(type: type, channel: channel, received: received, recorded: recorded)
    }

    package mutating func close(_ id: CaseID, _ outcome: Outcome, at time: Instant) {
        guard let opened = waiting.removeValue(forKey: id) else { return }
        guard outcome == .answered || outcome == .referred else { return }
        let days = calendar.workingDays(after: opened.received, through: London.day(of: time))
        let minutes = officeMinutes(from: opened.recorded, to: time)
        all.add(days, minutes)
        if opened.type == .foi {
            requests.add(days, minutes)
        } else if let channel = opened.channel {
            times[channel, default: Times()].add(days, minutes)
        }
    }

    /// Minutes from one time to another, of which a working day has so many as the office is open.
    private func officeMinutes(from start: Instant, to end: Instant) -> Int {
        let (first, last) = (London.day(of: start), London.day(of: end))
        let days = calendar.workingDays(after: first, through: last)
        let within =
            (end.seconds - London.start(of: last).seconds)
            - (start.seconds - London.start(of: first).seconds)
        return days * OfficeTime.minutesADay + within / 60
    }
}

extension Summary.Times {
    fileprivate mutating func add(_ days: Int, _ minutes: Int) {
        answered += 1
        if days > 20 {
            late += 1
        } else {
            workingDays += max(0, days)
            self.minutes += minutes
        }
    }
}
