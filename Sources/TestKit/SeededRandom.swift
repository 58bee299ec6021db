// SPDX-License-Identifier: Apache-2.0
internal import Ledger
internal import Synchronization

/// The SplitMix64 generator (Steele, Lea and Flood, 2014): small, and the same on every machine.
package struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
        return word ^ (word >> 31)
    }
}

extension SplitMix64 {
    /// Letters of several scripts and directions, marks, controls, and all that JSON escapes.
    package mutating func text(_ length: ClosedRange<Int>) -> String {
        let scalars: [Unicode.Scalar] = [
            "a", "Z", "0", " ", "\"", "\\", "/", "\n", "\r", "\t", "\0", "\u{1}", "\u{1f}",
            "\u{7f}", "\u{85}", "é", "e", "\u{301}", "ß", "漢", "א", "\u{5d1}", "ع", "\u{200f}",
            "\u{202e}", "\u{2028}", "\u{fffd}", "\u{ffff}", "😀", "👩", "\u{200d}", "\u{10ffff}", "{",
            "}", "[", ":", ",", "'",
        ]
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: length, using: &self) {
            text.append(scalars[Int.random(in: 0..<scalars.count, using: &self)])
        }
        return String(text)
    }
}

/// Bytes that follow from a seed; never for keys.
package final class SeededRandom: RandomSource {
    private let generator: Mutex<SplitMix64>

    package init(seed: UInt64) { generator = Mutex(SplitMix64(seed: seed)) }

    package func bytes(_ count: Int) -> [UInt8] {
        generator.withLock { generator in
            (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
        }
    }
}
