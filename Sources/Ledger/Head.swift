// SPDX-License-Identifier: Apache-2.0
package import MerkleTree
package import WorkingTime

/// The last event of the log, and the tree over all of them.
package struct Head: Equatable, Sendable {
    /// 0 while the log is empty.
    package var position: Position
    /// When the last event was recorded; 1970 while the log is empty.
    package var time: Instant
    /// Over the bytes of the events up to `position`; empty in a ledger of an older format that is
    /// only read.
    package var tree: CompactRange

    static let key = Array("head".utf8)

    static func read(_ view: any StorageReader) throws(LedgerError) -> Head {
        guard let bytes = try view.value(.meta, key) else {
            return Head(position: 0, time: Instant(seconds: 0), tree: CompactRange())
        }
        let position = number(bigEndian: bytes.prefix(8))
        let peaks = stride(from: 16, to: bytes.count, by: TreeHash.length).compactMap {
            TreeHash(bytes[$0..<min($0 + TreeHash.length, bytes.count)])
        }
        guard bytes.count == 16 + peaks.count * TreeHash.length else { throw malformed }
        let tree = peaks.isEmpty ? CompactRange() : CompactRange(size: position, peaks: peaks)
        guard let tree else { throw malformed }
        return Head(
            position: position, time: Instant(milliseconds: number(bigEndian: bytes[8..<16])),
            tree: tree)
    }

    func write(_ view: any StorageWriter) throws(LedgerError) {
        try view.put(
            .meta, Self.key,
            bigEndian(position) + bigEndian(time.milliseconds) + tree.peaks.flatMap(\.bytes),
            append: false)
    }

    private static var malformed: LedgerError {
        .damaged(position: nil, reason: "the head's form")
    }
}

/// What a ledger is, told once when it is made.
package struct LedgerIdentity: Equatable, Sendable {
    /// A UUID of its own.
    package let id: String
    /// The CloudEvents source of its events, `/organisations/…`.
    package let source: String
    /// The organisation's name as it publishes it.
    package let organisation: String
    /// `england-and-wales`, `scotland` or `northern-ireland`.
    package let jurisdiction: String
    /// Nothing in it happened: it was made to show what a ledger would look like.
    package let isDemonstration: Bool

    package init(
        id: String, source: String, organisation: String, jurisdiction: String,
        isDemonstration: Bool = false
    ) {
        self.id = id
        self.source = source
        self.organisation = organisation
        self.jurisdiction = jurisdiction
        self.isDemonstration = isDemonstration
    }

    /// Its name in checkpoints, without scheme: `organisations/…/ledgers/UUID`.
    package var origin: String { "\(source.drop { $0 == "/" })/ledgers/\(id)" }
    /// The stream of its signing keys.
    package var stream: StreamName? { StreamName("ledger/\(id)") }

    /// The version of the tables' form, which `docs/design/ledger-format.md` specifies.
    package static let format = "3"
    /// Forms that are read as they are, and brought to the newest when opened for writing.
    static let olderFormats: Set = ["1", "2"]

    /// The ledger's identity and the form that its tables are in; nil where there is no ledger.
    static func read(
        _ view: any StorageReader
    ) throws(LedgerError) -> (identity: LedgerIdentity, format: String)? {
        guard let format = try text("format", view) else { return nil }
        guard format == Self.format || olderFormats.contains(format) else {
            throw .unreadable(
                "this ledger has format \(format), this program writes \(Self.format); "
                    + "use the release that wrote it, or a later one")
        }
        guard let id = try text("id", view), let source = try text("source", view),
            let organisation = try text("organisation", view),
            let jurisdiction = try text("jurisdiction", view)
        else { throw .damaged(position: nil, reason: "the ledger's identity is incomplete") }
        let identity = LedgerIdentity(
            id: id, source: source, organisation: organisation, jurisdiction: jurisdiction,
            isDemonstration: try text("demonstration", view) == "true")
        return (identity, format)
    }

    func write(_ view: any StorageWriter) throws(LedgerError) {
        var entries = [
            "id": id, "source": source, "organisation": organisation, "jurisdiction": jurisdiction,
        ]
        if isDemonstration { entries["demonstration"] = "true" }
        for (key, text) in entries {
            try view.put(.meta, Array(key.utf8), Array(text.utf8), append: false)
        }
        try Self.writeFormat(view)
    }

    /// Says that the tables are of the newest form.
    static func writeFormat(_ view: any StorageWriter) throws(LedgerError) {
        try view.put(.meta, Array("format".utf8), Array(format.utf8), append: false)
    }

    private static func text(
        _ key: String, _ view: any StorageReader
    ) throws(LedgerError) -> String? {
        try view.value(.meta, Array(key.utf8)).map { String(decoding: $0, as: UTF8.self) }
    }
}
