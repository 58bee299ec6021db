// SPDX-License-Identifier: Apache-2.0

/// Reading events out of a view of the tables.
enum Reading {
    /// Lends `body` each event's bytes after a position, in order, until it returns false.
    static func scan(
        _ view: any StorageReader, _ opener: FrameOpener, after position: Position,
        _ body: (Position, [UInt8]) throws(LedgerError) -> Bool
    ) throws(LedgerError) {
        var frame = FrameReader()
        try view.scan(.events, from: bigEndian(position + 1)) { key, value throws(LedgerError) in
            guard let compressed = try frame.take(key: key, value: value) else { return true }
            return try body(frame.position, try opener.open(compressed, of: frame, in: view))
        }
    }

    /// The bytes of the event at `position`; nil past the end.
    static func bytes(
        at position: Position, _ view: any StorageReader, _ opener: FrameOpener
    ) throws(LedgerError) -> [UInt8]? {
        var found: [UInt8]?
        try scan(view, opener, after: position - 1) { there, bytes in
            if there == position { found = bytes }
            return false
        }
        return found
    }

    /// The events of one stream after a version, in order; empty where there is no such stream.
    static func stream(
        _ name: StreamName, after version: Int = 0, limit: Int = .max,
        _ view: any StorageReader, _ opener: FrameOpener
    ) throws(LedgerError) -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        let positions = try StreamIndex.positions(
            of: name, from: version + 1, limit: limit, in: view)
        for position in positions {
            guard let event = try event(at: position, view, opener) else {
                throw .damaged(
                    position: position, reason: "\(name) names an event that is not there")
            }
            events.append(event)
        }
        return events
    }

    static func event(
        at position: Position, _ view: any StorageReader, _ opener: FrameOpener
    ) throws(LedgerError) -> RecordedEvent? {
        guard let bytes = try bytes(at: position, view, opener) else { return nil }
        guard let event = RecordedEvent(position: position, bytes: bytes) else {
            throw .damaged(position: position, reason: "not an event of this ledger's form")
        }
        return event
    }
}
