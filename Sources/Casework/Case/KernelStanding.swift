// SPDX-License-Identifier: Apache-2.0
internal import Forms

/// In which statutory state a case is: a fold over those of its events that change that, small
/// enough for a projection to keep beside a row.
package struct KernelStanding: Hashable, Sendable {
    /// How far a case has come, whatever it waits for.
    package enum Phase: String, Sendable {
        case open
        /// A final reply went out.
        case answered
        case closed
        /// What was kept of it need not be kept any more.
        case disposed
    }

    /// Nil while there is no case.
    package private(set) var phase: Phase?
    /// What whoever asked has to do first.
    private var waiting: Set<Handling.Waiting> = []
    private var isReviewed = false
    private var isSecondStage = false

    package init() {}

    /// Nil for a case that does not exist.
    package var state: KernelState? {
        switch phase {
        case nil: nil
        case .open where !waiting.isEmpty: .onHold
        case .open: isSecondStage ? .underReview : .open
        case .answered: isReviewed ? .underReview : .answered
        case .closed: .closed
        case .disposed: .disposed
        }
    }

    /// Total, as `CaseState.evolve` is.
    package mutating func evolve(_ event: CaseEvent) {
        switch event {
        case .opened: phase = .open
        case .closed, .ending(.withdrawn), .ending(.transferred): phase = .closed
        case .ending(.reopened), .ending(.referredBack): phase = .open
        case .ending(.disposed): phase = .disposed
        case .reply(.sent(let reply)) where reply.kind == .final:
            if phase == .open { phase = .answered }
        case .reply(.deliveryRecorded(let delivery)) where delivery.reopens: phase = .open
        case .information(.handling(let event)): evolve(event)
        case .information(.review(.requested)):
            phase = .answered
            isReviewed = true
        case .information(.review(.decided)): isReviewed = false
        case .complaint(.escalated):
            phase = .open
            isSecondStage = true
        default: break
        }
    }

    private mutating func evolve(_ event: HandlingEvent) {
        switch event {
        case .clarificationAsked: waiting.insert(.clarification)
        case .clarificationReceived: waiting.remove(.clarification)
        case .feesNoticeGiven: waiting.insert(.fee)
        case .feePaid: waiting.remove(.fee)
        case .identityAsked: waiting.insert(.identity)
        case .identityReceived: waiting.remove(.identity)
        case .validityDecided, .lawChosen, .timeExtended: break
        }
    }
}

/// As `open`, `open clarification fee`, `answered review`, `open stage-2`.
extension KernelStanding {
    package var text: String {
        let words =
            [phase?.rawValue].compactMap(\.self) + waiting.map(\.rawValue).sorted()
            + (isReviewed ? ["review"] : []) + (isSecondStage ? ["stage-2"] : [])
        return words.joined(separator: " ")
    }

    /// Words that nobody wrote are left out.
    package init(text: String) {
        let words = text.split(separator: " ").map(String.init)
        phase = words.first.flatMap { Phase(rawValue: $0) }
        waiting = Set(words.compactMap { Handling.Waiting(rawValue: $0) })
        isReviewed = words.contains("review")
        isSecondStage = words.contains("stage-2")
    }
}

extension KernelState {
    /// As people read it.
    package var label: String {
        switch self {
        case .open: "Open"
        case .onHold: "On hold"
        case .answered: "Answered"
        case .underReview: "Under review"
        case .closed: "Closed"
        case .disposed: "Disposed of"
        }
    }
}
