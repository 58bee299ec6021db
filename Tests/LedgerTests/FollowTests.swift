// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestKit
import Testing

@Suite("Another process follows the log", .serialized) struct FollowTests {
    @Test(arguments: [1, 2])
    func `it sees every event in order and without gaps as soon as it is written`(
        _ writers: Int
    ) throws {
        let folder = try TemporaryFolder()
        let ledger = folder.path(of: "ledger")
        // Makes the ledger, and something to begin behind.
        let made = ["--serial", ledger, folder.path(of: "phase-0"), "0", "5"]
        let before = try Child(made, output: folder.path(of: "made")).finish()
        let start = try #require(before.last?.split(separator: " ").last.flatMap { Int($0) })

        let count = 150
        let follower = try Child(
            ["--follow", ledger, "\(count)"], output: folder.path(of: "followed"))
        let end = ContinuousClock.now + .seconds(20)
        while try follower.lines().first != "ready", ContinuousClock.now < end { usleep(2_000) }
        // An event or more each, so enough for the follower to end.
        let children = try (1...writers).map { writer in
            try Child(
                ["--serial", ledger, folder.path(of: "phase-\(writer)"), "\(writer)", "\(count)"],
                output: folder.path(of: "acks-\(writer)"))
        }
        for child in children { _ = try child.finish() }
        let lines = try follower.finish().dropFirst()

        #expect(lines.last == "idle 0", "it was not woken")
        let seen = lines.dropLast().map { $0.split(separator: " ").compactMap { Int($0) } }
        #expect(seen.count >= count)
        #expect(seen.map { $0[0] } == Array(start + 1...start + seen.count))
        for writer in 1...writers {
            let numbers = seen.filter { $0[1] == writer }.map { $0[2] }
            #expect(numbers == numbers.sorted() && numbers.first == 0)
        }
        let times = seen.map { $0[3] }.sorted()
        let (median, slow) = (times[times.count / 2], times[times.count * 99 / 100])
        print("\(writers) writing: from append to visible, median \(median) µs, p99 \(slow) µs")
    }
}
