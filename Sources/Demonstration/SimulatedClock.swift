// SPDX-License-Identifier: Apache-2.0
internal import Ledger
internal import Synchronization
internal import WorkingTime

/// The time of a planned history: it stands where the plan stands, and hands the ledger the planned
/// time of each commit, however far behind the plan the write thread is.
final class SimulatedClock: LedgerClock {
    private struct Reading {
        var now: Instant
        /// The times of commits that are not yet recorded; those before `next` are.
        var times: [Instant] = []
        var next = 0
        var recorded: Instant
    }
    private let reading: Mutex<Reading>

    init(_ now: Instant) { reading = Mutex(Reading(now: now, recorded: now)) }

    func now() -> Instant { reading.withLock { $0.now } }

    /// The plan has come to `time`.
    func move(to time: Instant) { reading.withLock { $0.now = time } }

    /// One more commit is made now.
    func announceCommit() {
        reading.withLock { reading in
            if reading.next > 4_096 {
                reading.times.removeFirst(reading.next)
                reading.next = 0
            }
            reading.times.append(reading.now)
        }
    }

    func recordingTime() -> Instant {
        reading.withLock { reading in
            // The first commits of a ledger are not announced.
            guard reading.next < reading.times.count else { return reading.now }
            reading.recorded = reading.times[reading.next]
            reading.next += 1
            return reading.recorded
        }
    }

    /// As much as the times that were handed out: this clock never leaps.
    func uptime() -> Int { reading.withLock { $0.recorded.seconds } }
}

/// Bytes that follow from a seed, so that a demonstration is the same on every machine. Its keys
/// are no secret, therefore: whoever knows the seed can open what is sealed.
final class SeededSource: RandomSource {
    private let state: Mutex<UInt64>

    init(seed: UInt64) { state = Mutex(seed) }

    /// SplitMix64 (Steele, Lea and Flood, 2014), eight bytes at a time.
    func bytes(_ count: Int) -> [UInt8] {
        state.withLock { state in
            var bytes: [UInt8] = []
            bytes.reserveCapacity(count + 7)
            while bytes.count < count {
                state &+= 0x9e37_79b9_7f4a_7c15
                var word = state
                word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
                word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
                word ^= word >> 31
                for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: word >> (8 * shift))) }
            }
            bytes.removeLast(bytes.count - count)
            return bytes
        }
    }
}
