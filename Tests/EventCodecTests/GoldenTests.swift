// SPDX-License-Identifier: Apache-2.0
import Casework
import EventCodec
import Testing

/// A shipped form stays: these bytes are in some log, and must be read for ever.
@Suite("The bytes of an event") struct GoldenTests {
    private static let sealed =
        #""sealed":[{"owner":"case/0198c0de-0000-7000-8000-000000000001","#
        + #""commitment":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="}]"#
    private static let tree =
        #""attributes":[{"key":"name","type":"string"},{"key":"id","type":"id"},"#
        + #"{"key":"code","type":"code","value":"EUR"},"#
        + #"{"key":"when","type":"date","value":"2011-10-11T13:45:40.276+02:00"},"#
        + #"{"key":"count","type":"int","value":-9223372036854775808},"#
        + #"{"key":"cost","type":"float","value":0.1},"#
        + #"{"key":"least","type":"float","value":"-INF"},"#
        + #"{"key":"most","type":"float","value":"INF"},"#
        + #"{"key":"paid","type":"boolean","value":true},"#
        + #"{"key":"parts","type":"list","children":[{"key":"name","type":"string","#
        + #""children":[{"key":"x","type":"string"}]},{"key":"same","type":"children","#
        + #""children":[{"key":"y","type":"id"}]}]},{"key":"last","type":"string"}]"#
    private static let texts = #""texts":["one","two","three","four","five","six"]"#
    private static let id = "0198c0de-0000-7000-8000-00000000000"

    /// For each of `Sample.full`: its type, its data, and what is sealed.
    private static let golden: [(type: String, data: String, sealed: String?)] = [
        (
            "case.opened",
            #"{"type":"imported","channel":"letter","correspondent":"person/\#(id)c","#
                + #""log":"log/\#(id)d","copy":2,\#(tree),\#(sealed)}"#,
            #"{"subject":"Bins","message":"Not emptied.","name":"case-10011","#
                + #""row":"c0de",\#(texts)}"#
        ),
        (
            "case.activityRecorded",
            #"{"activity":"T02 Check","transition":"complete","performer":"resource/\#(id)e","#
                + #""offset":-570,"log":"log/\#(id)d","copy":3,\#(tree),\#(sealed)}"#,
            #"{"key":"A 1","row":"c0de",\#(texts)}"#
        ),
        (
            "case.correspondenceRecorded",
            #"{"direction":"in","channel":"web","log":"log/\#(id)d","copy":3,\#(tree),\#(sealed)}"#,
            #"{"subject":"Bins","message":"Again.","key":"A 1","row":"c0de",\#(texts)}"#
        ),
        (
            "case.contradictionFound",
            #"{"kind":"closed-before-opened","given":"1900-01-01","#
                + #""against":"2012-03-11T18:52:49.000Z"}"#, nil
        ),
        ("case.allocated", #"{"team":"team/\#(id)b"}"#, nil),
        ("case.assigned", #"{"officer":"staff/\#(id)a"}"#, nil),
        ("case.noteAdded", "{\(sealed)}", #"{"text":"Rang back."}"#),
        (
            "case.closed", #"{"outcome":"no-reply-needed",\#(sealed)}"#, #"{"note":"Done."}"#
        ),
        (
            "person.registered", "{\(sealed)}",
            #"{"name":"Ann Lee","email":"ann@example.org","phone":"0141 496 0000","#
                + #""address":"1 High St\nGlasgow"}"#
        ),
        ("staff.registered", "{\(sealed)}", #"{"name":"Bo"}"#),
        ("staff.joinedTeam", #"{"team":"team/\#(id)b"}"#, nil),
        ("staff.deactivated", "{}", nil),
        ("log.imported", #"{"format":"xes",\#(sealed)}"#, #"{"header":"<log>"}"#),
        ("log.headerContinued", "{\(sealed)}", #"{"header":"</log>"}"#),
        (
            "log.tableImported",
            #"{"digest":"c0de","rows":12,"cases":7,"activities":0,"correspondence":1,\#(sealed)}"#,
            #"{"map":"source: old"}"#
        ),
        ("resource.registered", #"{"log":"log/\#(id)d",\#(sealed)}"#, #"{"name":"Res 7"}"#),
        (
            "organisation.established",
            #"{"name":"Glasgow “City” Council","jurisdiction":"scotland"}"#, nil
        ),
        (
            "organisation.established",
            #"{"name":"Glasgow “City” Council","jurisdiction":"scotland","demonstration":true}"#,
            nil
        ),
        ("team.established", #"{"name":"Glasgow “City” Council"}"#, nil),
    ]

    @Test(arguments: golden.indices)
    func `are as they were first shipped`(index: Int) throws {
        let (type, data, sealed) = Self.golden[index]
        let encoded = EventCodec.encode(Sample.full[index])
        #expect(encoded.type == type)
        #expect(encoded.dataVersion == 1)
        #expect(text(encoded.stored) == data)
        #expect(encoded.sealed.map { text($0) } == sealed)
    }

    @Test(arguments: golden.indices)
    func `as first shipped are still read`(index: Int) throws {
        let (type, data, sealed) = Self.golden[index]
        let event = try EventCodec.decode(
            type: type, dataVersion: 1, data: Array(data.utf8),
            opened: sealed.map { Array($0.utf8) })
        #expect(event == Sample.full[index])
    }

    @Test func `are one form whatever the fields that are not there`() {
        let bare = Sample.bare.map { text(EventCodec.encode($0).stored) }
        #expect(
            bare == [
                #"{"type":"foi"}"#, "{}", #"{"direction":"out","channel":"phone",\#(Self.sealed)}"#,
                #"{"kind":"without-day"}"#, "{}", "{}", #"{"outcome":"answered"}"#, "{}",
            ])
    }
}
