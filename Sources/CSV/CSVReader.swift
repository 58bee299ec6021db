// SPDX-License-Identifier: Apache-2.0

/// How a file of separated values is written.
package struct CSVFormat: Equatable, Sendable {
    package enum Delimiter: String, CaseIterable, Sendable {
        case comma = ","
        case semicolon = ";"
        case tab = "\t"

        var byte: UInt8 {
            switch self {
            case .comma: UInt8(ascii: ",")
            case .semicolon: UInt8(ascii: ";")
            case .tab: UInt8(ascii: "\t")
            }
        }
    }
    package enum Encoding: String, CaseIterable, Sendable {
        case utf8 = "utf-8"
        /// ISO 8859-1: each byte is the character of its number. Its control characters, 0x80 to
        /// 0x9f, stand in no text: a byte there tells that it is another encoding.
        case latin1
        /// What Windows programs call ANSI in western Europe (RFC 1345's cp1252 with the euro).
        case windows1252 = "windows-1252"
    }
    package var delimiter: Delimiter
    package var encoding: Encoding

    package init(delimiter: Delimiter = .comma, encoding: Encoding = .utf8) {
        self.delimiter = delimiter
        self.encoding = encoding
    }
}

/// One record: a line of the file, or several where a quoted field holds line feeds.
package struct CSVRecord: Equatable, Sendable {
    /// The line on which it begins, from 1.
    package let line: Int
    /// At least one; quotes taken away, nothing else.
    package let fields: [String]

    package init(line: Int, fields: [String]) {
        self.line = line
        self.fields = fields
    }
}

/// Why a file is not of the form of RFC 4180; reading cannot go on after it.
package struct CSVMistake: Error, Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        /// A quotation mark within a field that does not begin with one.
        case quoteInField
        /// Something between the quotation mark that closes a field and the next delimiter.
        case textAfterQuote
        /// The file ends within a quoted field.
        case quoteNotClosed
        /// A carriage return outside quotes without a line feed after it.
        case loneCarriageReturn
        case notUTF8
        case notLatin1
        case notWindows1252
        /// The file begins with the byte-order mark of UTF-16.
        case utf16
        /// The file begins with the byte-order mark of UTF-8, and another encoding was said.
        case markedUTF8
        case nullByte
        /// More than `Limits.fieldBytes`.
        case fieldTooLong
        /// More than `Limits.fields`.
        case tooManyFields
    }
    /// Where it is, from 1; for `quoteNotClosed` where the quoted field begins.
    package let line: Int
    /// Which field of its record, from 1.
    package let field: Int
    package let kind: Kind

    package init(line: Int, field: Int, kind: Kind) {
        self.line = line
        self.field = field
        self.kind = kind
    }
}

