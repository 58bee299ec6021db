// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Ledger
internal import MerkleTree
internal import Zstd

/// Puts another log in place of a ledger's, and makes everything that hangs on it anew, as somebody
/// would who knows the format and owns the machine: indexes, tree, head, and the places of sealed
/// values.
///
/// Each line of standard input is an event of the new log in its order: the position that it had
/// in the old one, a space, its bytes. An old position may come twice, or not at all.
struct Rebuilding {
    private struct Event {
        let old: Position
        let bytes: [UInt8]
        let stream: String
        let time: Int
    }
    private let storage: LMDBStorage
    private let events: [Event]
    /// `keep`, `drop`, `drop:SIZE`, or the file of a key to sign them with.
    private let checkpoints: String
    private let origin: String

    init(_ directory: String, checkpoints: String) throws {
        storage = try Forger.storage(directory)
        origin = try Ledger(storage: storage).identity.origin
        self.checkpoints = checkpoints
        let input = FileHandle.standardInput.readDataToEndOfFile()
        events = try input.split(separator: 10).map { line in
            guard let space = line.firstIndex(of: 32),
                let old = Int(String(decoding: line[..<space], as: UTF8.self))
            else { throw Forger.Usage() }
            let bytes = Array(line[(space + 1)...])
            let json = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
            let format = ISO8601DateFormatter()
            format.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
            guard let stream = json?["subject"] as? String, let text = json?["time"] as? String,
                let time = format.date(from: text)
            else { throw Forger.Usage() }
            return Event(
                old: old, bytes: bytes, stream: stream,
                time: Int((time.timeIntervalSince1970 * 1_000).rounded()))
        }
    }

    func run() throws {
        var places: [Position: [Position]] = [:]
        for (index, event) in events.enumerated() { places[event.old, default: []] += [index + 1] }
        try putEvents()
        try putStreams()
        for table in [LedgerTable.claims, .references] {
            try replace(table) { rows in
                rows.compactMap { key, value in
                    guard let new = places[number(value.prefix(8))]?.first else { return nil }
                    return (key, table == .claims ? checked(key, big(new)) : big(new))
                }
            }
        }
        try replace(.values) { rows in
            rows.flatMap { key, value in
                (places[number(key.suffix(8))] ?? []).map { (key.dropLast(8) + big($0), value) }
            }
        }
        let owners = Set(try Forger.rows(storage, .values).map { Array($0.key.dropLast(9)) })
        try replace(.keys) { rows in
            rows.filter { owners.contains($0.key) || $0.key == Array("vault/claims".utf8) }
        }
        try putSeries()
        try putTree()
    }

    /// The last number of each series, from the references that are left.
    private func putSeries() throws {
        var last: [String: Int] = [:]
        for (key, _) in try Forger.rows(storage, .references) {
            let parts = String(decoding: key, as: UTF8.self).split(separator: "-")
            let name = parts.dropLast().joined(separator: "-")
            last[name] = max(last[name] ?? 0, parts.last.flatMap { Int($0) } ?? 0)
        }
        try replace(.series) { _ in last.map { (Array($0.key.utf8), big($0.value)) } }
    }

    private func putEvents() throws {
        let compressor = try Compressor()
        var rows: [(key: [UInt8], value: [UInt8])] = []
        for (index, event) in events.enumerated() {
            let key = big(index + 1)
            let frame = try compressor.compress(event.bytes)
            let more = frame.count > 1_996 ? (frame.count - 1_996 + 1_999) / 2_000 : 0
            let size = event.bytes.count
            let header = [UInt8(more), 0, UInt8(size >> 8), UInt8(size & 255)]
            rows.append((key, header + frame.prefix(1_996)))
            for part in 0..<more {
                let start = 1_996 + part * 2_000
                rows.append(
                    (key + [UInt8(part + 1)], Array(frame[start..<min(start + 2_000, frame.count)]))
                )
            }
        }
        try replace(.events) { _ in rows }
    }

    private func putStreams() throws {
        var streams: [String: [Position]] = [:]
        for (index, event) in events.enumerated() {
            streams[event.stream, default: []] += [index + 1]
        }
        var rows: [(key: [UInt8], value: [UInt8])] = []
        for (name, positions) in streams {
            for start in stride(from: 0, to: positions.count, by: 128) {
                let chunk = positions[start..<min(start + 128, positions.count)]
                rows.append(
                    (Array(name.utf8) + [0] + big(start / 128).suffix(4), chunk.flatMap(big)))
            }
        }
        try replace(.streams) { _ in rows }
    }

    /// The tree, the head, and the checkpoints over it.
    private func putTree() throws {
        var tree = CompactRange()
        var roots = [tree.root]
        var nodes: [(key: [UInt8], value: [UInt8])] = []
        for event in events {
            tree.append(.leaf(event.bytes)) { node, hash in
                guard node.level > 0, node.level % 8 == 0 else { return }
                nodes.append(([UInt8(node.level / 8)] + big(node.index), hash.bytes))
            }
            roots.append(tree.root)
        }
        try replace(.tree) { _ in nodes }
        let head = big(events.count) + big(events.last?.time ?? 0) + tree.peaks.flatMap(\.bytes)
        try storage.write { view throws(LedgerError) in
            try view.put(.meta, Array("head".utf8), head, append: false)
        }
        if checkpoints == "keep" { return }
        if checkpoints.hasPrefix("drop") {
            let size = Int(checkpoints.dropFirst(5)) ?? 0
            try replace(.checkpoints) { rows in rows.filter { number($0.key) <= size } }
            return
        }
        let signer = try signer()
        try replace(.checkpoints) { rows in
            rows.compactMap { key, value in
                let size = number(key)
                guard size < roots.count else { return nil }
                let text = Checkpoint(origin: origin, size: size, root: roots[size]).text
                guard let line = signer.sign(text) else { return nil }
                let note = SignedNote(text: text, signatures: [line]).description
                // Not before the last of its events.
                let time = big(max(number(value.prefix(8)), events[max(1, size) - 1].time))
                let bytes = Array(note.utf8)
                return (key, time + check(key, time + bytes) + bytes)
            }
        }
    }

    private func signer() throws -> NoteSigner {
        let text = try String(contentsOfFile: checkpoints, encoding: .utf8)
        guard
            let seed = Data(base64Encoded: text.trimmingCharacters(in: .whitespacesAndNewlines)),
            let signer = NoteSigner(name: origin, seed: Array(seed))
        else { throw Forger.Usage() }
        return signer
    }

    private func replace(
        _ table: LedgerTable,
        _ change: ([(key: [UInt8], value: [UInt8])]) throws -> [(key: [UInt8], value: [UInt8])]
    ) throws {
        let old = try Forger.rows(storage, table)
        let new = try change(old)
        try storage.write { view throws(LedgerError) in
            for (key, _) in old { try view.delete(table, key) }
            for (key, value) in new { try view.put(table, key, value, append: false) }
        }
    }

    private func checked(_ key: [UInt8], _ value: [UInt8]) -> [UInt8] {
        value + check(key, value)
    }

    /// What a row's check is, as the format says.
    private func check(_ key: [UInt8], _ value: [UInt8]) -> [UInt8] {
        Array(TreeHash.leaf(key + value).bytes.prefix(8))
    }

    private func big(_ number: Int) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
    }

    private func number(_ bytes: some Sequence<UInt8>) -> Int {
        bytes.reduce(0) { $0 << 8 | Int($1) }
    }
}
