// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Synchronization

/// Set by SIGTERM or SIGINT, which end the process no more from the first use of this on.
struct StopFlag: Sendable {
    /// The signal that came; 0 for none. All that a signal's handler may touch.
    private static let received = Atomic<Int32>(0)

    init() {
        _ = Self.received.load(ordering: .relaxed)  // Made before a handler needs it.
        for number in [SIGTERM, SIGINT] {
            signal(number) { StopFlag.received.store($0, ordering: .relaxed) }
        }
    }

    var isSet: Bool { number != nil }

    /// The signal that came.
    var number: Int32? {
        let number = Self.received.load(ordering: .relaxed)
        return number == 0 ? nil : number
    }
}
