// SPDX-License-Identifier: Apache-2.0
internal import Casework
internal import EventCodec
internal import Forms

/// An array of JSON objects as a table: a column is a dotted path, `extended_attributes.zip`.
///
/// The columns are those that the map names. What else an object holds is, where the map seals the
/// rest, one more column, `rest`: its JSON as a text, since a key there may be anybody's word.
struct ObjectTable {
    let columns: [String]
    private let each: String?
    private let paths: [[String]]
    private let keepsRest: Bool

    private static let restColumn = "rest"

    init(map: TableMap, each: TableMap.Column?) {
        let named = map.named.map(\.name)
        keepsRest = map.restIsSealed
        columns = named + (keepsRest ? [Self.restColumn] : [])
        paths = named.map { $0.split(separator: ".").map(String.init) }
        self.each = each?.name
    }

    func read(_ bytes: [UInt8], _ row: (TableRow) throws -> Void) throws {
        guard let json = JSON(parsing: bytes, keepsDigits: true) else {
            let end = JSON.readable(bytes, keepsDigits: true)
            let line = bytes[..<end].count { $0 == UInt8(ascii: "\n") } + 1
            throw TableMistake(
                place: TablePlace(line: line, row: 0), column: nil,
                reason:
                    "it cannot be read from here on: it is no JSON (RFC 8259), or an object has a "
                    + "name twice")
        }
        guard let elements = json.elements else {
            throw TableMistake(
                place: nil, column: nil, reason: "it is no JSON array; its rows are an array's")
        }
        var number = 0
        for (index, element) in elements.enumerated() {
            for object in try rows(of: element, index + 1) {
                number += 1
                let place = TablePlace(line: nil, row: number)
                guard case .object = object else {
                    throw TableMistake(place: place, column: nil, reason: "it is no JSON object")
                }
                guard number <= TableFile.Limits.rows else {
                    throw TableMistake(
                        place: place, column: nil,
                        reason: "there are over \(TableFile.Limits.rows) rows; split the file")
                }
                try row(TableRow(place: place, values: values(of: object)))
            }
        }
    }

    /// The element itself, or the element once for each member of its list, in the list's place.
    private func rows(of element: JSON, _ number: Int) throws -> [JSON] {
        guard let each else { return [element] }
        let path = each.split(separator: ".").map(String.init)
        switch element.value(at: path[...]) {
        case .array(let members):
            return members.map { element.replacing(path[...], with: $0) ?? .null }
        case nil, .null: return []
        default:
            throw TableMistake(
                place: TablePlace(line: nil, row: number), column: each,
                reason: "`each` names a list, and there is something else")
        }
    }

    private func values(of object: JSON) -> [String?] {
        var values: [String?] = []
        var rest = object
        for path in paths {
            values.append(Self.text(object.value(at: path[...])))
            if keepsRest { rest = rest.replacing(path[...], with: nil) ?? .object([]) }
        }
        if keepsRest {
            values.append(
                rest == .object([]) ? "" : String(decoding: rest.bytes, as: UTF8.self))
        }
        return values
    }

    private static func text(_ value: JSON?) -> String? {
        switch value {
        case nil, .null: ""
        case .string(let text), .digits(let text): text
        case .integer(let number): String(number)
        case .number(let number): number.description
        case .bool(let flag): flag ? "true" : "false"
        case .array, .object: nil
        }
    }
}

extension JSON {
    /// What stands at a path of member names; nil where nothing does.
    fileprivate func value(at path: ArraySlice<String>) -> JSON? {
        guard let first = path.first else { return self }
        guard case .object(let members) = self else { return nil }
        let member = members.first { ExactText.isSame($0.key, first) }
        return member?.value.value(at: path.dropFirst())
    }

    /// This with `value` at a path, or without what was there; an object that is left empty goes.
    fileprivate func replacing(_ path: ArraySlice<String>, with value: JSON?) -> JSON? {
        guard let first = path.first else { return value }
        guard case .object(let members) = self else { return self }
        let changed = members.compactMap { member -> Member? in
            guard ExactText.isSame(member.key, first) else { return member }
            return member.value.replacing(path.dropFirst(), with: value)
                .map { Member(first, $0) }
        }
        return changed.isEmpty ? nil : .object(changed)
    }
}
