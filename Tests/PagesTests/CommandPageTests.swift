// SPDX-License-Identifier: Apache-2.0
import Casework
import Forms
import Foundation
import Pages
import Testing

@Suite("The page of a command") struct CommandPageTests {
    private func page(
        _ name: String, typed: [String: String] = [:], choices: [String: [Choice]] = [:],
        draft: ShownDraft? = nil
    ) throws -> String {
        let form = try #require(CaseCommand.forms.first { $0.name == name })
        return CommandPage(
            heading: Samples.plain.heading, words: .of(name), fields: form.fields, typed: typed,
            choices: choices, command: Samples.plain.command, today: Samples.plain.today,
            draft: draft
        ).html(in: Samples.plain.layout)
    }

    /// Feature 9: who signs reads what is signed.
    @Test func `shows the whole draft, and what goes with it, above the form`() throws {
        let draft = ShownDraft(
            number: 2, written: "By Ada, today", text: "Dear Ms Pike,\n\nIt is mended.",
            files: [(name: "plan.pdf", href: "/cases/R-1/files/1")], templates: [])
        let html = try page("sign-draft", draft: draft)
        #expect(html.contains("Dear Ms Pike,\n\nIt is mended.") && html.contains("plan.pdf"))
        let text = try #require(html.range(of: "Dear Ms Pike"))
        let form = try #require(html.range(of: "<form class=\"form\""))
        #expect(text.lowerBound < form.lowerBound)
        #expect(try !page("sign-draft").contains("class=\"draft\""))
    }

    @Test func `files are ticked, and come back ticked`() throws {
        let choices = ["attachments": [Choice("1", "plan.pdf"), Choice("4", "photo.png")]]
        let html = try page("save-draft", typed: ["attachments-2": "4"], choices: choices)
        #expect(html.contains(#"name="attachments-1" value="1">"#))
        #expect(html.contains(#"name="attachments-2" value="4" checked>"#))
        let fields = try #require(CaseCommand.forms.first { $0.name == "save-draft" }).fields
        let sent = ["text": "Dear", "attachments-1": "1", "attachments-2": "4"]
        #expect(CommandPage.typed(sent, fields)["attachments"] == ["1\n4"])
        #expect(CommandPage.typed(["text": "Dear"], fields)["attachments"] == nil)
        // Where there is none, nobody is asked.
        #expect(try !page("save-draft", choices: ["attachments": []]).contains("Files that go"))
    }

    @Test func `each hint stands at a field that there is`() {
        for (command, field) in FieldWords.hinted {
            let form = CaseCommand.forms.first { $0.name == command }
            #expect(form?.fields.contains { $0.name == field } == true, "\(command) \(field)")
        }
    }

    /// Issue 6, item 6: a tab keeps nothing apart.
    @Test func `its title turns no writing round`() {
        let heading = CaseHeading(reference: "R-1", subject: "a\u{202e}b\u{2066}c", version: 1)
        let html = CommandListPage(heading: heading, groups: []).html(in: Samples.plain.layout)
        let summary = CaseSummary(
            reference: "R-1", subject: "a\u{202e}b\u{2066}c", state: .open, type: "T",
            correspondent: nil, channel: nil, officer: nil, opened: Samples.plain.now,
            received: nil, closed: nil, version: 1)
        let page = CasePage(
            summary: summary, entries: [], order: .newest, now: Samples.plain.now, offers: []
        ).html(in: Samples.plain.layout)
        #expect(page.contains("<title>R-1: abc"))
        #expect(html.contains("a\u{202e}b"), "in its own element it stands as it was typed")
    }
}
