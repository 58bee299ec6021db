// SPDX-License-Identifier: Apache-2.0
internal import WorkingTime

/// In which state of a case its law and its complaints may be asked.
extension CaseDecider {
    static func decide(
        _ command: InformationCommand, in state: CaseState, _ context: DecisionContext
    ) throws(Refusal) -> [Dated<CaseEvent>] {
        try requireCase(state)
        guard let law = state.law(in: context.jurisdiction) else {
            throw .needs(.informationRequest)
        }
        let information = state.information
        switch command {
        case .handling(let command):
            try requireOpen(state)
            // What somebody asks of themselves is a case of its own type.
            if case .chooseLaw(let given) = command,
                (given.law == .subjectAccess) != (state.type == .sar)
            {
                throw .needs(.otherLaw)
            }
            if case .extend = command { try requireUnanswered(state) }
            return try information.handling.decide(
                command, law: law, due: state.clocks.computed[.answer]?.due,
                hasQualified: information.exemptions.hasQualified, context
            ).map { $0.within { .information(.handling($0)) } }
        case .search(let command):
            try requireOpen(state)
            return try information.searches.decide(
                command, recorded: state.work.countedMinutes, law: law
            ).map { Dated(.information(.search($0))) }
        case .exemption(let command):
            try requireOpen(state)
            return try information.exemptions.decide(command, law: law, files: state.files)
                .map { Dated(.information(.exemption($0))) }
        case .notice(let command):
            if case .decidePublication = command {} else { try requireOpen(state) }
            if case .issue(let given) = command, let draft = given.draft {
                try state.drafts.require(draft)
            }
            return try information.notices.decide(
                command, information.exemptions, information.searches, law: law, context
            ).map { $0.within { .information(.notice($0)) } }
        case .review(let command):
            if case .request = command { try requireAnswer(state) }
            return try information.reviews.decide(
                command, law: law, due: state.clocks.computed[.review]?.due,
                involved: information.notices.deciders.union(state.drafts.involved),
                lastDay: state.lastDayForReview(context), context
            ).map { $0.within { .information(.review($0)) } }
        }
    }

    static func decide(
        _ command: ComplaintCommand, in state: CaseState, _ context: DecisionContext
    ) throws(Refusal) -> [Dated<CaseEvent>] {
        try requireCase(state)
        guard state.type == .complaint else { throw .needs(.complaint) }
        switch command {
        case .escalate, .referOmbudsman: try requireAnswer(state)
        case .raisePoint, .findPoint: try requireOpen(state)
        case .extend: try requireUnanswered(state)
        case .offerRemedy, .completeRemedy, .recordLearning, .recordOmbudsman: break
        }
        let clock: ClockName = state.complaints.stage == 2 ? .stage2 : .stage1
        return try state.complaints.decide(
            command, due: state.clocks.computed[clock]?.due, context
        ).map { $0.within { .complaint($0) } }
    }

    static func decide(
        _ command: LatenessCommand, in state: CaseState, _ context: DecisionContext
    ) throws(Refusal) -> [Dated<CaseEvent>] {
        try requireCase(state)
        let late = state.clocks.overdue(at: London.start(of: context.today))
        return try state.lateness.decide(command, late: late).map { Dated(.lateness($0)) }
    }

    /// What has to be there before a final reply goes out: for a request for information the
    /// decision and, where something is withheld, its notice (FOIA 2000, section 17); for a
    /// complaint what was found of each point and, at stage 2, somebody who did not answer at
    /// stage 1.
    static func requireAnswerable(
        _ reply: SendReply, _ state: CaseState, _ context: DecisionContext
    ) throws(Refusal) {
        guard reply.kind == .final else { return }
        if let draft = reply.draft, state.status == .answered, state.replies.final?.draft == draft {
            throw .already(.answered)
        }
        if let law = state.law(in: context.jurisdiction), law != .subjectAccess {
            guard let decision = state.information.notices.decision else {
                throw .needs(.decision)
            }
            let information = state.information
            if let gap = information.notices.gaps(information.exemptions, information.searches)
                .first
            {
                throw .incomplete(gap)
            }
            guard !decision.withholds || information.notices.isNoticeGiven else {
                throw .needs(.notice)
            }
        }
        if state.type == .complaint, let point = state.complaints.points.firstIndex(of: nil) {
            throw .notAnswered(.point, point + 1)
        }
        try requireOther(state, context)
    }

    /// At stage 2 nobody writes, signs or sends who did so at stage 1.
    static func requireOther(
        _ state: CaseState, _ context: DecisionContext
    ) throws(Refusal) {
        guard state.complaints.stage == 2 else { return }
        guard !state.complaints.firstInvolved.contains(context.actor) else {
            throw .needs(.anotherPerson)
        }
    }

    /// What is answered needs no more time.
    private static func requireUnanswered(_ state: CaseState) throws(Refusal) {
        try requireOpen(state)
        guard state.status == .open else { throw .already(.answered) }
    }

    private static func requireAnswer(_ state: CaseState) throws(Refusal) {
        switch state.status {
        case .answered, .closed: break
        case .none, .open, .disposed: throw .needs(.answer)
        }
    }
}

extension DecisionContext {
    var jurisdiction: Jurisdiction { clocks?.jurisdiction ?? .englandAndWales }
}

extension CaseState {
    /// Forty working days after the answer (section 45 Code, part 5; EIR 2004, regulation 11(2)),
    /// in Scotland after the limit where the answer came sooner (FOISA 2002, section 20(5)).
    ///
    /// - Returns: Nil where nothing was answered, or no calendar is at hand.
    fileprivate func lastDayForReview(_ context: DecisionContext) -> Day? {
        guard let answered = clocks.all[.answer]?.facts.last(where: { $0.kind == .answered }),
            let rules = context.clocks
        else { return nil }
        let days = rules.calendar[.division(rules.jurisdiction.division)]
        var first = answered.day
        if law(in: rules.jurisdiction) == .foisa, let due = clocks.computed[.answer]?.due {
            first = max(first, due.day)
        }
        return days.day(40, after: first)
    }
}

extension Dated {
    fileprivate func within<Whole>(_ whole: (Event) -> Whole) -> Dated<Whole> {
        Dated<Whole>(whole(event), occurredAt: occurredAt)
    }
}
