// SPDX-License-Identifier: Apache-2.0
internal import Forms
package import WorkingTime

/// The clocks of a case: the dated facts that start, stop and move them, and what was computed of
/// each. A case of which nobody knows when it came has none.
package struct CaseClocks: Equatable, Sendable {
    package struct Clock: Equatable, Sendable {
        /// What it runs from.
        package fileprivate(set) var received: Occurrence
        package fileprivate(set) var facts: [ClockFact] = []
        /// The case is over, and nothing need be done.
        package fileprivate(set) var isEnded = false
    }
    package private(set) var all: [ClockName: Clock] = [:]
    /// What was recorded of each last.
    package private(set) var computed: [ClockName: ClockComputed] = [:]

    package init() {}

    // MARK: Facts

    /// - Parameter occurrence: When it happened; nil where nobody knows.
    mutating func evolve(_ event: CaseEvent, at occurrence: Occurrence?) {
        if case .clock(let event) = event { return computed[event.clock] = event }
        guard let occurrence else { return }
        switch event {
        case .opened(let opened): start(opened.type.clocks, at: occurrence)
        case .correction(.receiptCorrected(let correction)):
            for name in all.keys where name != .stage2 && name != .review {
                all[name]?.received = .day(correction.received)
            }
        case .information(let event): evolve(event, at: occurrence)
        case .complaint(.escalated): start([.stage2], at: occurrence)
        case .complaint(.extended(let extended)):
            all[extended.stage == 2 ? .stage2 : .stage1]?.facts
                .append(ClockFact(.extensionNotice, occurrence))
        case .reply(.acknowledged): add(.acknowledged, at: occurrence)
        case .reply(.sent(let reply)) where reply.kind == .final: add(.answered, at: occurrence)
        case .reply(.deliveryRecorded(let delivery)) where delivery.reopens: takeBack(.answered)
        case .closed, .link(.merged), .ending(.withdrawn), .ending(.transferred): end(true)
        case .ending(.reopened), .link(.unmerged): end(false)
        default: break
        }
    }

    private mutating func evolve(_ event: InformationEvent, at occurrence: Occurrence) {
        switch event {
        case .review(.requested): start([.review], at: occurrence)
        case .review(.extended):
            all[.review]?.facts.append(ClockFact(.extensionNotice, occurrence))
        case .review(.decided):
            all[.review]?.facts.append(ClockFact(.answered, occurrence))
        case .handling(let handling):
            guard let kind = handling.fact else { return }
            all[.answer]?.facts.append(ClockFact(kind, occurrence))
        case .review, .search, .exemption, .notice: break
        }
    }

    private mutating func start(_ names: [ClockName], at occurrence: Occurrence) {
        for name in names { all[name] = Clock(received: occurrence) }
    }

    private mutating func add(_ kind: FactKind, at occurrence: Occurrence) {
        // A review is answered by its decision alone.
        for name in all.keys where name != .review {
            all[name]?.facts.append(ClockFact(kind, occurrence))
        }
    }

    private mutating func takeBack(_ kind: FactKind) {
        for name in all.keys {
            guard let last = all[name]?.facts.lastIndex(where: { $0.kind == kind }) else {
                continue
            }
            all[name]?.facts.remove(at: last)
        }
    }

    private mutating func end(_ isEnded: Bool) {
        for name in all.keys { all[name]?.isEnded = isEnded }
    }

    /// Whether the clocks stand as they stood, whatever was computed of them.
    func agree(with others: CaseClocks) -> Bool { all == others.all }

    // MARK: Computing

    /// What has to be recorded: each clock that shows something else than when it was recorded.
    ///
    /// - Parameters:
    ///   - targets: When the process wants the authority's own steps done; nil for the usual.
    ///   - limits: What a clock is read by; nil for one that nobody set.
    func changed(
        _ rules: ClockRules, _ targets: InternalTargets? = nil,
        _ limits: (ClockName) -> CaseProcess.ServiceTarget?
    ) -> [ClockComputed] {
        let rules = ClockRules(
            calendar: rules.calendar, jurisdiction: rules.jurisdiction,
            targets: targets ?? rules.targets)
        return changed(by: rules, limits)
    }

    private func changed(
        by rules: ClockRules, _ limits: (ClockName) -> CaseProcess.ServiceTarget?
    ) -> [ClockComputed] {
        ClockName.allCases.compactMap { name in
            guard let clock = all[name], let limit = limits(name),
                let event = clock.computed(name, limit, rules), event != computed[name]
            else { return nil }
            return event
        }
    }

    /// The clocks whose last day is over at `moment`, and nothing has met them.
    package func overdue(at moment: Instant) -> Set<ClockName> {
        Set(
            computed.values.filter { event in
                event.state == .running && event.due.map { $0.last < moment } ?? false
                    || event.state == .late
            }.map(\.clock))
    }
}

