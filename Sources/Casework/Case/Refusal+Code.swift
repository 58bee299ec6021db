// SPDX-License-Identifier: Apache-2.0
internal import WorkingTime

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
        case .dayBefore: "day-before"
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
        case .staff(let refusal): "staff/\(refusal.rawValue)"
        case .template(let refusal): "template/\(refusal.code)"
        }
    }

    /// One of each that the rules of a case can give by themselves.
    package static let ofCases: [Refusal] =
        [
            .caseExists, .noSuchCase, .alreadyClosed, .alreadyAssigned, .alreadyAllocated,
            .notOpenable(.imported), .dayInFuture(example), .dayTooEarly(example),
            .dayPassed(example), .dayBefore(example), .retained(until: example), .missing(.subject),
            .tooLong(.subject, limit: Texts.subject), .notThere(.draft, 3), .notAnswered(.part, 1),
            .tooMany(.file),
        ]
        + Deed.allCases.map { .already($0) }
        + NoticeGap.allCases.map { .incomplete($0) }
        + Quantity.allCases.map { .outOfRange($0) }
        + Need.allCases.filter { $0 != .document }.map { .needs($0) }

    /// One of each that comes from what else there is, and not from the case: no such team, a file
    /// that is none, a process, a member of staff, a template.
    package static let ofOthers: [Refusal] =
        [.noSuchTeam, .noSuchOfficer, .noOtherCase, .needs(.document)]
        + ProcessRefusal.each.map { .process($0) }
        + StaffRefusal.allCases.map { .staff($0) } + TemplateRefusal.each.map { .template($0) }

    package static let codes = ofCases.map(\.code)
    package static let codesOfOthers = ofOthers.map(\.code)

    private static let example = Day(number: 0)
}
