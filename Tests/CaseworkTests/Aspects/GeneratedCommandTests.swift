// SPDX-License-Identifier: Apache-2.0
import EventCodec
import Forms
import Foundation
import TestKit
import Testing
import WorkingTime

@testable import Casework

/// Lives of cases made of commands that fit their forms, most of which say something to the case.
@Suite("Generated commands") struct GeneratedCommandTests {
    private static let today = Day.of("2026-11-22")
    private static let actors = (1...3).compactMap {
        StaffID("staff/0198c0de-0000-7000-8000-00000000000\($0)").map { Actor.staff($0) }
    }
    /// Of one life.
    private static let commands = 40

    /// Cases to be lived; the long run sets more.
    private static var lives: Int {
        ProcessInfo.processInfo.environment["CASELEDGER_GENERATED_CASES"].flatMap { Int($0) } ?? 500
    }

    /// A case, and what became of each command on it.
    private struct Life {
        var events: [(event: CaseEvent, actor: Actor)] = []
        var state = CaseState()
        var outcomes: [(command: String, refusal: Refusal?)] = []

        init(seed: UInt64) throws {
            var fields = GeneratedFields(seed: seed, today: today)
            let opening = CaseEvent.opened(CaseOpened(type: .foi, channel: .email))
            events = [(opening, actors[0])]
            state.evolve(opening, by: actors[0])
            for number in 0..<commands {
                let actor = actors[fields.draw(0...2)]
                guard let (name, command) = try Self.command(&fields) else { continue }
                var context = DecisionContext(
                    today: today, subject: CaseID("case/0198c0de-0000-7000-8000-000000000001"),
                    actor: actor)
                context.signOffModel = Self.model(seed)
                context.mayBypassSignOff = number % 2 == 0
                // A case is under a process from when it adopts one.
                let version = ProcessSample.version(ProcessSample.process())
                context.nextProcess = ProcessSample.version(
                    version.process, state.stages.version == 1 ? 2 : 1)
                if state.stages.process != nil { context.process = version }
                context.roles = [code("officer")]
                if case .staff(let person) = actor {
                    context.capacities = [Capacity(.person(person))]
                }
                do throws(Refusal) {
                    let decided = try CaseDecider.decide(command, in: state, context)
                    outcomes.append((name, nil))
                    for event in decided {
                        events.append((event.event, actor))
                        state.evolve(event.event, by: actor)
                    }
                } catch { outcomes.append((name, error)) }
            }
        }

        private static func model(_ seed: UInt64) -> SignOffModel {
            let people = actors.compactMap { actor -> SignOffModel? in
                if case .staff(let person) = actor { .by(.person(person)) } else { nil }
            }
            return switch seed % 4 {
            case 0: .nobody
            case 1: people[0]
            case 2: .sequence(Array(people.prefix(2)))
            default: .atLeast(2, of: people)
            }
        }

        /// One of the commands that have a form, or one of the others.
        private static func command(
            _ fields: inout GeneratedFields
        ) throws -> (String, CaseCommand)? {
            let forms = CaseCommand.forms
            let number = fields.draw(0...forms.count + 3)
            switch number - forms.count {
            case 0: return ("allocate", .allocate(TeamID(fields.team)))
            case 1: return ("assign", .assign(StaffID(fields.person)))
            case 2: return ("add-note", .addNote("A note"))
            case 3:
                return fields.draw(0...29) == 0 ? ("close", .close(.answered, note: "")) : nil
            default:
                let form = forms[number]
                let rare = ["withdraw", "transfer", "merge-case"].contains(form.name)
                if rare, fields.draw(0...29) > 0 { return nil }
                let seldom = ["reopen", "unmerge-case", "move-stage", "set-field", "rejoin-part"]
                if seldom.contains(form.name), fields.draw(0...2) > 0 { return nil }
                let data = fields.fields(form.fields)
                return (form.name, try form.read(FieldReader(data: data)))
            }
        }
    }

    @Test func `never break what a case is, and most say something to it`() throws {
        var accepted: [String: Int] = [:]
        var refused: [String: Int] = [:]
        for seed in 0..<UInt64(Self.lives) {
            let life = try Life(seed: seed)
            for (command, refusal) in life.outcomes {
                if refusal == nil {
                    accepted[command, default: 0] += 1
                } else {
                    refused[command, default: 0] += 1
                }
            }
            check(life, seed)
        }
        let (yes, no) = (accepted.values.reduce(0, +), refused.values.reduce(0, +))
        #expect(yes * 10 >= (yes + no) * 4, "\(yes) of \(yes + no) were accepted")
        let never = CaseCommand.forms.map(\.name).filter { accepted[$0] == nil }
        #expect(never.isEmpty, "never accepted: \(never)")
    }

    private func check(_ life: Life, _ seed: UInt64) {
        var again = CaseState()
        for (event, actor) in life.events { again.evolve(event, by: actor) }
        #expect(again == life.state, "seed \(seed): replayed, it is another case")
        #expect(life.state.version == life.events.count, "seed \(seed)")
        for (event, _) in life.events { roundTrip(event, seed) }
        let drafts = life.state.drafts
        if let signOff = drafts.signOff, !signOff.isBypassed {
            let signers = Array(signOff.signed.values)
            #expect(Set(signers).count == signers.count, "seed \(seed): somebody signed twice")
            #expect(
                !signers.contains { $0 == drafts.versions.last?.author },
                "seed \(seed): the author signed")
        }
    }

    /// Every event that a command gives can be written, and read again.
    private func roundTrip(_ event: CaseEvent, _ seed: UInt64) {
        let encoded = EventCodec.encode(.case(event))
        let commitment = encoded.sealed == nil ? nil : ("case/x", [UInt8](repeating: 0, count: 32))
        do {
            let read = try EventCodec.decode(
                type: encoded.type, dataVersion: encoded.dataVersion,
                data: encoded.data(commitment: commitment), opened: encoded.sealed)
            #expect(read == .case(event), "seed \(seed): \(encoded.type)")
        } catch { Issue.record("seed \(seed): \(encoded.type) is not read: \(error)") }
    }
}

extension GeneratedFields {
    fileprivate var team: String {
        mutating get { "team/0198c0de-0000-7000-8000-00000000000\(draw(1...3))" }
    }
    fileprivate var person: String {
        mutating get { "staff/0198c0de-0000-7000-8000-00000000000\(draw(1...3))" }
    }
}