/// By what an authority's clocks are read.
package struct ClockRules: Sendable {
    package let calendar: WorkingCalendar
    package let jurisdiction: Jurisdiction
    /// When the authority wants its own steps done.
    package let targets: InternalTargets

    package init(
        calendar: WorkingCalendar, jurisdiction: Jurisdiction, targets: InternalTargets = .usual
    ) {
        self.calendar = calendar
        self.jurisdiction = jurisdiction
        self.targets = targets
    }
}

extension CaseType {
    /// The clocks that run from its receipt.
    fileprivate var clocks: [ClockName] {
        switch self {
        case .complaint: [.acknowledgement, .stage1]
        case .imported: []
        case .enquiry, .request, .foi, .sar, .petition, .campaign: [.answer]
        }
    }
}

extension CaseClocks.Clock {
    /// Nil where no date can be worked out: a day outside our time, a limit in hours of a receipt
    /// without an hour.
    fileprivate func computed(
        _ name: ClockName, _ limit: CaseProcess.ServiceTarget, _ rules: ClockRules
    ) -> ClockComputed? {
        let division = rules.jurisdiction.division
        let (regime, promised): (Regime, Int?) =
            switch limit {
            case .clock(let regime): (regime, nil)
            case .days(let days): (.svcOwn, days)
            }
        guard
            let history = try? ClockHistory(
                received: received, division: division, facts: facts, promisedDays: promised),
            let reading = try? regime.read(history, rules.calendar),
            let ruleSet = Code(reading.ruleSet.id), let calendar = Code(reading.calendar),
            let standing = ClockStanding(reading.state)
        else { return nil }
        let runs = standing == .running && !isEnded
        let steps = runs ? reading.internalDates(rules.targets, of: history, rules.calendar) : []
        func day(_ step: InternalStep) -> Day? { steps.first { $0.step == step }?.day }
        let isOver = isEnded && [.running, .onHold, .notBegun].contains(standing)
        return ClockComputed(
            clock: name, regime: regime, state: isOver ? .ended : standing,
            due: isOver ? nil : reading.due, escalation: day(.escalation), draft: day(.draft),
            clearance: day(.clearance), ruleSet: ruleSet, calendar: calendar)
    }
}

extension ClockStanding {
    /// Nil where there is no clock: no duty was in force, or nothing was received.
    fileprivate init?(_ state: ClockState) {
        switch state {
        case .running: self = .running
        case .onHold: self = .onHold
        case .notBegun: self = .notBegun
        case .lapsed: self = .lapsed
        case .met: self = .met
        case .late(_, let isAnswered): self = isAnswered ? .late : .running
        case .notInForce, .notReceived: return nil
        }
    }
}

extension HandlingEvent {
    /// What it is to the clock of the answer.
    fileprivate var fact: FactKind? {
        switch self {
        case .validityDecided, .lawChosen: nil
        case .clarificationAsked: .clarificationRequested
        case .clarificationReceived: .clarificationReceived
        case .feesNoticeGiven(let notice):
            [.eir, .eirScotland].contains(notice.law) ? .feeCharged : .feesNotice
        case .feePaid: .feePaid
        case .identityAsked: .identityRequested
        case .identityReceived: .identityReceived
        case .timeExtended(let extended):
            extended.ground == .publicInterest ? .publicInterestExtension : .extensionNotice
        }
    }
}
