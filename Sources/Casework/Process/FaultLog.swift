// SPDX-License-Identifier: Apache-2.0
internal import Forms

/// What a file says, with where it says so.
struct Placed<Value: Sendable>: Sendable {
    let value: Value
    let path: String
    let mark: SourceMark

    func map<Other>(_ change: (Value) -> Other) -> Placed<Other> {
        Placed<Other>(value: change(value), path: path, mark: mark)
    }
}

extension Placed: Equatable where Value: Equatable {}

/// Gathers faults; nothing of a file is a reason to stop reading it.
struct FaultLog {
    private(set) var faults: [ProcessFault] = []

    mutating func add(
        _ kind: ProcessFault.Kind, _ path: String, _ mark: SourceMark, _ problem: String,
        _ mend: String
    ) {
        faults.append(ProcessFault(kind, path: path, mark: mark, problem, mend: mend))
    }

    mutating func add<Value>(
        _ kind: ProcessFault.Kind, _ place: Placed<Value>, _ problem: String, _ mend: String
    ) {
        add(kind, place.path, place.mark, problem, mend)
    }

    // MARK: Texts

    /// One text that is not empty.
    mutating func text(_ node: SourceNode, _ path: String) -> Placed<String>? {
        guard case .text(let text) = node.content else {
            add(.shape, path, node.mark, "One text belongs here.", "Write a single word or line.")
            return nil
        }
        guard !text.isEmpty else {
            add(.text, path, node.mark, "The text is empty.", "Write it, or leave the key out.")
            return nil
        }
        return Placed(value: text, path: path, mark: node.mark)
    }

    /// The name of a stage, a field and the like.
    mutating func name(_ node: SourceNode, _ path: String) -> Placed<Code>? {
        guard let text = text(node, path) else { return nil }
        let isName = text.value.utf8.allSatisfy {
            (97...122).contains($0) || (48...57).contains($0) || $0 == 45
        }
        guard isName, text.value.utf8.count <= ProcessLimits.name,
            text.value.utf8.first != 45, let code = Code(text.value)
        else {
            add(
                .text, text, "\(quoted(text.value)) is no name.",
                "Use at most \(ProcessLimits.name) small letters a to z, digits and hyphens, no "
                    + "hyphen first.")
            return nil
        }
        return text.map { _ in code }
    }

    /// A text that is published.
    mutating func published(_ node: SourceNode, _ path: String) -> Placed<Published>? {
        guard let text = text(node, path) else { return nil }
        guard cleaned(text.value) == text.value, isShown(text.value),
            let published = Published(text.value)
        else {
            add(
                .text, text, "This text cannot be published as it is.",
                "Use 1 to 200 characters that can be seen, without space around them.")
            return nil
        }
        return text.map { _ in published }
    }

    /// A whole number in a range.
    mutating func number(
        _ node: SourceNode, _ path: String, in range: ClosedRange<Int>
    ) -> Placed<Int>? {
        guard let text = text(node, path) else { return nil }
        guard let number = Int(text.value), "\(number)" == text.value, range.contains(number)
        else {
            add(
                .text, text, "\(quoted(text.value)) is no number that can stand here.",
                "Write a whole number from \(range.lowerBound) to \(range.upperBound).")
            return nil
        }
        return text.map { _ in number }
    }

    mutating func flag(_ node: SourceNode, _ path: String) -> Placed<Bool>? {
        guard let text = text(node, path) else { return nil }
        guard let flag = ["yes": true, "true": true, "no": false, "false": false][text.value] else {
            add(.text, text, "\(quoted(text.value)) is neither yes nor no.", "Write yes or no.")
            return nil
        }
        return text.map { _ in flag }
    }

