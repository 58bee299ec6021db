// SPDX-License-Identifier: Apache-2.0
import Forms
import TestKit
import Testing
import WorkingTime

@testable import Casework

private let today = Day.of("2026-11-23")
private func staff(_ number: Int) -> Actor {
    guard let id = StaffID("staff/0198c0de-0000-7000-8000-00000000001\(number)") else {
        preconditionFailure("no id")
    }
    return .staff(id)
}
private func letter(_ text: String = "Dear all", topics: [Code] = []) -> TemplateText {
    guard let title = Published("A reply"), let text = PublishedText(text) else {
        preconditionFailure("no text")
    }
    return TemplateText(
        name: code("reply"), kind: .letter, title: title, topics: topics, text: text)
}
private func drafted(_ version: Int, _ text: String = "Dear all") -> TemplateEvent {
    let text = letter(text)
    return .drafted(
        TemplateDrafted(
            template: text.name, version: version, kind: text.kind, title: text.title, topics: [],
            text: text.text))
}
private func approved(_ version: Int, until day: String? = nil) -> TemplateEvent {
    .approved(
        TemplateApproved(
            template: code("reply"), version: version, expires: day.map { Day.of($0) }))
}
private var withdrawn: TemplateEvent {
    guard let reason = Published("New hours") else { preconditionFailure("no reason") }
    return .withdrawn(TemplateWithdrawn(template: code("reply"), reason: reason))
}
private func templates(_ events: TemplateEvent...) -> Templates {
    var templates = Templates()
    for event in events { templates.evolve(event, by: staff(1)) }
    return templates
}

/// Requirements G42 and G63; features 52 and 53 of `anchors.md`.
@Suite("Templates") struct TemplateTests {
    private static var withdraw: TemplateCommand {
        guard let reason = Published("New hours") else { preconditionFailure("no reason") }
        return .withdraw(code("reply"), reason: reason)
    }

    @Test(
        "are drafted, approved by another person, and withdrawn",
        arguments: [
            (.draft(letter()), templates(), drafted(1)),
            (.draft(letter("Dear you")), templates(drafted(1)), drafted(2, "Dear you")),
            // What was withdrawn can come back as it was.
            (.draft(letter()), templates(drafted(1), approved(1), withdrawn), drafted(2)),
            (.approve(code("reply"), expires: nil), templates(drafted(1)), approved(1)),
            (
                .approve(code("reply"), expires: today), templates(drafted(1), drafted(2)),
                approved(2, until: "2026-11-23")
            ),
            (withdraw, templates(drafted(1), approved(1)), withdrawn),
        ] as [(TemplateCommand, Templates, TemplateEvent)])
    func decides(_ command: TemplateCommand, _ given: Templates, _ event: TemplateEvent) throws {
        #expect(try given.decide(command, by: staff(2), today: today) == event)
    }

    @Test(
        "are refused what cannot be",
        arguments: [
            (.draft(letter()), templates(drafted(1)), .template(.unchanged(code("reply")))),
            (.draft(letter("{{king}}")), templates(), .template(.badText)),
            (.approve(code("reply"), expires: nil), templates(), .template(.none(code("reply")))),
            (
                .approve(code("reply"), expires: nil), templates(drafted(1), approved(1)),
                .template(.approved)
            ),
            (
                .approve(code("reply"), expires: .of("2026-11-22")), templates(drafted(1)),
                .dayPassed(.of("2026-11-22"))
            ),
            (
                .approve(code("reply"), expires: .of("2036-11-22")), templates(drafted(1)),
                .template(.tooLong)
            ),
            (withdraw, templates(), .template(.none(code("reply")))),
            (withdraw, templates(drafted(1)), .template(.notInForce(code("reply")))),
            (
                withdraw, templates(drafted(1), approved(1), withdrawn),
                .template(.notInForce(code("reply")))
            ),
        ] as [(TemplateCommand, Templates, Refusal)])
    func refuses(_ command: TemplateCommand, _ given: Templates, _ refusal: Refusal) {
        #expect(throws: refusal) { try given.decide(command, by: staff(2), today: today) }
    }

