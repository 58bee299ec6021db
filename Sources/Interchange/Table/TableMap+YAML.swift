// SPDX-License-Identifier: Apache-2.0
internal import CSV
internal import Casework
internal import Forms
internal import Yams

extension TableMap {
    /// Bytes of a mapping file: it is kept, sealed, with what came in by it.
    package static let byteLimit = 60_000

    /// Reads a mapping file.
    package init(yaml text: String) throws(TableMapError) {
        guard text.utf8.count <= Self.byteLimit else {
            throw TableMapError(line: nil, reason: "it has over \(Self.byteLimit) bytes")
        }
        // The mark with which some editors begin UTF-8 is no text of the map.
        let isMarked = text.unicodeScalars.first == "\u{feff}"
        let text = isMarked ? String(text.unicodeScalars.dropFirst()) : text
        var map = try MapReader(try Self.compose(text), "the map")
        self.text = text
        source = try map.required("source").word("`source`")
        let rows: RowsKind = try map.required("rows").code("`rows`")
        format = try Self.format(&map)
        nothing = try Self.nothing(&map)
        switch rows {
        case .cases:
            key = try map.required("key").column("`key`")
            self.rows = .cases(try Cases(&map))
        case .activities:
            key = try map.optional("key").column("`key`")
            self.rows = .activities(try Activities(&map))
        case .correspondence:
            key = try map.optional("key").column("`key`")
            self.rows = .correspondence(try Letters(&map))
        }
        columns = try Self.columns(&map)
        let rest: RestUse = try map.required("rest").code("`rest`")
        restIsSealed = rest == .sealed
        try map.finish()
        try checkColumns()
    }

    private enum RowsKind: String, CaseIterable { case cases, activities, correspondence }
    private enum RestUse: String, CaseIterable { case sealed, drop }
    private enum FormatName: String, CaseIterable { case csv, json }

    private static func compose(_ text: String) throws(TableMapError) -> Node {
        do {
            guard let node = try Yams.compose(yaml: text) else {
                throw TableMapError(
                    line: nil,
                    reason: "it is empty; `docs/how-to/migrate.md` has maps to begin with")
            }
            return node
        } catch let error as TableMapError {
            throw error
        } catch let YamlError.duplicatedKeysInMapping(_, context) {
            throw TableMapError(line: context.mark.line, reason: "a key stands there twice")
        } catch let error as YamlError {
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                throw TableMapError(line: mark.line, reason: "it is no YAML: \(problem)")
            default: throw TableMapError(line: nil, reason: "it is no YAML")
            }
        } catch { throw TableMapError(line: nil, reason: "it is no YAML") }
    }

    private static func format(_ map: inout MapReader) throws(TableMapError) -> Format {
        let name: FormatName = try map.optional("format").code("`format`") ?? .csv
        switch name {
        case .csv:
            return .csv(
                CSVFormat(
                    delimiter: try map.optional("delimiter").code("`delimiter`") ?? .comma,
                    encoding: try map.optional("encoding").code("`encoding`") ?? .utf8))
        case .json: return .json(each: try map.optional("each").column("`each`"))
        }
    }

    private static func nothing(_ map: inout MapReader) throws(TableMapError) -> Set<String> {
        guard let node = map.optional("nothing") else { return [] }
        guard case .sequence(let sequence) = node else {
            throw TableMapError(line: node.line, reason: "`nothing` is a list of texts")
        }
        var texts: Set<String> = []
        for element in sequence { texts.insert(try element.word("a text of `nothing`")) }
        return texts
    }

    private static func columns(
        _ map: inout MapReader
    ) throws(TableMapError) -> [(column: Column, use: Use)] {
        guard let node = map.optional("columns") else { return [] }
        var columns: [(column: Column, use: Use)] = []
        for (name, line, value) in try MapReader(node, "`columns`").all {
            guard Code(name) != nil else {
                throw TableMapError(
                    line: line,
                    reason: "a column's name is empty, over 256 bytes or holds control "
                        + "characters")
            }
            columns.append((Column(name: name, line: line), try use(value)))
        }
        return columns
    }

    private enum UseName: String, CaseIterable {
        case sealed, drop, code, integer, number, boolean
    }

    private static func use(_ node: Node) throws(TableMapError) -> Use {
        if case .mapping = node {
            var fields = try MapReader(node, "a column")
            let reading = try MomentReading(&fields)
            try fields.finish()
            return .moment(reading)
        }
        let name: UseName = try node.code("what becomes of a column, if not `{form: …}`,")
        switch name {
        case .sealed: return .sealed
        case .drop: return .drop
        case .code: return .code
        case .integer: return .integer
        case .number: return .number
        case .boolean: return .boolean
        }
    }

    /// What the parts of the map say of each other.
    private func checkColumns() throws(TableMapError) {
        for column in named where column.name.utf8.count > 256 {
            throw TableMapError(line: column.line, reason: "a column's name has over 256 bytes")
        }
        if case .cases(let cases) = rows, cases.status == nil, let closed = cases.closed {
            throw TableMapError(
                line: closed.column.line, reason: "`closed` without `status` closes nothing")
        }
    }
}
