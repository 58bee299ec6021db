// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
import Testing

/// A run of `FaultWriter`, or of a program that runs it; its output goes to a file.
final class Child {
    let process = Process()
    private let output: String

    /// - Parameter output: A path; the file must not be there yet.
    init(_ arguments: [String], output: String, under wrapper: [String] = []) throws {
        self.output = output
        let program = try Self.faultWriter()
        let words = wrapper + [program] + arguments
        process.executableURL = URL(fileURLWithPath: words[0])
        process.arguments = Array(words.dropFirst())
        try Data().write(to: URL(fileURLWithPath: output))
        process.standardOutput = try FileHandle(
            forWritingTo: URL(fileURLWithPath: output))
        process.standardInput = FileHandle.nullDevice
        try process.run()
    }

    /// Beside the test bundle, where the package's products lie.
    private static func faultWriter() throws -> String {
        let path = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let program = URL(fileURLWithPath: path).deletingLastPathComponent()
            .appendingPathComponent("FaultWriter").path
        try #require(FileManager.default.isExecutableFile(atPath: program), "build FaultWriter")
        return program
    }

    func kill() {
        _ = Glibc.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// The lines it has written; what follows the last line feed was cut off by a kill.
    func lines() throws -> [Substring] {
        let text = try String(contentsOfFile: output, encoding: .utf8)
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    }

    /// Waits for its end, which must be a good one, and gives its lines.
    func finish() throws -> [Substring] {
        process.waitUntilExit()
        try #require(
            process.terminationReason == .exit && process.terminationStatus == 0,
            "it ended with \(process.terminationReason) \(process.terminationStatus)")
        return try lines()
    }
}
