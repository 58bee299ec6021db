// SPDX-License-Identifier: Apache-2.0
import Testing
import WorkingTime

@testable import Interchange

private let naming = HolidayFile.Naming(
    version: nil, source: nil, licence: nil, today: Day(number: 22_280))

/// `events` of a division: the 1st of some months of 2031, as gov.uk writes them.
private func events(_ months: [Int], title: String = "A day", more: String = "") -> String {
    let days = months.map {
        let date = $0 < 10 ? "2031-0\($0)-01" : "2031-\($0)-01"
        return #"{"title":"\#(title)","date":"\#(date)","notes":"","bunting":true}"#
    }
    return "[" + days.joined(separator: ",") + more + "]"
}

private func file(
    _ england: String = events([1, 2, 3, 4, 5, 6]), scotland: String = events([1, 2, 3, 4, 5, 6]),
    ireland: String? = events([1, 2, 3, 4, 5, 7])
) -> String {
    let ireland = ireland.map { #","northern-ireland":{"events":\#($0)}"# } ?? ""
    return #"{"england-and-wales":{"division":"england-and-wales","events":\#(england)},"#
        + #""scotland":{"events":\#(scotland)}\#(ireland)}"#
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
        #expect(table.holidays.count == 7)
        #expect(table.holidays.map(\.divisions).prefix(5).allSatisfy { $0 == .unitedKingdom })
        #expect(table.holidays.last?.divisions == Divisions(.northernIreland))
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
            ("", "line 1"), ("{", "not whole"), ("{}", "england-and-wales"),
            (file(ireland: nil), "northern-ireland"), (file("{}"), "england-and-wales"),
            (file(events([1, 2, 3, 4, 5])), "2031 has 5 holidays for England and Wales"),
            (file(scotland: "[]"), "2031 has 0 holidays for Scotland"),
            (file(events([1, 2, 3, 4, 5, 6, 6])), "2031-06-01 stands twice for England and Wales"),
            (file(events([1], more: #",{"title":"x"}"#)), "holiday 2 of `england-and-wales`"),
            (
                file(events([1], more: #",{"title":"x","date":"2031-02-30"}"#)),
                "holiday 2 of `england-and-wales`"
            ),
            (
                file(events([1, 2, 3, 4, 5, 6], more: #",{"title":"x","date":"2099-01-01"}"#)),
                "2032 has 0 holidays"
            ),
            (
                file(events([1, 2, 3, 4, 5, 6], more: #",{"title":"x","date":"9999-01-01"}"#)),
                "not of our time"
            ),
            (file(events([1, 2, 3, 4, 5, 6], title: #"a\tb"#)), "cannot be printed"),
            (file(events([1, 2, 3, 4, 5, 6], title: "")), "empty title"),
            (file() + String(repeating: " ", count: 1_048_576), "over 1 MiB"),
            ("# years: 2031-2031\nA day", "line 2"),
        ])
    func refused(_ text: String, _ reason: String) {
        #expect {
            try table(text)
        } throws: {
            ($0 as? HolidayFile.Problem)?.description.contains(reason) ?? false
        }
    }

    @Test func `that is no text is refused`() {
        #expect(throws: HolidayFile.Problem.self) {
            try HolidayFile.table([0xFF, 0xFE, 0x20], naming)
        }
    }

    @Test func `with a text that the ledger does not take is refused before it is adopted`() throws
    {
        let long = try table(
            file(events([1, 2, 3, 4, 5, 6], title: String(repeating: "x", count: 201))))
        #expect(throws: HolidayFile.Problem.self) {
            try HolidayFile.successor(of: .shipped, long, today: Day(number: 22_300))
        }
    }

    @Test func `with years far from those in force is refused`() throws {
        #expect(throws: HolidayFile.Problem.self) {
            try HolidayFile.successor(of: .shipped, try table(file()), today: Day(number: 22_300))
        }
    }
}
