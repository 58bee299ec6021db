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
