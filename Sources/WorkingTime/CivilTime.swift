// SPDX-License-Identifier: Apache-2.0

/// Civil time in Europe/London since 1972: UTC, and an hour more in summer.
package enum London {
    /// Summer time runs from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday
    /// of October (Summer Time Order 2002, SI 2002/262, art. 2); used for earlier years as well.
    package static func isSummer(_ instant: Instant) -> Bool {
        let year = instant.day.parts.year
        return instant >= change(year: year, month: 3) && instant < change(year: year, month: 10)
    }

    /// The civil day in Europe/London that `instant` falls in.
    package static func day(of instant: Instant) -> Day { local(instant).day }

    /// The instant at which a civil day begins in Europe/London.
    package static func start(of day: Day) -> Instant {
        // The clocks change at 01:00 UTC, so a day begins under the offset of its UTC midnight.
        let midnight = Instant(seconds: day.number * 86_400)
        return midnight.adding(seconds: isSummer(midnight) ? -3_600 : 0)
    }

    /// The instant whose UTC reading equals London's clock at `instant`: for display.
    package static func local(_ instant: Instant) -> Instant {
        instant.adding(seconds: isSummer(instant) ? 3_600 : 0)
    }

    private static func change(year: Int, month: Int) -> Instant {
        // March and October both have 31 days, so the day exists.
        guard var day = Day(year: year, month: month, dayOfMonth: 31) else {
            preconditionFailure("a month of 31 days lacks its last")
        }
        while day.weekday != 7 { day = day.adding(days: -1) }
        return Instant(seconds: day.number * 86_400 + 3_600)
    }
}
