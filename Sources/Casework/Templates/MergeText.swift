// SPDX-License-Identifier: Apache-2.0

/// What of a case can stand in a template, as `{{reference}}`.
package enum MergeField: String, CaseIterable, Sendable {
    case reference, subject, received, due, today, team, officer, authority, correspondent

    /// For people who write templates.
    package var meaning: String {
        switch self {
        case .reference: "its reference, as FOI-2026-000123"
        case .subject: "its subject"
        case .received: "the day on which it was received"
        case .due: "the day by which an answer is due"
        case .today: "today"
        case .team: "the team that it is with"
        case .officer: "the officer who has it"
        case .authority: "the authority's name"
        case .correspondent: "the name of whoever wrote"
        }
    }
}

/// A text with places that a case fills in.
package struct MergeText: Equatable, Sendable {
    private enum Part: Equatable { case text(String), field(MergeField) }
    private let parts: [Part]

    /// What is wrong with a text, at a line that counts from 1.
    package struct Fault: Error, Equatable, Sendable {
        package enum Kind: Equatable, Sendable { case unclosed, unknown(String) }
        package let line: Int
        package let kind: Kind
    }

    /// The fields that it needs.
    package var fields: Set<MergeField> {
        Set(parts.compactMap { if case .field(let field) = $0 { field } else { nil } })
    }

    /// - Throws: The first place that nothing could fill in.
    package init(_ text: String) throws(Fault) {
        var parts: [Part] = []
        var rest = text[...]
        var line = 1
        func lines(_ text: Substring) -> Int { text.count { $0.isNewline } }
        while let start = rest.firstRange(of: "{{") {
            let before = rest[..<start.lowerBound]
            parts.append(.text(String(before)))
            line += lines(before)
            let after = rest[start.upperBound...]
            guard let end = after.firstRange(of: "}}") else {
                throw Fault(line: line, kind: .unclosed)
            }
            let name = after[..<end.lowerBound]
            let word = String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            guard !name.contains(where: \.isNewline), !name.contains("{") else {
                throw Fault(line: line, kind: .unclosed)
            }
            guard let field = MergeField(rawValue: word) else {
                throw Fault(line: line, kind: .unknown(word))
            }
            parts.append(.field(field))
            rest = after[end.upperBound...]
        }
        parts.append(.text(String(rest)))
        self.parts = parts
    }

    /// The text with a case's values, which are put in as they are and never read again.
    ///
    /// - Throws: `.template(.unfilled)` with every field that has no value.
    package func filled(_ values: [MergeField: String]) throws(Refusal) -> String {
        let missing = fields.filter { values[$0, default: ""].isEmpty }
        guard missing.isEmpty else {
            throw .template(.unfilled(MergeField.allCases.filter(missing.contains)))
        }
        return parts.map { part in
            switch part {
            case .text(let text): text
            case .field(let field): values[field, default: ""]
            }
        }.joined()
    }
}
