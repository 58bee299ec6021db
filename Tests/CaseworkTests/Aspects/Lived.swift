// SPDX-License-Identifier: Apache-2.0
import Forms
import TestKit
import WorkingTime

@testable import Casework

/// A case lived by several people, command by command.
struct Lived {
    private(set) var state = CaseState()
    var model = SignOffModel.nobody
    /// The case that this one may be merged into.
    var other: CaseState?
    /// The day on which everything is recorded.
    static let today = Day.of("2026-06-01")
    private let clocks = ClockRules(calendar: .shipped, jurisdiction: .englandAndWales)

    init(_ type: CaseType, received: String = "2026-03-02") throws {
        try perform(
            .open(
                OpenCase(
                    type: type, channel: .email, received: .of(received), subject: "s",
                    message: "m")), by: "officer")
    }

    private func context(_ who: String) -> DecisionContext {
        var context = DecisionContext(today: Self.today, actor: .system(who))
        context.clocks = clocks
        context.signOffModel = model
        context.other = other
        context.capacities = [Capacity(.role(code("manager")))]
        context.mayBypassSignOff = true
        if who == "director" { context.capacities = [Capacity(.role(code("director")))] }
        return context
    }

    private mutating func perform(_ command: CaseCommand, by who: String) throws {
        for event in try CaseDecider.decide(command, in: state, context(who)) {
            state.evolve(
                event.event, by: .system(who), at: event.occurredAt ?? .day(Self.today))
        }
    }

    /// `does("officer", "save-draft text=Dear")`: fields are one word each.
    mutating func does(_ who: String, _ line: String) throws {
        let words = line.split(separator: " ").map(String.init)
        var typed: [String: [String]] = [:]
        for word in words.dropFirst() {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            typed[parts[0], default: []].append(parts[1])
        }
        try perform(try CaseCommand.read(words[0], typed: typed), by: who)
    }

    /// Why it is refused; the case stays as it was.
    func refusal(_ who: String, _ line: String) -> String? {
        var copy = self
        do { try copy.does(who, line) } catch let refusal as Refusal { return refusal.code } catch {
            return "\(error)"
        }
        return nil
    }
}

/// A final answer by email.
let sent = "send-reply kind=final channel=email day=2026-03-10"
