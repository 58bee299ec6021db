// SPDX-License-Identifier: Apache-2.0
internal import Casework

/// Gathers an event's fields by class; there is no way to write a bare string.
struct FieldWriter {
    /// In the order written; they stand in the ledger.
    private(set) var plain: [JSON.Member] = []
    /// In the order written; they are sealed as one value of the stream's own entity.
    private(set) var sealed: [JSON.Member] = []

    init() {}

    mutating func plain(_ key: String, _ value: (some PlainValue)?) {
        guard let value else { return }
        plain.append(JSON.Member(key, .string(value.plainText)))
    }
    mutating func plain(_ key: String, _ value: Int?) {
        guard let value else { return }
        plain.append(JSON.Member(key, .integer(Int64(value))))
    }
    /// Written only where it is set.
    mutating func flag(_ key: String, _ isSet: Bool) {
        if isSet { plain.append(JSON.Member(key, .bool(true))) }
    }
    mutating func published(_ key: String, _ value: Published) {
        plain.append(JSON.Member(key, .string(value.text)))
    }
    mutating func holidays(_ key: String, _ holidays: [CalendarAdopted.Holiday]) {
        plain.append(JSON.Member(key, CalendarCodec.encode(holidays)))
    }
    /// - Precondition: The value is there: what was hidden from a reader cannot be written again.
    mutating func sealed(_ key: String, _ value: Sealed<String>?) {
        guard let value else { return }
        guard let text = value.opened else { preconditionFailure("a hidden value is written") }
        sealed.append(JSON.Member(key, .string(text)))
    }
    /// A tree of attributes: structure, numbers, dates, booleans and codes plain; texts sealed, in
    /// the order in which the tree names them.
    mutating func attributes(_ attributes: [CaseAttribute]) {
        guard !attributes.isEmpty else { return }
        var texts: [JSON] = []
        let tree = AttributeCodec.encode(attributes, &texts)
        plain.append(JSON.Member("attributes", tree))
        if !texts.isEmpty { sealed.append(JSON.Member("texts", .array(texts))) }
    }
}

/// Takes an event's fields apart again.
struct FieldReader {
    let data: JSON
    /// The opened value of the stream's own entity; nil where it was not opened.
    let opened: JSON?

    /// A plain field that must be there.
    func plain<Value: PlainValue>(_ key: String) throws(DecodingProblem) -> Value {
        guard let value: Value = try optional(key) else { throw DecodingProblem(field: key) }
        return value
    }
    func optional<Value: PlainValue>(_ key: String) throws(DecodingProblem) -> Value? {
        guard let json = data[key] else { return nil }
        guard let text = json.text, let value = Value(plainText: text) else {
            throw DecodingProblem(field: key)
        }
        return value
    }
    func int(
        _ key: String, default value: Int, in range: ClosedRange<Int>
    ) throws(DecodingProblem) -> Int {
        guard let json = data[key] else { return value }
        guard let number = json.int, range.contains(number) else {
            throw DecodingProblem(field: key)
        }
        return number
    }
    func flag(_ key: String) throws(DecodingProblem) -> Bool {
        guard let json = data[key] else { return false }
        guard case .bool(let isSet) = json else { throw DecodingProblem(field: key) }
        return isSet
    }
    /// A number of things, which must be there.
    func count(_ key: String) throws(DecodingProblem) -> Int {
        guard data[key] != nil else { throw DecodingProblem(field: key) }
        return try int(key, default: 0, in: 0...Int.max)
    }
    func published(_ key: String) throws(DecodingProblem) -> Published {
        guard let value = data[key]?.text.flatMap({ Published($0) }) else {
            throw DecodingProblem(field: key)
        }
        return value
    }
    /// A sealed field that the event may lack. Which sealed fields there are is itself sealed, so
    /// a reader without the value sees `.hidden`.
    func sealed(_ key: String) throws(DecodingProblem) -> Sealed<String>? {
        guard data["sealed"] != nil else { return nil }
        guard let opened else { return .hidden }
        guard let json = opened[key] else { return nil }
        guard let text = json.text else { throw DecodingProblem(field: key) }
        return .value(text)
    }
    /// A sealed field that the event must have.
    func required(_ key: String) throws(DecodingProblem) -> Sealed<String> {
        guard let value = try sealed(key) else { throw DecodingProblem(field: key) }
        return value
    }

    func attributes() throws(DecodingProblem) -> [CaseAttribute] {
        guard let tree = data["attributes"] else { return [] }
        var texts = (opened?["texts"]?.elements ?? []).makeIterator()
        return try AttributeCodec.decode(tree, isOpen: opened != nil, &texts)
    }
}

/// The data of a known type is not of its form.
package struct DecodingProblem: Error, Equatable {
    /// The field that is missing or malformed.
    package let field: String
}
