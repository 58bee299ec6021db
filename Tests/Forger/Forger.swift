// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Ledger
internal import MerkleTree

/// A program for tests that does to a ledger's tables what no honest one does.
///
///     Forger dump DIR                          all that can be read: tables, keys, values, events
///     Forger rows DIR TABLE                    how many rows a table has
///     Forger flip DIR TABLE ROW key|value BIT  flips a bit of a row, counted from 0
///     Forger checkpoint DIR SIZE               prints the checkpoint of that size, 0: the newest
///     Forger rebuild DIR keep|drop|KEYFILE     makes every table anew from events (`Rebuilding`),
///                                              and keeps, drops or signs the checkpoints;
///                                              drop:SIZE keeps those up to that size
///     Forger downgrade DIR                     makes it a ledger of format 2
@main struct Forger {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard arguments.count >= 2 else { throw Usage() }
        let directory = arguments[1]
        let table =
            arguments.count > 2 ? LedgerTable.allCases.first { $0.name == arguments[2] } : nil
        switch (arguments[0], arguments.count) {
        case ("dump", 2): try dump(directory)
        case ("rows", 3):
            guard let table else { throw Usage() }
            print(try rows(try storage(directory), table).count)
        case ("flip", 6):
            guard let table, let row = Int(arguments[3]), let bit = Int(arguments[5]) else {
                throw Usage()
            }
            try flip(
                try storage(directory), table, row: row, ofKey: arguments[4] == "key", bit: bit)
        case ("checkpoint", 3):
            let ledger = try Ledger.open(directory: directory, readOnly: true)
            let size = Int(arguments[2]) ?? 0
            guard let kept = try ledger.checkpoint(upTo: size == 0 ? .max : size) else {
                throw Usage()
            }
            print(kept.note.description, terminator: "")
        case ("downgrade", 2): try downgrade(try storage(directory))
        case ("rebuild", 3): try Rebuilding(directory, checkpoints: arguments[2]).run()
        default: throw Usage()
        }
    }

    struct Usage: Error {}

    static func storage(_ directory: String) throws -> LMDBStorage {
        try LMDBStorage(directory: directory, mapSize: 1 << 32, .write)
    }

    static func rows(
        _ storage: LMDBStorage, _ table: LedgerTable
    ) throws -> [(key: [UInt8], value: [UInt8])] {
        try storage.read { view throws(LedgerError) in
            var rows: [(key: [UInt8], value: [UInt8])] = []
            try view.scan(table, from: []) { key, value in
                rows.append((bytes(key), bytes(value)))
                return true
            }
            return rows
        }
    }

    /// Every row in the order in which it is found, each looked up again by its key. Of the table
    /// of events it shows the events themselves, which may be compressed in many ways.
    private static func dump(_ directory: String) throws {
        let storage = try LMDBStorage(directory: directory, mapSize: 1 << 32, .read)
        var text = ""
        for table in LedgerTable.allCases {
            text += "\(table)\n"
            for (key, value) in try rows(storage, table) {
                let same = try storage.read { view throws(LedgerError) in
                    try view.withValue(table, key) { span throws(LedgerError) in
                        bytes(span) == value
                    }
                }
                let shown = table == .events ? [] : value
                text += "\(hex(key)) \(hex(shown))\(same == true ? "" : " is not found")\n"
            }
        }
        let ledger = try Ledger(storage: storage, readOnly: true)
        var position = 0
        while case let more = try ledger.bytes(after: position), let last = more.last {
            for (place, event) in more {
                text += "\(place) \(String(decoding: event, as: UTF8.self))\n"
            }
            // What is damaged may lead in circles.
            guard last.position > position else { throw Usage() }
            position = last.position
        }
        FileHandle.standardOutput.write(Data(text.utf8))
    }

    private static func flip(
        _ storage: LMDBStorage, _ table: LedgerTable, row: Int, ofKey: Bool, bit: Int
    ) throws {
        let (key, value) = try rows(storage, table)[row]
        var changed = ofKey ? key : value
        changed[bit / 8 % changed.count] ^= 1 << UInt8(bit % 8)
        try storage.write { view throws(LedgerError) in
            try view.delete(table, key)
            try view.put(table, ofKey ? changed : key, ofKey ? value : changed, append: false)
        }
    }

    static func bytes(_ span: Span<UInt8>) -> [UInt8] { span.indices.map { span[$0] } }

    private static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
