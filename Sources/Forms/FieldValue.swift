// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// What a field can hold.
package protocol FieldValue: Sendable {
    static var kind: FieldKind { get }
    static func read(_ key: String, from fields: FieldReader) throws(DecodingProblem) -> Self
    /// As it is told to people; nil where there is nothing.
    var shown: ShownValue? { get }
}

/// What may be recorded: plain, published or sealed. A text as somebody typed it is none of these.
package protocol Recordable: FieldValue {
    func write(_ key: String, to fields: inout FieldWriter)
}

/// What a field holds, for people.
package enum ShownValue: Equatable, Sendable {
    /// An id, a code, a number, a day or an instant as the ledger writes it.
    case plain(String)
    case flag(Bool)
    /// What was written; nil where this reader may not open it.
    case text(String?)
    case list([ShownValue])
    case group([ShownField])
}

package struct ShownField: Equatable, Sendable {
    package let name: String
    package let value: ShownValue
}

// MARK: Plain

extension PlainValue {
    package static var kind: FieldKind { .word }

    package static func read(
        _ key: String, from fields: FieldReader
    ) throws(DecodingProblem) -> Self { try fields.plain(key) }

    package func write(_ key: String, to fields: inout FieldWriter) { fields.plain(key, self) }
    package var shown: ShownValue? { .plain(plainText) }
}

extension PlainValue where Self: RawRepresentable & CaseIterable, RawValue == String {
    package static var kind: FieldKind { .choice(allCases.map(\.rawValue)) }
}

extension Day { package static var kind: FieldKind { .day } }
extension Instant { package static var kind: FieldKind { .instant } }
extension Occurrence { package static var kind: FieldKind { .occurrence } }

/// A number of things, a version, an amount in pence: 0 or more.
extension Int: Recordable {
    package static var kind: FieldKind { .number(0...Int.max) }

    package static func read(_ key: String, from fields: FieldReader) throws(DecodingProblem) -> Int
    { try fields.count(key) }

    package func write(_ key: String, to fields: inout FieldWriter) { fields.plain(key, self) }
    package var shown: ShownValue? { .plain(String(self)) }
}

/// Written only where it is true.
extension Bool: Recordable {
    package static var kind: FieldKind { .flag }

    package static func read(
        _ key: String, from fields: FieldReader
    ) throws(DecodingProblem) -> Bool { try fields.flag(key) }

    package func write(_ key: String, to fields: inout FieldWriter) { fields.flag(key, self) }
    package var shown: ShownValue? { .flag(self) }
}

extension Published: Recordable {
    package static var kind: FieldKind { .published }

    package static func read(
        _ key: String, from fields: FieldReader
    ) throws(DecodingProblem) -> Published { try fields.published(key) }

    package func write(_ key: String, to fields: inout FieldWriter) { fields.published(key, self) }
    package var shown: ShownValue? { .text(text) }
}

// MARK: Sealed

extension Sealed: FieldValue, Recordable where Value == String {
    package static var kind: FieldKind { .sealed }

    package static func read(
        _ key: String, from fields: FieldReader
    ) throws(DecodingProblem) -> Sealed<String> { try fields.required(key) }

    package func write(_ key: String, to fields: inout FieldWriter) { fields.sealed(key, self) }
    package var shown: ShownValue? { .text(opened) }
}

// MARK: Optional, many, within

extension Optional: FieldValue where Wrapped: FieldValue {
    package static var kind: FieldKind { .optional(Wrapped.kind) }

    package static func read(
        _ key: String, from fields: FieldReader
    ) throws(DecodingProblem) -> Wrapped? {
        guard fields.mayHave(key, Wrapped.kind) else { return nil }
        return try Wrapped.read(key, from: fields)
    }

    package var shown: ShownValue? { flatMap(\.shown) }
}

extension Optional: Recordable where Wrapped: Recordable {
    package func write(_ key: String, to fields: inout FieldWriter) {
        self?.write(key, to: &fields)
    }
}

/// An array of plain values, or of groups of them; written only where it has an element.
extension Array: FieldValue where Element: FieldValue {
    package static var kind: FieldKind { .list(Element.kind) }

    package static func read(
        _ key: String, from fields: FieldReader
    ) throws(DecodingProblem) -> [Element] {
        guard let json = fields.data[key] else { return [] }
        guard let elements = json.elements else { throw DecodingProblem(field: key) }
        var found: [Element] = []
        for element in elements {
            let alone = FieldReader(data: .object([JSON.Member(key, element)]))
            found.append(try Element.read(key, from: alone))
        }
        return found
    }

    package var shown: ShownValue? { isEmpty ? nil : .list(compactMap(\.shown)) }
}

extension Array: Recordable where Element: Recordable {
    package func write(_ key: String, to fields: inout FieldWriter) {
        guard !isEmpty else { return }
        let elements = map { element in
            var alone = FieldWriter()
            element.write(key, to: &alone)
            precondition(alone.sealed.isEmpty, "what is sealed cannot stand in a list")
            return alone.plain.first?.value ?? .null
        }
        fields.plain(key, .array(elements))
    }
}

/// A value of several plain fields, as an element of a list.
package protocol FieldGroup: Recordable {
    static var form: Form<Self> { get }
}

extension FieldGroup {
    package static var kind: FieldKind { .group(form.fields) }

    package static func read(
        _ key: String, from fields: FieldReader
    ) throws(DecodingProblem) -> Self {
        guard let json = fields.data[key] else { throw DecodingProblem(field: key) }
        return try form.read(FieldReader(data: json))
    }

    package func write(_ key: String, to fields: inout FieldWriter) {
        var within = FieldWriter()
        Self.form.write(self, to: &within)
        precondition(within.sealed.isEmpty, "what is sealed cannot stand in a group")
        fields.plain(key, .object(within.plain))
    }
    package var shown: ShownValue? { .group(Self.form.show(self)) }
}

extension FieldReader {
    /// Whether a field that may be missing is there; of a sealed one a reader who may not open it
    /// cannot know.
    fileprivate func mayHave(_ key: String, _ kind: FieldKind) -> Bool {
        guard kind == .sealed else {
            guard let json = data[key] else { return false }
            // A text in which there is nothing to see was not given.
            if case .text = kind, let typed = json.text { return cleaned(typed) != nil }
            return true
        }
        guard data["sealed"] != nil else { return false }
        return opened.map { $0[key] != nil } ?? true
    }
}
