// SPDX-License-Identifier: Apache-2.0
internal import Foundation

/// What the kernel says of this process, from `/proc`; nil where it does not say.
struct ProcessFigures {
    /// Unix time in seconds.
    let startTime: Double
    let residentBytes: Int?
    let processorSeconds: Double?

    /// - Parameter startTime: Unix time in seconds.
    init(startTime: Double) {
        self.startTime = startTime
        let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        residentBytes = status?.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
            .flatMap { Int($0.split(whereSeparator: \.isWhitespace)[1]) }.map { $0 * 1_024 }
        let times = clock()
        processorSeconds = times < 0 ? nil : Double(times) / Double(CLOCKS_PER_SEC)
    }
}