    @Test func `Whoever wrote one does not approve it`() {
        #expect(throws: Refusal.template(.ownText)) {
            try templates(drafted(1)).decide(
                .approve(code("reply"), expires: nil), by: staff(1), today: today)
        }
    }

    @Test(
        "are in force from their approval to their last day",
        arguments: [
            (templates(drafted(1)), nil), (templates(drafted(1), approved(1)), 1),
            // A draft changes nothing until it is approved.
            (templates(drafted(1), approved(1), drafted(2)), 1),
            (templates(drafted(1), approved(1), drafted(2), approved(2)), 2),
            (templates(drafted(1), approved(1, until: "2026-11-23")), 1),
            (templates(drafted(1), approved(1, until: "2026-11-22")), nil),
            // A newer version that is over does not give way to an older one.
            (
                templates(drafted(1), approved(1), drafted(2), approved(2, until: "2026-11-22")),
                nil
            ),
            (templates(drafted(1), approved(1), withdrawn), nil),
            (templates(drafted(1), approved(1), withdrawn, drafted(2), approved(2)), 2),
        ] as [(Templates, Int?)])
    func inForce(_ given: Templates, _ version: Int?) {
        #expect(given.inForce(code("reply"), on: today)?.number == version)
        #expect(given.inForce(on: today) == (version.map { [code("reply"): $0] } ?? [:]))
    }

    @Test(
        "are found by words of their name, title, topics and text",
        arguments: [
            ("", true), ("reply", true), ("REPLY a", true), ("sian lifts", true),
            ("siân", true), ("gwell", false), ("lifts housing", false),
        ])
    func search(_ words: String, _ isFound: Bool) throws {
        let event = try Templates().decide(
            .draft(letter("Dear Siân", topics: [code("lifts")])), by: staff(1), today: today)
        #expect(templates(event).search(words, on: today).isEmpty == !isFound)
    }
}

extension TemplateTests {
    @Test func `are listed as they are used and as they are to be`() {
        let given = templates(
            drafted(1), approved(1), drafted(2), approved(2), drafted(3, "Dear you"))
        let listed = given.search("", on: today)
        #expect(
            listed.map { "\($0.number) \($0.standing(on: today))" } == ["2 in-force", "3 draft"])
        #expect(given.all[code("reply")]?.first?.standing(on: today) == "replaced")
    }
}

@Suite("A merge text") struct MergeTextTests {
    @Test(
        "is filled in by what a case has",
        arguments: [
            ("Dear all", "Dear all"), ("{{reference}}", "FOI-1"),
            ("On {{ subject }}: {{reference}}.", "On {{due}} <b>: FOI-1."), ("{ }}", "{ }}"),
        ])
    func fills(_ text: String, _ filled: String) throws {
        let values: [MergeField: String] = [.reference: "FOI-1", .subject: "{{due}} <b>"]
        #expect(try MergeText(text).filled(values) == filled)
    }

    @Test func `is not filled in where a case has nothing`() throws {
        let text = try MergeText("{{team}} {{reference}} {{due}} {{team}}")
        #expect(text.fields == [.team, .reference, .due])
        #expect(throws: Refusal.template(.unfilled([.due, .team]))) {
            try text.filled([.reference: "FOI-1", .due: ""])
        }
    }

    @Test(
        "is none where a place cannot be read",
        arguments: [
            ("a\nb {{reference", 2, MergeText.Fault.Kind.unclosed),
            ("{{refer\nence}}", 1, .unclosed), ("{{{reference}}}", 1, .unclosed),
            ("{{reference}}\n\n{{name}}", 3, .unknown("name")), ("{{}}", 1, .unknown("")),
            ("{{Reference}}", 1, .unknown("Reference")),
        ])
    func faults(_ text: String, _ line: Int, _ kind: MergeText.Fault.Kind) {
        #expect(throws: MergeText.Fault(line: line, kind: kind)) { try MergeText(text) }
    }
}
