// SPDX-License-Identifier: Apache-2.0
import CSV
import Testing

/// The records of a text, read in chunks of `size` bytes.
private func read(
    _ bytes: [UInt8], _ format: CSVFormat = CSVFormat(), size: Int = 1
) throws -> [CSVRecord] {
    var reader = CSVReader(format)
    var records: [CSVRecord] = []
    var rest = bytes[...]
    while !rest.isEmpty {
        try reader.read(rest.prefix(size)) { records.append($0) }
        rest = rest.dropFirst(size)
    }
    try reader.finish { records.append($0) }
    return records
}

private func read(_ text: String, _ format: CSVFormat = CSVFormat()) throws -> [[String]] {
    try read(Array(text.utf8), format).map(\.fields)
}

@Suite("Separated values: what is read") struct CSVReaderTests {
    @Test(
        "fields are what stands between delimiters, quotes taken away",
        arguments: [
            ("", []), ("\n", []), ("\r\n", []), ("a", [["a"]]), ("a\n", [["a"]]),
            ("a,b\nc,d", [["a", "b"], ["c", "d"]]), ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
            ("a,\n,b\n,", [["a", ""], ["", "b"], ["", ""]]), ("\"\"", [[""]]),
            (" a , b ", [[" a ", " b "]]), ("\"a,b\",c", [["a,b", "c"]]),
            ("\"say \"\"no\"\"\",x", [["say \"no\"", "x"]]), ("\"\"\"\"", [["\""]]),
            ("\"a\r\nb\nc\rd\",e\r\n", [["a\r\nb\nc\rd", "e"]]),
            ("\"a\"\r\n\"b\"", [["a"], ["b"]]),
            ("a\n\n\r\nb\n\n", [["a"], ["b"]]), ("Łódź,মিনা\n", [["Łódź", "মিনা"]]),
            ("a;b\tc\n", [["a;b\tc"]]),
        ] as [(String, [[String]])])
    func fields(text: String, expected: [[String]]) throws {
        for size in [1, 2, 3, 7, 64] {
            #expect(try read(Array(text.utf8), size: size).map(\.fields) == expected)
            // A byte-order mark is no text.
            let marked = [0xef, 0xbb, 0xbf] + Array(text.utf8)
            #expect(try read(marked, size: size).map(\.fields) == expected)
        }
    }

    @Test func `a record has the line on which it begins`() throws {
        let text = "a\n\n\"b\n\nb\",\"\n\"\r\nc\n"
        #expect(
            try read(Array(text.utf8)) == [
                CSVRecord(line: 1, fields: ["a"]), CSVRecord(line: 3, fields: ["b\n\nb", "\n"]),
                CSVRecord(line: 7, fields: ["c"]),
            ])
    }

    @Test(arguments: [CSVFormat.Encoding.latin1, .windows1252])
    func `a mark of UTF-8 contradicts another encoding`(encoding: CSVFormat.Encoding) {
        let marked: [UInt8] = [0xef, 0xbb, 0xbf] + Array("a,b\n".utf8)
        for size in [1, 2, 64] {
            #expect(throws: CSVMistake(line: 1, field: 1, kind: .markedUTF8)) {
                try read(marked, CSVFormat(encoding: encoding), size: size)
            }
        }
    }

    @Test func `semicolons and tabs delimit where the format says so`() throws {
        #expect(try read("a;b,c\n", CSVFormat(delimiter: .semicolon)) == [["a", "b,c"]])
        #expect(try read("a\t\"b\tc\"\n", CSVFormat(delimiter: .tab)) == [["a", "b\tc"]])
    }

    @Test func `Latin-1 is read where the format says so`() throws {
        let latin1 = CSVFormat(encoding: .latin1)
        #expect(
            try read([0x43, 0x61, 0x66, 0xe9, 0x2c, 0xa3], latin1).map(\.fields) == [["Café", "£"]])
    }

    @Test func `Windows-1252 is read where the format says so, and not taken for Latin-1`() throws {
        let bytes: [UInt8] = [0x80, 0x35, 0x20, 0x96, 0x20, 0x93, 0xe9, 0x94, 0x2c, 0x92]
        let windows = CSVFormat(encoding: .windows1252)
        #expect(try read(bytes, windows).map(\.fields) == [["€5 – “é”", "’"]])
        #expect(throws: CSVMistake(line: 1, field: 1, kind: .notLatin1)) {
            try read(bytes, CSVFormat(encoding: .latin1))
        }
        #expect(throws: CSVMistake(line: 1, field: 1, kind: .notWindows1252)) {
            try read([0x61, 0x81], windows)
        }
    }

    @Test func `a file written with every mark comes back as it was`() throws {
        let fields = [
            "", "plain", "a,b", "\"", "\"\"", "\n", "\r\n", "a\"b\nc", " ", "é,\u{1F600}",
        ]
        let lines = fields.map { first in
            fields.map { second in
                [first, second].map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }
                    .joined(separator: ",")
            }.joined(separator: "\r\n")
        }
        let pairs = fields.flatMap { first in fields.map { [first, $0] } }
        #expect(try read(lines.joined(separator: "\n")) == pairs)
    }
}

