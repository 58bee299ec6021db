// SPDX-License-Identifier: Apache-2.0
package import CaseService
internal import Casework
internal import EventCodec
internal import Forms
package import Ledger
internal import WorkingTime
internal import XES

/// The record written out: as the stored lines, or as cases for process mining.
package struct CaseExport {
    package typealias Sink = ([UInt8]) throws -> Void

    let ledger: Ledger
    /// The stream of the one case to write; nil for all.
    let only: StreamName?
    /// Told the share that is done, 0…1.
    let progress: (Double) -> Void

    package init(
        ledger: Ledger, only: StreamName? = nil, progress: @escaping (Double) -> Void = { _ in }
    ) {
        self.ledger = ledger
        self.only = only
        self.progress = progress
    }

    /// The exact stored bytes of each event and a line feed, in the log's order: line n is the
    /// event at position n.
    package func lines(_ sink: Sink) throws {
        if let only {
            for event in try ledger.stream(only) { try sink(event.bytes + [10]) }
            return
        }
        let end = try ledger.head().position
        var position = 0
        while position < end {
            let batch = try ledger.bytes(after: position, limit: min(4_000, end - position))
            guard let last = batch.last?.position else { break }
            for (_, bytes) in batch { try sink(bytes + [10]) }
            position = last
            progress(Double(position) / Double(end))
        }
    }

    /// Cases as traces (IEEE 1849-2016), sealed values opened.
    ///
    /// What came from a log goes out as it came; any other case is a trace of its events.
    package func xes(_ service: CaseService, _ sink: @escaping Sink) throws {
        let streams = try caseStreams()
        var writer = try XESWriter(header: try header(service)) { try sink($0) }
        for (index, stream) in streams.enumerated() {
            if let trace = try trace(stream, service) { try writer.write(trace) }
            progress(Double(index + 1) / Double(streams.count))
        }
        try writer.finish()
    }

    /// The streams of all cases, in the order in which they were opened.
    func caseStreams() throws -> [StreamName] {
        if let only { return [only] }
        var streams: [StreamName] = []
        try forEachEvent { if $0.type == "case.opened" { streams.append($0.stream) } }
        return streams
    }

    private func forEachEvent(_ body: (RecordedEvent) throws -> Void) throws {
        var position = 0
        while true {
            let events = try ledger.events(after: position)
            guard let last = events.last else { return }
            for event in events { try body(event) }
            position = last.position
        }
    }

    /// The header of the log that all came from, if they came from one; else a plain one.
    private func header(_ service: CaseService) throws -> XESHeader {
        var logs: [LogID] = []
        try forEachEvent { event in
            if event.type == "log.imported", let id = LogID(event.stream.description) {
                logs.append(id)
            }
        }
        if logs.count == 1, let text = try service.header(of: logs[0]),
            let header = try? XESHeader(parsing: Array(text.utf8))
        {
            return header
        }
        var header = XESHeader()
        header.extensions = [
            ("Concept", "concept"), ("Lifecycle", "lifecycle"), ("Organizational", "org"),
            ("Time", "time"),
        ].map { name, prefix in
            XESHeader.Extension(
                name: name, prefix: prefix, uri: "http://www.xes-standard.org/\(prefix).xesext")
        }
        return header
    }

    private func trace(_ stream: StreamName, _ service: CaseService) throws -> XESTrace? {
        var attributes: [XESAttribute] = []
        var events: [XESEvent] = []
        var isImported = false
        for (event, change, time) in try caseEvents(stream, service) {
            switch change {
            case .opened(let opened):
                isImported = opened.log != nil && opened.row?.opened == nil
                var name = opened.name?.opened ?? event.reference ?? stream.description
                if opened.copy > 1 { name += " (\(opened.copy))" }
                attributes = XESMapping.attributes(opened, name: name)
            case .activityRecorded(let recorded):
                let resource = try recorded.resource.flatMap { try service.name(of: $0) }
                events.append(
                    XESEvent(
                        XESMapping.attributes(
                            recorded, occurredAt: event.occurredAt, resource: resource)))
                continue
            default: break
            }
            if case .opened = change, isImported { continue }
            events.append(XESEvent(try plainAttributes(event, change, time, service)))
        }
        return XESTrace(attributes, events: events)
    }

    /// A case's events, and when each happened as process mining takes it: as an import says it, a
    /// day as its beginning in London; else as it was recorded; nil where nobody knows.
    func caseEvents(
        _ stream: StreamName, _ service: CaseService
    ) throws -> [(event: RecordedEvent, change: CaseEvent, time: Instant?)] {
        let entries = try ledger.stream(stream).map {
            try service.entry(of: $0, actor: .system("export"))
        }
        return zip(entries, PastEvent.dated(entries.map { PastEvent($0) })).compactMap {
            entry, past in
            guard case .case(let change) = entry.body else { return nil }
            guard case .imported = Actor(entry.event.actor) else {
                return (entry.event, change, entry.event.time)
            }
            return (entry.event, change, past.isDated ? past.happened.first : nil)
        }
    }

    /// What happened here, told as an activity.
    private func plainAttributes(
        _ event: RecordedEvent, _ change: CaseEvent, _ time: Instant?, _ service: CaseService
    ) throws -> [XESAttribute] {
        var who = event.actor
        if let staff = StaffID(event.actor), let name = try service.name(of: staff) { who = name }
        var attributes = [
            XESAttribute("concept:name", .string(event.type)),
            XESAttribute("lifecycle:transition", .string("complete")),
            XESAttribute("org:resource", .string(who)),
        ]
        if let time {
            attributes.append(
                XESAttribute(
                    "time:timestamp", .date(OffsetInstant(instant: time, offsetMinutes: 0)))
            )
        }
        if let occurred = event.occurredAt {
            attributes.append(
                XESAttribute(XESMapping.occurredKey, .string(occurred.description)))
        }
        if case .contradictionFound(let found) = change {
            attributes.append(XESAttribute("caseledger:kind", .string(found.kind.rawValue)))
        }
        return attributes
    }
}
