// SPDX-License-Identifier: Apache-2.0
import Forms
import TestKit
import Testing
import WorkingTime

@testable import Casework

/// What a process makes of a case's commands (requirements G30, G37, G40; rows 12 to 15 and 24 of
/// the feature table).
@Suite("A case under a process") struct ProcessDecisionTests {
    private static let adopted = CaseEvent.stage(
        .adopted(
            ProcessAdopted(
                process: code("roads"), version: 1, digest: .zero, stage: code("roads"))))

    private static func moved(_ from: String, _ to: String, on: String? = nil) -> CaseEvent {
        .stage(.moved(StageMoved(from: code(from), to: code(to), on: on.map(code))))
    }

    /// An officer acts, and nobody else has.
    private static func under(
        _ process: CaseProcess, roles: Set<String> = ["officer"]
    ) -> (inout DecisionContext) -> Void {
        { context in
            context.process = ProcessSample.version(process)
            context.roles = Set(roles.map(code))
            if let officer = Sample.officer { context.actor = .staff(officer) }
            if let team = Sample.team { context.teams = [team: "Street Cleaning"] }
        }
    }

    private static func setField(_ name: String, _ value: String?) -> CaseCommand {
        .stage(.setField(SetField(field: code(name), value: value.flatMap { Passage($0) })))
    }

    private static func set(
        _ name: String, value: String? = nil, published: String? = nil, text: String? = nil
    ) -> CaseEvent {
        .stage(
            .fieldSet(
                FieldSet(
                    field: code(name), value: value.map(code),
                    published: published.flatMap { Published($0) }, text: text.map { .value($0) })))
    }

    private let begun = given(Sample.opened, adopted)

    @Test func `begins in the first stage, and is given to a team by the table`() {
        let process = ProcessSample.process(
            priority: DecisionTable(
                rows: [
                    .init(
                        conditions: [Condition(field: "channel", test: .is("letter"))],
                        result: .high)
                ], otherwise: .normal),
            routing: DecisionTable(otherwise: "Street Cleaning"))
        let day = Dated<CaseEvent>(Sample.opened, occurredAt: .day(Sample.today))
        given().when(Sample.open(), Self.under(process)).then([
            day, Dated(Self.adopted),
            Dated(.triage(.prioritised(CasePrioritised(priority: .high, reason: nil)))),
            Dated(Sample.allocated),
        ])
        let nowhere = ProcessSample.process(routing: DecisionTable(otherwise: "Nobody"))
        given().when(Sample.open(), Self.under(nowhere)).refused(.noSuchTeam)
    }

    @Test func `is moved by what happens, and keeps a priority that somebody gave it`() {
        let categorise = CaseCommand.triage(.categorise(Categorise(categories: [code("bins")])))
        let categorised = CaseEvent.triage(
            .categorised(CaseCategorised(categories: [code("bins")])))
        let process = ProcessSample.process(priority: DecisionTable(otherwise: .urgent))
        let urgent = CaseEvent.triage(
            .prioritised(CasePrioritised(priority: .urgent, reason: nil)))
        let low = CaseEvent.triage(
            .prioritised(CasePrioritised(priority: .low, reason: .value("It can wait"))))
        let move = Self.moved("roads", "bins", on: "case.categorised")
        begun.when(categorise, Self.under(process)).then([
            Dated(categorised), Dated(move), Dated(urgent),
        ])
        given(Sample.opened, Self.adopted, low).when(categorise, Self.under(process)).then([
            Dated(categorised), Dated(move),
        ])
    }

    @Test func `is moved by hand by those whose move it is`() {
        let to = { (stage: String) in CaseCommand.stage(.move(MoveStage(to: code(stage)))) }
        let process = ProcessSample.process(needs: ["trees"])
        begun.when(to("bins"), Self.under(process))
            .refused(.process(.fieldsMissing([code("trees")])))
        given(Sample.opened, Self.adopted, Self.set("trees", value: "oak"))
            .when(to("bins"), Self.under(process)).then(Self.moved("roads", "bins"))
        begun.when(to("bins"), Self.under(process, roles: ["manager"]))
            .refused(.process(.noMove(from: code("roads"), to: code("bins"))))
        begun.when(to("answered"), Self.under(process))
            .refused(.process(.noMove(from: code("roads"), to: code("answered"))))
        begun.when(to("nowhere"), Self.under(process))
            .refused(.process(.noSuchStage(code("nowhere"))))
        given(Sample.opened).when(to("bins")).refused(.process(.noProcess))
    }