    /// A word of the kernel's.
    mutating func word<Word: RawRepresentable & CaseIterable & Sendable>(
        _ node: SourceNode, _ path: String, _ what: String, as type: Word.Type = Word.self
    ) -> Placed<Word>? where Word.RawValue == String {
        let all = Word.allCases.map(\.rawValue)
        guard let text = known(node, path, what, all) else { return nil }
        return Word(rawValue: text.value).map { word in text.map { _ in word } }
    }

    mutating func known(
        _ node: SourceNode, _ path: String, _ what: String, _ all: [String]
    ) -> Placed<String>? {
        guard let text = text(node, path) else { return nil }
        guard all.contains(text.value) else {
            let choice = all.count <= 30 ? all.joined(separator: ", ") : nearest(text.value, all)
            add(
                .notInKernel, text, "\(quoted(text.value)) is no \(what) of the kernel.",
                choice.isEmpty
                    ? "docs/reference/process-files.md lists them." : "Use one of: \(choice).")
            return nil
        }
        return text
    }

    private func nearest(_ word: String, _ all: [String]) -> String {
        let parts = Set(word.split(separator: "-"))
        return all.filter { !parts.isDisjoint(with: $0.split(separator: "-")) }.sorted()
            .joined(separator: ", ")
    }

    // MARK: Lists

    /// The elements of a list, each with its path; of a single text where that may stand alone.
    mutating func list(
        _ node: SourceNode, _ path: String, limit: Int, orOne: Bool = false
    ) -> [(node: SourceNode, path: String)] {
        switch node.content {
        case .list(let elements):
            if elements.count > limit {
                add(
                    .tooMany, path, node.mark, "There are \(elements.count) of these.",
                    "Keep to \(limit).")
            }
            return elements.prefix(limit).enumerated().map { ($1, "\(path)[\($0 + 1)]") }
        case .text where orOne: return [(node, path)]
        case .text, .map:
            add(.shape, path, node.mark, "A list belongs here.", "Begin each entry with '- '.")
            return []
        }
    }

    /// A text of somebody's file in a sentence: short, and without what cannot be seen.
    func quoted(_ text: String) -> String { "'\(FaultLog.shortened(text))'" }

    static func shortened(_ text: String) -> String {
        let seen = text.unicodeScalars.map { scalar -> Character in
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
                .paragraphSeparator:
                "\u{fffd}"
            default: Character(scalar)
            }
        }
        return String(seen.prefix(60)) + (seen.count > 60 ? "…" : "")
    }
}

/// The members of one mapping, each to be asked for once.
struct MemberReader {
    private let members: [SourceNode.Member]
    private var asked: [String] = []
    let path: String
    let mark: SourceMark
    private let isMap: Bool

    init(_ node: SourceNode, _ path: String, _ log: inout FaultLog) {
        self.path = path
        mark = node.mark
        if case .map(let members) = node.content {
            self.members = members
            isMap = true
        } else {
            members = []
            isMap = false
            log.add(.shape, path, node.mark, "Keys and values belong here.", "Write 'key: value'.")
        }
    }

    private func within(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    mutating func optional(_ key: String) -> (node: SourceNode, path: String)? {
        asked.append(key)
        return members.first { $0.key == key }.map { ($0.value, within(key)) }
    }

    mutating func required(
        _ key: String, _ log: inout FaultLog
    ) -> (node: SourceNode, path: String)? {
        if let found = optional(key) { return found }
        guard isMap else { return nil }
        log.add(
            .missingKey, within(key), mark, "The key '\(key)' is missing.", "Add '\(key): …' here.")
        return nil
    }

    /// Whatever nobody asked for is a fault: a slip of the pen is not taken for nothing.
    func finish(_ log: inout FaultLog) {
        for member in members where !asked.contains(member.key) {
            log.add(
                .unknownKey, within(FaultLog.shortened(member.key)), member.mark,
                "\(log.quoted(member.key)) is no key here.",
                "Use one of: \(asked.joined(separator: ", ")).")
        }
    }

    var place: Placed<Void> { Placed(value: (), path: path, mark: mark) }
}
