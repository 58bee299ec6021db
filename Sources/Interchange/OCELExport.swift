// SPDX-License-Identifier: Apache-2.0
package import CaseService
internal import Casework
internal import EventCodec
internal import Forms
internal import Ledger
internal import WorkingTime

/// Cases as OCEL 2.0 JSON: each event of a case related to the case, and to who did it.
///
/// Events stand first and are written as they are read; the objects and types they need are
/// gathered meanwhile and stand after them, which JSON allows.
extension CaseExport {
    package func ocel(_ service: CaseService, _ sink: Sink) throws {
        var objects = OCELObjects(service: service)
        var types = OCELTypes()
        let streams = try caseStreams()
        try sink(Array(#"{"events":["#.utf8))
        var isFirst = true
        for (index, stream) in streams.enumerated() {
            for (event, change, time) in try caseEvents(stream, service) {
                let json = try objects.event(event, change, time, &types)
                try sink((isFirst ? [] : Array(",\n".utf8)) + json.bytes)
                isFirst = false
            }
            progress(Double(index + 1) / Double(streams.count))
        }
        try sink(Array("],\n\"objects\":".utf8) + JSON.array(objects.all).bytes)
        try sink(Array(",\n\"eventTypes\":".utf8) + types.json.bytes)
        try sink(Array(",\n\"objectTypes\":".utf8) + objects.types.bytes + Array("}\n".utf8))
    }
}

/// The event types that were met, and the attributes of each.
private struct OCELTypes {
    private var names: [String] = []
    private var attributes: [ExactText: [ExactText: String]] = [:]

    /// - Parameter used: The names and OCEL types of an event's attributes.
    mutating func add(_ name: String, _ used: [OCELAttribute]) {
        if attributes[ExactText(name)] == nil { names.append(name) }
        // Where two events disagree about an attribute's type, text holds both.
        attributes[ExactText(name), default: [:]].merge(
            used.map { (ExactText($0.name), $0.type) },
            uniquingKeysWith: { $0 == $1 ? $0 : "string" })
    }

    var json: JSON { .array(names.map { typeJSON($0, attributes[ExactText($0)] ?? [:]) }) }
}

private func typeJSON(_ name: String, _ attributes: [ExactText: String]) -> JSON {
    let declared = attributes.sorted { $0.key < $1.key }.map { name, type -> JSON in
        ["name": .string(name.text), "type": .string(type)]
    }
    return ["name": .string(name), "attributes": .array(declared)]
}

/// A flat value of an event.
private struct OCELAttribute {
    let name: String
    let type: String
    let value: String

    var json: JSON { ["name": .string(name), "value": .string(value)] }

    init(_ name: String, _ type: String, _ value: String) {
        self.name = name
        self.type = type
        self.value = value
    }

    /// OCEL's values are flat: what is nested stays in the ledger and the XES export.
    init?(_ attribute: CaseAttribute) {
        let name = attribute.key.description
        switch attribute.value {
        case .text(let sealed), .identifier(let sealed):
            self.init(name, "string", sealed.opened ?? "")
        case .code(let code): self.init(name, "string", code.description)
        case .date(let date): self.init(name, "time", date.description)
        case .integer(let number): self.init(name, "integer", String(number))
        case .number(let number): self.init(name, "float", String(number))
        case .boolean(let flag): self.init(name, "boolean", String(flag))
        case .list, .childrenOnly: return nil
        }
    }
}

/// The objects that events are related to.
private struct OCELObjects {
    let service: CaseService
    private(set) var all: [JSON] = []
    private var known: Set<String> = []

    init(service: CaseService) { self.service = service }

    let types: JSON = [
        typeJSON("case", ["reference": "string", "type": "string"]), typeJSON("person", [:]),
        typeJSON("resource", ["name": "string"]), typeJSON("staff", ["name": "string"]),
    ]

    mutating func event(
        _ event: RecordedEvent, _ change: CaseEvent, _ time: Instant?, _ types: inout OCELTypes
    ) throws -> JSON {
        var name = event.type
        var attributes: [OCELAttribute] = []
        var related: [JSON] = [relation(event.stream.description, "case")]
        switch change {
        case .opened(let opened):
            related += try open(opened, event)
            attributes += opened.attributes.compactMap { OCELAttribute($0) }
        case .activityRecorded(let recorded):
            name = recorded.activity?.description ?? event.type
            if let transition = recorded.transition {
                attributes.append(
                    OCELAttribute("lifecycle:transition", "string", transition.description))
            }
            if let resource = recorded.resource {
                let name = try service.name(of: resource) ?? ""
                add(resource.description, "resource", event.time, ["name": name])
                related.append(relation(resource.description, "resource"))
            }
            attributes += recorded.attributes.compactMap { OCELAttribute($0) }
        case .correspondenceRecorded(let item):
            attributes += item.attributes.compactMap { OCELAttribute($0) }
        case .contradictionFound(let found):
            attributes.append(OCELAttribute("kind", "string", found.kind.rawValue))
        default: break
        }
        if let staff = StaffID(event.actor) {
            let name = try service.name(of: staff) ?? ""
            add(staff.description, "staff", event.time, ["name": name])
            related.append(relation(staff.description, "actor"))
        }
        // OCEL has no event without a time: it is when the ledger recorded it, and says so.
        if time == nil { attributes.append(OCELAttribute("caseledger:undated", "boolean", "true")) }
        types.add(name, attributes)
        return [
            "id": .string(event.id), "type": .string(name),
            "time": .string((time ?? event.time).description),
            "attributes": .array(attributes.map(\.json)), "relationships": .array(related),
        ]
    }

    private mutating func open(_ opened: CaseOpened, _ event: RecordedEvent) throws -> [JSON] {
        add(
            event.stream.description, "case", event.time,
            ["reference": event.reference ?? "", "type": opened.type.rawValue])
        guard let person = opened.correspondent else { return [] }
        add(person.description, "person", event.time, [:])
        return [relation(person.description, "correspondent")]
    }

    private func relation(_ id: String, _ qualifier: String) -> JSON {
        ["objectId": .string(id), "qualifier": .string(qualifier)]
    }

    private mutating func add(
        _ id: String, _ type: String, _ time: Instant, _ attributes: [String: String]
    ) {
        guard known.insert(id).inserted else { return }
        let values = attributes.sorted { $0.key < $1.key }.map { name, value -> JSON in
            ["name": .string(name), "time": .string(time.description), "value": .string(value)]
        }
        all.append(["id": .string(id), "type": .string(type), "attributes": .array(values)])
    }
}
