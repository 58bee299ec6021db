// SPDX-License-Identifier: Apache-2.0
internal import WorkingTime

/// What follows something is not dated before it: a clock would be met by a slip of the pen.
extension CaseClocks {
    /// - Throws: `.dayBefore` with the day on which what the event follows happened. Of a case that
    ///   came on no known day nothing is refused.
    func requireOrder(_ event: Dated<CaseEvent>) throws(Refusal) {
        guard case .day(let day)? = event.occurredAt, let first = first(before: event.event),
            day < first
        else { return }
        throw .dayBefore(first)
    }

    /// The first day on which the event can have happened.
    private func first(before event: CaseEvent) -> Day? {
        switch event {
        case .reply(.satisfactionRecorded): answered ?? received
        case .reply: received
        case .complaint(.escalated): answered ?? received
        case .complaint(.extended): all[.stage2]?.received.day ?? received
        case .complaint: received
        case .information(.handling(let handling)):
            asked(before: handling).flatMap { kind in
                all[.answer]?.facts.last { kind.contains($0.kind) }?.day
            } ?? received
        case .information(.review(.requested)): answered ?? received
        case .information(.review(.decided)), .information(.review(.extended)):
            all[.review]?.received.day ?? received
        case .information: received
        default: nil
        }
    }

    private var received: Day? { (all[.answer] ?? all[.stage1])?.received.day }

    /// When the last answer went out.
    private var answered: Day? {
        (all[.answer] ?? all[.stage1])?.facts.last { $0.kind == .answered }?.day
    }

    /// What it answers.
    private func asked(before event: HandlingEvent) -> Set<FactKind>? {
        switch event {
        case .clarificationReceived: [.clarificationRequested]
        case .feePaid: [.feesNotice, .feeCharged]
        case .identityReceived: [.identityRequested]
        case .validityDecided, .lawChosen, .clarificationAsked, .feesNoticeGiven, .identityAsked,
            .timeExtended:
            nil
        }
    }
}
