// SPDX-License-Identifier: Apache-2.0

/// Counts of what took how long, by upper bounds.
package struct Histogram: Equatable, Sendable {
    /// Seconds, rising; what took longer than the last is counted beyond it.
    package let bounds: [Double]
    /// Of each bound, how many took at most that long but longer than the bound before; one more
    /// at the end for what took longer than any.
    package private(set) var counts: [Int]
    /// Seconds, all together.
    package private(set) var sum = 0.0

    package init(bounds: [Double]) {
        self.bounds = bounds
        counts = Array(repeating: 0, count: bounds.count + 1)
    }

    /// From a sync to a page that somebody waits for: 1 ms to 10 s.
    package static let seconds = Histogram(
        bounds: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10])

    package var count: Int { counts.reduce(0, +) }

    /// - Parameter seconds: Below zero counts as zero.
    package mutating func observe(_ seconds: Double) {
        let seconds = max(0, seconds)
        counts[bounds.firstIndex { seconds <= $0 } ?? bounds.count] += 1
        sum += seconds
    }
}

extension Duration {
    package var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
