// SPDX-License-Identifier: Apache-2.0
internal import Casework

/// What an officer does on a case while it is open.
enum WorkPlan {
    /// The steps in their order; nil stands for giving the case to a colleague.
    ///
    /// - Parameter days: Working days that it takes.
    static func kinds(days: Int, _ facts: CaseFacts, _ dice: inout Dice) -> [Step.Kind?] {
        var kinds: [Step.Kind?] = []
        if facts.isPersistent { kinds.append(.note(.contactPlan)) }
        if facts.type == .sar { kinds.append(.note(.identity)) }
        if dice.chance(days > 0 ? 920 : 600) { kinds.append(.note(.read)) }
        if days > 3, facts.type != .campaign, dice.chance(320) {
            kinds += [.sent(.question), .came(.clarification)]
        } else if facts.type != .campaign, dice.chance(140) {
            kinds.append(.came(.more))
        }
        if days > 1, dice.chance(780) { kinds.append(.note(.asked)) }
        if days > 9, dice.chance(days > 20 ? 750 : 260) { kinds.append(.note(.chased)) }
        if days > 7, dice.chance(days > 20 ? 420 : 120) { kinds.append(nil) }
        if days > 14, dice.chance(days > 20 ? 720 : 180) { kinds.append(.came(.chase)) }
        if days > 16, dice.chance(days > 20 ? 640 : 150) { kinds.append(.sent(.holding)) }
        if days > 2, dice.chance(740) { kinds.append(.note(.input)) }
        if days > 0, dice.chance(860) { kinds.append(.note(.drafted)) }
        if days > 1, dice.chance(780) { kinds.append(.note(.signOff)) }
        if days > 35, dice.chance(500) { kinds += [.came(.chase), .note(.chased)] }
        if facts.isPersistent, days > 1 { kinds += [.came(.more), .came(.more)] }
        return kinds
    }
}

/// How a case ends.
struct Closing {
    let outcome: Outcome
    /// What is done before it is closed.
    let steps: [Step.Kind]

    init(_ facts: CaseFacts, _ dice: inout Dice) {
        let unanswered = facts.isPersistent ? 550 : facts.type == .campaign ? 60 : 28
        if dice.chance(unanswered) {
            outcome = .noReplyNeeded
            steps = [.note(facts.type == .campaign ? .duplicate : .filed)]
        } else if dice.chance(17), facts.type != .campaign {
            outcome = .withdrawn
            steps = [.came(.withdrawal)]
        } else if [.enquiry, .request].contains(facts.type), dice.chance(85) {
            outcome = .referred
            steps = [.sent(.referral)]
        } else {
            outcome = .answered
            steps = [.sent(.reply)]
        }
    }
}
