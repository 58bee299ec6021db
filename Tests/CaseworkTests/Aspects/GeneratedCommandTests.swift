// SPDX-License-Identifier: Apache-2.0
import Casework
import Forms
import Foundation
import TestKit
import Testing
import WorkingTime

/// Issue 6, item 7: what holds of every case, whatever is asked of it. Each life is one seed, which
/// a failure names; `tools/test --long` lives 2,500 of 200 commands.
@Suite("Generated commands") struct GeneratedCommandTests {
    private static var lives: UInt64 {
        ProcessInfo.processInfo.environment["CASELEDGER_LONG"] == nil ? 300 : 2_500
    }

    @Test func `never break what a case is`() throws {
        for seed in 0..<Self.lives { check(try GeneratedLife(seed: seed)) }
    }

    private func check(_ life: GeneratedLife) {
        let seed = life.seed
        var again = CaseState()
        for (event, actor) in life.events {
            again.evolve(event.event, by: actor, at: event.occurredAt ?? .day(GeneratedLife.today))
        }
        #expect(again == life.state, "seed \(seed): replayed, it is another case")
        #expect(life.state.version == life.events.count, "seed \(seed)")
        var standing = KernelStanding()
        for (event, _) in life.events {
            standing.evolve(event.event)
            // As a projection keeps it from one event to the next.
            standing = KernelStanding(text: standing.text)
        }
        #expect(standing.state == life.state.kernelState, "seed \(seed)")
        #expect(life.state.fits(standing.state), "seed \(seed): \(standing.text)")
        let drafts = life.state.drafts
        if let signOff = drafts.signOff, !signOff.isBypassed {
            let signers = Array(signOff.signed.values)
            #expect(Set(signers).count == signers.count, "seed \(seed): somebody signed twice")
            #expect(
                !signers.contains { $0 == drafts.versions.last?.author },
                "seed \(seed): the author signed")
        }
        // A review opens what was closed, whether or not it was answered.
        if life.state.status == .answered, life.state.information.reviews == Reviews() {
            #expect(life.state.parts.unanswered.isEmpty || life.wasTakenApartLater, "seed \(seed)")
            #expect(life.state.replies.all.contains { $0.kind == .final }, "seed \(seed)")
        }
        for clock in life.state.clocks.computed.values {
            switch clock.state {
            case .running, .late: #expect(clock.due != nil, "seed \(seed)")
            case .onHold, .notBegun, .ended: #expect(clock.due == nil, "seed \(seed)")
            // What was answered before its period began was in time, and never had a date.
            case .met, .lapsed: break
            }
        }
    }
}

/// What each command met, so that no rule goes untried; written to `docs/reference/refusals.md`.
@Suite("What generated commands met") struct RefusalTableTests {
    private static let page = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../docs/reference/refusals.md").standardizedFileURL

    private struct Tally {
        var accepted: [String: Int] = [:]
        var refused: [String: [String: Int]] = [:]

        mutating func add(_ life: GeneratedLife) {
            for (command, refusal) in life.outcomes where command != "before" {
                if let refusal {
                    refused[command, default: [:]][refusal, default: 0] += 1
                } else {
                    accepted[command, default: 0] += 1
                }
            }
        }

        var total: (accepted: Int, refused: Int) {
            (
                accepted.values.reduce(0, +),
                refused.values.flatMap(\.values).reduce(0, +)
            )
        }

        func count(of code: String) -> Int { refused.values.compactMap { $0[code] }.reduce(0, +) }
    }

