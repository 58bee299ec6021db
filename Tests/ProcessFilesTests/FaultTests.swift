// SPDX-License-Identifier: Apache-2.0
import Casework
import ProcessFiles
import Testing

/// A change of the good file, and the one fault that it brings.
struct Slip: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    let kind: ProcessFault.Kind
    let line: Int
    /// How many faults follow from it elsewhere.
    let more: Int

    init(
        _ old: String, _ new: String, _ kind: ProcessFault.Kind, _ line: Int, more: Int = 0
    ) {
        self.more = more
        self.old = old
        self.new = new
        self.kind = kind
        self.line = line
    }

    var testDescription: String { "\(kind.rawValue) in line \(line): \(new)" }
}

@Suite("A fault of a process file") struct FaultTests {
    @Test(arguments: [
        // What is no process file at all.
        Slip("process: letters\n", "process: [letters\n", .noYAML, 2),
        Slip("title: Letters\n", "title: Letters\ntitle: Others\n", .noYAML, 2),
        Slip("title: Letters", "title: &a Letters", .anchor, 2),
        Slip("title: Letters", "title: *a", .anchor, 2),
        // The shape of the file.
        Slip("title: Letters", "title: [Letters]", .shape, 2),
        Slip("  - {name: closed, label: Closed, state: closed}", "  - closed", .shape, 10),
        Slip("templates: [reply, sorry]", "templates: {reply: sorry}", .shape, 62),
        Slip("title: Letters", "title: Letters\ncolour: red", .unknownKey, 3),
        Slip("    state: open\n", "    state: open\n    colour: red\n", .unknownKey, 9),
        Slip("dates: {draft", "dates: {dinner: 1, draft", .unknownKey, 61),
        Slip("kind: text}", "kind: text, choices: [a]}", .unknownKey, 30),
        Slip("kind: choice,", "kind: choice, published: yes,", .unknownKey, 28),
        Slip("title: Letters\n", "", .missingKey, 1),
        Slip("  class: letters\n", "", .missingKey, 67),
        Slip(
            "    roles: [officer]\n    needs: [ward]\n    on: case.draftSaved", "",
            .missingKey, 12),
        Slip("kind: choice, choices: [north, south]", "kind: choice, choices: []", .missingKey, 28),
        Slip("[{field: category, operator: includes, value: bins}]", "[]", .missingKey, 44),
        Slip(", clock: svc-letter", "", .missingKey, 59),
        // Texts and sizes.
        Slip("title: Letters", "title: ''", .text, 2),
        Slip("title: Letters", "title: \"\\u200b\"", .text, 2),
        Slip("name: withdrawn", "name: Withdrawn Case", .text, 65),
        Slip("years: 3", "years: 0", .text, 68),
        Slip("years: 3", "years: 03", .text, 68),
        Slip("required: yes", "required: perhaps", .text, 28),
        Slip("person: staff/0198", "person: staff/x198", .text, 57),
        Slip("published: yes", "published: ja", .text, 29),
        // A widening of the kernel.
        Slip("type: enquiry", "type: question", .notInKernel, 3),
        Slip("label: Closed, state: closed", "label: Closed, state: shut", .notInKernel, 10),
        Slip("roles: [officer]", "roles: [wizard]", .notInKernel, 14),
        Slip("on: case.reopened", "on: case.raised", .notInKernel, 20),
        Slip("commands: reopen", "commands: erase-everything", .notInKernel, 23),
        Slip("may: [everyday, close]", "may: [everyday, shut]", .notInKernel, 25),
        Slip("role: manager, may", "role: king, may", .notInKernel, 26),
        Slip("channels: [email, web]", "channels: [email, pigeon]", .notInKernel, 60),
        Slip("clock: svc-letter", "clock: svc-pigeon", .notInKernel, 59),
        Slip("outcome: withdrawn", "outcome: unknown", .notInKernel, 65),
        Slip("from: closing", "from: opening", .notInKernel, 69),
        Slip("{role: manager}, {team", "{role: king}, {team", .notInKernel, 56),
    ]) func `of its form stands in its line`(slip: Slip) { expect(slip) }

