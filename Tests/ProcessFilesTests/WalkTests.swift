// SPDX-License-Identifier: Apache-2.0
import Forms
import ProcessFiles
import TestKit
import Testing
import WorkingTime

@testable import Casework

/// Cases that are handled by the processes that come with the program, by commands drawn at random.
@Suite("A case under a process that comes with the program") struct WalkTests {
    private static let today = Day.of("2026-11-22")
    private static let people = (1...4).compactMap {
        StaffID("staff/0198c0de-0000-7000-8000-00000000000\($0)")
    }

    /// A case on its way, and the stages that it was in.
    private struct Walk {
        let version: ProcessVersion
        var state = CaseState()
        var stages: Set<String> = []
        var random: SplitMix64

        init(_ process: CaseProcess, seed: UInt64) {
            version = ProcessVersion(process: process, number: 1, digest: .zero)
            random = SplitMix64(seed: seed)
        }

        mutating func carryOut(_ command: CaseCommand) -> Bool {
            guard let person = people.randomElement(using: &random) else { return false }
            var context = DecisionContext(today: today, actor: .staff(person))
            context.process = version
            let roles = Kernel.roles.compactMap { Code($0) }
            context.roles = Set(roles)
            context.capacities = Set(roles.map { Capacity(.role($0)) })
            do throws(Refusal) {
                for event in try CaseDecider.decide(command, in: state, context) {
                    state.evolve(event.event, by: context.actor)
                    if let stage = state.stages.stage { stages.insert(stage.description) }
                }
                return true
            } catch { return false }
        }

        /// A command that says something to most cases.
        mutating func command() throws -> CaseCommand? {
            let draft = state.drafts.versions.count
            let process = version.process
            let stage = process.stages.randomElement(using: &random)?.name.description ?? ""
            let field = process.fields.randomElement(using: &random)
            let forms: [(String, JSON)] = [
                ("accept", [:]), ("save-draft", ["text": "Dear"]),
                ("request-sign-off", ["draft": .integer(Int64(draft))]),
                ("sign-draft", ["draft": .integer(Int64(draft))]),
                ("return-draft", ["draft": .integer(Int64(draft)), "changes": "Shorter"]),
                (
                    "send-reply",
                    [
                        "kind": "final", "channel": "email", "day": "2026-11-22",
                        "draft": .integer(Int64(draft)),
                    ]
                ),
                (
                    "record-delivery",
                    ["reply": .integer(Int64(state.replies.all.count)), "state": "bounced"]
                ),
                ("move-stage", ["to": .string(stage)]),
                ("refer-back", ["reason": "Not done"]), ("reopen", ["reason": "Again"]),
                (
                    "set-field",
                    ["field": .string("\(field?.name.description ?? "")"), "value": value(field)]
                ),
                (
                    "request-contribution",
                    ["body": "Transport", "question": "What do you hold?"]
                ),
            ]
            let special = process.type == .foi ? request : complaint
            guard let (name, json) = (forms + special).randomElement(using: &random) else {
                return nil
            }
            return try CaseCommand.forms.first { $0.name == name }?.read(FieldReader(data: json))
        }

        private var request: [(String, JSON)] {
            [
                ("decide-request", ["decision": "disclosed"]),
                ("ask-clarification", ["question": "Which year?", "day": "2026-11-22"]),
                ("receive-clarification", ["day": "2026-11-22"]),
                (
                    "give-fees-notice",
                    ["pence": .integer(1_000), "basis": "Copies", "day": "2026-11-22"]
                ), ("record-fee", ["pence": .integer(1_000), "day": "2026-11-22"]),
                ("request-review", ["day": "2026-11-22"]),
                (
                    "decide-review",
                    ["outcome": "upheld", "day": "2026-11-22", "reason": "It was right"]
                ),
            ]
        }

        private var complaint: [(String, JSON)] {
            [("escalate-complaint", ["day": "2026-11-22", "reason": "Not content"])]
        }

        private mutating func value(_ field: CaseProcess.CustomField?) -> JSON {
            switch field?.kind {
            case .choice(let words): .string(words.randomElement(using: &random) ?? "")
            case .day: "2026-11-22"
            case .number: "12"
            case .flag: "yes"
            case .text, nil: "A text"
            }
        }
    }

    /// The stages to which no event leads that is yet to come.
    private static let expected: [String: Set<String>] = [
        "correspondence": [
            "received", "allocated", "drafting", "clearance", "answered", "closed",
        ],
        "foi": [
            "received", "validity", "clarification", "fee", "searching", "exemptions", "drafting",
            "clearance", "disclosed", "review", "closed",
        ],
        "complaint": [
            "received", "investigation", "drafting", "clearance", "answered", "stage-2",
            "stage-2-answered", "closed",
        ],
    ]

    @Test(arguments: ShippedProcesses.all.map(\.name))
    func `comes from its opening to its end, through every stage`(name: String) throws {
        let file = try #require(ShippedProcesses.all.first { $0.name == name })
        let process = try #require(ProcessFile.read(file.bytes).process)
        var stages: Set<String> = []
        for seed in 0..<UInt64(60) {
            var walk = Walk(process, seed: seed)
            let isOpened = walk.carryOut(
                .open(
                    OpenCase(
                        type: process.type, channel: .email, received: Self.today,
                        subject: "Bins", message: "")))
            #expect(isOpened, "seed \(seed)")
            #expect(walk.state.stages.stage == process.stages[0].name)
            for step in 0..<250 {
                let team = TeamID("team/0198c0de-0000-7000-8000-000000000001")
                if step == 10 { _ = walk.carryOut(.allocate(team)) }
                if let command = try walk.command() { _ = walk.carryOut(command) }
            }
            // Then it is brought to its end.
            for field in process.fields where field.isRequired {
                guard case .choice(let words) = field.kind, let word = Passage(words[0]) else {
                    continue
                }
                _ = walk.carryOut(
                    .stage(.setField(SetField(field: field.name, value: word))))
            }
            let outcome = try #require(process.outcomes.first?.outcome)
            if walk.state.kernelState != .closed {
                let isClosed = walk.carryOut(.close(outcome, note: ""))
                #expect(isClosed, "seed \(seed)")
            }
            let last = try #require(walk.state.stages.stage)
            #expect(process.stage(last)?.state == .closed, "seed \(seed): \(last)")
            stages.formUnion(walk.stages)
        }
        #expect(stages == Self.expected[name])
    }
}
