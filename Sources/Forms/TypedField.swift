// SPDX-License-Identifier: Apache-2.0

extension FieldKind {
    /// What somebody typed or chose for the field, as a program would give it; nil where that is
    /// nothing. What does not fit is given as it is, for the form to say so.
    ///
    /// - Parameter typed: One text; for a list, several, each with an element on every line.
    package func json(typed: [String]) -> JSON? {
        if case .optional(let kind) = self { return kind.json(typed: typed) }
        if case .list(let kind) = self {
            let lines = typed.flatMap { $0.split(whereSeparator: \.isNewline) }
            let elements = lines.compactMap { kind.json(typed: [String($0)]) }
            return elements.isEmpty ? nil : .array(elements)
        }
        guard let typed = typed.last else { return nil }
        if case .text = self { return .string(typed) }
        guard let text = cleaned(typed) else { return nil }
        switch self {
        case .number: return Int64(text).map { .integer($0) } ?? .string(text)
        case .flag: return Self.flags[text.lowercased()].map { .bool($0) } ?? .string(text)
        case .group: return JSON(parsing: Array(text.utf8)) ?? .string(text)
        default: return .string(text)
        }
    }

    private static let flags = ["yes": true, "true": true, "no": false, "false": false]

    /// Whether every word in what is given is one that people can read and type: 1 to 64 letters,
    /// digits and signs of ASCII. Words stand in the ledger itself, and are no place for a text.
    package func takesWords(of given: JSON) -> Bool {
        switch self {
        case .optional(let kind): kind.takesWords(of: given)
        case .list(let kind): (given.elements ?? []).allSatisfy { kind.takesWords(of: $0) }
        case .group(let fields):
            fields.allSatisfy { $0.kind.takesWords(of: given[$0.name] ?? .null) }
        case .word:
            given.text.map { text in
                text.utf8.count <= 64 && text.utf8.allSatisfy { (33...126).contains($0) }
            } ?? true
        default: true
        }
    }

    /// It may be left out.
    package var mayBeMissing: Bool {
        switch self {
        case .optional, .list, .flag: true
        default: false
        }
    }

    /// The kind of what is there, where something is.
    package var whole: FieldKind {
        if case .optional(let kind) = self { kind.whole } else { self }
    }
}
