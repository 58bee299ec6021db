// SPDX-License-Identifier: Apache-2.0

/// Reads everything a ledger stores and checks each thing against the log.
///
/// It shares the reading of frames and envelopes with the rest of the ledger and nothing with the
/// writer: what the writer keeps as an index, the audit works out anew from the events. It reads
/// the log once, in slices, one for each processor, and then each table once, in its order. For
/// each event it keeps some ten bytes, for each stream and claim some hundred.
package struct Audit {
    let storage: any Storage
    let identity: LedgerIdentity
    /// False for a ledger of format 1, which has no index of references.
    let hasReferences: Bool
    /// False for one of format 1 or 2, which has no tree.
    let hasTree: Bool
    /// Told the share of the log that was read, 0…1, about a hundred times.
    package var progress: (Double) -> Void = { _ in }
    /// Looks into an event's data, which the ledger itself does not understand; called by several
    /// threads at once.
    package var contents: @Sendable (RecordedEvent) throws(LedgerError) -> EventContents = { _ in
        EventContents()
    }
    /// Whether a data key opens.
    package var opens: @Sendable (WrappedKey) -> Bool = { _ in true }
    /// The owners of data keys that must be there although no event says so.
    package var keyOwners: Set<String> = []
    /// Sizes at which the root is wanted in the report's `moments`.
    package var sizes: Set<Position> = []
    /// Where the heads of the streams are recorded, with sizes that are learnt beforehand.
    package var headsStream: StreamName?

    /// The ledger's name in checkpoints.
    package var origin: String { identity.origin }

    package init(_ ledger: Ledger) {
        storage = ledger.tables
        identity = ledger.identity
        hasReferences = ledger.hasReferences
        hasTree = ledger.hasTree
    }

    /// What is wrong is a finding, and so is a storage that fails on the way.
    package func run() -> AuditReport {
        var report = AuditReport()
        report.hasTree = hasTree
        do throws(LedgerError) { try run(&report) } catch { report.find(nil, "\(error)") }
        return report
    }

    private func run(_ report: inout AuditReport) throws(LedgerError) {
        if try !storage.isCurrent() {
            report.find(
                nil,
                "the data file's two head pages do not follow one another: it may show an "
                    + "older state than its last")
        }
        // Others may append meanwhile: the audit is of the log up to the head that it found.
        let (head, last) = try storage.read { view throws(LedgerError) in
            let last = try view.last(.events, prefix: [], upTo: Array(repeating: 255, count: 9))
            return (try Head.read(view), last.map { number(bigEndian: $0.key.prefix(8)) } ?? 0)
        }
        if last > head.position { report.find(nil, "an event follows the head") }
        let end = min(head.position, last)
        var walk = LogWalk(identity, isWholeAt: try wantedSizes(), heads: try headsSizes())
        let reader = LogReader(storage: storage, contents: contents)
        for start in stride(from: 1, through: end, by: LogReader.events) {
            for slice in try reader.slices(start..<min(start + LogReader.events, end + 1)) {
                walk.take(slice, &report)
            }
            progress(Double(start) / Double(end))
        }
        walk.finish(head, hasTree: hasTree, &report)
        var tables = TableAudit(self, walk, upTo: head.position)
        tables.run(&report)
    }

    // MARK: What is to be worked out on the way

    private func wantedSizes() throws(LedgerError) -> Set<Position> {
        var wanted = sizes
        guard hasTree else { return wanted }
        try storage.read { view throws(LedgerError) in
            try view.scan(.checkpoints, from: []) { key, _ in
                wanted.insert(number(bigEndian: Array(key).prefix(8)))
                return true
            }
        }
        return wanted
    }

    /// Where the index is damaged they are not all learnt; the walk says so.
    private func headsSizes() throws(LedgerError) -> Set<Position> {
        guard let headsStream else { return [] }
        var wanted: Set<Position> = []
        let opener = try FrameOpener()
        let events = try? storage.read { view throws(LedgerError) in
            try Reading.stream(headsStream, view, opener)
        }
        for event in events ?? [] {
            if let heads = try contents(event).heads { wanted.insert(heads.size) }
        }
        return wanted
    }
}
