// SPDX-License-Identifier: Apache-2.0
internal import Foundation

extension Process {
    /// This program, to be run as a child with `arguments`.
    ///
    /// A child that crashes is to end at once, so that its parent can say so or start another:
    /// Swift's own reporter of crashes can wait for ever where memory cannot be read, and prints
    /// what the memory holds.
    static func ofThisProgram(_ arguments: [String]) throws -> Process {
        let child = Process()
        child.executableURL = URL(
            fileURLWithPath: try FileManager.default.destinationOfSymbolicLink(
                atPath: "/proc/self/exe"))
        child.arguments = arguments
        child.environment = ProcessInfo.processInfo.environment.merging(
            ["SWIFT_BACKTRACE": "enable=no"]
        ) { _, ours in ours }
        return child
    }
}
