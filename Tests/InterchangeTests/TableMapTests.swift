// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Interchange

private let cases = """
    source: old
    rows: cases
    key: Ref
    type: complaint
    opened: {column: Opened, form: DD/MM/YYYY}
    rest: drop
    """
private let activities = """
    source: old
    rows: activities
    case: Ref
    activity: {plain: Action}
    happened: {column: When, form: "YYYY-MM-DD HH:mm", zone: Europe/London}
    rest: sealed
    """
private let letters = """
    source: old
    rows: correspondence
    case: Ref
    direction: {column: Way, values: {I: in, O: out}}
    channel: letter
    happened: {column: When, form: D/M/YYYY, empty: flag}
    message: Text
    rest: drop
    """

private func error(_ yaml: String) -> TableMapError? {
    do throws(TableMapError) {
        _ = try TableMap(yaml: yaml)
        return nil
    } catch { return error }
}

@Suite("A mapping file") struct TableMapTests {
    @Test(arguments: [cases, activities, letters])
    func `is read`(yaml: String) {
        #expect(error(yaml) == nil)
    }

    @Test func `names the columns that it needs, each once`() throws {
        let map = try TableMap(
            yaml: cases + """

                subject: Title
                status: {column: State, values: {x: open}}
                correspondent: {name: Who, email: Mail}
                columns: {Title: code, State: code, Ward: drop}
                """)
        #expect(
            Set(map.named.map(\.name)) == [
                "Ref", "Opened", "Title", "State", "Who", "Mail", "Ward",
            ])
        #expect(map.named.count == 7)
    }

    @Test(
        "says in which line it is wrong",
        arguments: [
            (cases + "\nsbject: Title", 7, "`sbject` is no key of the map"),
            (cases + "\nhappened: x", 7, "`happened` is no key of the map"),
            (cases + "\nkey: Other", nil, "a key stands there twice"),
            (cases + "\ncolumns: {Ward: plain}", 7, "is one of `sealed` `drop` `code`"),
            (cases + "\ncolumns: {Ward: {form: DD/MM}}", 7, "`form` says a day"),
            (cases + "\ncolumns:\n  Ward: {form: DD/MM/YYYY, zon: x}", 8, "`zon` is no key"),
            (cases + "\nchannel: fax", 7, "a channel, if not `none`, is one of `phone`"),
            (cases + "\nstatus: {column: S, values: {x: shut}}", 7, "a status is `open`"),
            (cases + "\nstatus: {values: {x: open}}", 7, "`status` lacks the key `column`"),
            (
                cases + "\nchannel: {column: C, otherwise: web}", 7,
                "`channel` names a column and no"
            ),
            (cases + "\nclosed: {column: C, form: DD/MM/YYYY}", 7, "`closed` without `status`"),
            (cases + "\nformat: xml", 7, "`format` is one of `csv` `json`"),
            (cases + "\ndelimiter: \"|\"", 7, "`delimiter` is one of"),
            (cases + "\nnothing: N/A", 7, "`nothing` is a list"),
            (cases + "\neach: notes", 7, "`each` is no key"),
            (cases + "\nsubject:", 7, "`subject` is one text, and not empty"),
            (cases + "\nsubject: [a, b]", 7, "`subject` is one text"),
            ("source: x\nrows: people", 2, "`rows` is one of `cases`"),
            ("rows: cases", 1, "the map lacks the key `source`"), ("- a", 1, "has no keys"),
            ("a: [", nil, "it is no YAML"), ("", nil, "it is empty"),
            (String(repeating: "#", count: 60_001), nil, "over 60000 bytes"),
        ] as [(String, Int?, String)])
    func wrong(yaml: String, line: Int?, reason: String) throws {
        let found = try #require(error(yaml))
        if let line { #expect(found.line == line) }
        #expect(found.reason.contains(reason), "\(found.reason)")
    }

    @Test(
        "says what it must say",
        arguments: [
            (cases, ["source", "rows", "key", "type", "opened", "rest"]),
            (activities, ["case", "activity", "happened", "rest"]),
            (letters, ["case", "direction", "channel", "happened", "message", "rest"]),
        ])
    func required(yaml: String, keys: [String]) throws {
        for key in keys {
            let lines = yaml.split(separator: "\n").filter { !$0.hasPrefix("\(key):") }
            let found = try #require(error(lines.joined(separator: "\n")))
            #expect(found.reason == "the map lacks the key `\(key)`")
        }
    }

    @Test(
        "a time has a zone, or an offset in the text, and a day has neither",
        arguments: [
            ("DD/MM/YYYY", nil, nil), ("DD/MM/YYYY", "Europe/London", "`zone` is for"),
            ("DD/MM/YYYY HH:mm", nil, "needs `zone`"),
            ("DD/MM/YYYY HH:mm", "Europe/London", nil),
            ("DD/MM/YYYY HH:mm", "Europe/Atlantis", "IANA"), ("YYYY-MM-DDTHH:mmZ", nil, nil),
            ("YYYY-MM-DDTHH:mmZ", "UTC", "`zone` is for"),
        ] as [(String, String?, String?)])
    func zones(form: String, zone: String?, reason: String?) {
        let moment = "{column: O, form: \"\(form)\"\(zone.map { ", zone: \($0)" } ?? "")}"
        let yaml = cases.replacing("{column: Opened, form: DD/MM/YYYY}", with: moment)
        if let reason {
            #expect(error(yaml)?.reason.contains(reason) == true)
        } else {
            #expect(error(yaml) == nil)
        }
    }
}
