// SPDX-License-Identifier: Apache-2.0

/// Where the events of a stream stand in the log.
///
/// In the `streams` table, under the stream's name, a zero byte and the chunk's number as four
/// bytes, stand the positions of up to 128 consecutive versions, eight bytes each: chunk 0 holds
/// versions 1…128. A chunk rather than an entry for each event: 13 bytes an event, not 51.
enum StreamIndex {
    static let chunkVersions = 128

    /// The number of events in the stream.
    static func version(
        of stream: StreamName, in view: any StorageReader
    ) throws(LedgerError) -> Int { try end(of: stream, in: view).version }

    /// Where the stream ends.
    static func end(
        of stream: StreamName, in view: any StorageReader
    ) throws(LedgerError) -> StreamEnd {
        // Most streams have one chunk, and a look-up is cheaper than a cursor.
        let first = try view.value(.streams, key(stream, 0)) ?? []
        if first.count < chunkVersions * 8 { return StreamEnd(chunk: 0, bytes: first) }
        guard let last = try lastChunk(of: stream, in: view) else {
            return StreamEnd(chunk: 0, bytes: [])
        }
        return StreamEnd(chunk: last.number, bytes: last.bytes)
    }

    /// The positions of versions `from`…, at most `limit` of them, in order.
    static func positions(
        of stream: StreamName, from version: Int, limit: Int, in view: any StorageReader
    ) throws(LedgerError) -> [Position] {
        var positions: [Position] = []
        var next = max(version, 1)
        while positions.count < limit {
            let chunk = (next - 1) / chunkVersions
            guard let bytes = try view.value(.streams, key(stream, chunk)) else { break }
            let first = (next - 1) % chunkVersions
            let there = bytes.count / 8
            guard first < there else { break }
            for index in first..<first + min(there - first, limit - positions.count) {
                positions.append(number(bigEndian: bytes[index * 8..<index * 8 + 8]))
            }
            next += there - first
        }
        return positions
    }

    /// Adds the positions first…last as the stream's next versions after `end`.
    static func extend(
        _ stream: StreamName, after end: StreamEnd, first: Position, last: Position,
        in view: any StorageWriter
    ) throws(LedgerError) {
        var position = first
        var chunk = end.version / chunkVersions
        var bytes = end.version % chunkVersions == 0 ? [] : end.bytes
        while position <= last {
            while position <= last, bytes.count < chunkVersions * 8 {
                bytes += bigEndian(position)
                position += 1
            }
            try view.put(.streams, key(stream, chunk), bytes, append: false)
            chunk += 1
            bytes = []
        }
    }

    private static func lastChunk(
        of stream: StreamName, in view: any StorageReader
    ) throws(LedgerError) -> (number: Int, bytes: [UInt8])? {
        let prefix = Array(stream.description.utf8) + [0]
        let limit = prefix + [255, 255, 255, 255]
        guard let found = try view.last(.streams, prefix: prefix, upTo: limit) else { return nil }
        return (number(bigEndian: found.key.suffix(4)), found.value)
    }

    private static func key(_ stream: StreamName, _ chunk: Int) -> [UInt8] {
        var key: [UInt8] = []
        let name = stream.description.utf8
        key.reserveCapacity(name.count + 5)
        key += name
        key.append(0)
        for shift in [24, 16, 8, 0] { key.append(UInt8(truncatingIfNeeded: chunk >> shift)) }
        return key
    }
}

/// Where a stream ends: the last chunk of its index as it is stored.
struct StreamEnd {
    /// Its number, from 0.
    let chunk: Int
    let bytes: [UInt8]

    /// The number of events in the stream.
    var version: Int { chunk * StreamIndex.chunkVersions + bytes.count / 8 }
}
