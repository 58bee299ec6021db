// SPDX-License-Identifier: Apache-2.0
internal import Casework
internal import Forms
internal import WorkingTime
internal import XES

/// A trace becomes a case, and each of its events an activity.
///
/// An event's `concept:name` and `lifecycle:transition` are codes, `org:resource` a resource of its
/// own, `time:timestamp` when it happened; whatever else there is becomes an attribute, its texts
/// sealed unless their key is declared plain.
struct XESMapping {
    /// Keys whose texts are codes, by the operator's word (`--plain`).
    let plainKeys: Set<String>

    /// Why a trace cannot come in: our limits, not the format's.
    struct Obstacle: Error {
        let line: Int
        let reason: String
    }

    private static let activityKey = "concept:name"
    private static let transitionKey = "lifecycle:transition"
    private static let resourceKey = "org:resource"
    private static let timeKey = "time:timestamp"
    /// Our exports' own: the day of what nobody knows the hour of, whose time is its beginning.
    static let occurredKey = "caseledger:occurredat"

    /// - Parameter resource: The id of a resource's name.
    func trace(
        _ trace: XESTrace, of log: LogID?, resource: (String) throws -> ResourceID
    ) throws -> ImportedTrace {
        var rest = trace.attributes
        let name = take(Self.activityKey, &rest)
        guard trace.events.count < 65_535 else {
            throw Obstacle(line: trace.line, reason: "the trace has more than 65,534 events")
        }
        let opened = CaseOpened(
            type: .imported, log: log, name: .value(trace.name),
            attributes: try nested(name) + attributes(rest, line: trace.line))
        try checkSize(.opened(opened), "a trace", trace.line)
        return ImportedTrace(
            opened: opened, activities: try trace.events.map { try activity($0, resource) })
    }

    private func activity(
        _ event: XESEvent, _ resource: (String) throws -> ResourceID
    ) throws -> Dated<ActivityRecorded> {
        var rest = event.attributes
        let activity = take(Self.activityKey, &rest) { $0.value.text != nil }
        let transition = take(Self.transitionKey, &rest) { $0.value.text != nil }
        let actor = take(Self.resourceKey, &rest) { $0.value.text != nil }
        let time = take(Self.timeKey, &rest) { if case .date = $0.value { true } else { false } }
        var offset = 0
        var occurredAt: Occurrence?
        if case .date(let date) = time?.value {
            occurredAt = .instant(date.instant)
            offset = date.offsetMinutes
        }
        if let day = day(rest, beginning: occurredAt) {
            occurredAt = .day(day)
            rest.removeAll { $0.key == Self.occurredKey }
        }
        let recorded = ActivityRecorded(
            activity: try code(activity?.value.text, event.line, "the name of an activity"),
            transition: try code(transition?.value.text, event.line, "a transition"),
            resource: try actor?.value.text.map(resource), offsetMinutes: offset,
            attributes: try nested(activity, transition, actor, time)
                + attributes(rest, line: event.line))
        try checkSize(.activityRecorded(recorded), "an event", event.line)
        return Dated(recorded, occurredAt: occurredAt)
    }

    /// The day that our export wrote beside a time that is its beginning in London.
    private func day(_ attributes: [XESAttribute], beginning time: Occurrence?) -> Day? {
        let said = attributes.filter { $0.key == Self.occurredKey }
        guard said.count == 1, said[0].children.isEmpty,
            let day = said[0].value.text.flatMap(Day.init),
            time == .instant(London.start(of: day))
        else { return nil }
        return day
    }

    /// Removes the first attribute of that key that fits.
    private func take(
        _ key: String, _ attributes: inout [XESAttribute],
        where fits: (XESAttribute) -> Bool = { _ in true }
    ) -> XESAttribute? {
        guard let index = attributes.firstIndex(where: { $0.key == key && fits($0) }) else {
            return nil
        }
        return attributes.remove(at: index)
    }

    /// What hangs below attributes whose own values stand elsewhere.
    private func nested(_ taken: XESAttribute?...) throws -> [CaseAttribute] {
        try taken.compactMap { $0 }.filter { !$0.children.isEmpty }.map { attribute in
            CaseAttribute(
                key: try key(attribute.key, 0), value: .childrenOnly,
                children: try attributes(attribute.children, line: 0, depth: 2))
        }
    }

    /// Attributes nested deeper than this are refused: what is written must be readable for ever,
    /// and readers of JSON have their limits.
    private static let depthLimit = 24