    @Test(arguments: [
        // Names.
        Slip(
            "name: closed, label: Closed", "name: answered, label: Closed", .duplicate, 10,
            more: 2),
        Slip("name: seldom", "name: everyday", .duplicate, 23, more: 1),
        Slip("name: seldom, commands", "name: withdraw, commands", .duplicate, 23, more: 1),
        Slip("role: manager, may", "role: officer, may", .duplicate, 26),
        Slip("name: remark", "name: ward", .duplicate, 30),
        Slip("name: remark", "name: priority", .duplicate, 30),
        Slip("choices: [north, south]", "choices: [north, north]", .duplicate, 28),
        Slip("name: one", "name: none", .duplicate, 57),
        Slip("channels: [email, web]", "channels: [email, letter]", .duplicate, 60),
        Slip("templates: [reply, sorry]", "templates: [reply, sorry, reply]", .duplicate, 62),
        Slip("name: withdrawn, label", "name: answered, label", .duplicate, 65),
        Slip("days: 3", "days: 3, clock: svc-email", .duplicate, 60),
        Slip("templates: [reply]}", "templates: [replies]}", .unknownName, 5),
        Slip("template: sorry", "template: sorrow", .unknownName, 64),
        Slip("needs: [ward]", "needs: [parish]", .unknownName, 15),
        Slip("then: two-of-three", "then: all-of-us", .unknownName, 50),
        Slip("{field: households,", "{field: houses,", .unknownName, 35),
        // Stages and moves.
        Slip(
            "label: Received, state: open", "label: Received, state: on-hold", .opening, 5,
            more: 4),
        Slip("from: closed, to: received", "from: closed, to: closed", .crossing, 20),
        Slip("on: [case.replySent]", "on: [case.closed]", .crossing, 17, more: 1),
        Slip("on: case.reopened}", "on: case.replySent}", .crossing, 20),
        Slip(
            "on: [case.replySent]", "roles: [officer], on: [case.replySent]", .crossing, 17),
        Slip(
            "case.deliveryRecorded, case.referredBack", "case.referredBack", .noReturn, 9),
        Slip(
            "  - {name: answered, label: Answered, state: answered}",
            "  - {name: answered, label: Answered, state: answered}\n"
                + "  - {name: lost, label: Lost, state: open}\n", .unreachable, 10, more: 1),
        // Tables.
        Slip("operator: at-least, value: 100", "operator: in, value: [100]", .operatorMisfit, 35),
        Slip("operator: includes, value: bins", "operator: is, value: bins", .operatorMisfit, 44),
        Slip("{field: households,", "{field: priority,", .operatorMisfit, 35),
        Slip("value: north", "value: west", .valueMisfit, 36),
        Slip("value: [phone, social]", "value: [phone, pigeon]", .valueMisfit, 39),
        Slip("value: 100", "value: many", .valueMisfit, 35),
        Slip("then: urgent", "then: at-once", .valueMisfit, 40),
        Slip("otherwise: normal", "otherwise: usual", .valueMisfit, 41),
        Slip("clock: svc-letter", "clock: foi", .valueMisfit, 59),
        Slip("{field: households,", "{field: remark,", .sealedField, 35),
        // Rights.
        Slip("commands: reopen", "commands: decide-request", .noUse, 23),
        Slip("may: [everyday, close]", "may: [everyday, close, find-point]", .noUse, 25),
        Slip("commands: [open, ", "commands: [", .nobodyMay, 25),
        Slip("sign-draft, send-reply", "send-reply", .nobodyMay, 25, more: 2),
        Slip("{all: [{role: officer}]}", "{all: [{role: director}]}", .nobodyMay, 55),
        // Sign-offs.
        Slip("at-least: 2", "at-least: 4", .signOff, 55),
        Slip("{all: [{role: officer}]}", "{all: []}", .signOff, 56),
        Slip("{all: [{role: officer}]}", "{}", .signOff, 56),
        Slip("{role: manager}, {team", "{role: manager, any: []}, {team", .signOff, 56),
        Slip("      at-least: 2\n", "", .missingKey, 55),
    ]) func `of what it says stands in its line`(slip: Slip) { expect(slip) }

