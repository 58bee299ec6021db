// SPDX-License-Identifier: Apache-2.0

/// Where the event of a reference stands in the log: `FOI-2026-000123` to its position.
///
/// Ledgers of format 1 had no such table; it is made from the log when one is first opened for
/// writing.
enum ReferenceIndex {
    static func position(
        of reference: String, in view: any StorageReader
    ) throws(LedgerError) -> Position? {
        try view.value(.references, Array(reference.utf8)).map { number(bigEndian: $0) }
    }

    static func put(
        _ reference: String, at position: Position, in view: any StorageWriter
    ) throws(LedgerError) {
        try view.put(.references, Array(reference.utf8), bigEndian(position), append: false)
    }

    /// Puts every reference of the log; O(n) in its events.
    static func build(in view: any StorageWriter) throws(LedgerError) {
        let opener = try FrameOpener()
        var found: [(reference: String, position: Position)] = []
        try Reading.scan(view, opener, after: 0) { position, bytes throws(LedgerError) in
            guard let event = RecordedEvent(position: position, bytes: bytes) else {
                throw .damaged(position: position, reason: "not an event of this ledger's form")
            }
            if let reference = event.reference { found.append((reference, position)) }
            return true
        }
        for (reference, position) in found { try put(reference, at: position, in: view) }
    }

    /// As `position(of:in:)`, for a ledger of format 1 that is not to be written: O(n).
    static func search(
        for reference: String, _ view: any StorageReader, _ opener: FrameOpener
    ) throws(LedgerError) -> Position? {
        var found: Position?
        try Reading.scan(view, opener, after: 0) { position, bytes in
            let event = RecordedEvent(position: position, bytes: bytes)
            if event?.reference == reference { found = position }
            return found == nil
        }
        return found
    }
}
