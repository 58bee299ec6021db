// SPDX-License-Identifier: Apache-2.0

/// What the indexes hold about the log up to a position; others may have appended since.
struct IndexTally {
    var indexed = 0
    var claims = 0
    var values = 0
    var references = 0
    var series: [String: Int] = [:]
    /// Entries that name a position which the log has not reached even now.
    var beyond = 0
    /// Others have appended.
    let hasGrown: Bool
    /// There is an event after the head.
    let follows: Bool

    init(
        _ view: any StorageReader, upTo end: Position, hasReferences: Bool
    ) throws(LedgerError) {
        let now = try Head.read(view).position
        hasGrown = now > end
        let last = try view.last(.events, prefix: [], upTo: Array(repeating: 255, count: 9))
        follows = last.map { number(bigEndian: $0.key.prefix(8)) } ?? 0 > now
        func counts(_ position: Position) -> Int {
            if position > now { beyond += 1 }
            return position <= end ? 1 : 0
        }
        try view.scan(.streams, from: []) { _, value in
            let bytes = Array(value)
            for start in stride(from: 0, to: bytes.count, by: 8) {
                indexed += counts(number(bigEndian: bytes[start..<min(start + 8, bytes.count)]))
            }
            return true
        }
        try view.scan(.claims, from: []) { _, value in
            claims += counts(number(bigEndian: Array(value)))
            return true
        }
        if hasReferences {
            try view.scan(.references, from: []) { _, value in
                references += counts(number(bigEndian: Array(value)))
                return true
            }
        }
        try view.scan(.values, from: []) { key, _ in
            values += counts(number(bigEndian: Array(key).suffix(8)))
            return true
        }
        try view.scan(.series, from: []) { key, value in
            series[String(decoding: Array(key), as: UTF8.self)] = number(bigEndian: Array(value))
            return true
        }
    }
}
