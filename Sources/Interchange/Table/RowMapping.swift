// SPDX-License-Identifier: Apache-2.0
internal import CaseService
internal import Casework
internal import Crypto
internal import EventCodec
internal import Forms
internal import WorkingTime

/// What a row says, by the map.
struct MappedRow {
    enum Body {
        case caseRow(ImportedCase, ContactDetails)
        /// Of the case with that key; who did it, where an activity says so.
        case item(ImportedItem, case: String, performer: String?)
    }
    /// Nil where the map names no key.
    let key: String?
    /// Of all that the row says but what the map drops.
    let digest: String
    let body: Body
}

/// Reads the rows of one table by a map.
struct RowMapping {
    let map: TableMap
    let columns: [String]
    /// Where each column stands that the map names.
    private let places: [String: Int]
    /// The columns that are kept as attributes, and those that are dropped.
    private let kept: [(place: Int, key: Code, use: TableMap.Use)]
    private let dropped: Set<Int>

    /// - Throws: Where the table lacks a column of the map, or its header is none.
    init(_ map: TableMap, columns: [String]) throws(TableMistake) {
        self.map = map
        self.columns = columns
        var places: [String: Int] = [:]
        for (place, name) in columns.enumerated() {
            guard Code(name) != nil else {
                throw Self.wrong(
                    "the name of column \(place + 1) is empty, over 256 bytes or holds control "
                        + "characters; the first line names the columns")
            }
            guard places.updateValue(place, forKey: name) == nil else {
                let first = (columns.firstIndex(of: name) ?? 0) + 1
                throw Self.wrong("columns \(first) and \(place + 1) have the same name")
            }
        }
        let missing = map.named.filter { places[$0.name] == nil }.sorted { $0.line < $1.line }
        guard missing.isEmpty else {
            throw Self.wrong(
                "there is no column "
                    + missing.map { "`\($0.name)` (line \($0.line) of the map)" }
                    .joined(separator: ", "))
        }
        self.places = places
        let uses = Dictionary(
            map.columns.map { ($0.column.name, $0.use) }, uniquingKeysWith: { first, _ in first })
        let taken = Set(map.taken.map(\.name))
        let rest: TableMap.Use = map.restIsSealed ? .sealed : .drop
        var kept: [(place: Int, key: Code, use: TableMap.Use)] = []
        var dropped: Set<Int> = []
        for (place, name) in columns.enumerated() {
            guard let use = uses[name] ?? (taken.contains(name) ? nil : rest) else { continue }
            if use == .drop {
                if !taken.contains(name) { dropped.insert(place) }
            } else if let key = Code(name) {
                kept.append((place, key, use))
            }
        }
        self.kept = kept
        self.dropped = dropped
    }

    private static func wrong(_ reason: String) -> TableMistake {
        TableMistake(place: nil, column: nil, reason: reason)
    }

    /// What the row says; nil where something of it is wrong.
    ///
    /// - Parameters:
    ///   - log: The source; what stands in for it before there is one does no harm in a check.
    ///   - mistakes: What is wrong is added to these.
    func read(_ row: TableRow, log: LogID, _ mistakes: inout [TableMistake]) -> MappedRow? {
        guard row.values.count == columns.count else {
            mistakes.append(
                TableMistake(
                    place: row.place, column: nil,
                    reason: "it has \(row.values.count) fields, the header \(columns.count)"))
            return nil
        }
        var reading = RowReading(row: row, places: places, columns: columns, nothing: map.nothing)
        let digest = digest(of: row)
        let key = map.key.flatMap { reading.key($0) }
        let attributes = kept.compactMap { reading.attribute($0.place, $0.key, $0.use) }
        let body: MappedRow.Body =
            switch map.rows {
            case .cases(let cases): reading.body(cases, key, digest, attributes)
            case .activities(let activities):
                reading.body(
                    activities, origin(log, key, digest), attributes)
            case .correspondence(let letters):
                reading.body(letters, origin(log, key, digest), attributes)
            }
        mistakes += reading.mistakes
        guard reading.mistakes.isEmpty else { return nil }
        return MappedRow(key: key, digest: digest, body: body)
    }

    private func origin(_ log: LogID, _ key: String?, _ digest: String) -> RowOrigin {
        RowOrigin(log: log, key: key.map { .value($0) }, row: .value(digest))
    }

    /// SHA-256 over names and values, each with its length before it, in hexadecimal.
    private func digest(of row: TableRow) -> String {
        var hash = SHA256()
        for (place, value) in row.values.enumerated() where !dropped.contains(place) {
            guard let value, !value.isEmpty else { continue }
            for part in [columns[place], value] {
                hash.update(data: Array("\(part.utf8.count):\(part)".utf8))
            }
        }
        return hash.finalize().hexadecimal
    }
}
