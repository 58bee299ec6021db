// SPDX-License-Identifier: Apache-2.0
import Testing
import WorkingTime
import XES

@Suite("A log is read as it stands")
struct ReaderTests {
    @Test func `each type has its value, spaces around it aside`() throws {
        let header = try WholeLog(
            """
            <log xes.version="1.0" xes.features="nested-attributes" openxes.version="2">
              <string key="s" value=" a&#10;&lt;é "/> <id key="i" value="x y"/>
              <date key="d" value=" 2020-02-29T23:59:59.1234567+14:00 "/>
              <int key="n" value=" -9223372036854775808"/> <int key="p" value="+7"/>
              <float key="f" value="-1.5E3"/> <float key="g" value="-INF"/>
              <boolean key="t" value="1"/> <boolean key="u" value="false"/>
            </log>
            """
        ).header
        let date = try #require(OffsetInstant("2020-02-29T23:59:59.1234567+14:00"))
        #expect(header.version == "1.0")
        #expect(header.features == "nested-attributes")
        #expect(
            header.attributes == [
                XESAttribute("s", .string(" a\n<é ")), XESAttribute("i", .id("x y")),
                XESAttribute("d", .date(date)), XESAttribute("n", .int(.min)),
                XESAttribute("p", .int(7)), XESAttribute("f", .float(-1500)),
                XESAttribute("g", .float(-.infinity)), XESAttribute("t", .boolean(true)),
                XESAttribute("u", .boolean(false)),
            ])
    }

    @Test func `an event knows what, how far, who and when`() throws {
        let log = try WholeLog(
            """
            <x:log xmlns:x="http://www.xes-standard.org/"><x:trace>
            <x:int key="concept:name" value="7"/>
            <x:event x:key="of no account">
            <x:string key="concept:name" value="register"/>
            <x:string key="lifecycle:transition" value="complete"/>
            <x:string key="org:resource" value="Anne"/>
            <x:date key="time:timestamp" value="2020-01-01T00:00:00Z"/>
            </x:event></x:trace></x:log>
            """)
        let trace = try #require(log.traces.first)
        let event = try #require(trace.events.first)
        #expect(trace.name == "7" && trace.line == 1 && event.line == 3)
        #expect(event.name == "register" && event.transition == "complete")
        #expect(event.resource == "Anne")
        #expect(event.timestamp?.description == "2020-01-01T00:00:00.000Z")
    }

    @Test func `a list is the same in the form of 2016 and in those before`() throws {
        let item = #"<int key="a" value="1"/>"#
        let items = [XESAttribute("a", .int(1))]
        let forms: [(String, XESAttribute)] = [
            ("<list key='l'><values>\(item)</values></list>", XESAttribute("l", .list(items))),
            (
                "<list key='l'>\(item)<values>\(item)</values></list>",
                XESAttribute("l", .list(items), children: items)
            ),
            ("<list key='l'>\(item)</list>", XESAttribute("l", .list(items))),
            ("<container key='l'>\(item)</container>", XESAttribute("l", .list(items))),
            ("<list key='l'/>", XESAttribute("l", .list([]))),
        ]
        for (text, attribute) in forms {
            #expect(try WholeLog("<log>\(text)</log>").header.attributes == [attribute])
        }
    }

    @Test func `a classifier's keys may have spaces between apostrophes or as escapes`() throws {
        let header = try WholeLog(
            "<log><classifier name='n' keys=\"concept:name 'a b'  c_x0020_d\"/></log>"
        ).header
        #expect(header.classifiers == [.init(name: "n", keys: ["concept:name", "a b", "c d"])])
    }

    @Test func `a log may be in UTF-16`() throws {
        let text = #"<?xml version="1.0" encoding="UTF-16"?><log><id key="é" value="字"/></log>"#
        let bytes = ([0xFEFF] + Array(text.utf16)).flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        let log = try withFile(bytes) { try WholeLog(path: $0) }
        #expect(log.header.attributes == [XESAttribute("é", .id("字"))])
    }

    @Test func `what a trace's reader throws ends the reading`() throws {
        struct Enough: Error {}
        let text = #"<log><trace><string key="concept:name" value="1"/></trace></log>"#
        _ = try withFile(Array(text.utf8)) { path in
            #expect(throws: Enough.self) { try XESReader(path: path).read { _ in throw Enough() } }
        }
    }
}
