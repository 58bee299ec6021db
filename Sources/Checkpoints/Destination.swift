// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Ledger
internal import Synchronization

/// A way by which a checkpoint leaves the machine.
protocol Destination: Sendable {
    var kind: Delivery.Kind { get }

    /// Sends a checkpoint there.
    ///
    /// - Parameters:
    ///   - last: The size of the newest that arrived there, as far as this machine remembers.
    ///   - limit: The longest that it may take.
    func send(
        _ kept: KeptCheckpoint, last: Int, within limit: Duration
    ) async throws(DeliveryProblem)
}

/// Runs what blocks on a thread of its own, so that no thread waits that others share.
func onThread<R: Sendable>(_ body: @escaping @Sendable () -> R) async -> R {
    await withCheckedContinuation { continuation in
        Thread.detachNewThread { continuation.resume(returning: body()) }
    }
}

/// The same, but waits no longer than `limit`: nil then, while the thread goes on.
func onThread<R: Sendable>(
    within limit: Duration, _ body: @escaping @Sendable () -> R
) async -> R? {
    let waiting = Mutex<CheckedContinuation<R?, Never>?>(nil)
    return await withCheckedContinuation { continuation in
        waiting.withLock { $0 = continuation }
        let answer = { @Sendable (result: R?) in
            waiting.withLock { waiting in
                waiting?.resume(returning: result)
                waiting = nil
            }
        }
        Thread.detachNewThread { answer(body()) }
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: limit / .seconds(1))
            answer(nil)
        }
    }
}