@Suite("Separated values: what is refused") struct CSVMistakeTests {
    @Test(
        "malformed text is refused at its place",
        arguments: [
            ("a,b\"c\n", 1, 2, .quoteInField), ("x\n\na\"\n", 3, 1, .quoteInField),
            ("\"a\"b\n", 1, 1, .textAfterQuote), ("a\n\"b\" ,c\n", 2, 1, .textAfterQuote),
            ("a,\"b\nc\n", 1, 2, .quoteNotClosed), ("a\n\"", 2, 1, .quoteNotClosed),
            ("a\n\"b\"\"", 2, 1, .quoteNotClosed), ("a\rb\n", 1, 1, .loneCarriageReturn),
            ("a,b\r", 1, 2, .loneCarriageReturn), ("a\n\"b\"\rc", 2, 1, .loneCarriageReturn),
            ("a,\u{0}\n", 1, 2, .nullByte), ("a\n\"\u{0}\"\n", 2, 1, .nullByte),
        ] as [(String, Int, Int, CSVMistake.Kind)])
    func malformed(text: String, line: Int, field: Int, kind: CSVMistake.Kind) {
        #expect(throws: CSVMistake(line: line, field: field, kind: kind)) { try read(text) }
    }

    @Test func `what is not UTF-8 is refused at its field`() {
        for bytes: [UInt8] in [[0xe9], [0xc3], [0xed, 0xa0, 0x80], [0xf8]] {
            #expect(throws: CSVMistake(line: 2, field: 2, kind: .notUTF8)) {
                try read(Array("a,b\nc,".utf8) + bytes + Array("\n".utf8))
            }
        }
        #expect(throws: CSVMistake(line: 1, field: 1, kind: .utf16)) {
            try read([0xff, 0xfe, 0x61, 0x00])
        }
        #expect(throws: CSVMistake(line: 1, field: 1, kind: .utf16)) { try read([0xfe, 0xff]) }
    }

    @Test func `a field and a record have their limits`() throws {
        let bytes = CSVReader.Limits.fieldBytes
        let field = [UInt8](repeating: UInt8(ascii: "x"), count: bytes)
        #expect(try read(field, size: 4_096).first?.fields.first?.utf8.count == bytes)
        #expect(throws: CSVMistake(line: 1, field: 1, kind: .fieldTooLong)) {
            try read(field + [UInt8(ascii: "x")], size: 4_096)
        }
        let most = [UInt8](repeating: UInt8(ascii: ","), count: CSVReader.Limits.fields - 1)
        #expect(try read(most, size: 4_096).first?.fields.count == CSVReader.Limits.fields)
        #expect(
            throws: CSVMistake(
                line: 1, field: CSVReader.Limits.fields + 1, kind: .tooManyFields)
        ) { try read(most + [UInt8(ascii: ",")], size: 4_096) }
    }
}
