// SPDX-License-Identifier: Apache-2.0

extension Refusal {
    /// The refusal as programs know it: `needs/sign-off`.
    package var code: String {
        switch self {
        case .caseExists: "case-exists"
        case .noSuchCase: "no-such-case"
        case .alreadyClosed: "already/closed"
        case .alreadyAssigned: "already/assigned"
        case .alreadyAllocated: "already/allocated"
        case .noSuchTeam: "no-such-team"
        case .noSuchOfficer: "no-such-officer"
        case .noOtherCase: "no-other-case"
        case .notOpenable: "not-openable"
        case .dayInFuture: "day-in-future"
        case .dayTooEarly: "day-too-early"
        case .dayPassed: "day-passed"
        case .missing: "missing"
        case .tooLong: "too-long"
        case .notThere: "not-there"
        case .notAnswered: "not-answered"
        case .tooMany: "too-many"
        case .already(let deed): "already/\(deed.rawValue)"
        case .outOfRange(let quantity): "out-of-range/\(quantity.rawValue)"
        case .needs(let need): "needs/\(need.rawValue)"
        case .retained: "retained"
        case .incomplete(let gap): "incomplete/\(gap.rawValue)"
        case .process(let refusal): "process/\(refusal.code)"
        case .staff: "staff"
        case .template: "template"
        }
    }

    /// Every code that the rules of a case can give.
    package static let codes: [String] =
        [
            Refusal.caseExists, .noSuchCase, .alreadyClosed, .alreadyAssigned, .alreadyAllocated,
            .notOpenable(.imported),
        ].map(\.code)
        + ["day-in-future", "day-too-early", "day-passed", "retained"]
        + ["missing", "too-long", "not-there", "not-answered", "too-many"]
        + Deed.allCases.map { Refusal.already($0).code }
        + NoticeGap.allCases.map { Refusal.incomplete($0).code }
        + Quantity.allCases.map { Refusal.outOfRange($0).code }
        + Need.allCases.filter { $0 != .document }.map { Refusal.needs($0).code }

    /// Those that come from what else there is, and not from the case: no such team, a file that is
    /// none.
    package static let codesOfOthers =
        [Refusal.noSuchTeam, .noSuchOfficer, .noOtherCase, .needs(.document)].map(\.code)
        + ProcessRefusal.codes.map { "process/\($0)" }
}
