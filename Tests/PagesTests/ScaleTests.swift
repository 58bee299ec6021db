// SPDX-License-Identifier: Apache-2.0

import Pages
import TestKit
import Testing
import WorkingTime

@Suite("The scale of a history") struct ScaleTests {
    func page(_ points: [ScalePoint], _ moment: Moment = Moment()) -> Markup {
        Markup(html(points, moment))
    }

    func html(_ points: [ScalePoint], _ moment: Moment = Moment()) -> String {
        HistoryPage(
            heading: Samples.plain.heading, moment: moment, points: points, facts: [],
            entries: [], pagination: Pagination(page: 1, total: 0), omitted: nil,
            values: MomentValues(moment)
        ).html(in: Samples.plain.layout)
    }

    /// The places of the marks of one line, in per cent; 36 is the upper, 106 the lower.
    func places(_ markup: Markup, _ line: String) -> [Double] {
        markup.tags("circle").filter {
            $0.attributes["class"]?.hasPrefix("scale-mark") == true
                && $0.attributes["cy"] == line
        }.compactMap { $0.attributes["cx"].flatMap { Double($0.dropLast()) } }
    }

    /// A point each, so many days after 1 March 2026 happened and recorded.
    func points(_ days: [(Int, Int)]) -> [ScalePoint] {
        days.map { happened, recorded in
            ScalePoint(
                happened: .day(Day.of("2026-03-01").adding(days: happened)),
                recorded: London.start(of: Day.of("2026-03-01").adding(days: recorded)),
                sentence: "Something")
        }
    }

    @Test func `each event of a short history has a mark of its own, in order`() {
        let markup = page(points([(0, 0), (1, 1), (2, 9), (300, 300), (301, 301)]))
        for line in ["36", "106"] {
            let places = places(markup, line)
            #expect(places.count == 5 && places == places.sorted())
            #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 > 3.5 })
            #expect(places.allSatisfy { (3...97).contains($0) })
        }
        // What is recorded when it happens stands upright under it.
        #expect(places(markup, "36")[3] == places(markup, "106")[3])
        #expect(markup.values("class").contains("scale-link scale-late"))
    }

    @Test func `a long history shares marks, and stays a line`() {
        let markup = page(points((0..<2_000).map { ($0, $0) }))
        for line in ["36", "106"] { #expect((20...25).contains(places(markup, line).count)) }
        #expect(markup.tags("circle").count < 120)
    }

    @Test func `a log that came in years later has a line of its own`() {
        let markup = page(points([(0, 3_000), (10, 3_000), (20, 3_000)]))
        #expect(places(markup, "36") == [3, 50, 97] && places(markup, "106") == [50])
    }

    @Test func `what happened on a day that nobody knows is on the line of recording alone`() {
        let (known, now) = (points([(0, 0), (9, 9)]), London.start(of: Day.of("2026-11-22")))
        let undated = ScalePoint(
            happened: .instant(now), isDated: false, recorded: now, sentence: "Something")
        let markup = page(known + [undated])
        #expect(places(markup, "36").count == 2 && places(markup, "106").count == 3)
        #expect(html(known + [undated]).contains("“As it happened”: 1 event of a day not known."))
        #expect(!html(known).contains("of a day not known"))
        // From the last known day on there is nothing later to go to.
        let later = page(known + [undated], Moment(asOf: .day(Day.of("2026-03-10"))))
        #expect(!later.values("href").contains { $0.contains("as-of=2026-11-22") })
        let none = page([undated])
        #expect(places(none, "36").isEmpty && places(none, "106") == [50])
        #expect(html([undated]).contains("No day is known"))
    }

    @Test func `one event is a mark in the middle`() {
        #expect(places(page(points([(4, 4)])), "36") == [50])
    }

    @Test func `marks beyond the moment are hollow, and the one it stands at says so`() {
        let limit = Moment(asOf: .day(Day.of("2026-03-03")))
        let markup = page(points([(0, 0), (2, 2), (9, 9)]), limit)
        let hollow = markup.tags("circle").filter {
            $0.attributes["class"]?.contains("scale-beyond") == true
        }
        #expect(hollow.count == 2)
        let current = markup.tags("a").filter { $0.attributes["aria-current"] == "true" }
        #expect(current.map { $0.attributes["href"]?.hasSuffix("as-of=2026-03-03") } == [true])
    }
}