    private func expect(_ slip: Slip) {
        let text = SampleProcess.text
        #expect(text.split(separator: slip.old, omittingEmptySubsequences: false).count >= 2)
        let changed = text.replacing(slip.old, with: slip.new, maxReplacements: 1)
        let (process, faults) = SampleProcess.read(changed)
        #expect(process == nil)
        #expect(
            faults.contains { $0.kind == slip.kind && $0.mark.line == slip.line }
                && faults.count == 1 + slip.more, "\(faults)")
        for fault in faults {
            #expect(fault.problem.hasSuffix(".") && fault.mend.hasSuffix("."), "\(fault)")
        }
    }

    @Test func `is told with all the others, in the order of lines`() {
        var text = SampleProcess.text
        for (old, new) in [
            ("years: 3", "years: never"), ("type: enquiry", "type: question"),
            ("on: case.reopened", "on: case.raised"), ("value: north", "value: west"),
            ("role: manager, may", "role: king, may"),
        ] {
            text = text.replacing(old, with: new, maxReplacements: 1)
        }
        let faults = SampleProcess.read(text).faults
        #expect(faults.map(\.mark.line) == [3, 20, 26, 36, 68])
        #expect(faults.first?.mark.column == 7)
        #expect(
            faults.map(\.path) == [
                "type", "moves[5].on", "rights[2].role",
                "tables.priority.rows[1].when[2].value", "retention.years",
            ])
    }

    @Test func `names a team or a template that the authority does not have`() {
        #expect(
            SampleProcess.read(
                SampleProcess.text, teams: ["Street Cleaning", "Press Office"],
                templates: ["reply", "sorry"]
            ).faults == [])
        let faults = SampleProcess.read(SampleProcess.text, teams: [], templates: ["reply"]).faults
        #expect(faults.map(\.kind) == [.unknownName, .unknownName, .unknownName])
        #expect(faults.map(\.mark.line) == [45, 55, 62])
    }

    @Test func `is there for stages without an end, and for a process without one`() {
        let last =
            "  - {from: [received, drafting, answered], to: closed, "
            + "on: [case.closed, case.withdrawn]}\n"
        let lost = SampleProcess.text.replacing(last, with: "")
        #expect(
            SampleProcess.read(lost).faults.map(\.kind) == [
                .deadEnd, .deadEnd, .deadEnd, .unreachable,
            ])
        #expect(SampleProcess.read(lost).faults.map(\.mark.line) == [5, 6, 9, 10])
        let endless = SampleProcess.text.replacing(
            "label: Closed, state: closed", with: "label: Closed, state: on-hold")
        #expect(SampleProcess.read(endless).faults.contains { $0.kind == .opening })
    }

    private static let rows: [(rows: [String], kinds: [ProcessFault.Kind])] = [
        (["channel is phone", "channel is email"], []),
        (["channel is phone", "channel is phone"], [.shadowed]),
        (["channel is phone", "channel is phone; ward is north"], [.shadowed]),
        (["channel is phone; ward is north", "channel is phone"], []),
        (["channel in [phone, web]", "channel is web"], [.shadowed]),
        (["channel is-not phone", "channel is web"], [.shadowed]),
        (["channel is-not phone", "channel is phone"], []),
        (["ward in [north, south]", "ward is-not north"], []),
        (["ward is-not north", "ward is south"], [.shadowed]),
        (["households at-least 10", "households at-least 20"], [.shadowed]),
        (["households at-least 20", "households at-least 10"], []),
        (["households at-least 10", "households is 10"], [.shadowed]),
        (["households is-not 7", "households at-most 6"], [.shadowed]),
        (["households is-not 7", "households at-most 7"], []),
        (["category includes a", "category includes a; category includes b"], [.shadowed]),
        (["category includes a; category includes b", "category includes a"], []),
        (["team is A", "team is-not B"], []),
        (["team is-not B", "team is A"], [.shadowed]),
        (["team is-not B", "channel is phone"], []),
        (["channel is phone; channel is web"], [.contradiction]),
        (["channel is phone; channel is-not phone"], [.contradiction]),
        (["ward is-not north; ward is-not south"], []),
        (["households at-least 20; households at-most 10"], [.contradiction]),
        (["households is 5; households is-not 5"], [.contradiction]),
        (["channel is phone; channel is web", "channel is phone"], [.contradiction]),
    ]

    @Test(arguments: rows)
    func `finds the rows that can never decide, and no others`(
        rows: [String], kinds: [ProcessFault.Kind]
    ) throws {
        let lines = rows.map { row in
            let conditions = row.split(separator: "; ").map { condition in
                let parts = condition.split(separator: " ", maxSplits: 2)
                return "{field: \(parts[0]), operator: \(parts[1]), value: \(parts[2])}"
            }
            return "      - {when: [\(conditions.joined(separator: ", "))], then: none}\n"
        }
        let (head, tail) = ("  routing:\n    rows:\n", "    otherwise: none\n  sign-off:")
        let parts = SampleProcess.text.split(separator: head, maxSplits: 1)
        let rest = parts[1].split(separator: tail, maxSplits: 1)
        let text = parts[0] + head + lines.joined() + tail + rest[1]
        let faults = SampleProcess.read(String(text)).faults
        #expect(faults.map(\.kind) == kinds, "\(faults)")
    }
}
