// SPDX-License-Identifier: Apache-2.0
import Foundation
import Ledger
import ReadModels
import TestKit
import Testing

@Suite("How soon an event is seen", .serialized) struct LatencyTests {
    /// Measured and printed, not judged: machines differ.
    @Test func `append to visible, by a projector in another process`() async throws {
        let log = try await DiskLog(seed: 51)
        try await log.work(on: 20, commands: "a", seed: 51)
        let folder = log.folder.path(of: "followed")
        let victim = Victim(ledger: log.ledgerPath, folder: folder, projection: "queues")
        let process = try victim.follow(batch: 2_000)
        defer { process.kill() }
        let model = ReadModel(name: "queues", folder: folder)
        try await visible(try log.ledger.head().position, in: model)

        let stream = try #require(StreamName("case/latency"))
        var appended: [Double] = []
        var shown: [Double] = []
        for number in 0..<200 {
            let start = ContinuousClock.now
            let receipt = try await log.ledger.append(
                Commit(
                    stream: stream, expected: .any, commandID: nil,
                    events: [
                        EventDraft(
                            id: log.ledger.newID(), type: "case.assigned", dataVersion: 1,
                            actor: "system/test", data: Array("{}".utf8))
                    ]))
            appended.append(milliseconds(since: start))
            try await visible(receipt.last, in: model)
            shown.append(milliseconds(since: start))
            try await Task.sleep(for: .milliseconds(number % 7))
        }
        print("append alone:      \(figures(appended))")
        print("append to visible: \(figures(shown))")
    }

    private func visible(_ position: Int, in model: ReadModel) async throws {
        let deadline = ContinuousClock.now + .seconds(30)
        while try (model.bookmark()?.position ?? 0) < position {
            try #require(ContinuousClock.now < deadline, "the projector did not catch up")
            try await Task.sleep(for: .microseconds(100))
        }
    }

    private func milliseconds(since start: ContinuousClock.Instant) -> Double {
        (ContinuousClock.now - start) / .milliseconds(1)
    }

    private func figures(_ times: [Double]) -> String {
        let sorted = times.sorted()
        func figure(_ part: Double) -> String {
            String(format: "%.1f", sorted[Int(Double(sorted.count - 1) * part)])
        }
        return "p50 \(figure(0.5)) ms, p99 \(figure(0.99)) ms, max \(figure(1)) ms"
    }
}
