// SPDX-License-Identifier: Apache-2.0
internal import Foundation
package import WorkingTime

extension Ledger {
    /// What a ledger needs of the world around it.
    package struct Surroundings: Sendable {
        package var clock: any LedgerClock = SystemClock()
        package var random: any RandomSource = SystemRandom()
        /// Bytes of address space for the map; the file grows only as it is filled.
        package var mapSize = 1 << 40
        /// Something of the ledger was signed, as is known from elsewhere: so it cannot be of an
        /// older format, of which nothing ever was.
        package var wasSigned = false
        /// Called once when a commit's outcome is unknown; the program is to exit.
        package var onUnknownOutcome: @Sendable (String) -> Void = { _ in }
        /// Told of each commit of this process before its answer is given.
        package var onAppend: @Sendable (AppendReport) -> Void = { _ in }

        package init() {}
    }
}

/// Time as the ledger sees it; a simulation brings its own.
package protocol LedgerClock: Sendable {
    /// The moment, in milliseconds.
    func now() -> Instant
    /// The moment at which the commit at hand is recorded: asked once for each, in the log's order,
    /// by the write thread.
    func recordingTime() -> Instant
    /// Seconds that have passed since some fixed moment, whatever the wall clock was set to.
    func uptime() -> Int
}

extension LedgerClock {
    package func recordingTime() -> Instant { now() }
}

/// Randomness as the ledger and the vault see it; a simulation brings a seed.
package protocol RandomSource: Sendable {
    func bytes(_ count: Int) -> [UInt8]
}

/// The machine's own clock.
package struct SystemClock: LedgerClock {
    private let start = ContinuousClock.now

    package init() {}

    package func now() -> Instant {
        Instant(milliseconds: Int((Date().timeIntervalSince1970 * 1_000).rounded(.down)))
    }
    package func uptime() -> Int { Int((ContinuousClock.now - start).components.seconds) }
}

/// The kernel's random numbers, fit for keys.
package struct SystemRandom: RandomSource {
    package init() {}

    package func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 7)
        while bytes.count < count {
            let word: UInt64 = generator.next()
            for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: word >> (8 * shift))) }
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }
}

/// A UUIDv7 (RFC 9562, section 5.7) in lower case: 48 bits of milliseconds, the rest random.
package func uuidV7(time: Instant, random: any RandomSource) -> String {
    var bytes = bigEndian(time.milliseconds).suffix(6) + random.bytes(10)
    bytes[bytes.startIndex + 6] = bytes[bytes.startIndex + 6] & 0x0f | 0x70
    bytes[bytes.startIndex + 8] = bytes[bytes.startIndex + 8] & 0x3f | 0x80
    return uuidText(bytes)
}

/// Sixteen bytes as the text of a UUID, lower case.
package func uuidText(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
        if [4, 6, 8, 10].contains(index) { text.append(UInt8(ascii: "-")) }
        text.append(digits[Int(byte >> 4)])
        text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
}
