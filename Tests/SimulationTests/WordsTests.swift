// SPDX-License-Identifier: Apache-2.0
internal import Casework
internal import Simulation
internal import Testing
internal import WorkingTime

@Suite("Words of a demonstration") struct WordsTests {
    private static let composer = Composer(seed: 7)
    private static let opened = Year.whole.steps.filter { $0.step.kind == .open }.prefix(12_000)

    @Test func `people have names in each script, and some write in their language`() {
        let names = Self.opened.compactMap { Self.composer.contact(of: $0.facts)?.name }
        let messages = Self.opened.map { Self.composer.opening(of: $0.facts).message }
        for (texts, what) in [(names, "names"), (messages, "messages")] {
            for (script, range) in [("Arabic", 0x0621...0x064A), ("Bengali", 0x0980...0x09FF)] {
                let written = texts.filter { text in
                    text.unicodeScalars.filter { range.contains(Int($0.value)) }.count > 3
                }
                #expect(written.count > 5, "\(what) in \(script)")
            }
        }
        #expect(names.contains { $0.contains("ł") } && names.contains { $0.contains("Gruffydd") })
        #expect(messages.contains { $0.contains("Z poważaniem") })
        #expect(messages.contains { $0.contains("Yn gywir") })
    }

    @Test func `addresses and telephone numbers belong to nobody`() {
        for contact in Self.opened.compactMap({ Self.composer.contact(of: $0.facts) }) {
            if !contact.email.isEmpty {
                let host = contact.email.split(separator: "@").last ?? ""
                #expect(["com", "org", "net"].contains { host.hasSuffix("example.\($0)") })
                #expect(contact.email.utf8.allSatisfy { $0 > 32 && $0 < 127 })
            }
            let isDrama =
                contact.phone.hasPrefix("07700 900") || contact.phone.hasPrefix("020 7946 0")
            #expect(contact.phone.isEmpty || isDrama && contact.phone.count > 11)
            #expect(contact.address.isEmpty || contact.address.contains(", TX"))
        }
    }

    @Test func `no text has a place that was not filled, and none is empty`() {
        for (step, facts) in Year.whole.steps.prefix(40_000) {
            let text: String
            switch step.kind {
            case .open: text = Self.composer.opening(of: facts).message
            case .note(let note): text = Self.composer.note(note, step, facts)
            case .came(let came): text = Self.composer.came(came, step, facts)
            case .sent(let sent): text = Self.composer.sent(sent, step, facts)
            case .allocate, .assign, .close: continue
            }
            guard !text.isEmpty, !text.contains("{"), !text.contains("}") else {
                Issue.record("\(text)")
                return
            }
        }
    }

    @Test func `what is asked and answered fits the kind of letter`() {
        // Of each kind of matter, all texts of its letters.
        var texts: [String: String] = [:]
        for (step, facts) in Year.whole.steps.prefix(60_000) {
            let text: String
            switch step.kind {
            case .came(let came): text = Self.composer.came(came, step, facts)
            case .sent(.question): text = Self.composer.sent(.question, step, facts)
            default: continue
            }
            let kind =
                switch facts.matter {
                case .topic: "topic"
                case .information: "information"
                case .ownData: "own data"
                case .petition: "petition"
                case .campaign: "campaign"
                }
            texts[kind, default: ""] += text + "\n"
        }
        let only = [
            ("topic", "exactly where you mean"), ("information", "which period you mean"),
            ("own data", "your name and address"), ("petition", "the lead petitioner"),
        ]
        for (kind, words) in only {
            #expect(texts.filter { $0.value.contains(words) }.map(\.key) == [kind])
        }
        #expect(texts["information"]?.contains("since") == true)
        for kind in ["information", "own data", "petition"] {
            #expect(texts[kind]?.contains("where this is") == false)
            #expect(texts[kind]?.contains("photograph") == false)
        }
    }

    @Test func `a campaign's emails are nearly the same`() {
        let texts = Year.whole.steps
            .filter { $0.step.kind == .open && $0.facts.type == .campaign }
            .map { Self.composer.opening(of: $0.facts) }
        #expect(texts.count > 500)
        let subjects = Set(texts.map(\.subject))
        #expect((2...20).contains(subjects.count))
        #expect(Set(texts.map(\.message)).count > texts.count * 9 / 10)
    }
}

@Suite("Dice") struct DiceTests {
    /// The first numbers of the generator's own demonstration (pcg32, seed 42, stream 54).
    @Test func `fall as published`() {
        var dice = Dice(seed: 42, stream: 54)
        let expected: [UInt32] = [
            0xa15c_02b7, 0x7b47_f409, 0xba1d_3330, 0x83d2_f293, 0xbfa4_784b, 0xcbed_606e,
        ]
        #expect(expected.allSatisfy { $0 == dice.next() })
    }

    @Test func `stay within what they are asked for`() {
        var dice = Dice(seed: 1, stream: 1)
        #expect((0..<1_000).allSatisfy { _ in (3...5).contains(dice.roll(3...5)) })
        #expect(!(0..<1_000).contains { _ in dice.chance(0) })
        #expect(Set((0..<200).map { _ in dice.pick([("a", 1), ("never", 0)]) }) == ["a"])
    }
}

@Suite("An office's calendar") struct CalendarTests {
    private let calendar = OfficeCalendar()

    @Test(arguments: [
        ("2026-04-02", "2026-04-07", 1), ("2025-12-24", "2026-01-02", 4),
        ("2026-08-28", "2026-09-01", 1), ("2022-09-16", "2022-09-20", 1),
        ("2026-06-05", "2026-06-08", 1), ("2026-06-06", "2026-06-07", 0),
    ])
    func `counts working days in England and Wales`(from: String, to: String, days: Int) throws {
        let (from, to) = (try #require(Day(from)), try #require(Day(to)))
        #expect(calendar.workingDays(after: from, through: to) == days)
        if days > 0 { #expect(calendar.day(days, after: from) == to) }
    }
}
