// SPDX-License-Identifier: Apache-2.0

import Pages
import Testing

@Suite("Pages work for everyone") struct AccessibilityTests {
    @Test func `everything to fill in has a label`() {
        for page in Samples.plain.pages {
            let markup = Markup(page.html)
            let labelled = Set(markup.tags("label").compactMap { $0.attributes["for"] })
            for control in markup.controls {
                let id = control.attributes["id"] ?? "none"
                #expect(labelled.contains(id), "\(id) on \(page.name)")
            }
        }
    }

    @Test func `whatever refers to an id finds it, once`() {
        for page in Samples.plain.pages {
            let markup = Markup(page.html)
            let ids = Set(markup.ids)
            #expect(ids.count == markup.ids.count, "\(page.name) repeats an id")
            let links = markup.values("href").filter { $0.hasPrefix("#") }.map { $0.dropFirst() }
            let described = markup.values("aria-describedby").flatMap { $0.split(separator: " ") }
            let others = (markup.values("aria-labelledby") + markup.values("for")).map { $0[...] }
            for reference in links + described + others {
                #expect(ids.contains(String(reference)), "\(reference) on \(page.name)")
            }
        }
    }

    @Test func `each error is in the summary, and at its field`() {
        for page in Samples.plain.forms {
            let markup = Markup(page.html)
            let summary = markup.tags("div").filter { $0.attributes["class"] == "error-summary" }
            #expect(summary.first?.attributes["role"] == "alert", "\(page.name)")
            let linked = markup.values("href").filter { $0.hasPrefix("#") && $0 != "#main" }
            for link in linked where !link.hasPrefix("#event-") {
                let help = link.dropFirst() + "-error"
                #expect(markup.ids.contains(String(help)), "\(help) on \(page.name)")
                let described = markup.values("aria-describedby").joined(separator: " ")
                #expect(described.contains(help), "\(help) on \(page.name)")
            }
            #expect(page.html.contains("<title>Error: "), "\(page.name)")
        }
    }

    @Test func `tags are balanced, and a page has one main heading`() {
        for page in Samples.plain.pages {
            let markup = Markup(page.html)
            // All are read: the one more is the document type.
            #expect(page.html.utf8.count { $0 == UInt8(ascii: "<") } == markup.tags.count + 1)
            #expect(markup.imbalance == nil, "\(page.name)")
            #expect(markup.tags("h1").count == 1, "\(page.name)")
            #expect(markup.tags("main").count == 1, "\(page.name)")
            #expect(markup.tags("html").first?.attributes["lang"] == "en-GB")
        }
    }

    @Test func `one thing at most takes the focus`() {
        for page in Samples.plain.pages {
            #expect(Markup(page.html).values("autofocus").count <= 1, "\(page.name)")
        }
        let fresh = NewContactPage(
            values: .init(today: Samples.plain.today), command: "c", types: [],
            today: Samples.plain.today)
        let focused = Markup(fresh.html(in: Samples.plain.layout)).tags
            .filter { $0.attributes["autofocus"] != nil }
        #expect(focused.map { $0.attributes["id"] } == ["channel"])
    }

    @Test func `the sorted column says so`() {
        let html = QueuePage(
            filter: QueueFilter(column: .type, direction: .ascending), tiles: [],
            rows: [], pagination: Pagination(page: 1, total: 0), types: [], officers: [],
            now: Samples.plain.now
        ).html(in: Samples.plain.layout)
        #expect(!html.contains("<table"))
        #expect(html.contains("No case") || html.contains("Nothing is waiting"))
        let sorted = Samples.plain.pages.first { $0.name == "queue" }.map { Markup($0.html) }
        #expect(sorted?.values("aria-sort") == ["descending"])
    }
}
