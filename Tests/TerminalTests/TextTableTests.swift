// SPDX-License-Identifier: Apache-2.0
import Terminal
import Testing

@Suite("A table in a terminal") struct TextTableTests {
    @Test(arguments: [
        ("", 0), ("Llŷr", 4), ("Lly\u{302}r", 4), ("Wiśniewska", 10), ("日本", 4), ("ｱ", 1),
        ("한글", 4), ("مرحبا", 5), ("مَرْحَبًا", 5), ("কাজ", 3), ("👩‍👩‍👧‍👦", 2), ("🇬🇧", 2), ("✔", 1),
        ("✔️", 2), ("a\u{200B}b", 2),
    ])
    func `a text takes the columns that a terminal gives it`(text: String, columns: Int) {
        #expect(DisplayWidth.columns(text) == columns)
    }

    @Test(arguments: [
        ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"),
        ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"), ("abc", 1, "…"),
    ])
    func `a text is cut between characters, never inside one`(
        text: String, limit: Int, cut: String
    ) {
        #expect(DisplayWidth.cut(text, to: limit) == cut)
        #expect(DisplayWidth.columns(cut) <= limit)
    }

    @Test(arguments: [
        ("a\nb", "a␊b"), ("a\r\nb", "a␍␊b"), ("\u{1b}[31mred", "␛[31mred"), ("\t", "␉"),
        ("\u{7f}", "␡"), ("\u{9b}2J", "\\u{9B}2J"), ("a\u{202E}b", "a\\u{202E}b"), ("é", "é"),
    ])
    func `what would command the terminal is shown, not sent`(text: String, printed: String) {
        #expect(DisplayWidth.printable(text) == printed)
    }

    private let people = TextTable(
        [.init("name"), .init("cases", isNumber: true), .init("remark")],
        [["Siân", "7", "on leave until the second of January"], ["日本", "12345", ""]])

    @Test func `numbers stand to the right, and no line ends in space`() {
        #expect(
            people.rendered(width: nil).text == """
                name  cases  remark
                ────  ─────  ────────────────────────────────────
                Siân      7  on leave until the second of January
                日本  12345

                """)
    }

    @Test(arguments: [49, 48, 40, 25, 19])
    func `it is as wide as the terminal, and says when something is cut`(width: Int) {
        let rendering = people.rendered(width: width)
        let widest = rendering.text.split(separator: "\n").map { DisplayWidth.columns($0) }.max()
        #expect(widest == min(width, 49))
        #expect(rendering.isCut == (width < 49))
        #expect(rendering.text.contains("12345"))
    }

    @Test func `where there is no room at all, it is too wide rather than empty`() {
        #expect(people.rendered(width: 3) == people.rendered(width: 19))
    }

    @Test func `a table without rows has its titles`() {
        let table = TextTable([.init("a"), .init("b")], [])
        #expect(table.rendered(width: 80).text == "a  b\n─  ─\n")
    }

    @Test(arguments: [("120", 120), ("0", 80), ("-5", 80), ("wide", 80), ("", 80), (nil, 80)])
    func `COLUMNS wins, where it is a number`(setting: String?, columns: Int) {
        // No file has this descriptor, so no terminal either.
        #expect(TerminalWidth.columns(of: -1, setting: setting) == columns)
    }
}
