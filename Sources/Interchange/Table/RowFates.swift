// SPDX-License-Identifier: Apache-2.0
internal import CaseService
internal import Casework
internal import Forms

/// What becomes of a row.
enum RowFate: Equatable {
    /// It comes in; which of the rows with its key it is, from 1.
    case add(copy: Int)
    /// It came in before, word for word.
    case present
    /// The same row, with the same key, stands in the file before.
    case repeated
    /// Another row came in under its key before, with other words: it does not come in.
    case changed
}

/// Tells the rows of one file apart from each other and from what came in before.
struct RowFates {
    let map: TableMap
    /// How many different rows of the file have each key.
    let keys: [ExactText: Int]
    private var seen: [String: Int] = [:]
    /// The rows that this import has added under keys that several rows have: they may not be in
    /// the ledger yet.
    private var added: Set<Added> = []

    private struct Added: Hashable {
        let key: ExactText
        let copy: Int
    }

    init(map: TableMap, keys: [ExactText: Int]) {
        self.map = map
        self.keys = keys
    }

    mutating func fate(of row: MappedRow, _ tables: TableImport) throws -> RowFate {
        let copy = seen[row.digest, default: 0] + 1
        seen[row.digest] = copy
        guard let key = row.key else {
            // Without keys, two rows that say the same are two things that happened.
            let known = try tables.known(.itemRow(map.item, row.digest, copy: copy))
            return known == nil ? .add(copy: copy) : .present
        }
        guard copy == 1 else { return .repeated }
        let isShared = isShared(row)
        for copy in 1... {
            let this = Added(key: ExactText(key), copy: copy)
            if added.contains(this) { continue }
            guard let known = try tables.known(name(key, copy: copy)) else {
                guard copy == 1 || isShared else { return .changed }
                if isShared { added.insert(this) }
                return .add(copy: copy)
            }
            // Of a destroyed row nobody can say more than that it was there.
            if known.digest == row.digest || known.digest == nil { return .present }
        }
        return .changed
    }

    /// Whether several rows of the file have the row's key.
    func isShared(_ row: MappedRow) -> Bool {
        row.key.map { keys[ExactText($0), default: 1] > 1 } ?? false
    }

    private func name(_ key: String, copy: Int) -> RowName {
        if case .cases = map.rows { return .caseRow(key, copy: copy) }
        return .itemKey(map.item, key, copy: copy)
    }
}

extension TableMap {
    fileprivate var item: RowName.Item {
        if case .correspondence = rows { .correspondence } else { .activity }
    }
}

extension MappedRow {
    /// The command that records the row; what the file itself contradicts is found here.
    func command(
        _ fate: RowFate, _ kinds: Set<Contradiction> = []
    ) -> CaseCommand {
        var copy = 1
        if case .add(let number) = fate { copy = number }
        let found = kinds.sorted { $0.rawValue < $1.rawValue }.map { ContradictionFound($0) }
        switch body {
        case .caseRow(var imported, _):
            imported.opened.copy = copy
            imported.found += found
            return .importCase(imported)
        case .item(var item, _, _):
            switch item.body {
            case .activity(var activity):
                activity.origin?.copy = copy
                item.body = .activity(activity)
            case .correspondence(var letter):
                letter.origin?.copy = copy
                item.body = .correspondence(letter)
            }
            item.found += found
            return .importItem(item)
        }
    }
}
