// SPDX-License-Identifier: Apache-2.0
internal import MerkleTree

/// Compares every table but that of the events with what the log says it must hold: nothing is
/// wrong, nothing is missing, and there is nothing besides.
///
/// Each table is read once, in its order, in views of some thousand rows. Others may append
/// meanwhile: what they add names positions beyond `end`, and is passed over.
struct TableAudit {
    let audit: Audit
    var walk: LogWalk
    /// The last position that the log was read to.
    let end: Position
    /// Events that the stream index has named.
    var isIndexed: [Bool]

    init(_ audit: Audit, _ walk: LogWalk, upTo end: Position) {
        self.audit = audit
        self.walk = walk
        self.end = end
        isIndexed = Array(repeating: false, count: walk.streamOf.count)
    }

    mutating func run(_ report: inout AuditReport) {
        checkStart(&report)
        checkMeta(&report)
        checkStreams(&report)
        checkClaims(&report)
        checkSeries(&report)
        if audit.hasReferences { checkReferences(&report) }
        checkKeys(&report)
        checkValues(&report)
        checkDictionaries(&report)
        if audit.hasTree {
            checkTree(&report)
            checkCheckpoints(&report)
        } else if let adopted = walk.keys.first {
            report.find(
                adopted.position,
                "it adopts a signing key, and the format says that nothing was ever signed")
        }
    }

    /// A row as it is handed over, and the head's position at that moment.
    struct Row {
        let key: [UInt8]
        let value: [UInt8]
        let now: Position
    }

    /// Lends each row of a table in order; what the storage says against it is a finding.
    func rows(
        of table: LedgerTable, _ report: inout AuditReport,
        _ body: (Row, inout AuditReport) -> Void
    ) {
        var next: [UInt8]? = []
        while let start = next {
            next = nil
            var last: [UInt8] = []
            var count = 0
            do throws(LedgerError) {
                try audit.storage.read { view throws(LedgerError) in
                    let now = try Head.read(view).position
                    try view.sweep(table, from: start) { key, value throws(LedgerError) in
                        let key = Array(key)
                        guard last.lexicographicallyPrecedes(key) else {
                            throw .damaged(position: nil, reason: "its rows are out of order")
                        }
                        last = key
                        count += 1
                        body(Row(key: key, value: Array(value), now: now), &report)
                        return count < 4_000
                    }
                }
            } catch { report.find(nil, "the table \(table): \(error)") }
            if count == 4_000 { next = last + [0] }
        }
    }

    /// Whether a row that names `position` belongs to what was appended since; one beyond even
    /// that is a finding.
    func isNew(
        _ position: Position, _ row: Row, _ table: LedgerTable, _ report: inout AuditReport
    ) -> Bool {
        if position > row.now {
            report.find(nil, "the table \(table) names position \(position), beyond the log")
        }
        return position > end
    }

    // MARK: Streams

    /// Each event is named once, under its stream and version.
    private mutating func checkStreams(_ report: inout AuditReport) {
        var named = isIndexed
        rows(of: .streams, &report) { row, report in
            let name = String(decoding: row.key.dropLast(5), as: UTF8.self)
            guard row.key.count > 5, row.key[row.key.count - 5] == 0,
                let stream = StreamName(name), row.value.count % 8 == 0,
                (1...StreamIndex.chunkVersions).contains(row.value.count / 8)
            else {
                report.find(nil, "the stream index holds a row of another form")
                return
            }
            let ordinal = walk.numbers[stream]
            let chunk = number(bigEndian: row.key.suffix(4))
            for index in 0..<row.value.count / 8 {
                let position = number(bigEndian: row.value[index * 8..<index * 8 + 8])
                if isNew(position, row, .streams, &report) { continue }
                let version = chunk * StreamIndex.chunkVersions + index + 1
                guard position > 0, walk.streamOf.indices.contains(position - 1) else {
                    report.find(nil, "the stream index names position \(position)")
                    continue
                }
                // What does not read back was found before.
                if walk.streamOf[position - 1] < 0 { continue }
                if walk.streamOf[position - 1] == ordinal,
                    Int(walk.versionOf[position - 1]) == version
                {
                    named[position - 1] = true
                } else {
                    report.find(
                        position, "the stream index names it as version \(version) of \(name)")
                }
            }
        }
        for (index, isNamed) in named.enumerated() where !isNamed && walk.streamOf[index] >= 0 {
            report.find(index + 1, "the stream index does not name it")
        }
    }