    private func tally() throws -> (generated: Tally, all: Tally) {
        var generated = Tally()
        for seed in 0..<UInt64(300) { generated.add(try GeneratedLife(seed: seed)) }
        var all = generated
        all.add(try GeneratedLife(oddly: 1))
        all.add(try GeneratedLife(keptFor: 3))
        all.add(try GeneratedLife(lawfully: .foi, LawfulLives.request))
        all.add(try GeneratedLife(lawfully: .complaint, LawfulLives.complaint))
        let crowds: [(String, [String: [String]])] = [
            ("request-contribution", ["body": ["x"], "question": ["?"]]),
            ("separate-part", ["question": ["?"]]), ("save-draft", ["text": ["x"]]),
            ("place-hold", ["reason": ["x"]]),
        ]
        for (name, typed) in crowds {
            all.add(GeneratedLife(crowdedBy: try .read(name, typed: typed), name))
        }
        let file = CaseCommand.file(.add(try GeneratedLife.file(size: 1)))
        all.add(GeneratedLife(crowdedBy: file, "add-file"))
        return (generated, all)
    }

    @Test func `is a table in which nothing is zero, and at least two in five were carried out`()
        throws
    {
        let (generated, all) = try tally()
        let (accepted, refused) = generated.total
        #expect(accepted * 5 >= (accepted + refused) * 2, "\(accepted) of \(accepted + refused)")
        let never = (CaseCommand.forms.map(\.name) + ["open", "add-file"])
            .filter { all.accepted[$0] == nil }
        #expect(never.isEmpty, "never carried out: \(never)")
        let untried = Refusal.codes.filter { all.count(of: $0) == 0 }
        #expect(untried.isEmpty, "never refused so: \(untried)")
        let text = Self.text(generated, all)
        if !FileManager.default.fileExists(atPath: Self.page.path) {
            try text.write(to: Self.page, atomically: true, encoding: .utf8)
        }
        let written = try String(contentsOf: Self.page, encoding: .utf8)
        #expect(written == text, "delete \(Self.page.lastPathComponent), run this, and read it")
    }

    private static func text(_ generated: Tally, _ all: Tally) -> String {
        let (accepted, refused) = generated.total
        let commands = Set(all.accepted.keys).union(all.refused.keys).sorted()
        let rows = commands.map { command in
            let refusals = (all.refused[command] ?? [:]).sorted { $0.key < $1.key }
                .map { "`\($0.key)` \($0.value)" }.joined(separator: ", ")
            return "| `\(command)` | \(all.accepted[command] ?? 0) | \(refusals) |"
        }
        let others = Refusal.codesOfOthers.map { "`\($0)`" }.joined(separator: ", ")
        let codes = Refusal.codes.map { "| `\($0)` | \(all.count(of: $0)) |" }
        return """
            # What commands meet

            How often each command was carried out, and for what it was refused, in 300 cases of
            \(GeneratedLife.commands) commands drawn from seeds 0 to 299, of which
            \(accepted * 100 / (accepted + refused)) % were carried out, and in some cases more that
            ask what nobody should. A test makes this page, and fails where a command was never
            carried out or a refusal never met.

            | Command | Carried out | Refused |
            |---|---|---|
            \(rows.joined(separator: "\n"))

            Refusals that come from what else there is, \(others), are tried where that is.
            [Commands on a case](commands.md#refusals) says each in a sentence.

            | Refusal | Met |
            |---|---|
            \(codes.joined(separator: "\n"))

            """
    }
}

extension CaseState {
    /// What each aspect says of the state, one by one.
    fileprivate func fits(_ state: KernelState?) -> Bool {
        switch state {
        case nil: status == .none
        case .onHold: status == .open && !information.handling.waitingFor.isEmpty
        case .open: status == .open && complaints.stage == 1
        case .underReview: complaints.stage == 2 || information.reviews.isOpen
        case .answered: status == .answered && !information.reviews.isOpen
        case .closed: if case .closed = status { true } else { false }
        case .disposed: status == .disposed
        }
    }
}

extension GeneratedLife {
    /// A part was separated after the answer.
    fileprivate var wasTakenApartLater: Bool {
        let answer = events.lastIndex { entry in
            if case .reply(.sent(let reply)) = entry.event.event {
                reply.kind == .final
            } else {
                false
            }
        }
        let part = events.lastIndex { entry in
            if case .part(.separated) = entry.event.event { true } else { false }
        }
        guard let answer, let part else { return false }
        return part > answer
    }
}
