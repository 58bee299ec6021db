// SPDX-License-Identifier: Apache-2.0
internal import WorkingTime

/// A moment in office hours that only moves on: the cursor with which a case's life is written.
struct OfficeTime {
    /// When the office opens, and the last minute at which something is begun: 08:30 and 17:45.
    static let opens = 510
    static let closes = 1_065
    static let minutesADay = closes - opens

    private let calendar: OfficeCalendar
    private(set) var day: Day
    /// Of the day, in London.
    private(set) var minute: Int
    private var milliseconds = 0

    /// A time of the working day `day`, or of the next, as people work: most in the morning.
    init(on day: Day, _ calendar: OfficeCalendar, _ dice: inout Dice) {
        self.calendar = calendar
        self.day = calendar.workingDay(from: day)
        minute = dice.draw(Self.shape)
        milliseconds = dice.roll(60_000)
    }

    /// By tenths, the minutes of the day at which things are done: a peak before eleven, a dip at
    /// lunch.
    private static let shape: Quantiles = [
        510, 545, 571, 596, 622, 654, 700, 792, 858, 930, 1_065,
    ]

    var instant: Instant {
        Instant(milliseconds: London.start(of: day).milliseconds + minute * 60_000 + milliseconds)
    }

    /// Moves on by working minutes, 1 at least.
    mutating func wait(minutes: Int, _ dice: inout Dice) {
        minute += max(1, minutes)
        milliseconds = dice.roll(60_000)
        while minute > Self.closes {
            minute = minute - Self.closes + Self.opens
            day = calendar.day(1, after: day)
        }
    }

    /// Moves to a time of the working day `target`; where that is today, by some minutes.
    mutating func move(to target: Day, _ dice: inout Dice) {
        guard target > day else { return wait(minutes: dice.roll(6...50), &dice) }
        self = OfficeTime(on: target, calendar, &dice)
    }

    /// Moves to a time so many working days on.
    mutating func wait(days: Int, _ dice: inout Dice) {
        move(to: calendar.day(days, after: day), &dice)
    }
}
