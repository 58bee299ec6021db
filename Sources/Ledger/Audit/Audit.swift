// SPDX-License-Identifier: Apache-2.0
package import MerkleTree
internal import WorkingTime

/// What an audit found: nothing wrong, or what and where.
package struct AuditReport: Sendable {
    package struct Finding: Equatable, Sendable {
        /// Nil where the finding is about no single event.
        package let position: Position?
        package let text: String
    }
    /// Events that were read.
    package fileprivate(set) var size: Position = 0
    package fileprivate(set) var streams = 0
    package fileprivate(set) var claims = 0
    package fileprivate(set) var values = 0
    /// Over the bytes of all events, worked out anew.
    package fileprivate(set) var root = TreeHash.empty
    /// The first 100 findings; `more` counts the rest.
    package private(set) var findings: [Finding] = []
    package private(set) var more = 0

    package var ok: Bool { findings.isEmpty }

    mutating func find(_ position: Position?, _ text: String) {
        if findings.count < 100 {
            findings.append(Finding(position: position, text: text))
        } else {
            more += 1
        }
    }
}

/// Reads everything a ledger stores and checks each thing against the log.
///
/// It shares the reading of frames and envelopes with the rest of the ledger and nothing with the
/// writer: what the writer keeps as an index, the audit works out anew from the events.
package struct Audit {
    private let storage: any Storage
    private let identity: LedgerIdentity
    /// False for a ledger of format 1, which has no index of references.
    private let hasReferences: Bool
    /// False for one of format 1 or 2, which has no tree.
    private let hasTree: Bool
    /// Told the share of the log that was read, 0…1, about a hundred times.
    package var progress: (Double) -> Void = { _ in }
    /// Looks into an event's data, which the ledger itself does not understand.
    package var contents: (RecordedEvent) throws(LedgerError) -> EventContents = { _ in
        EventContents()
    }

    package init(_ ledger: Ledger) {
        storage = ledger.tables
        identity = ledger.identity
        hasReferences = ledger.hasReferences
        hasTree = ledger.hasTree
    }

    /// - Throws: Where the storage itself fails; what is merely wrong is a finding.
    package func run() throws(LedgerError) -> AuditReport {
        var report = AuditReport()
        var walk = LogWalk()
        let head = try storage.read { view throws(LedgerError) in try Head.read(view) }
        let opener = try FrameOpener()
        var position = 0
        // Others may append meanwhile: the audit is of the log up to the head that it found.
        while position < head.position {
            let batch = try batch(after: position, upTo: head.position, opener, &report)
            guard let last = batch.last?.position else { break }
            for (place, bytes) in batch { try check(place, bytes, &walk, &report) }
            position = last
            progress(Double(position) / Double(max(1, head.position)))
        }
        report.size = walk.events
        report.streams = walk.streams.count
        if walk.events != head.position {
            report.find(nil, "the head says \(head.position) events, the log holds \(walk.events)")
        }
        report.root = walk.tree.root
        if hasTree, walk.tree != head.tree {
            report.find(nil, "the tree that the head holds is not that of the events")
        }
        if let last = walk.lastTime, last != head.time {
            report.find(nil, "the head's time is not the last event's")
        }
        try checkIndexes(walk, head, &report)
        return report
    }

    /// Some thousand events; a frame that does not open is a finding, and is passed over.
    private func batch(
        after position: Position, upTo end: Position, _ opener: FrameOpener,
        _ report: inout AuditReport
    ) throws(LedgerError) -> [(position: Position, bytes: [UInt8]?)] {
        var damaged: [(Position, String)] = []
        let batch = try storage.read { view throws(LedgerError) in
            var found: [(position: Position, bytes: [UInt8]?)] = []
            var frame = FrameReader()
            try view.scan(.events, from: bigEndian(position + 1)) {
                key, value throws(LedgerError) in
                do throws(LedgerError) {
                    guard let compressed = try frame.take(key: key, value: value) else {
                        return true
                    }
                    guard frame.position <= end else { return false }
                    found.append(
                        (frame.position, try opener.open(compressed, of: frame, in: view)))
                } catch {
                    damaged.append((frame.position, "\(error)"))
                    found.append((frame.position, nil))
                    frame = FrameReader()
                }
                return found.count < 4_000
            }
            return found
        }
        for (place, text) in damaged { report.find(place, text) }
        return batch
    }

    private func check(
        _ place: Position, _ bytes: [UInt8]?, _ walk: inout LogWalk, _ report: inout AuditReport
    ) throws(LedgerError) {
        if place != walk.next {
            report.find(walk.next, "positions \(walk.next) to \(place - 1) are missing")
        }
        walk.next = place + 1
        guard let bytes else { return }
        walk.events += 1
        walk.tree.append(.leaf(bytes))
        guard let event = RecordedEvent(position: place, bytes: bytes) else {
            report.find(place, "the bytes are not an event of this ledger's form")
            return
        }
        if event.source != identity.source {
            report.find(place, "its source is not this ledger's")
        }
        if let last = walk.lastTime, event.time < last {
            report.find(place, "its time is before that of the event in front of it")
        }
        walk.lastTime = event.time
        let expected = (walk.streams[event.stream] ?? 0) + 1
        if event.streamVersion != expected {
            report.find(
                place, "it is version \(event.streamVersion) of its stream, not \(expected)")
        }
        walk.streams[event.stream] = event.streamVersion
        let contents = try contents(event)
        for text in contents.findings { report.find(place, text) }
        report.values += contents.values
        try checkStreamIndex(event, &report)
        try checkClaims(of: event, contents, &walk, &report)
        if let reference = event.reference { try checkReference(reference, place, &walk, &report) }
    }

    /// The claims that the event made must name it. Every first event of a stream that a command
    /// made has claimed the command's id.
    private func checkClaims(
        of event: RecordedEvent, _ contents: EventContents, _ walk: inout LogWalk,
        _ report: inout AuditReport
    ) throws(LedgerError) {
        var claims = contents.claims
        if event.streamVersion == 1, let id = event.commandID {
            claims.append(ClaimKey(commandID: id))
        }
        walk.claims += claims.count + contents.claimsUnseen
        for claim in claims {
            let named = try storage.read { view throws(LedgerError) in
                try view.value(.claims, claim.bytes).map { number(bigEndian: $0) }
            }
            if named != event.position {
                report.find(event.position, "a claim that it made does not name it")
            }
        }
    }

    /// References of a series count 1, 2, 3, … in the log's order.
    private func checkReference(
        _ reference: String, _ place: Position, _ walk: inout LogWalk, _ report: inout AuditReport
    ) throws(LedgerError) {
        if hasReferences { try checkReferenceIndex(reference, place, &walk, &report) }
        let parts = reference.split(separator: "-")
        guard let last = parts.last, let number = Int(last), parts.count > 1 else {
            report.find(place, "its reference is not of a series")
            return
        }
        let series = parts.dropLast().joined(separator: "-")
        let expected = (walk.series[series] ?? 0) + 1
        if number != expected { report.find(place, "its reference is out of its series' order") }
        walk.series[series] = number
    }

    /// The index must name this event under its reference.
    private func checkReferenceIndex(
        _ reference: String, _ place: Position, _ walk: inout LogWalk, _ report: inout AuditReport
    ) throws(LedgerError) {
        walk.references += 1
        let named = try storage.read { view throws(LedgerError) in
            try ReferenceIndex.position(of: reference, in: view)
        }
        if named != place { report.find(place, "the index of references does not name it") }
    }

    /// The index must name this event under its stream and version.
    private func checkStreamIndex(
        _ event: RecordedEvent, _ report: inout AuditReport
    ) throws(LedgerError) {
        let named = try storage.read { view throws(LedgerError) in
            try StreamIndex.positions(
                of: event.stream, from: event.streamVersion, limit: 1, in: view)
        }
        if named != [event.position] {
            report.find(event.position, "the stream index does not name it")
        }
    }

    /// The indexes hold nothing but what the log holds.
    private func checkIndexes(
        _ walk: LogWalk, _ head: Head, _ report: inout AuditReport
    ) throws(LedgerError) {
        let tally = try storage.read { view throws(LedgerError) in
            try IndexTally(view, upTo: head.position, hasReferences: hasReferences)
        }
        report.claims = tally.claims
        if tally.follows { report.find(nil, "an event follows the head") }
        if tally.beyond > 0 {
            report.find(nil, "\(tally.beyond) index entries name positions beyond the log")
        }
        if tally.indexed != walk.events {
            report.find(
                nil, "the stream index names \(tally.indexed) events, the log holds \(walk.events)")
        }
        if tally.claims != walk.claims {
            report.find(
                nil, "there are \(tally.claims) claims, the events made \(walk.claims)")
        }
        if tally.references != walk.references {
            report.find(
                nil,
                "the index of references holds \(tally.references), the log \(walk.references)")
        }
        if tally.values > report.values {
            report.find(
                nil,
                "the vault holds \(tally.values) values, the events commit to \(report.values)")
        }
        // A series that counted on meanwhile stands higher than the log that was read.
        let isSound =
            tally.hasGrown
            ? walk.series.allSatisfy { tally.series[$0.key] ?? 0 >= $0.value }
            : tally.series == walk.series
        if !isSound { report.find(nil, "the series' last numbers are not those of the log") }
    }
}

/// What an event's data hold, as far as an audit asks.
package struct EventContents: Sendable {
    /// What is wrong with them.
    package var findings: [String] = []
    /// How many sealed values the event commits to.
    package var values = 0
    /// Claims that the event made and that can be worked out from it.
    package var claims: [ClaimKey] = []
    /// Claims that it made and that cannot.
    package var claimsUnseen = 0

    package init() {}
}

/// What the log has shown so far.
private struct LogWalk {
    var next: Position = 1
    var events = 0
    var tree = CompactRange()
    var lastTime: Instant?
    var streams: [StreamName: Int] = [:]
    var claims = 0
    var references = 0
    var series: [String: Int] = [:]
}
