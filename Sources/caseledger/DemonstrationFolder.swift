// SPDX-License-Identifier: Apache-2.0
internal import CaseService
internal import Foundation
internal import WorkingTime

/// The folder of `up --demo`. Whatever is done with its ledger is done by another process, because
/// `up` itself opens none.
struct DemonstrationFolder {
    let folder: DataFolder
    /// A year of a small authority: enough for full queues, and made in some seconds.
    private static let cases = 6_000

    /// Makes a demonstration up to yesterday where there is no ledger; refuses another ledger.
    func prepare() throws {
        if folder.absence == nil {
            let status = try output(of: ["status", "--json"])
            guard status.contains(#""demonstration":true"#) else {
                throw Failure.refused(
                    "the ledger in \(folder.path) is no demonstration: run it without "
                        + "--demo, or name another folder")
            }
            return
        }
        let now = Instant(seconds: Int(Date().timeIntervalSince1970))
        let yesterday = London.day(of: now).adding(days: -1)
        say("Making a demonstration in \(folder.path): a year of casework that nobody did")
        _ = try output(of: [
            "simulate", "--cases", String(Self.cases), "--seed", "1", "--until", "\(yesterday)",
            "--supervised",
        ])
    }

    /// What this program prints for `arguments`; it ends with this process.
    private func output(of arguments: [String]) throws -> String {
        let child = try Process.ofThisProgram(arguments + ["--data=\(folder.path)"])
        let (lifeline, printed) = (Pipe(), Pipe())
        child.standardInput = lifeline
        child.standardOutput = printed
        try child.run()
        let data = printed.fileHandleForReading.readDataToEndOfFile()
        child.waitUntilExit()
        guard child.terminationReason == .exit, child.terminationStatus == 0 else {
            throw Failure(
                message: "the demonstration in \(folder.path) was not made, or cannot be read",
                code: child.terminationReason == .exit ? child.terminationStatus : 3)
        }
        withExtendedLifetime(lifeline) {}
        return String(decoding: data, as: UTF8.self)
    }
}

/// Makes the data folder itself, and nothing in it.
func makeFolder(_ folder: DataFolder) throws {
    do {
        try FileManager.default.createDirectory(
            atPath: folder.path, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
    } catch {
        throw Failure.unusable("the folder \(folder.path) cannot be made; choose another")
    }
}
