// SPDX-License-Identifier: Apache-2.0
import Forms
import Testing
import WorkingTime

private enum Colour: String, CaseIterable, PlainValue { case red, green }

private struct Line1: FieldGroup, Equatable {
    var name: Code
    var count: Int
    static let form = Form("line", Self.init, Field("name", \.name), Field("count", \.count))
}

private struct Sample: Recorded {
    var colour: Colour
    var day: Day?
    var count: Int
    var isSet: Bool
    var words: [Code]
    var lines: [Line1]
    var note: Sealed<String>?
    var text: Sealed<String>

    static let form = Form(
        "sample.made", Self.init, Field("colour", \.colour), Field("day", \.day),
        Field("count", \.count), Field("isSet", \.isSet), Field("words", \.words),
        Field("lines", \.lines), Field("note", \.note), Field("text", \.text))
}

private struct Asked: Requested {
    var subject: Line
    var message: Passage?

    static let form = Form.request(
        "ask", Self.init, Field("subject", \.subject), Field("message", \.message))
}

@Suite("A form") struct FormTests {
    private func word(_ text: String) throws -> Code { try #require(Code(text)) }

    private func full() throws -> Sample {
        Sample(
            colour: .green, day: Day("2026-11-22"), count: 3, isSet: true,
            words: [try word("a"), try word("b")],
            lines: [Line1(name: try word("x"), count: 1), Line1(name: try word("y"), count: 2)],
            note: .value("Seen."), text: .value("Dear all"))
    }

    private func read(_ plain: String, _ sealed: String?) throws -> Sample {
        let opened = try sealed.map { try #require(JSON(parsing: Array($0.utf8))) }
        return try Sample.form.read(
            FieldReader(data: try #require(JSON(parsing: Array(plain.utf8))), opened: opened))
    }

    @Test func `is written in the order of its fields, what is sealed apart`() throws {
        var fields = FieldWriter()
        #expect(try full().write(to: &fields) == "sample.made")
        #expect(
            String(decoding: JSON.object(fields.plain).bytes, as: UTF8.self)
                == #"{"colour":"green","day":"2026-11-22","count":3,"isSet":true,"#
                + #""words":["a","b"],"lines":[{"name":"x","count":1},{"name":"y","count":2}]}"#)
        #expect(
            String(decoding: JSON.object(fields.sealed).bytes, as: UTF8.self)
                == #"{"note":"Seen.","text":"Dear all"}"#)
    }

    @Test func `is read as it was written`() throws {
        let written = try full()
        var fields = FieldWriter()
        _ = written.write(to: &fields)
        let stood = JSON.object(fields.plain + [JSON.Member("sealed", [])])
        #expect(
            try Sample.form.read(FieldReader(data: stood, opened: .object(fields.sealed)))
                == written)
    }

    @Test func `leaves out what is not there`() throws {
        let bare = Sample(
            colour: .red, day: nil, count: 0, isSet: false, words: [], lines: [], note: nil,
            text: .value("x"))
        var fields = FieldWriter()
        _ = bare.write(to: &fields)
        #expect(fields.plain.map(\.key) == ["colour", "count"])
        #expect(fields.sealed.map(\.key) == ["text"])
        #expect(
            try read(#"{"colour":"red","count":0,"sealed":[]}"#, #"{"text":"x"}"#) == bare)
    }

    @Test func `hides from a reader what is sealed, and whether it was there`() throws {
        let seen = try read(#"{"colour":"red","count":0,"sealed":[]}"#, nil)
        #expect(seen.note == .hidden)
        #expect(seen.text == .hidden)
    }

    @Test(
        "says which field is wrong",
        arguments: [
            (#"{"count":0,"sealed":[]}"#, "colour", DecodingProblem.Reason.missing),
            (#"{"colour":"blue","count":0,"sealed":[]}"#, "colour", .malformed),
            (#"{"colour":"red","sealed":[]}"#, "count", .missing),
            (#"{"colour":"red","count":-1,"sealed":[]}"#, "count", .malformed),
            (#"{"colour":"red","count":0,"isSet":1,"sealed":[]}"#, "isSet", .malformed),
            (#"{"colour":"red","count":0,"words":"a","sealed":[]}"#, "words", .malformed),
            (#"{"colour":"red","count":0,"words":[1],"sealed":[]}"#, "words", .malformed),
            (#"{"colour":"red","count":0,"lines":[{"name":"x"}],"sealed":[]}"#, "count", .missing),
            (#"{"colour":"red","count":0}"#, "text", .missing),
        ])
    func wrong(_ plain: String, _ field: String, _ reason: DecodingProblem.Reason) {
        #expect(throws: DecodingProblem(field: field, reason)) {
            _ = try read(plain, #"{"text":"x"}"#)
        }
    }

    @Test func `says what each field is, for pages and for other programs`() {
        #expect(
            Sample.form.fields.map(\.kind)
                == [
                    .choice(["red", "green"]), .optional(.day), .number(0...Int.max), .flag,
                    .list(.word),
                    .list(
                        .group([
                            FieldDescription(name: "name", kind: .word),
                            FieldDescription(name: "count", kind: .number(0...Int.max)),
                        ])), .optional(.sealed), .sealed,
                ])
    }

    @Test func `is shown field by field, without what is not there`() throws {
        var sample = try full()
        sample.day = nil
        sample.text = .hidden
        #expect(
            sample.shown.map(\.name) == [
                "colour", "count", "isSet", "words", "lines", "note", "text",
            ])
        #expect(sample.shown.last?.value == .text(nil))
        #expect(sample.shown.first?.value == .plain("green"))
    }
}

@Suite("What people type") struct TextTests {
    private func ask(_ json: String) throws -> Asked {
        try Asked.form.read(FieldReader(data: try #require(JSON(parsing: Array(json.utf8)))))
    }

    @Test func `is taken without the space around it and what nobody sees`() throws {
        let asked = try ask(#"{"subject":" \u0007Bins \n","message":"\u200b \n"}"#)
        #expect(asked.subject.text == "Bins")
        #expect(asked.message == nil)
    }

    @Test func `is refused where it is missing, empty, too long or no text`() throws {
        func reason(_ json: String) -> DecodingProblem.Reason? {
            do {
                _ = try ask(json)
                return nil
            } catch { return (error as? DecodingProblem)?.reason }
        }
        #expect(reason("{}") == .missing)
        #expect(reason(#"{"subject":" \u2060 "}"#) == .missing)
        #expect(reason(#"{"subject":7}"#) == .malformed)
        let long = String(repeating: "é", count: 250)
        #expect(reason(#"{"subject":"\#(long)"}"#) == nil)
        #expect(reason(#"{"subject":"\#(long)e"}"#) == .tooLong(limit: 500))
    }
}
