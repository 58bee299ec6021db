// SPDX-License-Identifier: Apache-2.0
import Testing
import XES

@Suite("A file that has to be guessed at is refused with line and reason")
struct RefusalTests {
    /// A file, why it is refused, and the line that is named.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let reason: XESError.Reason
        let line: Int

        init(_ description: String, _ text: String, _ reason: XESError.Reason, line: Int) {
            (testDescription, self.text, self.reason, self.line) = (description, text, reason, line)
        }

        /// The text stands in the second line, within `<log>`.
        init(_ description: String, inLog text: String, _ reason: XESError.Reason, line: Int = 2) {
            self.init(description, "<log>\n\(text)\n</log>", reason, line: line)
        }
    }

    static let laughs = """
        <?xml version="1.0"?>
        <!DOCTYPE log [
        <!ENTITY a "ha"> <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
        <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
        ]>
        <log><string key="k" value="&c;"/></log>
        """

    static let name = #"<string key="concept:name" value="1"/>"#

    static let documents: [Case] = [
        Case("an entity bomb", laughs, .internalEntity, line: 3),
        Case(
            "an entity in a file",
            "<!DOCTYPE log [\n<!ENTITY a SYSTEM 'file:///etc/passwd'>]><log/>",
            .externalEntity, line: 2),
        Case(
            "a parameter entity", "<!DOCTYPE log [\n<!ENTITY % a 'b'>]><log/>", .internalEntity,
            line: 2),
        Case(
            "a DTD elsewhere", "\n<!DOCTYPE log SYSTEM 'http://localhost/a.dtd'><log/>",
            .externalEntity, line: 2),
        Case(
            "attributes by default", "<!DOCTYPE log [<!ATTLIST log a CDATA 'b'>]><log/>",
            .declarations, line: 1),
        Case(
            "the grammar of an element", "<!DOCTYPE log [\n<!ELEMENT log ANY>]><log/>",
            .declarations, line: 2),
        Case(
            "an entity nobody declared", inLog: #"<string key="a" value="&b;"/>"#,
            .malformedXML("undefined entity")),
        Case("no XML", "case,activity\n1,a\n", .notXML, line: 1),
        Case("no bytes", "", .cutShort, line: 1),
        Case("no end", "<log>\n<trace>\n", .cutShort, line: 3),
        Case("half a tag", "<log>\n<string key=\"a\" val", .cutShort, line: 2),
        Case("a wrong end", "<log>\n</trace>", .malformedXML("mismatched tag"), line: 2),
        Case("another vocabulary", "<html/>", .notXES, line: 1),
        Case(
            "65 levels", String(repeating: "<log>", count: 65), .misplaced("log"), line: 1),
        Case(
            "64 attributes within another",
            inLog: String(repeating: "<string key='a' value='b'>", count: 64), .tooDeep),
        Case(
            "an endless tag",
            inLog: "<string key='a' value='\(String(repeating: "b", count: 2 << 20))",
            .markupTooLong),
        Case(
            "an endless comment", "<!--\(String(repeating: "b", count: 2 << 20))", .markupTooLong,
            line: 1),
    ]

    static let values: [Case] = [
        Case(
            "a date without zone", inLog: #"<date key="a" value="2020-01-01T00:00:00"/>"#,
            .dateWithoutZone),
        Case("a day", inLog: #"<date key="a" value="2020-01-01"/>"#, .badValue("date")),
        Case(
            "30 February", inLog: #"<date key="a" value="2020-02-30T00:00:00Z"/>"#,
            .badValue("date")),
        Case(
            "an offset of 15 hours", inLog: #"<date key="a" value="2020-02-01T00:00:00+15:00"/>"#,
            .badValue("date")),
        Case(
            "the year 0 in UTC", inLog: #"<date key="a" value="0001-01-01T00:00:00+01:00"/>"#,
            .badValue("date")),
        Case("a fraction as int", inLog: #"<int key="a" value="1.5"/>"#, .badValue("int")),
        Case("no digits", inLog: #"<int key="a" value=" "/>"#, .badValue("int")),
        Case(
            "an int of 65 bits", inLog: #"<int key="a" value="9223372036854775808"/>"#,
            .badValue("int")),
        Case("hexadecimal", inLog: #"<float key="a" value="0x1p3"/>"#, .badValue("float")),
        Case("a float too large", inLog: #"<float key="a" value="1e999"/>"#, .badValue("float")),
        Case("infinity in words", inLog: #"<float key="a" value="inf"/>"#, .badValue("float")),
        Case("yes", inLog: #"<boolean key="a" value="yes"/>"#, .badValue("boolean")),
        Case("no value", inLog: #"<string key="a"/>"#, .missing("value", of: "string")),
        Case("no key", inLog: #"<string value="a"/>"#, .missing("key", of: "string")),
        Case("an empty key", inLog: #"<string key="" value="a"/>"#, .missing("key", of: "string")),
        Case("a list without key", inLog: "<list/>", .missing("key", of: "list")),
        Case(
            "a long value",
            inLog: "<string key='a' value='\(String(repeating: "é", count: 30_001))'/>",
            .valueTooLong),
        Case(
            "a long key", inLog: "<int key='\(String(repeating: "a", count: 60_001))' value='1'/>",
            .valueTooLong),
    ]

    static let places: [Case] = [
        Case("a trace without name", inLog: "<trace>\n</trace>", .traceWithoutName),
        Case(
            "a trace with an empty name",
            inLog: #"<trace><string key="concept:name" value=""/></trace>"#, .traceWithoutName),
        Case(
            "a name twice", inLog: "<trace>\(name)</trace>\n<trace>\(name)</trace>", .repeatedTrace,
            line: 3),
        Case("an event outside", inLog: "<event/>", .eventOutsideTrace),
        Case("a trace in a trace", inLog: "<trace><trace/></trace>", .misplaced("trace")),
        Case(
            "an event in an event", inLog: "<trace><event><event/></event></trace>",
            .misplaced("event")),
        Case(
            "a trace's attribute after its events",
            inLog: "<trace>\(name)<event/>\n\(name)</trace>", .misplaced("string"), line: 3),
        Case(
            "a log's attribute after a trace", inLog: "<trace>\(name)</trace>\n\(name)",
            .misplaced("string"), line: 3),
        Case(
            "a classifier after a trace", inLog: "<trace>\(name)</trace>\n<classifier/>",
            .misplaced("classifier"), line: 3),
        Case("an unknown element", inLog: "<case/>", .unknownElement),
        Case("values outside a list", inLog: "<values/>", .misplaced("values")),
        Case(
            "values twice", inLog: "<list key='a'><values/>\n<values/></list>", .secondValues,
            line: 3),
        Case(
            "something in an extension",
            inLog: "<extension name='a' prefix='a' uri='a'>\(name)</extension>",
            .misplaced("string")),
        Case("a global of the log", inLog: "<global scope='log'/>", .badScope),
    ]

    @Test(arguments: documents + values + places)
    func `each way to be wrong has its reason and line`(_ wrong: Case) throws {
        let refusal = try refusal(of: wrong.text)
        #expect(refusal?.reason == wrong.reason)
        #expect(refusal?.line == wrong.line)
    }

    @Test func `the first error counts, though a later one is in the same chunk`() throws {
        let refusal = try refusal(of: "<log>\n<int key='a' value='b'/>\n</trace>")
        #expect(refusal?.reason == .badValue("int"))
    }

    @Test func `a trace holds 100,000 events and no more`() throws {
        func log(_ count: Int) -> String {
            "<log><trace>\(Self.name)\(String(repeating: "\n<event/>", count: count))</trace></log>"
        }
        #expect(try refusal(of: log(XESLimits.events)) == nil)
        let refusal = try refusal(of: log(XESLimits.events + 1))
        #expect(refusal?.reason == .tooManyEvents)
        #expect(refusal?.line == XESLimits.events + 2)
    }

    @Test func `a file that is not there is said to be so`() throws {
        let refusal = try refusal(path: "/nowhere/at all.xes")
        #expect(refusal?.description == "the file cannot be read: there is none of that name")
    }

    @Test func `the text of the file is not in the message`() throws {
        let refusal = try refusal(of: "<log><date key='secret' value='secret'/></log>")
        #expect(refusal?.description == "line 1, column 6: the value is no date")
    }
}