    @Test func `takes commands from the roles that have the right, and from the program`() {
        let process = ProcessSample.process(rights: ["add-note"])
        let note = CaseCommand.addNote("Seen")
        let added = CaseEvent.noteAdded(NoteAdded(text: .value("Seen")))
        begun.when(note, Self.under(process)).then(added)
        begun.when(note, Self.under(process, roles: [])).refused(.process(.notPermitted))
        begun.when(.allocate(Sample.team), Self.under(process)).refused(.process(.notPermitted))
        begun.when(.allocate(Sample.team)) { context in
            Self.under(process, roles: [])(&context)
            context.actor = .system("rule")
        }.then(Sample.allocated)
    }

    @Test func `is closed with an outcome of the process, and with its fields`() {
        let close = CaseCommand.close(.answered, note: "")
        let closed = Dated(Sample.closed)
        let move = Dated(Self.moved("roads", "closed", on: "case.closed"))
        begun.when(close, Self.under(ProcessSample.process())).then([closed, move])
        begun.when(close, Self.under(ProcessSample.process(outcomes: [.withdrawn])))
            .refused(.process(.notAnOutcome(.answered)))
        let asking = ProcessSample.process(isRequired: true)
        begun.when(close, Self.under(asking)).refused(.process(.fieldsMissing([code("roads")])))
        // Whoever does not ask any more is asked for nothing.
        let withdraw = CaseCommand.ending(.withdraw(WithdrawCase(reason: nil)))
        begun.when(withdraw, Self.under(asking)).then([
            Dated(.ending(.withdrawn(CaseWithdrawn(reason: nil)))),
            Dated(Self.moved("roads", "closed", on: "case.withdrawn")),
        ])
    }

    @Test func `does not change its state where the process has no way`() {
        let stuck = ProcessSample.process(stages: ["roads", "bins", "trees", "lost"])
        let lost = CaseEvent.stage(
            .adopted(
                ProcessAdopted(
                    process: code("roads"), version: 1, digest: .zero, stage: code("closed"))))
        given(Sample.opened, lost)
            .when(.close(.answered, note: ""), Self.under(stuck)).then(Sample.closed)
        given(Sample.opened, Self.adopted, Sample.closed, Self.moved("roads", "answered"))
            .when(
                .ending(.reopen(ReopenCase(reason: passage("Again")))), Self.under(stuck)
            ).refused(.process(.noWay(from: code("answered"))))
    }

    @Test func `asks for the sign-off that the table chooses`() {
        let process = ProcessSample.process(
            signOff: .atLeast(1, of: [.role(code("manager")), .team("Street Cleaning")]))
        let digest = Bytes32.zero
        let saved = CaseEvent.draft(
            .saved(
                DraftSaved(
                    draft: 1, digest: digest, attachments: [], templates: [], text: .value("Dear"),
                    nonce: .value(""))))
        guard let team = Sample.team else { return }
        given(Sample.opened, Self.adopted, saved)
            .when(.draft(.requestSignOff(RequestSignOff(draft: 1))), Self.under(process)).then(
                .draft(
                    .signOffRequested(
                        SignOffRequested(
                            draft: 1,
                            model: .atLeast(
                                1, of: [.by(.role(code("manager"))), .by(.team(team))])))))
    }

    @Test(arguments: [
        (
            "roads", "Any text",
            CaseEvent.stage(
                .fieldSet(
                    FieldSet(
                        field: code("roads"), value: nil, published: nil, text: .value("Any text")))
            )
        ),
        ("bins", "Seen by all", Self.set("bins", published: "Seen by all")),
        ("trees", "oak", Self.set("trees", value: "oak")),
        ("count", "12", Self.set("count", value: "12")),
        ("day", "2026-11-22", Self.set("day", text: "2026-11-22")),
        ("flag", "no", Self.set("flag", value: "no")),
    ]) func `holds what its fields take, each in its class`(
        field: String, value: String, event: CaseEvent
    ) {
        begun.when(Self.setField(field, value), Self.under(ProcessSample.process())).then(event)
    }

    @Test(arguments: [
        ("trees", "ash"), ("count", "-1"), ("count", "1.5"), ("day", "yesterday"),
        ("flag", "perhaps"), ("bins", String(repeating: "a", count: 201)),
    ]) func `refuses what a field cannot hold`(field: String, value: String) {
        begun.when(Self.setField(field, value), Self.under(ProcessSample.process()))
            .refused(.process(.notOfField(code(field))))
    }

    @Test func `forgets what a field held`() {
        let process = ProcessSample.process(isRequired: true)
        given(
            Sample.opened, Self.adopted, Self.set("roads", text: "x"), Self.set("roads")
        ).when(.close(.answered, note: ""), Self.under(process))
            .refused(.process(.fieldsMissing([code("roads")])))
        begun.when(Self.setField("nothing", "x"), Self.under(process))
            .refused(.process(.noSuchField(code("nothing"))))
        given(Sample.opened).when(Self.setField("roads", "x")).refused(.process(.noProcess))
    }
}
