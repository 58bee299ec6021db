// SPDX-License-Identifier: Apache-2.0
internal import Foundation

/// The children's side of `caseledger up`.
enum Supervision {
    /// Standard input is a pipe whose other end `up` alone holds: when `up` is gone, however it
    /// went, the pipe ends, and this process asks itself to end, and within four seconds does.
    static func endWithSupervisor() {
        Thread.detachNewThread {
            while !FileHandle.standardInput.availableData.isEmpty {}
            kill(getpid(), SIGTERM)
            Thread.sleep(forTimeInterval: 4)
            exit(1)
        }
    }
}
