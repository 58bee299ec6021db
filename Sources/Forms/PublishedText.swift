// SPDX-License-Identifier: Apache-2.0

/// A part of a long text that the authority prescribes or publishes, as it is, in a size that one
/// event can hold however it is escaped.
package struct PublishedText: Equatable, Sendable {
    /// In bytes of UTF-8.
    package static let limit = 20_000
    package let text: String

    /// Nil for an empty text, and for one beyond the limit.
    package init?(_ text: String) {
        guard (1...Self.limit).contains(text.utf8.count) else { return nil }
        self.text = text
    }

    /// The parts of a text of any length, in order; none of an empty one.
    package static func parts(of text: String) -> [PublishedText] {
        var parts: [PublishedText] = []
        var part = String.UnicodeScalarView()
        var bytes = 0
        for scalar in text.unicodeScalars {
            let width = UTF8.width(scalar)
            if bytes + width > limit {
                parts.append(PublishedText(uncheckedText: String(part)))
                (part, bytes) = (String.UnicodeScalarView(), 0)
            }
            part.append(scalar)
            bytes += width
        }
        if bytes > 0 { parts.append(PublishedText(uncheckedText: String(part))) }
        return parts
    }

    private init(uncheckedText text: String) { self.text = text }
}

extension PublishedText: Recordable {
    package static var kind: FieldKind { .published }

    package static func read(
        _ key: String, from fields: FieldReader
    ) throws(DecodingProblem) -> PublishedText {
        guard let json = fields.data[key] else { throw DecodingProblem(field: key, .missing) }
        guard let text = json.text.flatMap({ PublishedText($0) }) else {
            throw DecodingProblem(field: key)
        }
        return text
    }

    package func write(_ key: String, to fields: inout FieldWriter) {
        fields.published(key, .string(text))
    }

    package var shown: ShownValue? { .text(text) }
}
