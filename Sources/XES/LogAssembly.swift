// SPDX-License-Identifier: Apache-2.0
internal import Expat

/// Puts a log together from the tags of its file, and judges what may stand where.
struct LogAssembly {
    /// An element that is open, with what has been read of it.
    private struct Frame {
        let part: Part
        let position: XMLPosition
        var attributes: [XESAttribute] = []
        /// The items of a list, once its `<values>` has ended.
        var items: [XESAttribute]?
    }

    private enum Part {
        case log, `extension`, classifier, trace, event, values
        case global(XESHeader.Scope?)
        case attribute(key: String, XESValue)
        case list(key: String)
    }

    private var open: [Frame] = []
    private var header = XESHeader()
    /// Of the trace that is open.
    private var events: [XESEvent] = []
    private var traceCount = 0
    private var eventCount = 0
    /// 64 bits each: in a log of a million traces, two names share one in fewer than one of 10⁷.
    private var nameHashes: Set<Int> = []

    var summary: XESSummary {
        XESSummary(header: header, traces: traceCount, events: eventCount)
    }

    mutating func start(_ element: XMLElement) throws(XESError) {
        guard let parent = open.last else { return try startLog(element) }
        let tag = try Tag(element)
        try check(tag, in: parent)
        let part: Part =
            switch tag.kind {
            case .log: throw tag.error(.misplaced("log"))
            case .extension: try declareExtension(tag)
            case .classifier: try declareClassifier(tag)
            case .global: .global(try tag.scope())
            case .trace: .trace
            case .event: .event
            case .values: .values
            case .list, .container: .list(key: try tag.key())
            case .string, .date, .int, .float, .boolean, .id:
                .attribute(key: try tag.key(), try tag.value())
            }
        open.append(Frame(part: part, position: element.position))
    }

    private mutating func startLog(_ element: XMLElement) throws(XESError) {
        guard element.name == "log" else { throw XESError(.notXES, at: element.position) }
        header.version = element["xes.version"]
        header.features = element["xes.features"]
        open.append(Frame(part: .log, position: element.position))
    }

    /// Ends the element opened last; returns a trace if it was one.
    mutating func end() throws(XESError) -> XESTrace? {
        guard let frame = open.popLast() else { return nil }
        switch frame.part {
        case .log: header.attributes = frame.attributes
        case .extension, .classifier: break
        case .global(let scope):
            header.globals.append(.init(scope: scope, attributes: frame.attributes))
        case .attribute(let key, let value):
            add(XESAttribute(key, value, children: frame.attributes))
        case .list(let key):
            // Before 2016 the items stood in the list itself, or in a container.
            let isOld = frame.items == nil
            let items = frame.items ?? frame.attributes
            add(XESAttribute(key, .list(items), children: isOld ? [] : frame.attributes))
        case .values: open[open.count - 1].items = frame.attributes
        case .event:
            guard events.count < XESLimits.events else {
                throw XESError(.tooManyEvents, at: frame.position)
            }
            events.append(XESEvent(frame.attributes, line: frame.position.line))
        case .trace: return try endTrace(frame)
        }
        return nil
    }

    private mutating func add(_ attribute: XESAttribute) {
        open[open.count - 1].attributes.append(attribute)
    }

    private mutating func endTrace(_ frame: Frame) throws(XESError) -> XESTrace {
        let line = frame.position.line
        guard let trace = XESTrace(frame.attributes, events: events, line: line) else {
            throw XESError(.traceWithoutName, at: frame.position)
        }
        guard nameHashes.insert(Array(trace.name.utf8).hashValue).inserted else {
            throw XESError(.repeatedTrace, at: frame.position)
        }
        traceCount += 1
        eventCount += events.count
        events.removeAll()
        return trace
    }

    /// The order within the header is free, as files differ; the header ends with the first trace,
    /// and a trace's own attributes end with its first event.
    private func check(_ tag: Tag, in parent: Frame) throws(XESError) {
        let isAllowed =
            switch parent.part {
            case .log:
                switch tag.kind {
                case .event: throw tag.error(.eventOutsideTrace)
                case .trace: true
                case .log, .values: false
                default: traceCount == 0
                }
            case .trace: tag.kind == .event || (tag.kind.isAttribute && events.isEmpty)
            case .global, .event, .attribute, .values: tag.kind.isAttribute
            case .list: tag.kind.isAttribute || tag.kind == .values
            case .extension, .classifier: false
            }
        guard isAllowed else { throw tag.error(.misplaced(tag.kind.rawValue)) }
        if tag.kind == .values, parent.items != nil { throw tag.error(.secondValues) }
    }

    private mutating func declareExtension(_ tag: Tag) throws(XESError) -> Part {
        header.extensions.append(
            .init(
                name: XESName.unescaped(try tag.required("name")),
                prefix: XESName.unescaped(try tag.required("prefix")),
                uri: try tag.required("uri")))
        return .extension
    }

    private mutating func declareClassifier(_ tag: Tag) throws(XESError) -> Part {
        header.classifiers.append(
            .init(
                name: XESName.unescaped(try tag.required("name")), scope: try tag.scope(),
                keys: try tag.classifierKeys()))
        return .classifier
    }
}
