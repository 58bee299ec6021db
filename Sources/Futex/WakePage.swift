// SPDX-License-Identifier: Apache-2.0
internal import CFutex
internal import Glibc

/// The file could not be opened, sized or mapped; `code` is errno.
package struct WakePageError: Error, Equatable {
    package let code: Int32
}

/// A page of a file shared by all processes of a ledger, by which a writer wakes those who wait.
///
/// It carries a counter and no data: losing or deleting the file costs a poll's delay at most.
/// The mapping lives as long as the process.
@safe package final class WakePage: Sendable {
    // The kernel and the atomics of CFutex order every access to the word.
    private nonisolated(unsafe) let word: UnsafeMutablePointer<UInt32>

    /// Opens the page at `path`, made if it is not there.
    package init(path: String) throws(WakePageError) {
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw WakePageError(code: errno) }
        defer { close(descriptor) }
        // Bytes of its own, not a hole: on a full disk, counting in a hole would end the process.
        let code = posix_fallocate(descriptor, 0, 4_096)
        guard code == 0 else { throw WakePageError(code: code) }
        guard let word = unsafe cl_futex_map(descriptor) else { throw WakePageError(code: errno) }
        unsafe self.word = word
    }

    /// The counter as it stands; read it before looking for news, then wait on what was read.
    package var count: UInt32 { unsafe cl_futex_load(word) }

    /// Counts one on and wakes all who wait, in every process. About a microsecond.
    package func wake() { unsafe cl_futex_advance(word) }

    /// Blocks this thread until the counter differs from `seen` or `milliseconds` have passed; it
    /// may return early.
    package func wait(whileCountIs seen: UInt32, milliseconds: Int) {
        unsafe cl_futex_wait(word, seen, Int64(milliseconds))
    }
}
