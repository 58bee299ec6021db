// SPDX-License-Identifier: Apache-2.0
import Forms
import TestKit
import Testing

@Suite("JSON text") struct JSONParserTests {
    private func parse(_ text: String) -> JSON? { JSON(parsing: Array(text.utf8)) }

    @Test(
        arguments: [
            ("null", .null), ("true", .bool(true)), ("false", .bool(false)), ("0", .integer(0)),
            ("-0", .integer(0)), ("-7", .integer(-7)), (" \t\r\n1 \t\r\n", .integer(1)),
            ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
            ("0.5", .number(0.5)), ("-0.0", .number(-0.0)), ("1.0", .number(1)),
            ("1e2", .number(100)), ("1E+2", .number(100)), ("25e-2", .number(0.25)),
            ("0e0", .number(0)), ("1.7976931348623157e308", .number(.greatestFiniteMagnitude)),
            ("\"\"", .string("")), ("\"é☂🗑\"", .string("é☂🗑")), ("\"\u{7f}\"", .string("\u{7f}")),
            (#""\"\\\/\b\f\n\r\t""#, .string("\"\\/\u{8}\u{c}\n\r\t")),
            (#""\u0041\u00e9\u20AC""#, .string("Aé€")), (#""\u0000""#, .string("\0")),
            (#""\ud83d\uddd1""#, .string("🗑")), (#""\uD834\uDD1E""#, .string("𝄞")),
            (#""\uffff""#, .string("\u{ffff}")), (#""e\u0301""#, .string("e\u{301}")),
            ("[]", .array([])), ("[ ]", .array([])), ("{}", .object([])), ("{ }", .object([])),
            ("[1,[2],{}]", .array([.integer(1), .array([.integer(2)]), .object([])])),
            (
                #" { "a" : 1 , "" : [ ] } "#,
                .object([.init("a", .integer(1)), .init("", .array([]))])
            ),
            (#"{"b":1,"a":2}"#, .object([.init("b", .integer(1)), .init("a", .integer(2))])),
        ] as [(String, JSON)])
    func `that is valid is read`(text: String, value: JSON) {
        #expect(parse(text) == value)
    }

    @Test(arguments: [
        #"{"a":1,"a":2}"#, #"[{"a":1,"\u0061":1}]"#,
        "", " ", "\u{feff}1", "nul", "nulll", "True", "NULL", "undefined", "NaN", "Infinity",
        "-Infinity", "01", "-01", "00", "-", "+1", ".5", "1.", "1.e2", "1e", "1e+", "0x1",
        "1_0",
        "1 2", "--1", "1e2.5", "- 1", "１", "\"", "\"a", "'a'", "a", #""\""#, #""\x41""#,
        #""\'""#,
        #""\u12""#, #""\u12g4""#, #""\u+123""#, #""\u 123""#, #""\U0041""#, "\"\\", "\"\\u",
        #""\ud83d""#, #""\ud83d x""#, #""\ud83d\n""#, #""\ud83d\u0041""#, #""\ud83d\ud83d""#,
        #""\uddd1""#, #""\uddd1\ud83d""#, "\"a\nb\"", "\"a\tb\"", "\"\0\"", "\"\u{1f}\"",
        "\"\\u0041\n\"", "[", "]", "[1", "[1,", "[1,]", "[,1]", "[,]", "[1 2]", "[1]]", "[1}",
        "{", "}", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, #"{,}"#, #"{a:1}"#, "{1:1}", #"{"a" 1}"#,
        #"{"a":1 "b":2}"#, #"{"a":1}}"#, #"{"a":1]"#, "{'a':1}", "{null:1}", #"{"a":1,,"b":2}"#,
        "1 // one", "/* one */ 1", "[1]x", "\u{a0}1", "\u{b}1", "\u{c}1",
    ])
    func `that is not valid is refused`(text: String) {
        #expect(parse(text) == nil)
    }

    @Test(
        arguments: [
            [0x80], [0xff], [0xc3], [0xc0, 0x80], [0xc1, 0xbf], [0xe0, 0x80, 0x80], [0xe2, 0x98],
            [0xed, 0xa0, 0x80], [0xf0, 0x82, 0x82, 0xac], [0xf4, 0x90, 0x80, 0x80], [0xfe],
            [0xf0, 0x9f, 0x97],
        ] as [[UInt8]])
    func `that is no UTF-8 is refused`(bytes: [UInt8]) {
        let quote = UInt8(ascii: "\"")
        #expect(JSON(parsing: [quote] + bytes + [quote]) == nil)
        #expect(JSON(parsing: [quote] + Array("\\n".utf8) + bytes + [quote]) == nil)
        #expect(JSON(parsing: [quote] + bytes + Array("\\n".utf8) + [quote]) == nil)
        #expect(JSON(parsing: bytes) == nil)
        #expect(JSON(parsing: [UInt8(ascii: "1")] + bytes) == nil)
    }

    @Test(arguments: [
        "9223372036854775808", "-9223372036854775809", "18446744073709551615",
        "100000000000000000000000000000", "1e309", "-1e309", "1.8e308",
        "1e99999999999999999999",
    ])
    func `with a number out of range is refused`(text: String) {
        #expect(parse(text) == nil)
        #expect(parse("[\(text)]") == nil)
    }

    @Test
    func `with a number too small to hold is read as the nearest, zero`() {
        #expect(parse("1e-400") == .number(0))
        #expect(parse("5e-324") == .number(.leastNonzeroMagnitude))
    }

    @Test func `may be 64 levels deep`() {
        func nested(_ levels: Int, _ open: String, _ close: String) -> String {
            String(repeating: open, count: levels) + String(repeating: close, count: levels)
        }
        #expect(parse(nested(64, "[", "]")) != nil)
        #expect(parse(nested(65, "[", "]")) == nil)
        #expect(parse(nested(63, #"{"a":"#, "}").replacing(":}", with: ":{}}")) != nil)
        #expect(parse(nested(64, #"{"a":"#, "}").replacing(":}", with: ":{}}")) == nil)
        #expect(parse(String(repeating: "[", count: 1_000_000)) == nil)
    }

    @Test func `ends where its bytes end, wherever they are cut`() {
        let whole = Array(#"{"a":[1.5e3,"\ud83d\uddd1é",true,null,{"b":false}]}"#.utf8)
        #expect(JSON(parsing: whole) != nil)
        for length in 0..<whole.count { #expect(JSON(parsing: whole[..<length]) == nil) }
    }

    @Test(arguments: [7, 8] as [UInt64])
    func `of any bytes is read or refused, and never stops the program`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let alphabet = Array(#"{}[]",:\u0123456789abcdefE+-.tnrlsu "#.utf8) + [0xc3, 0xa9, 0, 0xff]
        for _ in 0..<20_000 {
            let length = Int.random(in: 0...12, using: &random)
            let bytes = (0..<length).map { _ in alphabet.randomElement(using: &random) ?? 0 }
            guard let value = JSON(parsing: bytes) else { continue }
            #expect(JSON(parsing: value.bytes) == value)
        }
    }

    @Test(arguments: [
        "0", "-0", "1.50", "1e3", "1E+2", "1e400", "1e-400", "12345678901234567890",
        "0.10000000000000001",
    ])
    func `keeps a number as it is written where the reader asks for that`(text: String) {
        #expect(JSON(parsing: Array(text.utf8), keepsDigits: true) == .digits(text))
        let list = Array("[\(text),{\"a\":\(text)}]".utf8)
        #expect(JSON(parsing: list, keepsDigits: true)?.bytes == list)
        #expect(JSON(parsing: Array("0\(text)".utf8), keepsDigits: true) == nil)
    }

    @Test(arguments: [1, 2, 15, 16, 17, 40])
    func `has no name twice in an object, however many there are`(count: Int) {
        func object(_ names: [String]) -> JSON? {
            parse("{" + names.map { "\"\($0)\":1" }.joined(separator: ",") + "}")
        }
        let names = (1..<count).map { "name \($0)" } + ["caf\u{e9}"]
        #expect(object(names) != nil)
        for name in [names[0], names[count / 2], "caf\u{e9}"] {
            #expect(object(names + [name]) == nil)
        }
        // Two spellings of one letter are two names.
        let both = names + ["cafe\u{301}"]
        guard case .object(let members) = object(both) else {
            Issue.record("refused")
            return
        }
        #expect(members.map { Array($0.key.utf8) } == both.map { Array($0.utf8) })
    }
}
