// SPDX-License-Identifier: Apache-2.0

import Pages
import Testing

@Suite("Pages keep to the content security policy") struct SafetyTests {
    @Test func `there is no script and no style in a page`() {
        for page in Samples.plain.pages {
            let markup = Markup(page.html)
            #expect(markup.tags("script").isEmpty && markup.tags("style").isEmpty)
            let names = markup.tags.flatMap(\.attributes.keys)
            #expect(!names.contains { $0 == "style" || $0.hasPrefix("on") }, "\(page.name)")
            let addresses = markup.values("href") + markup.values("action") + markup.values("src")
            #expect(addresses.allSatisfy { $0.hasPrefix("/") || $0.hasPrefix("#") })
        }
    }

    @Test func `the style sheet fetches nothing`() {
        let css = String(decoding: Styles.sheet.bytes, as: UTF8.self)
        for word in ["url(", "@import", "@font-face", "http"] {
            #expect(!css.contains(word), "\(word)")
        }
        #expect(
            css.utf8.count { $0 == UInt8(ascii: "{") } == css.utf8.count { $0 == UInt8(ascii: "}") }
        )
    }

    @Test func `an asset is named by its bytes, and pages refer to it`() {
        #expect(Set(Styles.all.map(\.path)).count == Styles.all.count)
        for asset in Styles.all {
            #expect(asset.path.wholeMatch(of: #//assets/[0-9a-f]{16}\.(css|svg)/#) != nil)
        }
        for page in Samples.plain.pages {
            let linked = Markup(page.html).tags("link").compactMap { $0.attributes["href"] }
            #expect(linked == Styles.all.map(\.path), "\(page.name)")
        }
    }

    @Test func `every form that changes something carries its token`() {
        for page in Samples.plain.pages {
            for form in page.html.split(separator: "<form").dropFirst()
            where form.contains("method=\"post\"") {
                let end = form.firstRange(of: "</form>")?.lowerBound ?? form.endIndex
                let inputs = Markup(String(form[..<end])).tags("input")
                #expect(inputs.contains { $0.attributes["name"] == "csrf" }, "\(page.name)")
            }
        }
    }

    @Test func `a form on a case carries its command and the version it was made from`() {
        for page in Samples.plain.forms {
            let hidden = Markup(page.html).tags("input").filter {
                $0.attributes["type"] == "hidden"
            }
            func value(_ name: String) -> String? {
                hidden.first { $0.attributes["name"] == name }?.attributes["value"]
            }
            #expect(value("command") == Samples.plain.command, "\(page.name)")
            #expect(value("version") == (page.name == "new contact" ? nil : "7"), "\(page.name)")
        }
    }
}
