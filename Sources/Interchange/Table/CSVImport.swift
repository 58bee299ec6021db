// SPDX-License-Identifier: Apache-2.0
package import CaseService
internal import Casework
internal import Crypto
internal import EventCodec
internal import Forms
internal import Gzip

/// The import of tables by a map: one file is one unit. A first pass validates all of it, a second
/// appends; what came in before, by this or an interrupted import, is skipped.
package struct CSVImport {
    private let service: CaseService
    private let map: TableMap

    /// Why a file was refused; nothing of it came in.
    package struct Refused: Error {
        /// In the order of the file, the first of them; each names a row and nothing in it.
        package let mistakes: [TableMistake]
        /// How many there are.
        package let count: Int
        /// The file was changed while it came in: rows before the mistake are kept.
        package var isPartial = false
    }

    /// Why an import takes no pipe.
    static let onceOnly = "it can be read only once, and is read twice; save it to a file first"

    /// How many mistakes are listed.
    package static let listed = 10_000

    package init(_ service: CaseService, map: TableMap) {
        self.service = service
        self.map = map
    }

    /// - Parameters:
    ///   - isCheck: Whether to validate and count alone.
    ///   - progress: The share of both passes that is done, 0…1.
    /// - Throws: `Refused`, or `ServiceError` where the ledger fails; an import that fails half-way
    ///   goes on where it stopped when it is run again.
    package func run(
        _ path: String, isCheck: Bool, progress: (Double) -> Void
    ) throws -> TableOutcome {
        guard !ChunkedFile.isStream(path) else {
            let mistake = TableMistake(place: nil, column: nil, reason: Self.onceOnly)
            throw Refused(mistakes: [mistake], count: 1)
        }
        var tables = try TableImport(service, source: map.source)
        guard map.caseColumn == nil || tables.log != nil else {
            let mistake = TableMistake(
                place: nil, column: nil,
                reason: "nothing came in from `\(map.source)` yet; import its cases first")
            throw Refused(mistakes: [mistake], count: 1)
        }
        let (digest, copies) = try validate(path, tables) { progress($0 / 2) }
        let log = isCheck ? tables.log ?? Self.nowhere : try tables.begin()
        guard let log else { throw ServiceError.notFound }
        let outcome: TableOutcome
        do {
            outcome = try bringIn(path, log, copies, &tables, isCheck: isCheck) {
                progress(0.5 + $0 / 2)
            }
        } catch let mistake as TableMistake {
            // It was sound in the first pass: somebody wrote to it since.
            let changed = TableMistake(
                place: mistake.place, column: mistake.column,
                reason: "the file was changed while it came in, and now \(mistake.reason)")
            throw Refused(mistakes: [changed], count: 1, isPartial: true)
        }
        if !isCheck { try finish(&tables, outcome, digest) }
        return outcome
    }

    /// The second pass.
    private func bringIn(
        _ path: String, _ log: LogID, _ copies: [ExactText: Int], _ tables: inout TableImport,
        isCheck: Bool, _ progress: (Double) -> Void
    ) throws -> TableOutcome {
        var fates = RowFates(map: map, keys: copies)
        var outcome = TableOutcome()
        var mapping: RowMapping?
        try TableFile(path: path, map: map).read(
            header: { mapping = try RowMapping(map, columns: $0) }, progress: progress
        ) { row in
            var mistakes: [TableMistake] = []
            guard let mapped = mapping?.read(row, log: log, &mistakes) else {
                guard let mistake = mistakes.first else { return }
                throw mistake
            }
            let fate = try fates.fate(of: mapped, tables)
            var found: Set<Contradiction> = []
            if fates.isShared(mapped) { found.insert(.duplicateKey) }
            if try tables.isAmbiguous(mapped) { found.insert(.severalCases) }
            let command = mapped.command(fate, found)
            outcome.count(fate, row.place, try tables.decide(command))
            if case .add = fate, !isCheck { try tables.add(command, mapped) }
        }
        return outcome
    }

    private func finish(
        _ tables: inout TableImport, _ outcome: TableOutcome, _ digest: String
    ) throws {
        guard let digest = Code(digest) else { return }
        try tables.finish(
            TableImported(
                digest: digest, rows: outcome.rows, cases: outcome.cases,
                activities: outcome.activities, correspondence: outcome.correspondence,
                map: .value(map.text)))
    }

    /// Stands for the source in a check, before anything of it came in.
    private static let nowhere = LogID(uuid: "00000000-0000-0000-0000-000000000000")

    // MARK: The first pass

    /// - Returns: The digest of the file, and how many different rows have each key.
    private func validate(
        _ path: String, _ tables: TableImport, _ progress: (Double) -> Void
    ) throws -> (digest: String, keys: [ExactText: Int]) {
        var hash = SHA256()
        var keys: [ExactText: Int] = [:]
        var seen: Set<String> = []
        var mistakes = Mistakes()
        var mapping: RowMapping?
        var isFound: [Bool] = []
        do {
            try TableFile(path: path, map: map).read(
                header: {
                    mapping = try RowMapping(map, columns: $0)
                    isFound = $0.map { _ in false }
                }, progress: progress, bytes: { hash.update(data: $0) }
            ) { row in
                for (place, value) in row.values.enumerated()
                where place < isFound.count && value != "" { isFound[place] = true }
                guard let log = Self.nowhere else { return }
                var found: [TableMistake] = []
                if let mapped = mapping?.read(row, log: log, &found) {
                    found += try check(mapped, row.place, tables)
                    if let key = mapped.key, seen.insert(mapped.digest).inserted {
                        keys[ExactText(key), default: 0] += 1
                    }
                }
                mistakes.add(found)
            }
        } catch let mistake as TableMistake {
            mistakes.add([mistake])
        }
        mistakes.add(neverFound(isFound, mapping))
        guard mistakes.count == 0 else {
            throw Refused(mistakes: mistakes.listed, count: mistakes.count)
        }
        return (hash.finalize().hexadecimal, keys)
    }

    private struct Mistakes {
        var listed: [TableMistake] = []
        var count = 0

        mutating func add(_ mistakes: [TableMistake]) {
            count += mistakes.count
            listed += mistakes.prefix(CSVImport.listed - listed.count)
        }
    }

    /// In JSON a path that no object has may be a slip of the pen; in CSV the header tells.
    private func neverFound(_ isFound: [Bool], _ mapping: RowMapping?) -> [TableMistake] {
        guard case .json = map.format, let mapping, isFound.contains(true) else { return [] }
        let missing = zip(mapping.columns, isFound).filter { !$0.1 }.map(\.0)
        return map.named.filter { missing.contains($0.name) }.map { column in
            TableMistake(
                place: nil, column: column.name,
                reason: "no row has it, and the map names it in line \(column.line)")
        }
    }

    /// What the record would refuse.
    private func check(
        _ mapped: MappedRow, _ place: TablePlace, _ tables: TableImport
    ) throws -> [TableMistake] {
        func mistake(_ reason: String, column: String? = nil) -> TableMistake {
            TableMistake(place: place, column: column, reason: reason)
        }
        var mistakes: [TableMistake] = []
        if case .item(_, let key, _) = mapped.body, try tables.known(key: key) == nil {
            mistakes.append(
                mistake(
                    "no case of this key came in from `\(map.source)`; import the cases first",
                    column: map.caseColumn))
        }
        for event in try tables.decide(mapped.command(.add(copy: 1))) {
            if let reason = EventSize.obstacle(event.event, "the row") {
                mistakes.append(mistake(reason))
            }
        }
        return mistakes
    }
}

extension TableMap {
    fileprivate var caseColumn: String? {
        switch rows {
        case .cases: nil
        case .activities(let activities): activities.case.name
        case .correspondence(let letters): letters.case.name
        }
    }
}

extension TableImport {
    /// Whether several cases have the key that a row names as its case's.
    fileprivate func isAmbiguous(_ mapped: MappedRow) throws -> Bool {
        guard case .item(_, let key, _) = mapped.body else { return false }
        return try known(key: key, copy: 2) != nil
    }

    /// Adds what a row decides, with the people it names.
    fileprivate mutating func add(_ command: CaseCommand, _ mapped: MappedRow) throws {
        switch (command, mapped.body) {
        case (.importCase(var imported), .caseRow(_, let contact)):
            imported.opened.correspondent = try person(contact, row: mapped.digest)
            try add(imported)
        case (.importItem(var item), .item(_, let key, let performer)):
            guard let id = try known(key: key) else { throw ServiceError.notFound }
            if let performer, case .activity(var activity) = item.body {
                activity.resource = try resource(performer)
                item.body = .activity(activity)
            }
            try add(item, to: id)
        default: break
        }
    }
}