/// Reads separated values (RFC 4180) strictly, in chunks of any size.
///
/// Lines end with LF or CRLF; what stands in quotes is kept to the byte, line ends included. A
/// byte-order mark of UTF-8 at the beginning is skipped, and refused under another encoding. An
/// empty line is no record. Whether all records have the same number of fields is the caller's
/// question.
package struct CSVReader {
    package enum Limits {
        package static let fieldBytes = 1 << 20
        package static let fields = 4_096
    }

    private enum Place {
        case fieldStart, plain, quoted, afterQuote, afterReturn
    }

    private let delimiter: UInt8
    private let encoding: CSVFormat.Encoding
    private var place = Place.fieldStart
    private var line = 1
    /// The line on which the record begins that is being read, from 1.
    package private(set) var recordLine = 1
    private var fieldLine = 1
    private var fields: [String] = []
    private var field: [UInt8] = []
    /// Whether nothing stood on the line before its carriage return.
    private var isBlank = false
    /// The first bytes, until there are enough of them to tell a byte-order mark.
    private var beginning: [UInt8]? = []

    package init(_ format: CSVFormat = CSVFormat()) {
        delimiter = format.delimiter.byte
        encoding = format.encoding
    }

    /// Reads on.
    ///
    /// - Parameter take: Called with each record that is complete.
    /// - Throws: `CSVMistake`, or what `take` throws.
    package mutating func read(
        _ bytes: some Sequence<UInt8>, _ take: (CSVRecord) throws -> Void
    ) throws {
        for byte in bytes {
            guard var held = beginning else {
                try step(byte, take)
                continue
            }
            held.append(byte)
            beginning = held
            if held.count == 3 { try begin(take) }
        }
    }

    /// Ends the last record, whether or not a line end does.
    package mutating func finish(_ take: (CSVRecord) throws -> Void) throws {
        try begin(take)
        switch place {
        case .quoted: throw CSVMistake(line: fieldLine, field: number, kind: .quoteNotClosed)
        case .afterReturn: throw mistake(.loneCarriageReturn)
        case .fieldStart where fields.isEmpty: break
        case .fieldStart, .plain, .afterQuote: try endRecord(take)
        }
    }

    /// Looks at the first three bytes for a byte-order mark, and takes them if they are none.
    private mutating func begin(_ take: (CSVRecord) throws -> Void) throws {
        guard let held = beginning else { return }
        beginning = nil
        if held.starts(with: [0xff, 0xfe]) || held.starts(with: [0xfe, 0xff]) {
            throw mistake(.utf16)
        }
        if held == [0xef, 0xbb, 0xbf] {
            guard encoding == .utf8 else { throw mistake(.markedUTF8) }
            return
        }
        for byte in held { try step(byte, take) }
    }

    private var number: Int { fields.count + 1 }

    private func mistake(_ kind: CSVMistake.Kind) -> CSVMistake {
        CSVMistake(line: line, field: number, kind: kind)
    }

    private mutating func step(_ byte: UInt8, _ take: (CSVRecord) throws -> Void) throws {
        if byte == 0 { throw mistake(.nullByte) }
        switch place {
        case .quoted:
            if byte == UInt8(ascii: "\"") { place = .afterQuote } else { try append(byte) }
            if byte == UInt8(ascii: "\n") { line += 1 }
        case .afterReturn:
            guard byte == UInt8(ascii: "\n") else { throw mistake(.loneCarriageReturn) }
            try endLine(take)
        case .fieldStart where byte == UInt8(ascii: "\""):
            fieldLine = line
            place = .quoted
        case .afterQuote where byte == UInt8(ascii: "\""):
            try append(byte)
            place = .quoted
        case .fieldStart, .plain, .afterQuote: try stepOutsideQuotes(byte, take)
        }
    }

    private mutating func stepOutsideQuotes(
        _ byte: UInt8, _ take: (CSVRecord) throws -> Void
    ) throws {
        switch byte {
        case delimiter:
            try endField()
            place = .fieldStart
        case UInt8(ascii: "\n"): try endLine(take)
        case UInt8(ascii: "\r"):
            isBlank = place == .fieldStart && fields.isEmpty
            place = .afterReturn
        case _ where place == .afterQuote: throw mistake(.textAfterQuote)
        case UInt8(ascii: "\""): throw mistake(.quoteInField)
        default:
            try append(byte)
            place = .plain
        }
    }

    private mutating func append(_ byte: UInt8) throws {
        guard field.count < Limits.fieldBytes else { throw mistake(.fieldTooLong) }
        field.append(byte)
    }

    private mutating func endLine(_ take: (CSVRecord) throws -> Void) throws {
        let wasBlank =
            place == .afterReturn ? isBlank : place == .fieldStart && fields.isEmpty
        if !wasBlank { try endRecord(take) }
        place = .fieldStart
        line += 1
        recordLine = line
    }

    private mutating func endField() throws {
        guard fields.count < Limits.fields else { throw mistake(.tooManyFields) }
        switch encoding {
        case .utf8:
            guard let text = String(validating: field, as: UTF8.self) else {
                throw mistake(.notUTF8)
            }
            fields.append(text)
        case .latin1:
            guard !field.contains(where: { (0x80...0x9f).contains($0) }) else {
                throw mistake(.notLatin1)
            }
            fields.append(String(String.UnicodeScalarView(field.map { Unicode.Scalar($0) })))
        case .windows1252:
            let scalars = field.compactMap { Windows1252.scalar($0) }
            guard scalars.count == field.count else { throw mistake(.notWindows1252) }
            fields.append(String(String.UnicodeScalarView(scalars)))
        }
        field.removeAll(keepingCapacity: true)
    }

    private mutating func endRecord(_ take: (CSVRecord) throws -> Void) throws {
        try endField()
        let record = CSVRecord(line: recordLine, fields: fields)
        fields = []
        try take(record)
    }
}

extension CSVMistake {
    /// What is wrong and what to do, without anything of the file's text.
    package var sentence: String {
        switch kind {
        case .quoteInField:
            "a quotation mark stands inside a field; a field that holds one is quoted, and the "
                + "mark doubled"
        case .textAfterQuote:
            "text follows the quotation mark that closes a field; a mark inside a field is doubled"
        case .quoteNotClosed: "the quoted field that begins here is never closed"
        case .loneCarriageReturn:
            "a carriage return stands without a line feed; end lines with LF or CRLF"
        case .notUTF8:
            "the text is not UTF-8; export it as UTF-8, or say encoding: windows-1252 or latin1 "
                + "if it is that"
        case .notLatin1:
            "there is a byte that is no letter of Latin-1; say encoding: windows-1252 if Windows "
                + "wrote it"
        case .notWindows1252: "there is a byte that Windows-1252 has not; export it as UTF-8"
        case .utf16: "the file is UTF-16; export it as UTF-8"
        case .markedUTF8: "the file says that it is UTF-8; leave `encoding` out"
        case .nullByte: "there is a null byte; the file is damaged, or no text"
        case .fieldTooLong: "a field has over \(CSVReader.Limits.fieldBytes) bytes"
        case .tooManyFields: "a row has over \(CSVReader.Limits.fields) fields"
        }
    }
}
