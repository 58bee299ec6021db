// SPDX-License-Identifier: Apache-2.0
internal import Dispatch
internal import Synchronization

/// Commits on their way to disk.
package final class PendingAppend: Sendable {
    private let results = Mutex<[Result<Receipt, LedgerError>]>([])
    private let done = DispatchSemaphore(value: 0)

    func finish(_ results: [Result<Receipt, LedgerError>]) {
        self.results.withLock { $0 = results }
        done.signal()
    }

    /// Blocks this thread until all that were taken are durable; one answer for each, in order.
    /// To be called once.
    package func wait() -> [Result<Receipt, LedgerError>] {
        done.wait()
        return results.withLock { $0 }
    }
}
