// SPDX-License-Identifier: Apache-2.0
import Casework
import EventCodec
import Forms
import Testing

@Suite("Data that is not of its event's form") struct MalformedTests {
    private func decode(_ type: String, _ data: String, _ opened: String? = nil) throws
        -> DomainEvent?
    {
        try EventCodec.decode(
            type: type, dataVersion: 1, data: Array(data.utf8),
            opened: opened.map { Array($0.utf8) })
    }

    @Test(arguments: [
        ("case.opened", "{}", "type"), ("case.opened", #"{"type":1}"#, "type"),
        ("case.opened", #"{"type":"Enquiry"}"#, "type"),
        ("case.opened", #"{"type":"foi","channel":"fax"}"#, "channel"),
        ("case.opened", #"{"type":"foi","channel":null}"#, "channel"),
        ("case.opened", #"{"type":"foi","correspondent":"case/x"}"#, "correspondent"),
        ("case.opened", #"{"type":"foi","log":""}"#, "log"),
        ("case.opened", #"{"type":"foi","attributes":{}}"#, "attributes"),
        ("case.opened", #"{"type":"foi","attributes":null}"#, "attributes"),
        ("case.activityRecorded", #"{"activity":""}"#, "activity"),
        ("case.activityRecorded", #"{"activity":"a\nb"}"#, "activity"),
        ("case.activityRecorded", #"{"transition":7}"#, "transition"),
        ("case.activityRecorded", #"{"performer":"staff/x"}"#, "performer"),
        ("case.activityRecorded", #"{"offset":"60"}"#, "offset"),
        ("case.activityRecorded", #"{"offset":1.5}"#, "offset"),
        ("case.correspondenceRecorded", #"{"channel":"web"}"#, "direction"),
        ("case.correspondenceRecorded", #"{"direction":"in"}"#, "channel"),
        ("case.correspondenceRecorded", #"{"direction":"up","channel":"web"}"#, "direction"),
        ("case.assigned", #"{"officer":"bob"}"#, "officer"),
        ("case.assigned", #"{"officer":null}"#, "officer"),
        ("case.closed", "{}", "outcome"), ("case.closed", #"{"outcome":"won"}"#, "outcome"),
        ("organisation.established", #"{"jurisdiction":"scotland"}"#, "name"),
        ("organisation.established", #"{"name":"","jurisdiction":"scotland"}"#, "name"),
        ("organisation.established", #"{"name":"G"}"#, "jurisdiction"),
        ("organisation.established", #"{"name":"G","jurisdiction":"wales"}"#, "jurisdiction"),
        ("calendar.adopted", "{}", "from"), ("calendar.adopted", #"{"from":2031,"to":2030}"#, "to"),
        ("calendar.adopted", calendar(#""holidays":{}"#), "holidays"),
        ("calendar.adopted", calendar(#""holidays":[{"day":"2031-02-30"}]"#), "holidays"),
        ("calendar.adopted", calendar(holiday(#""divisions":["wales"]"#)), "holidays"),
        ("calendar.adopted", calendar(holiday(#""divisions":[]"#)), "holidays"),
        ("calendar.adopted", calendar(holiday(#""divisions":["scotland"],"note":1"#)), "holidays"),
        (
            "calendar.adopted", calendar(holiday(#""divisions":["scotland"],"announced":"soon""#)),
            "holidays"
        ),
        ("log.imported", "{}", "format"), ("resource.registered", "{}", "log"),
        ("resource.registered", #"{"log":"case/x"}"#, "log"),
    ])
    func `is refused, and the field named`(type: String, data: String, field: String) {
        expectProblem(field) { try decode(type, data) }
    }

    @Test(arguments: ["", " ", "{", "{}{}", "nul", #"{"type":"foi",}"#, "{'type':'foi'}"])
    func `is refused where it is no JSON`(data: String) {
        expectProblem("data") { try decode("case.opened", data) }
    }

    @Test(arguments: ["[]", "7", "null", "true", #""x""#, #"[{"officer":null}]"#])
    func `is refused where it is JSON but no object`(data: String) {
        expectProblem("data") { try decode("case.assigned", data) }
        expectProblem("data") { try decode("case.activityRecorded", data) }
    }

    @Test(arguments: [
        "[1]", "[{}]", #"[{"key":"k"}]"#, #"[{"type":"int","value":1}]"#,
        #"[{"key":"","type":"int","value":1}]"#, #"[{"key":"k","type":"int"}]"#,
        #"[{"key":"k","type":"int","value":"1"}]"#, #"[{"key":"k","type":"int","value":1.5}]"#,
        #"[{"key":"k","type":"int","value":9223372036854775808}]"#,
        #"[{"key":"k","type":"float","value":"inf"}]"#,
        #"[{"key":"k","type":"boolean","value":"true"}]"#,
        #"[{"key":"k","type":"boolean","value":1}]"#,
        #"[{"key":"k","type":"date","value":"2026-11-22"}]"#,
        #"[{"key":"k","type":"code","value":""}]"#, #"[{"key":"k","type":"code"}]"#,
        #"[{"key":"k","type":"string","value":"in the clear"}]"#,
        #"[{"key":"k","type":"id","value":"in the clear"}]"#,
        #"[{"key":"k","type":"list","value":[]}]"#, #"[{"key":"k","type":"colour"}]"#,
        #"[{"key":"k","type":"list","children":{}}]"#,
        #"[{"key":"k","type":"list","children":[{"key":"k"}]}]"#,
    ])
    func `is refused where an attribute is malformed`(tree: String) {
        let data = #"{"type":"imported","attributes":\#(tree)}"#
        #expect(throws: DecodingProblem.self) { try decode("case.opened", data) }
    }

    private static let sealed = #"{"sealed":[{"owner":"o","commitment":"x"}]}"#

    @Test func `is refused where the opened value is no JSON`() {
        expectProblem("sealed") {
            try decode("case.noteAdded", Self.sealed, "{")
        }
    }

    @Test(arguments: ["{}", #"{"text":7}"#, #"{"text":null}"#, "[]", "7"])
    func `is refused where the opened value lacks what the event must have, or holds another kind`(
        value: String
    ) {
        #expect(throws: DecodingProblem.self) { try decode("case.noteAdded", Self.sealed, value) }
    }

    @Test func `is refused where an optional sealed field is no text`() {
        let data = #"{"outcome":"answered","sealed":[{"owner":"o","commitment":"x"}]}"#
        expectProblem("note") {
            try decode("case.closed", data, #"{"note":7}"#)
        }
    }

    @Test(arguments: ["{}", #"{"texts":[1]}"#])
    func `is refused where texts of attributes are missing`(opened: String) {
        let data = #"{"type":"imported","attributes":[{"key":"k","type":"string"}]}"#
        expectProblem("texts") {
            try decode("case.opened", data, opened)
        }
    }

    @Test(arguments: [
        #"[{}]"#, #"[{"owner":"o"}]"#, #"[{"owner":"o","commitment":"!"}]"#,
        #"[{"owner":"o","commitment":"AAAA"}]"#, #"[{"owner":1,"commitment":"AAAA"}]"#, "[7]",
        "{}", "7", "null",
    ])
    func `is refused where a commitment is malformed`(sealed: String) {
        let data = #"{"sealed":\#(sealed)}"#
        expectProblem("sealed") {
            try EventCodec.commitments(in: Array(data.utf8))
        }
    }

    @Test func `of a type or version that is not known is no event, and no error`() throws {
        #expect(try decode("case.frozen", "{}") == nil)
        #expect(try decode("", "{}") == nil)
        #expect(try decode("Case.opened", "{}") == nil)
        for version in [0, 2, -1, 99] {
            let event = try EventCodec.decode(
                type: "case.opened", dataVersion: version, data: Array("{}".utf8))
            #expect(event == nil)
        }
    }

    @Test func `never puts what it holds into the error`() {
        expectProblem("type") {
            try decode("case.opened", #"{"type":"Ann Lee"}"#)
        }
    }
}

/// The body is refused for the form of that field.
func expectProblem<R>(
    _ field: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> R
) {
    let problem = #expect(throws: DecodingProblem.self, sourceLocation: sourceLocation) {
        _ = try body()
    }
    #expect(problem.map { $0.field == field } ?? true, sourceLocation: sourceLocation)
}

private func calendar(_ member: String) -> String {
    #"{"version":"v","source":"s","licence":"l","digest":"d","from":2031,"to":2031,"#
        + member + "}"
}

private func holiday(_ members: String) -> String {
    #""holidays":[{"day":"2031-03-17","title":"A day","# + members + "}]"
}
