// SPDX-License-Identifier: Apache-2.0
internal import Casework
internal import Forms
internal import WorkingTime

/// Attributes as JSON: `{"key":K,"type":T,"value":V,"children":[…]}`.
///
/// `type` is one of `string id code date int float boolean list children`. `value` is missing
/// where it is sealed (`string`, `id`) or there is none (`list`, `children`); dates are RFC 3339
/// with their own offset; a float that JSON cannot write is `"NaN"`, `"INF"` or `"-INF"`.
enum AttributeCodec {
    static func encode(_ attributes: [CaseAttribute], _ texts: inout [JSON]) -> JSON {
        .array(
            attributes.map { attribute in
                var members = [JSON.Member("key", .string(attribute.key.description))]
                let (type, value) = encode(attribute.value, &texts)
                members.append(JSON.Member("type", .string(type)))
                if let value { members.append(JSON.Member("value", value)) }
                if !attribute.children.isEmpty {
                    members.append(JSON.Member("children", encode(attribute.children, &texts)))
                }
                return .object(members)
            })
    }

    private static func encode(
        _ value: CaseAttribute.Value, _ texts: inout [JSON]
    ) -> (type: String, value: JSON?) {
        switch value {
        case .text(let sealed):
            texts.append(.string(sealed.opened ?? ""))
            return ("string", nil)
        case .identifier(let sealed):
            texts.append(.string(sealed.opened ?? ""))
            return ("id", nil)
        case .code(let code): return ("code", .string(code.description))
        case .date(let date): return ("date", .string(date.description))
        case .integer(let number): return ("int", .integer(number))
        case .number(let number): return ("float", encode(number))
        case .boolean(let flag): return ("boolean", .bool(flag))
        case .list: return ("list", nil)
        case .childrenOnly: return ("children", nil)
        }
    }

    private static func encode(_ number: Double) -> JSON {
        if number.isFinite { return .number(number) }
        return .string(number.isNaN ? "NaN" : number > 0 ? "INF" : "-INF")
    }

    static func decode(
        _ json: JSON, isOpen: Bool, _ texts: inout IndexingIterator<[JSON]>
    ) throws(DecodingProblem) -> [CaseAttribute] {
        guard let elements = json.elements else { throw DecodingProblem(field: "attributes") }
        var attributes: [CaseAttribute] = []
        for element in elements {
            guard let key = element["key"]?.text.flatMap({ Code($0) }),
                let type = element["type"]?.text
            else { throw DecodingProblem(field: "attributes") }
            let value = try decode(type, element["value"], isOpen: isOpen, &texts)
            let children = try element["children"].map { json throws(DecodingProblem) in
                try decode(json, isOpen: isOpen, &texts)
            }
            attributes.append(CaseAttribute(key: key, value: value, children: children ?? []))
        }
        return attributes
    }

    private static func decode(
        _ type: String, _ value: JSON?, isOpen: Bool, _ texts: inout IndexingIterator<[JSON]>
    ) throws(DecodingProblem) -> CaseAttribute.Value {
        switch (type, value) {
        case ("string", nil): return .text(try next(isOpen, &texts))
        case ("id", nil): return .identifier(try next(isOpen, &texts))
        case ("code", .string(let text)):
            if let code = Code(text) { return .code(code) }
        case ("date", .string(let text)):
            if let date = OffsetInstant(text) { return .date(date) }
        case ("int", .integer(let number)): return .integer(number)
        case ("float", .number(let number)): return .number(number)
        case ("float", .integer(let number)): return .number(Double(number))
        case ("float", .string("NaN")): return .number(.nan)
        case ("float", .string("INF")): return .number(.infinity)
        case ("float", .string("-INF")): return .number(-.infinity)
        case ("boolean", .bool(let flag)): return .boolean(flag)
        case ("list", nil): return .list
        case ("children", nil): return .childrenOnly
        default: break
        }
        throw DecodingProblem(field: "attributes")
    }

    private static func next(
        _ isOpen: Bool, _ texts: inout IndexingIterator<[JSON]>
    ) throws(DecodingProblem) -> Sealed<String> {
        guard isOpen else { return .hidden }
        guard let text = texts.next()?.text else { throw DecodingProblem(field: "texts") }
        return .value(text)
    }
}

extension FieldWriter {
    /// A tree of attributes: structure, numbers, dates, booleans and codes plain; texts sealed, in
    /// the order in which the tree names them.
    mutating func attributes(_ attributes: [CaseAttribute]) {
        guard !attributes.isEmpty else { return }
        var texts: [JSON] = []
        plain("attributes", AttributeCodec.encode(attributes, &texts))
        if !texts.isEmpty { sealed("texts", .array(texts)) }
    }
}

extension FieldReader {
    func attributes() throws(DecodingProblem) -> [CaseAttribute] {
        guard let tree = data["attributes"] else { return [] }
        var texts = (opened?["texts"]?.elements ?? []).makeIterator()
        return try AttributeCodec.decode(tree, isOpen: opened != nil, &texts)
    }
}
