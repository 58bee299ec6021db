// SPDX-License-Identifier: Apache-2.0

/// Rows of conditions and what follows from them: the first row all of whose conditions hold says
/// what, and where none does, `otherwise`.
package struct DecisionTable<Result: Equatable & Sendable>: Equatable, Sendable {
    package struct Row: Equatable, Sendable {
        package let conditions: [Condition]
        package let result: Result
    }
    package let rows: [Row]
    package let otherwise: Result

    package init(rows: [Row] = [], otherwise: Result) {
        self.rows = rows
        self.otherwise = otherwise
    }

    package func result(for facts: TableFacts) -> Result {
        rows.first { $0.conditions.allSatisfy { $0.holds(of: facts) } }?.result ?? otherwise
    }
}

/// What one field has to be. A field of which nothing is known is none of the values: `is-not`
/// holds of it, and nothing else.
package struct Condition: Equatable, Sendable {
    package enum Test: Equatable, Sendable {
        case `is`(String)
        case isNot(String)
        case isIn([String])
        case equals(Int)
        case differs(Int)
        case atLeast(Int)
        case atMost(Int)
        case includes(String)
    }
    package let field: String
    package let test: Test

    package func holds(of facts: TableFacts) -> Bool {
        let words = facts.words[field] ?? []
        let number = facts.numbers[field]
        return switch test {
        case .is(let word): words == [word]
        case .isNot(let word): words != [word]
        case .isIn(let list): words.count == 1 && list.contains(words[0])
        case .includes(let word): words.contains(word)
        case .equals(let value): number == value
        case .differs(let value): number != value
        case .atLeast(let least): number.map { $0 >= least } ?? false
        case .atMost(let most): number.map { $0 <= most } ?? false
        }
    }
}

package enum ConditionOperator: String, CaseIterable, Sendable {
    case `is`
    case isNot = "is-not"
    case isIn = "in"
    case atLeast = "at-least"
    case atMost = "at-most"
    case includes
}

/// What is known of a case where a table asks.
package struct TableFacts: Equatable, Sendable {
    package var words: [String: [String]] = [:]
    package var numbers: [String: Int] = [:]

    package init() {}
}

/// What the values of a field in a table are.
package enum TableFieldKind: Equatable, Sendable {
    /// One of these words, or none yet.
    case choice([String])
    /// One word of a vocabulary that this file does not have: a team's name.
    case word
    /// Several words, of which a row can ask for one.
    case words
    case number

    package var operators: [ConditionOperator] {
        switch self {
        case .choice, .word: [.is, .isNot, .isIn]
        case .words: [.includes]
        case .number: [.is, .isNot, .atLeast, .atMost]
        }
    }
}

/// The fields that a table can ask for in every process; a process's own fields come to these.
package enum TableField: String, CaseIterable, Sendable {
    case type, channel, priority, category
    /// By its published name.
    case team
    /// `yes` where the case has the category of that name.
    case highProfile = "high-profile"
    /// What finding the information costs so far, in whole pounds.
    case cost
    /// As the notice names them.
    case exemption
    /// Of all work on the case.
    case minutes
    /// Contributions asked for.
    case contributions

    package var kind: TableFieldKind {
        switch self {
        case .type: .choice(CaseType.allCases.map(\.rawValue))
        case .channel: .choice(Channel.allCases.map(\.rawValue))
        case .priority: .choice(Priority.allCases.map(\.rawValue))
        case .highProfile: .choice(["yes", "no"])
        case .category, .exemption: .words
        case .team: .word
        case .cost, .minutes, .contributions: .number
        }
    }

    package var meaning: String {
        switch self {
        case .type: "the type of the case"
        case .channel: "how it came"
        case .priority: "its priority"
        case .category: "its categories"
        case .team: "the published name of the team that has it"
        case .highProfile: "`yes` where the case has the category `high-profile`, else `no`"
        case .cost:
            "what determining, locating, retrieving, extracting and searching cost so far, or is "
                + "estimated to cost where that is more, in whole pounds at the rate of the law: "
                + "£15 an hour under FOISA, else £25"
        case .exemption: "the exemptions that are claimed"
        case .minutes: "the minutes of all work recorded"
        case .contributions: "how many contributions were asked for"
        }
    }
}
