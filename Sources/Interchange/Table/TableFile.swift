// SPDX-License-Identifier: Apache-2.0
internal import CSV
internal import Glibc
internal import Gzip

/// One row of a table, whatever it is written in.
struct TableRow {
    /// Where it stands.
    let place: TablePlace
    /// One for each column of the table: a text, or nil for what is no text but a list or an
    /// object. What is missing is the empty text.
    let values: [String?]
}

/// Where a row stands: the line on which it begins in CSV, its number in JSON, both from 1.
package struct TablePlace: Equatable, Sendable {
    package let line: Int?
    package let row: Int

    package init(line: Int?, row: Int) {
        self.line = line
        self.row = row
    }
}

/// What is wrong with a table; nothing of what stands in it.
package struct TableMistake: Error, Equatable, Sendable {
    /// Nil for the file as a whole.
    package let place: TablePlace?
    /// The name of the column, as the map or the table's header has it.
    package let column: String?
    /// A sentence without full stop.
    package let reason: String
}

/// A table in a file, read from beginning to end.
struct TableFile {
    let path: String
    let map: TableMap

    enum Limits {
        static let rows = 2_000_000
        /// Of a JSON table, which is read whole.
        static let jsonBytes = 256 << 20
    }

    /// - Parameters:
    ///   - header: Called once with the names of the columns, before any row.
    ///   - progress: The share of the file that is read, 0…1.
    /// - Throws: `TableMistake` where the file cannot be read on, or what the closures throw.
    func read(
        header: ([String]) throws -> Void, progress: (Double) -> Void = { _ in },
        bytes seen: ([UInt8]) -> Void = { _ in }, row: (TableRow) throws -> Void
    ) throws {
        do {
            let file = try ChunkedFile(path: path)
            let share = { file.size > 0 ? Double(file.bytesRead) / Double(file.size) : 0 }
            switch map.format {
            case .csv(let format):
                var reader = RecordReader(format)
                while let chunk = try file.next() {
                    seen(chunk)
                    try reader.read(chunk, header: header, row: row)
                    progress(share())
                }
                try reader.finish(header: header, row: row)
            case .json(let each):
                var bytes: [UInt8] = []
                while let chunk = try file.next() {
                    seen(chunk)
                    bytes += chunk
                    guard bytes.count <= Limits.jsonBytes else {
                        throw wrong("it has over \(Limits.jsonBytes) bytes; split it")
                    }
                    progress(share() / 2)
                }
                let table = ObjectTable(map: map, each: each)
                try header(table.columns)
                try table.read(bytes, row)
            }
        } catch let error as GzipError {
            throw wrong(error.sentence)
        }
    }

    private func wrong(_ reason: String) -> TableMistake {
        TableMistake(place: nil, column: nil, reason: reason)
    }
}

/// Records of separated values as rows: the first names the columns.
private struct RecordReader {
    private var reader: CSVReader
    private var columns: [String] = []
    private var rows = 0

    init(_ format: CSVFormat) { reader = CSVReader(format) }

    mutating func read(
        _ chunk: [UInt8], header: ([String]) throws -> Void, row: (TableRow) throws -> Void
    ) throws {
        var (columns, rows) = (columns, rows)
        try Self.naming {
            try reader.read(chunk) { try Self.take($0, &columns, &rows, header, row) }
        }
        (self.columns, self.rows) = (columns, rows)
    }

    mutating func finish(header: ([String]) throws -> Void, row: (TableRow) throws -> Void) throws {
        var (columns, rows) = (columns, rows)
        try Self.naming { try reader.finish { try Self.take($0, &columns, &rows, header, row) } }
        guard !columns.isEmpty else {
            throw TableMistake(
                place: nil, column: nil, reason: "it is empty; its first line names the columns")
        }
    }

    private static func take(
        _ record: CSVRecord, _ columns: inout [String], _ rows: inout Int,
        _ header: ([String]) throws -> Void, _ row: (TableRow) throws -> Void
    ) throws {
        guard !columns.isEmpty else {
            columns = record.fields
            try header(columns)
            return
        }
        rows += 1
        let place = TablePlace(line: record.line, row: rows)
        guard rows <= TableFile.Limits.rows else {
            throw TableMistake(
                place: place, column: nil,
                reason: "it has over \(TableFile.Limits.rows) rows; split it")
        }
        try row(TableRow(place: place, values: record.fields))
    }

    /// A mistake of the form in the words of a table.
    private static func naming(_ body: () throws -> Void) throws {
        do { try body() } catch let mistake as CSVMistake {
            throw TableMistake(
                place: TablePlace(line: mistake.line, row: 0), column: nil,
                reason: "field \(mistake.field): \(mistake.sentence)")
        }
    }
}

extension GzipError {
    fileprivate var sentence: String {
        switch self {
        case .system(ENOENT): "there is no such file"
        case .system(EACCES): "it may not be read: mind its permissions"
        case .system(EISDIR): "it is a folder; name the files in it"
        case .system(let number): "it cannot be read (error \(number))"
        case .cutShort: "it is cut short: a part of the compressed file is missing"
        case .corrupt: "it is a damaged gzip file"
        case .noMemory: "there is no memory left to decompress it"
        }
    }
}
