// SPDX-License-Identifier: Apache-2.0
internal import Forms
internal import WorkingTime

/// What was recorded elsewhere is taken as it was recorded there: a contradiction is an event of
/// its own beside it, and no reason to refuse.
extension CaseDecider {
    static func decide(_ trace: ImportedTrace) -> [Dated<CaseEvent>] {
        let first = trace.activities.first?.occurredAt
        return [Dated(.opened(trace.opened), occurredAt: first)]
            + trace.activities.map {
                Dated(.activityRecorded($0.event), occurredAt: $0.occurredAt)
            }
    }

    static func decide(
        _ imported: ImportedCase, _ context: DecisionContext
    ) throws(Refusal) -> [Dated<CaseEvent>] {
        try check(imported.opened.subject, .subject, limit: Texts.subject)
        try check(imported.opened.message, .message, limit: Texts.message)
        let (opened, closed) = (imported.openedAt, imported.closedAt)
        var found = imported.found
        if opened == nil { found.append(ContradictionFound(.withoutDay)) }
        if let opened, let closed, closed.precedes(opened) {
            found.append(ContradictionFound(.closedBeforeOpened, given: closed, against: opened))
        }
        if imported.outcome == nil, let closed {
            found.append(ContradictionFound(.openWithClosingDay, given: closed))
        }
        if imported.outcome != nil, closed == nil {
            found.append(ContradictionFound(.closedWithoutClosingDay))
        }
        found += future([opened, closed], context)
        var events: [Dated<CaseEvent>] = [Dated(.opened(imported.opened), occurredAt: opened)]
        events += found.map { Dated(.contradictionFound($0)) }
        if let outcome = imported.outcome {
            events.append(Dated(.closed(CaseClosed(outcome: outcome)), occurredAt: closed))
        }
        return events
    }

    static func decide(
        _ item: ImportedItem, _ context: DecisionContext
    ) throws(Refusal) -> [Dated<CaseEvent>] {
        var found = item.found
        let event: CaseEvent
        switch item.body {
        case .activity(let activity): event = .activityRecorded(activity)
        case .correspondence(let letter):
            try check(letter.subject, .subject, limit: Texts.subject)
            try check(letter.message, .message, limit: Texts.message)
            if letter.message == .value("") { found.append(ContradictionFound(.withoutText)) }
            event = .correspondenceRecorded(letter)
        }
        if item.occurredAt == nil { found.append(ContradictionFound(.withoutDay)) }
        found += future([item.occurredAt], context)
        return [Dated(event, occurredAt: item.occurredAt)]
            + found.map { Dated(.contradictionFound($0)) }
    }

    private static func future(
        _ moments: [Occurrence?], _ context: DecisionContext
    ) -> [ContradictionFound] {
        moments.compactMap { $0 }.filter { $0.londonDay > context.today }
            .map { ContradictionFound(.futureDay, given: $0) }
    }

    private static func check(
        _ text: Sealed<String>?, _ field: Refusal.Field, limit: Int
    ) throws(Refusal) {
        guard text?.opened?.utf8.count ?? 0 <= limit else { throw .tooLong(field, limit: limit) }
    }
}

extension Occurrence {
    fileprivate var londonDay: Day {
        switch self {
        case .day(let day): day
        case .instant(let instant): London.day(of: instant)
        }
    }

    /// Whether this was certainly before `other`: within one day, a day and an instant agree.
    fileprivate func precedes(_ other: Occurrence) -> Bool {
        if case .instant(let instant) = self, case .instant(let later) = other {
            return instant < later
        }
        return londonDay < other.londonDay
    }
}
