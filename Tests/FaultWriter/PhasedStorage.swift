// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Futex
internal import Ledger
internal import Synchronization

/// What the writer is doing, as a page shared with the test says: the page's counter modulo four.
enum Phase: UInt32 {
    case idle, transaction, committing, committed
}

/// What the test learns: the phase, and a line for each acknowledged commit.
final class Output: Sendable {
    private let page: WakePage
    private let marking = Mutex(())

    init(phase path: String) throws { page = try WakePage(path: path) }

    /// The phases follow one another in a ring, so one that is left out is passed through.
    func mark(_ phase: Phase) {
        marking.withLock { _ in
            while page.count % 4 != phase.rawValue { page.wake() }
        }
    }

    /// `stream version lastPosition`: the commit that ends there is durable.
    func acknowledge(_ receipt: Receipt) {
        write("\(receipt.stream) \(receipt.version) \(receipt.last)")
        marking.withLock { _ in
            if page.count % 4 == Phase.committed.rawValue { page.wake() }
        }
    }

    /// One line by one system call: what was written stays when the process is killed.
    func write(_ line: String) { FileHandle.standardOutput.write(Data("\(line)\n".utf8)) }
}

/// The real storage; it says when a commit begins and ends.
final class PhasedStorage: Storage {
    private let inner: LMDBStorage
    private let output: Output
    /// The planted fault: commits are acknowledged before they are durable.
    private let early: Bool

    init(inner: LMDBStorage, output: Output, early: Bool) {
        self.inner = inner
        self.output = output
        self.early = early
    }

    func read<R>(
        _ body: (any StorageReader) throws(LedgerError) -> R
    ) throws(LedgerError) -> R { try inner.read(body) }

    func write<R>(
        _ body: (any StorageWriter) throws(LedgerError) -> R
    ) throws(LedgerError) -> R {
        output.mark(.transaction)
        let result = try inner.write { view throws(LedgerError) in
            let result = try body(view)
            output.mark(.committing)
            if early, let results = result as? [Result<Receipt, LedgerError>] {
                for case .success(let receipt) in results { output.acknowledge(receipt) }
            }
            return result
        }
        output.mark(.committed)
        return result
    }

    func usedBytes() throws(LedgerError) -> Int { try inner.usedBytes() }
}
