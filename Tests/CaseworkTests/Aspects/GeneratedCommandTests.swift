// SPDX-License-Identifier: Apache-2.0
import Casework
import EventCodec
import Forms
import Foundation
import TestKit
import Testing
import WorkingTime

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
                guard let (name, command) = try Self.command(&fields, state) else { continue }
                var context = DecisionContext(
                    today: today, subject: CaseID("case/0198c0de-0000-7000-8000-000000000001"),
                    actor: actor)
                context.signOffModel = Self.model(seed)
                context.mayBypassSignOff = number % 2 == 0
                if case .staff(let person) = actor {
                    context.capacities = [Capacity(.person(person))]
                }
                do throws(Refusal) {
                    let decided = try CaseDecider.decide(command, in: state, context)
                    outcomes.append((name, nil))
                    #expect(state.offers(name), "seed \(seed): \(name) is withheld, and possible")
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

        /// A command that the case offers, mostly.
        private static func command(
            _ fields: inout GeneratedFields, _ state: CaseState
        ) throws -> (String, CaseCommand)? {
            let form = CaseCommand.forms[fields.draw(0...CaseCommand.forms.count - 1)]
            if !state.offers(form.name), fields.draw(0...3) > 0 { return nil }
            let rare = ["close", "withdraw", "transfer", "merge-case"].contains(form.name)
            if rare, fields.draw(0...9) > 0 { return nil }
            fields.likely = state.likelyNumbers
            let data = fields.fields(form.fields)
            return (form.name, try CaseCommand.read(form.name, data))
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

extension CaseState {
    /// What commands speak of most.
    fileprivate var likelyNumbers: [String: Int] {
        var numbers = [
            "draft": drafts.versions.count, "reply": replies.all.count, "event": version,
        ]
        numbers["contribution"] =
            contributions.all.lastIndex { $0.stage == .asked }.map { $0 + 1 }
        numbers["part"] = parts.unanswered.first
        numbers["hold"] = holds.standing.lastIndex(of: true).map { $0 + 1 }
        return numbers
    }
}
