// SPDX-License-Identifier: Apache-2.0
internal import CSV
internal import Casework
internal import Yams

/// The members of one YAML mapping, each to be asked for once; whatever nobody asked for is an
/// error with its line, so that a slip of the pen is not taken for nothing.
struct MapReader {
    private let members: [(key: Node.Scalar, value: Node)]
    private var asked: Set<String> = []
    private let what: String
    let line: Int

    /// - Parameter what: What the mapping is, for errors: `the map`.
    init(_ node: Node, _ what: String) throws(TableMapError) {
        guard case .mapping(let mapping) = node else {
            throw TableMapError(line: node.mark?.line, reason: "\(what) has no keys and values")
        }
        var members: [(key: Node.Scalar, value: Node)] = []
        for (key, value) in mapping {
            guard case .scalar(let scalar) = key else {
                throw TableMapError(line: key.mark?.line, reason: "a key of \(what) is no text")
            }
            members.append((scalar, value))
        }
        self.members = members
        self.what = what
        line = node.mark?.line ?? 1
    }

    mutating func optional(_ key: String) -> Node? {
        asked.insert(key)
        return members.first { $0.key.string == key }?.value
    }

    mutating func required(_ key: String) throws(TableMapError) -> Node {
        guard let node = optional(key) else {
            throw TableMapError(line: line, reason: "\(what) lacks the key `\(key)`")
        }
        return node
    }

    /// - Throws: Where a member was never asked for.
    func finish() throws(TableMapError) {
        for member in members where !asked.contains(member.key.string) {
            throw TableMapError(
                line: member.key.mark?.line,
                reason: "`\(member.key.string)` is no key of \(what); there are "
                    + asked.sorted().map { "`\($0)`" }.joined(separator: " "))
        }
    }

    /// Every member, in the order written.
    var all: [(key: String, line: Int, value: Node)] {
        members.map { ($0.key.string, $0.key.mark?.line ?? line, $0.value) }
    }
}

extension Node {
    var line: Int { mark?.line ?? 1 }

    /// The text of a scalar, as it is written: `007` stays `007`, `yes` stays `yes`.
    func word(_ what: String) throws(TableMapError) -> String {
        guard case .scalar(let scalar) = self, !scalar.string.isEmpty else {
            throw TableMapError(line: line, reason: "\(what) is one text, and not empty")
        }
        return scalar.string
    }

    func column(_ what: String) throws(TableMapError) -> TableMap.Column {
        TableMap.Column(name: try word(what), line: line)
    }

    /// One of a closed vocabulary, by its code.
    func code<Value: RawRepresentable & CaseIterable>(
        _ what: String
    ) throws(TableMapError) -> Value where Value.RawValue == String {
        guard let value = Value(rawValue: try word(what)) else {
            throw TableMapError(
                line: line,
                reason: "\(what) is one of "
                    + Value.allCases.map { "`\($0.rawValue)`" }.joined(separator: " "))
        }
        return value
    }
}
