// SPDX-License-Identifier: Apache-2.0

/// When a service is open: the same clock times on each working day of London.
///
/// Targets in hours are elapsed hours unless a process says that service hours are meant.
package struct ServiceHours: Equatable, Sendable {
    /// Seconds past midnight on London's clock.
    package let opens: Int
    package let closes: Int

    /// Nil unless it opens before it closes, on the same day.
    package init?(opens: Int, closes: Int) {
        guard 0 <= opens, opens < closes, closes < 86_400 else { return nil }
        self.opens = opens
        self.closes = closes
    }

    /// The instant at which `seconds` of open time have passed since `start`; `seconds` ≥ 0.
    ///
    /// On a day on which the clocks change while the service is open, it is open for as long as its
    /// own clock says: from its opening to its closing.
    package func instant(_ seconds: Int, after start: Instant, _ days: WorkingDays) -> Instant {
        var left = seconds
        var day = London.day(of: start)
        while true {
            if days.isWorking(day) {
                let from = max(start, London.instant(day, seconds: opens))
                let until = London.instant(day, seconds: closes)
                let open = until.seconds - from.seconds
                if open > 0, left <= open { return from.adding(seconds: left) }
                if open > 0 { left -= open }
            }
            day = day.adding(days: 1)
        }
    }
}
