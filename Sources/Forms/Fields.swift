// SPDX-License-Identifier: Apache-2.0

/// Gathers a form's fields by class; there is no way to write a bare string.
package struct FieldWriter {
    /// In the order written; they stand in the ledger.
    package private(set) var plain: [JSON.Member] = []
    /// In the order written; they are sealed as one value of the stream's own entity.
    package private(set) var sealed: [JSON.Member] = []

    package init() {}

    package mutating func plain(_ key: String, _ value: (some PlainValue)?) {
        guard let value else { return }
        plain(key, .string(value.plainText))
    }
    package mutating func plain(_ key: String, _ value: Int?) {
        guard let value else { return }
        plain(key, .integer(Int64(value)))
    }
    /// A structure of plain values.
    package mutating func plain(_ key: String, _ value: JSON) {
        plain.append(JSON.Member(key, value))
    }
    /// Written only where it is set.
    package mutating func flag(_ key: String, _ isSet: Bool) {
        if isSet { plain(key, .bool(true)) }
    }
    package mutating func published(_ key: String, _ value: Published) {
        plain(key, .string(value.text))
    }
    /// A structure of published values.
    package mutating func published(_ key: String, _ value: JSON) { plain(key, value) }
    /// - Precondition: The value is there: what was hidden from a reader cannot be written again.
    package mutating func sealed(_ key: String, _ value: Sealed<String>?) {
        guard let value else { return }
        guard let text = value.opened else { preconditionFailure("a hidden value is written") }
        sealed(key, .string(text))
    }
    /// A structure of sealed values.
    package mutating func sealed(_ key: String, _ value: JSON) {
        sealed.append(JSON.Member(key, value))
    }
}

/// Takes a form's fields apart again.
package struct FieldReader {
    package let data: JSON
    /// The opened value of the stream's own entity; nil where it was not opened.
    package let opened: JSON?

    package init(data: JSON, opened: JSON? = nil) {
        self.data = data
        self.opened = opened
    }

    /// A plain field that must be there.
    package func plain<Value: PlainValue>(_ key: String) throws(DecodingProblem) -> Value {
        guard let value: Value = try optional(key) else {
            throw DecodingProblem(field: key, .missing)
        }
        return value
    }
    package func optional<Value: PlainValue>(_ key: String) throws(DecodingProblem) -> Value? {
        guard let json = data[key] else { return nil }
        guard let text = json.text, let value = Value(plainText: text) else {
            throw DecodingProblem(field: key)
        }
        return value
    }
    package func int(
        _ key: String, default value: Int, in range: ClosedRange<Int>
    ) throws(DecodingProblem) -> Int {
        guard let json = data[key] else { return value }
        guard let number = json.int, range.contains(number) else {
            throw DecodingProblem(field: key)
        }
        return number
    }
    package func flag(_ key: String) throws(DecodingProblem) -> Bool {
        guard let json = data[key] else { return false }
        guard case .bool(let isSet) = json else { throw DecodingProblem(field: key) }
        return isSet
    }
    /// A number of things, which must be there.
    package func count(_ key: String) throws(DecodingProblem) -> Int {
        guard data[key] != nil else { throw DecodingProblem(field: key, .missing) }
        return try int(key, default: 0, in: 0...Int.max)
    }
    package func published(_ key: String) throws(DecodingProblem) -> Published {
        guard let value = data[key]?.text.flatMap({ Published($0) }) else {
            throw DecodingProblem(field: key)
        }
        return value
    }
    /// A sealed field that the event may lack. Which sealed fields there are is itself sealed, so
    /// a reader without the value sees `.hidden`.
    package func sealed(_ key: String) throws(DecodingProblem) -> Sealed<String>? {
        guard data["sealed"] != nil else { return nil }
        guard let opened else { return .hidden }
        guard let json = opened[key] else { return nil }
        guard let text = json.text else { throw DecodingProblem(field: key) }
        return .value(text)
    }
    /// A sealed field that the event must have.
    package func required(_ key: String) throws(DecodingProblem) -> Sealed<String> {
        guard let value = try sealed(key) else { throw DecodingProblem(field: key, .missing) }
        return value
    }
}

/// What was given for a form is not of that form.
package struct DecodingProblem: Error, Equatable {
    package enum Reason: Equatable, Sendable {
        case missing
        /// It holds what this field cannot hold.
        case malformed
        /// In bytes of UTF-8.
        case tooLong(limit: Int)
    }
    package let field: String
    package let reason: Reason

    package init(field: String, _ reason: Reason = .malformed) {
        self.field = field
        self.reason = reason
    }
}
