// SPDX-License-Identifier: Apache-2.0

import Pages
import Testing

@Suite("What people type stays text") struct EscapingTests {
    @Test func `every text on every page is shown escaped`() {
        let samples = Samples(before: "<script>", after: "\"'&</script>")
        for page in samples.pages {
            for name in page.texts + Samples.layoutTexts {
                let escaped = "&lt;script&gt;\(name)&quot;&#39;&amp;&lt;/script&gt;"
                #expect(page.html.contains(escaped), "\(name) on \(page.name)")
            }
            #expect(!bytes(of: page.html, contain: "<script"), "\(page.name)")
        }
    }

    @Test(arguments: ["\u{600}", "\u{110BD}", "\u{70F}"])
    func `a character that joins the next does not carry markup through`(joiner: String) {
        let samples = Samples(before: "\(joiner)<script\(joiner)>", after: "\(joiner)\"\u{301}")
        for page in samples.pages {
            #expect(!bytes(of: page.html, contain: "<script"), "\(page.name)")
            #expect(!bytes(of: page.html, contain: "\(joiner)\""), "\(page.name)")
        }
    }

    @Test(arguments: [
        "", "\n\nTwo lines first", "a\n  b\n\tc\n", "{{user}} {{{csrf}}}", "</textarea>",
    ])
    func `a note comes back as it was typed`(text: String) throws {
        let page = NotePage(
            heading: Samples.plain.heading, text: text,
            errors: [FieldError("text", "Shorten the note")], command: "c")
        let html = page.html(in: Samples.plain.layout)
        let escaped = text.replacing("<", with: "&lt;").replacing(">", with: "&gt;")
        // A browser drops one line break after the opening tag.
        #expect(html.contains(" aria-invalid=\"true\">\n\(escaped)</textarea>"))
    }

    @Test func `a reference and a filter are encoded in addresses`() {
        #expect(Paths.case("A/1 é?") == "/cases/A%2F1%20%C3%A9%3F")
        #expect(QueueFilter(reference: "a&b=c").href == "/queue?q=a%26b%3Dc")
    }
}
