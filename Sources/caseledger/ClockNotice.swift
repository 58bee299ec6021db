// SPDX-License-Identifier: Apache-2.0
internal import Ledger
internal import WorkingTime

/// What the last event's time says of this machine's clock; nil where nothing is amiss.
///
/// A clock that was wrong before the program started is known by nothing else, and what is recorded
/// under it bears its time for ever.
func clockNotice(_ head: Head, now: Instant) -> String? {
    let ahead = (head.time.milliseconds - now.milliseconds) / 1_000
    if ahead > 5 {
        return "the last event was recorded at \(head.time), \(ahead) s ahead of this machine's "
            + "clock: nothing is recorded before the clock is past it; see that the clock is right"
    }
    let days = -ahead / 86_400
    if days > 31 {
        return "the last event was recorded \(days) days ago by this machine's clock: if that is "
            + "not so, stop and set the clock right first, because times once recorded stay"
    }
    return nil
}