    private func attributes(
        _ attributes: [XESAttribute], line: Int, depth: Int = 1
    ) throws -> [CaseAttribute] {
        guard depth <= Self.depthLimit || attributes.isEmpty else {
            throw Obstacle(
                line: line, reason: "attributes are nested deeper than \(Self.depthLimit)")
        }
        return try attributes.map { attribute in
            var children = try self.attributes(attribute.children, line: line, depth: depth + 1)
            let value: CaseAttribute.Value
            switch attribute.value {
            case .string(let text):
                if plainKeys.contains(attribute.key) {
                    guard let code = Code(text) else {
                        throw Obstacle(
                            line: line,
                            reason: "a text under a plain key is empty, over 256 bytes or holds "
                                + "control characters; import without --plain for this key")
                    }
                    value = .code(code)
                } else {
                    value = .text(.value(text))
                }
            case .id(let text): value = .identifier(.value(text))
            case .date(let date): value = .date(date)
            case .int(let number): value = .integer(number)
            case .float(let number): value = .number(number)
            case .boolean(let flag): value = .boolean(flag)
            case .list(let members):
                value = .list
                // A list's members come first, and then what hangs below the list itself.
                children =
                    try self.attributes(members, line: line, depth: depth + 1) + children
            }
            return CaseAttribute(
                key: try key(attribute.key, line), value: value, children: children)
        }
    }

    private func key(_ text: String, _ line: Int) throws -> Code {
        guard let code = Code(text) else {
            throw Obstacle(
                line: line, reason: "a key is empty, over 256 bytes or holds control characters")
        }
        return code
    }

    private func code(_ text: String?, _ line: Int, _ what: String) throws -> Code? {
        guard let text else { return nil }
        guard let code = Code(text) else {
            throw Obstacle(
                line: line, reason: "\(what) is empty, over 256 bytes or holds control characters")
        }
        return code
    }

    /// What the ledger and the vault would refuse, found in the first pass.
    private func checkSize(_ event: CaseEvent, _ what: String, _ line: Int) throws {
        guard let reason = EventSize.obstacle(event, what) else { return }
        throw Obstacle(line: line, reason: reason)
    }

    // MARK: Back

    /// The attributes of an XES event from a recorded activity.
    static func attributes(
        _ recorded: ActivityRecorded, occurredAt: Occurrence?, resource: String?
    ) -> [XESAttribute] {
        var below: [String: [XESAttribute]] = [:]
        var rest: [XESAttribute] = []
        for attribute in recorded.attributes {
            if attribute.value == .childrenOnly {
                below[attribute.key.description] = attribute.children.map(Self.attribute)
            } else {
                rest.append(Self.attribute(attribute))
            }
        }
        var attributes: [XESAttribute] = []
        func add(_ key: String, _ value: XESValue?) {
            guard let value else { return }
            attributes.append(XESAttribute(key, value, children: below[key] ?? []))
        }
        add(activityKey, recorded.activity.map { .string($0.description) })
        add(transitionKey, recorded.transition.map { .string($0.description) })
        add(resourceKey, resource.map { .string($0) })
        switch occurredAt {
        case .instant(let instant):
            add(
                timeKey,
                .date(OffsetInstant(instant: instant, offsetMinutes: recorded.offsetMinutes)))
        case .day(let day):
            add(timeKey, .date(OffsetInstant(instant: London.start(of: day), offsetMinutes: 0)))
            add(occurredKey, .string(day.description))
        case nil: break
        }
        return attributes + rest
    }

    /// The attributes of an XES trace from an opening.
    static func attributes(_ opened: CaseOpened, name: String) -> [XESAttribute] {
        var below: [XESAttribute] = []
        var rest: [XESAttribute] = []
        for attribute in opened.attributes {
            if attribute.value == .childrenOnly {
                below = attribute.children.map(Self.attribute)
            } else {
                rest.append(Self.attribute(attribute))
            }
        }
        return [XESAttribute(activityKey, .string(name), children: below)] + rest
    }

    static func attribute(_ attribute: CaseAttribute) -> XESAttribute {
        let children = attribute.children.map(Self.attribute)
        let key = attribute.key.description
        switch attribute.value {
        case .text(let sealed):
            return XESAttribute(key, .string(sealed.opened ?? ""), children: children)
        case .identifier(let sealed):
            return XESAttribute(key, .id(sealed.opened ?? ""), children: children)
        case .code(let code):
            return XESAttribute(key, .string(code.description), children: children)
        case .date(let date): return XESAttribute(key, .date(date), children: children)
        case .integer(let number): return XESAttribute(key, .int(number), children: children)
        case .number(let number): return XESAttribute(key, .float(number), children: children)
        case .boolean(let flag): return XESAttribute(key, .boolean(flag), children: children)
        case .list, .childrenOnly: return XESAttribute(key, .list(children))
        }
    }
}
