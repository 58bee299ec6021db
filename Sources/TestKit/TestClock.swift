// SPDX-License-Identifier: Apache-2.0
internal import Ledger
internal import Synchronization
package import WorkingTime

/// A clock that stands still until a test moves it.
package final class TestClock: LedgerClock {
    private struct Reading {
        var now: Instant
        var uptime = 0
    }
    private let reading: Mutex<Reading>

    package init(_ now: Instant) { reading = Mutex(Reading(now: now)) }

    package func now() -> Instant { reading.withLock { $0.now } }
    package func uptime() -> Int { reading.withLock { $0.uptime } }

    /// Time passes.
    package func advance(seconds: Int) {
        reading.withLock {
            $0.now = $0.now.adding(seconds: seconds)
            $0.uptime += seconds
        }
    }

    /// Somebody sets the wall clock, and no time passes.
    package func set(_ now: Instant) { reading.withLock { $0.now = now } }
}
