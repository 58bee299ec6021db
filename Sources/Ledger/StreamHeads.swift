// SPDX-License-Identifier: Apache-2.0
internal import MerkleTree

extension Ledger {
    /// How far each stream had come when the log had `size` events; O(streams).
    ///
    /// Read in many short views, because a long one keeps pages from being used again. What is
    /// recorded meanwhile does not show: it only adds positions beyond `size`.
    ///
    /// - Throws: `.beyond` where the log is shorter.
    package func heads(upTo size: Int) throws(LedgerError) -> Heads {
        guard size >= 0, size <= (try head().position) else { throw .beyond(size: size) }
        // In the order of the log, so that pages are read once.
        let tips = try tips(upTo: size).sorted { $0.position < $1.position }
        var entries: [Heads.Entry] = []
        entries.reserveCapacity(tips.count)
        while entries.count < tips.count {
            try reading { view, opener throws(LedgerError) in
                var watch = Watch()
                while entries.count < tips.count, !watch.isOver() {
                    let tip = tips[entries.count]
                    guard let bytes = try Reading.bytes(at: tip.position, view, opener) else {
                        throw .damaged(
                            position: tip.position,
                            reason: "\(tip.stream) names an event that is not there")
                    }
                    entries.append(
                        Heads.Entry(stream: tip.stream, version: tip.version, leaf: .leaf(bytes)))
                }
            }
        }
        return Heads(entries)
    }

    /// The last event of a stream, as the index has it.
    private struct Tip {
        let stream: StreamName
        let version: Int
        let position: Position
    }

    private func tips(upTo size: Int) throws(LedgerError) -> [Tip] {
        var tips: [Tip] = []
        var next: [UInt8]? = []
        while let start = next {
            next = nil
            try tables.read { view throws(LedgerError) in
                var watch = Watch()
                try view.scan(.streams, from: start) { key, value throws(LedgerError) in
                    let key = Array(key)
                    if watch.isOver() {
                        next = key
                        return false
                    }
                    guard let tip = try Self.tip(key, Array(value), upTo: size) else { return true }
                    // A later chunk of the same stream.
                    if tips.last?.stream == tip.stream { tips.removeLast() }
                    tips.append(tip)
                    return true
                }
            }
        }
        return tips
    }

    /// The last of a chunk's positions that is not beyond `size`; nil where all are.
    private static func tip(
        _ key: [UInt8], _ value: [UInt8], upTo size: Int
    ) throws(LedgerError) -> Tip? {
        guard let stream = StreamName(String(decoding: key.dropLast(5), as: UTF8.self)) else {
            throw .damaged(position: nil, reason: "the index of streams has a name that is none")
        }
        let first = number(bigEndian: key.suffix(4)) * StreamIndex.chunkVersions
        for index in (0..<value.count / 8).reversed() {
            let position = number(bigEndian: value[index * 8..<index * 8 + 8])
            if position <= size {
                return Tip(stream: stream, version: first + index + 1, position: position)
            }
        }
        return nil
    }
}

/// Says when a view has been read for long enough; at least one step is always taken.
private struct Watch {
    private let start = ContinuousClock.now
    private var steps = 0

    mutating func isOver() -> Bool {
        defer { steps += 1 }
        return steps > 0 && steps % 64 == 0 && start.duration(to: .now) > .milliseconds(40)
    }
}
