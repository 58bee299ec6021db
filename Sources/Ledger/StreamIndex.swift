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
    ) throws(LedgerError) -> Int {
        // Most streams have one chunk, and a look-up is cheaper than a cursor.
        guard let first = try view.withValue(.streams, key(stream, 0), { $0.count / 8 })
        else { return 0 }
        if first < chunkVersions { return first }
        return try lastChunk(of: stream, in: view).map {
            $0.number * chunkVersions + $0.bytes.count / 8
        } ?? 0
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

    /// Adds the positions first…last as the stream's next versions after `version`.
    static func extend(
        _ stream: StreamName, after version: Int, first: Position, last: Position,
        in view: any StorageWriter
    ) throws(LedgerError) {
        var position = first
        var chunk = version / chunkVersions
        var bytes =
            version % chunkVersions == 0 ? [] : try view.value(.streams, key(stream, chunk)) ?? []
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
        Array(stream.description.utf8) + [0] + bigEndian(chunk).suffix(4)
    }
}
