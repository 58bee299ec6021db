// SPDX-License-Identifier: Apache-2.0

/// A line that somebody typed: a name, a subject. It is never recorded as it is, only sealed.
package struct Line: TypedText {
    package static let limit = 500
    package static let isLong = false
    package let text: String

    package init(cleaned text: String) { self.text = oneLine(text) }
}

/// What somebody wrote: a message, a reason, a note. It is never recorded as it is, only sealed.
package struct Passage: TypedText {
    package static let limit = 50_000
    package static let isLong = true
    package let text: String

    package init(cleaned text: String) { self.text = text }
}

/// A text as it is taken from people: without white space around it, with something to see in it,
/// and no longer than its limit.
package protocol TypedText: FieldValue, Hashable {
    /// In bytes of UTF-8.
    static var limit: Int { get }
    /// It may have several lines.
    static var isLong: Bool { get }
    var text: String { get }
    /// - Parameter text: As `cleaned(_:)` leaves it.
    init(cleaned text: String)
}

extension TypedText {
    /// Nil where nothing visible is left of the text, or too much.
    package init?(_ typed: String) {
        guard let text = Forms.cleaned(typed), text.utf8.count <= Self.limit else { return nil }
        self.init(cleaned: text)
    }

    package static var kind: FieldKind { .text(limit: limit, isLong: isLong) }

    package static func read(
        _ key: String, from fields: FieldReader
    ) throws(DecodingProblem) -> Self {
        guard let json = fields.data[key] else { throw DecodingProblem(field: key, .missing) }
        guard let typed = json.text else { throw DecodingProblem(field: key) }
        guard let text = Forms.cleaned(typed) else { throw DecodingProblem(field: key, .missing) }
        guard text.utf8.count <= limit else {
            throw DecodingProblem(field: key, .tooLong(limit: limit))
        }
        return Self(cleaned: text)
    }

    package var sealed: Sealed<String> { .value(text) }
    package var shown: ShownValue? { .text(text) }
}

/// A text as it is taken: without the white space around it and without control characters but tab
/// and line feed, which nobody types and no page can show; nil where nothing visible is left.
package func cleaned(_ text: String) -> String? {
    // Plain ASCII, as most of it is, needs no look into Unicode's tables.
    let isPlain = text.utf8.allSatisfy { (32...126).contains($0) || $0 == 9 || $0 == 10 }
    let typed = isPlain ? text.unicodeScalars : withoutControls(text)
    let isVisible = typed.contains {
        !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint
    }
    guard isVisible else { return nil }
    var rest = String(typed)[...]
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return rest.isEmpty ? nil : String(rest)
}

/// The text with a space for every end of a line: a subject that was folded, a pasted name.
package func oneLine(_ text: String) -> String {
    guard text.contains(where: \.isNewline) else { return text }
    return text.split(whereSeparator: \.isNewline).joined(separator: " ")
}

/// Whether all of a text can be seen, as one that is published must be: no control characters, none
/// that turn the direction of writing. Joiners of letters may be there.
///
/// - Parameter lines: Whether it may have tabs and ends of lines.
package func isShown(_ text: String, lines: Bool = false) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
        switch scalar.properties.generalCategory {
        case .control: lines && (scalar == "\n" || scalar == "\t")
        case .format: scalar == "\u{200c}" || scalar == "\u{200d}"
        case .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
        default: true
        }
    }
}

private func withoutControls(_ text: String) -> String.UnicodeScalarView {
    text.unicodeScalars.filter {
        $0 == "\t" || $0 == "\n" || $0.properties.generalCategory != .control
    }
}
