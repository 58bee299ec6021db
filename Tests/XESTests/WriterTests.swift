// SPDX-License-Identifier: Apache-2.0
import Testing
import WorkingTime
import XES

@Suite("What is written reads back")
struct WriterTests {
    private func text(_ attribute: XESAttribute) throws -> Substring {
        var header = XESHeader()
        header.attributes = [attribute]
        let lines = String(decoding: try WholeLog(header: header).written(), as: UTF8.self)
            .split(separator: "\n")
        return lines[2].drop { $0 == "\t" }
    }

    @Test(arguments: [
        ("concept:name", "concept:name"), ("resource country", "resource_x0020_country"),
        ("(case)_id", "_x0028_case_x0029__id"), ("1st", "_x0031_st"), ("-", "_x002D_"),
        ("straße", "straße"), ("名", "_x540D_"), ("😀", "_x01F600_"), ("tax_xml", "tax_xml"),
        ("_x0020_", "_x005F_x0020_"), ("_x0020 ", "_x005F_x0020_x0020_"), ("_ ", "__x0020_"),
        ("_xD800_", "_x005F_xD800_"), ("a\u{0}", "a_xFFFD_"),
    ])
    func `a key becomes a name`(_ key: String, _ name: String) throws {
        #expect(try text(XESAttribute(key, .int(1))) == "<int key=\"\(name)\" value=\"1\"/>")
    }

    @Test func `every value and key comes back, in its place`() throws {
        let texts = [
            "", " a  b ", "a\tb\nc\rd\r\n", "<&>\"']]>", "é名😀", "\u{FFFD}\u{EFFF}\u{85}\u{2028}",
            "_x0020_", "_x0020 ", "_xx0020_", "__x", "_x005F_x0020_", "_x01F600_", "a b_x",
        ]
        var attributes = texts.map { XESAttribute($0.isEmpty ? "empty" : $0, .string($0)) }
        let numbers: [Double] = [
            0, -0.0, 0.1, 1e300, .leastNonzeroMagnitude, -.greatestFiniteMagnitude, .infinity,
        ]
        attributes += numbers.map { XESAttribute("float", .float($0)) }
        attributes += [Int64.min, -1, 0, .max].map { XESAttribute("int", .int($0)) }
        for date in [
            "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z", "2020-02-29T12:00:00-14:00",
        ] {
            attributes.append(XESAttribute("date", .date(try #require(OffsetInstant(date)))))
        }
        attributes.append(XESAttribute("list", .list(attributes), children: attributes))
        attributes.append(XESAttribute("id", .id("x"), children: attributes))
        let name = XESAttribute("concept:name", .string("1"))
        let trace = try #require(
            XESTrace([name] + attributes, events: [XESEvent(attributes), XESEvent([])]))
        var header = XESHeader()
        header.attributes = attributes
        header.features = "nested-attributes"
        header.extensions = [.init(name: "Completeness Metrics", prefix: "a:b", uri: "urn:x")]
        header.globals = [
            .init(scope: .event, attributes: attributes), .init(scope: nil, attributes: []),
        ]
        header.classifiers = [
            .init(name: "Activity classifier", scope: .trace, keys: ["a b", "it's", "_x0020_"]),
            .init(name: "n", keys: []),
        ]
        let log = try WholeLog(header: header, traces: [trace]).rewritten()
        header.version = "1849.2016"
        #expect(log.header == header)
        #expect(log.traces.map(\.attributes) == [trace.attributes])
        #expect(log.traces.first?.events.map(\.attributes) == trace.events.map(\.attributes))
    }

    @Test func `characters that XML cannot hold are replaced`() throws {
        let attribute = XESAttribute("k", .string("a\u{0}b\u{1F}c\u{FFFE}d\u{FFFF}"))
        #expect(
            try text(attribute)
                == "<string key=\"k\" value=\"a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}\"/>")
    }

    @Test func `an address keeps what a URI may hold and escapes the rest`() throws {
        var header = XESHeader()
        header.extensions = [.init(name: "n", prefix: "p", uri: "http://x/a é?b=1#%20")]
        let again = try WholeLog(header: header).rewritten().header
        #expect(again.extensions.map(\.uri) == ["http://x/a%20%C3%A9?b=1#%20"])
    }

    @Test func `a number beyond decimals and an offset beyond the schema have their spelling`()
        throws
    {
        #expect(try text(XESAttribute("k", .float(.nan))) == #"<float key="k" value="NaN"/>"#)
        let date = OffsetInstant(instant: Instant(seconds: 0), offsetMinutes: 900)
        #expect(
            try text(XESAttribute("k", .date(date)))
                == #"<date key="k" value="1970-01-01T00:00:00.000Z"/>"#)
    }
}
