// SPDX-License-Identifier: Apache-2.0
import Forms
import TestKit
import Testing
import WorkingTime

@testable import Casework

@Suite("A preview of a process") struct CasePreviewTests {
    private static func differences(
        _ process: CaseProcess, _ events: [CaseEvent], newFields: [Code] = []
    ) -> [CasePreview.Difference] {
        guard let team = Sample.team, let officer = Sample.officer else { return [] }
        var preview = CasePreview(
            ProcessSample.version(process), teams: [team: "Street Cleaning"], newFields: newFields)
        for event in events {
            preview.evolve(event, by: .staff(officer), occurredAt: nil, today: Sample.today)
        }
        return preview.differences
    }

    private static let replied = CaseEvent.reply(
        .sent(
            ReplySent(
                reply: 1, kind: .final, channel: .letter, draft: nil, digest: nil,
                text: .hidden)))
    private static let saved = CaseEvent.draft(
        .saved(
            DraftSaved(
                draft: 1, digest: .zero, attachments: [], templates: [], text: .hidden,
                nonce: .hidden)))

    @Test func `finds nothing where nothing would have gone otherwise`() {
        #expect(
            Self.differences(
                ProcessSample.process(),
                [
                    Sample.opened, Sample.allocated, Sample.assigned, Self.replied,
                    .noteAdded(NoteAdded(text: .hidden)), Sample.closed,
                ]) == [])
    }

    @Test func `finds another team and another priority`() throws {
        let process = ProcessSample.process(
            priority: DecisionTable(otherwise: .high),
            routing: DecisionTable(otherwise: "Street Cleaning"))
        let other = try #require(TeamID(uuid: "0198c0de-0000-7000-8000-0000000000ff"))
        #expect(
            Self.differences(
                process, [Sample.opened, .allocated(CaseAllocated(team: other))]) == [
                    .team(was: other.description, now: "Street Cleaning"),
                    .priority(was: .normal, now: .high),
                ])
        // What was done by hand would have been done by hand.
        let urgent = CaseEvent.triage(
            .prioritised(CasePrioritised(priority: .urgent, reason: .hidden)))
        #expect(Self.differences(process, [Sample.opened, Sample.allocated, urgent]) == [])
    }

    @Test func `finds another sign-off, and the reply that would have waited for it`() {
        let asked = CaseEvent.draft(
            .signOffRequested(SignOffRequested(draft: 1, model: .nobody)))
        let signed = ProcessSample.process(signOff: .role(code("manager")))
        #expect(
            Self.differences(signed, [Sample.opened, Self.saved, asked, Self.replied]) == [
                .signOff(event: 3, was: [], now: ["role/manager"]),
                .refused(event: 4, command: "send-reply", .needs(.draft)),
            ])
    }

    @Test func `finds what would have been refused, and goes on as if it had not`() {
        let narrow = ProcessSample.process(
            rights: Kernel.commands.subtracting(["assign"]), outcomes: [.withdrawn])
        #expect(
            Self.differences(narrow, [Sample.opened, Sample.assigned, Sample.closed]) == [
                .refused(event: 2, command: "assign", .process(.notPermitted)),
                .refused(event: 3, command: "close", .process(.notAnOutcome(.answered))),
            ])
    }

    @Test func `takes fields that nobody was asked for as given`() {
        let asking = ProcessSample.process(isRequired: true)
        let events = [Sample.opened, Sample.closed]
        #expect(
            Self.differences(asking, events) == [
                .refused(
                    event: 2, command: "close", .process(.fieldsMissing([code("roads")])))
            ])
        #expect(Self.differences(asking, events, newFields: [code("roads")]) == [])
    }

    @Test func `finds a stage that would not have been reached`() {
        let adopted = CaseEvent.stage(
            .adopted(
                ProcessAdopted(
                    process: code("roads"), version: 1, digest: .zero, stage: code("roads"))))
        let categorised = CaseEvent.triage(
            .categorised(CaseCategorised(categories: [code("x")])))
        let moved = { (on: String?) in
            CaseEvent.stage(
                .moved(StageMoved(from: code("roads"), to: code("bins"), on: on.map(code))))
        }
        let past = [Sample.opened, adopted, categorised, moved("case.categorised")]
        #expect(Self.differences(ProcessSample.process(), past) == [])
        let other = ProcessSample.process(stages: ["trees", "bins", "roads"])
        #expect(Self.differences(other, past) == [.notReached(code("roads"))])
        // By hand, and without the field that the file asks for.
        #expect(
            Self.differences(
                ProcessSample.process(needs: ["trees"]), [Sample.opened, adopted, moved(nil)])
                == [
                    .refused(
                        event: 3, command: "move-stage",
                        .process(.fieldsMissing([code("trees")])))
                ])
    }

    /// A command that gives an event is found again from it, whatever its fields are.
    @Test func `knows the command of every event that commands give`() throws {
        let names = Set(CaseEvent.forms.map(\.name))
        let unasked: Set<String> = [
            "case.allocated", "case.assigned", "case.noteAdded", "case.closed",
            "case.contradictionFound", "case.processAdopted", "case.processMoved",
            "case.stageMoved", "case.fieldSet", "case.fileAdded", "clock.computed",
        ]
        #expect(names.subtracting(unasked) == Set(CaseCommand.byEvent.keys))
        #expect(
            Set(CaseCommand.byEvent.values).isSubset(of: Set(CaseCommand.forms.map(\.name))))
        var fields = GeneratedFields(seed: 1, today: Sample.today)
        for form in CaseEvent.forms where CaseCommand.byEvent[form.name] != nil {
            for _ in 0..<20 {
                // What is sealed is there, and not opened.
                guard case .object(let members) = fields.fields(form.fields) else { continue }
                let words: [String: JSON] = [
                    "model": ["by": "role/manager"], "signer": "role/manager",
                ]
                let plain = members.map { JSON.Member($0.key, words[$0.key] ?? $0.value) }
                let data = JSON.object(plain + [JSON.Member("sealed", .array([]))])
                let event = try form.read(FieldReader(data: data))
                let command = CaseCommand(past: event, on: Sample.today)
                #expect(command?.name == CaseCommand.byEvent[form.name], "\(form.name): \(data)")
            }
        }
    }
}
