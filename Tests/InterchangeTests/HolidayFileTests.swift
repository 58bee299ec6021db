// SPDX-License-Identifier: Apache-2.0
import Testing
import WorkingTime

@testable import Interchange

private let naming = HolidayFile.Naming(
    version: nil, source: nil, licence: nil, today: Day(number: 22_280))

/// `events` of a division as gov.uk writes them: the 1st of some months of 2031, and Christmas.
private func events(
    _ months: Int, title: String = "A day", christmas: Bool = true, more: String = ""
) -> String {
    let days =
        (1...months).map { $0 < 10 ? "2031-0\($0)-01" : "2031-\($0)-01" }
        + (christmas ? ["2031-12-25"] : [])
    let events = days.map { #"{"title":"\#(title)","date":"\#($0)","notes":"","bunting":true}"# }
    return "[" + events.joined(separator: ",") + more + "]"
}

private func file(
    _ england: String = events(7), scotland: String = events(8), ireland: String? = events(9),
    more: String = ""
) -> String {
    let ireland = ireland.map { #","northern-ireland":{"events":\#($0)}"# } ?? ""
    return #"{"england-and-wales":{"division":"england-and-wales","events":\#(england)},"#
        + #""scotland":{"events":\#(scotland)}\#(ireland)\#(more)}"#
}

private func table(_ text: String) throws(HolidayFile.Problem) -> HolidayTable {
    try HolidayFile.table(Array(text.utf8), naming)
}

@Suite("A file of bank holidays") struct HolidayFileTests {
    @Test func `of gov.uk is read, and divisions that share a day share a holiday`() throws {
        let table = try table(file())
        #expect(table.years == 2031...2031)
        #expect(table.version == "2031-01-01")
        #expect(table.source == HolidayFile.usualSource)
        #expect(table.digest.count == 64)
        #expect(table.holidays.count == 10)
        #expect(table.holidays.map(\.divisions).prefix(7).allSatisfy { $0 == .unitedKingdom })
        #expect(table.holidays[8].divisions == Divisions(.northernIreland))
    }

    @Test func `of this program's form is read, and says itself what it is`() throws {
        let table = try table(HolidayTable.shipped.text)
        #expect(table.version == HolidayTable.shipped.version)
        #expect(table.source == HolidayTable.shipped.source)
        #expect(table.hasSameHolidays(as: .shipped))
        // Its own digest, not that of the file from which it was once made.
        #expect(table.digest != HolidayTable.shipped.digest)
    }

    @Test(
        "that dates cannot rest on is refused",
        arguments: [
            ("", "it is empty"), ("{", "not whole"), ("{}", "england-and-wales"),
            ("[]", "neither the JSON of gov.uk"), ("<html>", "neither the JSON of gov.uk"),
            (file(ireland: nil), "northern-ireland"), (file("{}"), "england-and-wales"),
            (file(more: #","wales":{"events":[]}"#), "none of the three"),
            (
                file(more: #","scotland":{"events":[]}"#), "not whole, or no JSON"
            ),
            (file(events(6)), "2031 has 7 holidays for England and Wales"),
            (file(scotland: events(7)), "2031 has 8 holidays for Scotland"),
            (file(ireland: events(8)), "2031 has 9 holidays for Northern Ireland"),
            (file(events(8, christmas: false)), "2031 has no holiday at Christmas"),
            (file(scotland: "[]"), "2031 has 0 holidays for Scotland"),
            (
                file(events(7, more: #",{"title":"x","date":"2031-06-01"}"#)),
                "2031-06-01 stands twice for England and Wales"
            ),
            (file(events(1, more: #",{"title":"x"}"#)), "holiday 3 of `england-and-wales`"),
            (
                file(events(1, more: #",{"title":"x","date":"2031-02-30"}"#)),
                "holiday 3 of `england-and-wales`"
            ),
            (
                file(events(1, more: #",{"title":"x","date":"2031-02-20","notes":7}"#)),
                "holiday 3 of `england-and-wales`"
            ),
            (file(events(7, more: #",{"title":"x","date":"2099-01-01"}"#)), "2032 has 0 holidays"),
            (file(events(7, more: #",{"title":"x","date":"9999-01-01"}"#)), "not of our time"),
            (file(events(7, title: #"a\tb"#)), "cannot be printed"),
            (file(events(7, title: #"a\u202eb"#)), "cannot be printed"),
            (file(events(7, title: #"a\u2028b"#)), "cannot be printed"),
            (file(events(7, title: "")), "empty title"),
            (file(events(7, title: #"\u200b "#)), "empty title"),
            (file() + String(repeating: " ", count: 1_048_576), "over 1 MiB"),
            ("# years: 2031-2031\nA day", "line 2"),
            (HolidayTable.shipped.text + "2026-06-17\t\tA day\n", "it is no holiday"),
            (
                HolidayTable.shipped.text + "2026-06-17\tscotland\tA day\t\t2026-06-18\n",
                "which is after it"
            ),
            (
                HolidayTable.shipped.text.replacing("# licence:", with: "# terms:"),
                "`# licence: …` is missing"
            ),
            (
                HolidayTable.shipped.text.replacing("# source: ", with: "# source: a\u{1B}[31m"),
                "version, source or licence"
            ),
        ])
    func refused(_ text: String, _ reason: String) {
        #expect {
            try table(text)
        } throws: {
            ($0 as? HolidayFile.Problem)?.description.contains(reason) ?? false
        }
    }

    @Test func `that an editor saved for Windows is read`() throws {
        let saved = "\u{FEFF}" + HolidayTable.shipped.text.replacing("\n", with: "\r\n")
        #expect(try table(saved).hasSameHolidays(as: .shipped))
        #expect(try table("\u{FEFF}" + file()).holidays.count == 10)
    }

    @Test func `that is no text is refused`() {
        #expect(throws: HolidayFile.Problem.self) {
            try HolidayFile.table([0xFF, 0xFE, 0x20], naming)
        }
    }

    @Test func `with a text that the ledger does not take is refused before it is adopted`() throws
    {
        let long = try table(
            file(events(7, title: String(repeating: "x", count: 201))))
        #expect(throws: HolidayFile.Problem.self) {
            try HolidayFile.successor(of: [.shipped], long, today: Day(number: 22_300))
        }
    }

    @Test func `with years far from those in force is refused`() throws {
        #expect(throws: HolidayFile.Problem.self) {
            try HolidayFile.successor(of: [.shipped], try table(file()), today: Day(number: 22_300))
        }
    }
}