    // MARK: Claims, references, series

    private mutating func checkClaims(_ report: inout AuditReport) {
        var claims = walk.claims
        var unseen = walk.claimsUnseen
        rows(of: .claims, &report) { row, report in
            let position = number(bigEndian: row.value.prefix(8))
            let isOfForm =
                audit.hasTree
                ? row.value == ClaimIndex.value(row.key, position) : row.value.count == 8
            if !isOfForm {
                report.find(position, "a claim that names it is not what was put there")
            } else if isNew(position, row, .claims, &report) {
                return
            } else if let made = claims.removeValue(forKey: row.key) {
                if made != position {
                    report.find(made, "a claim that it made names position \(position)")
                }
            } else if let count = unseen[position], count > 0 {
                unseen[position] = count - 1
            } else {
                report.find(position, "there is a claim that it did not make")
            }
        }
        for position in claims.values.sorted() {
            report.find(position, "a claim that it made is not there")
        }
        for position in unseen.filter({ $0.value > 0 }).keys.sorted() {
            report.find(position, "a claim that it made is not there")
        }
    }

    private mutating func checkReferences(_ report: inout AuditReport) {
        var references = walk.references
        rows(of: .references, &report) { row, report in
            let position = number(bigEndian: row.value.prefix(8))
            if row.value.count != 8 {
                report.find(nil, "the index of references holds a row of another form")
            } else if isNew(position, row, .references, &report) {
                return
            } else {
                let reference = String(decoding: row.key, as: UTF8.self)
                let bearer = references.removeValue(forKey: reference)
                if bearer != position {
                    report.find(
                        bearer ?? position, "the index of references names another event for it")
                }
            }
        }
        for position in references.values.sorted() {
            report.find(position, "the index of references does not name it")
        }
    }

    private func checkSeries(_ report: inout AuditReport) {
        var series = walk.series
        rows(of: .series, &report) { row, report in
            let name = String(decoding: row.key, as: UTF8.self)
            let expected = series.removeValue(forKey: name) ?? 0
            let last = number(bigEndian: row.value.prefix(8))
            // A series that counted on meanwhile stands higher than the log that was read.
            let isSound = row.now > end ? last >= expected : last == expected && last > 0
            if row.value.count != 8 || !isSound {
                report.find(nil, "a series' last number is not that of the log")
            }
        }
        if !series.isEmpty { report.find(nil, "a series of the log is not there") }
    }

    // MARK: The vault

    private mutating func checkKeys(_ report: inout AuditReport) {
        var missing = walk.otherOwners.union(audit.keyOwners)
        var owners = Set(walk.numbers.values.filter { walk.streams[Int($0)].hasValues })
        rows(of: .keys, &report) { row, report in
            let owner = String(decoding: row.key, as: UTF8.self)
            if WrappedKey(row: row.key, row.value).map(audit.opens) != true {
                report.find(nil, "the data key of \(owner) does not open")
            }
            let ordinal = StreamName(owner).flatMap { walk.numbers[$0] }
            let isKnown =
                missing.remove(owner) != nil || ordinal.flatMap { owners.remove($0) } != nil
            if !isKnown, row.now <= end {
                report.find(nil, "there is a data key of \(owner), who has no sealed value")
            }
        }
        for owner in missing.sorted() { report.find(nil, "the data key of \(owner) is not there") }
    }

    /// Whether a value opens was seen when its event was read; here, that there is none besides.
    private mutating func checkValues(_ report: inout AuditReport) {
        rows(of: .values, &report) { row, report in
            let position = number(bigEndian: row.key.suffix(8))
            if isNew(position, row, .values, &report) { return }
            let owner = String(decoding: row.key.dropLast(9), as: UTF8.self)
            let ordinal = StreamName(owner).flatMap { walk.numbers[$0] }
            let index = position - 1
            let isOwn =
                walk.hasValue.indices.contains(index) && walk.hasValue[index]
                && walk.streamOf[index] == ordinal
            if row.key != ValueKey.bytes(owner: owner, position: position)
                || !(isOwn || walk.otherValues.contains(row.key))
            {
                report.find(position, "the vault holds a value that it does not commit to")
            }
        }
    }
}
