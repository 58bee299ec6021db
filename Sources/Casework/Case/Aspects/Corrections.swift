// SPDX-License-Identifier: Apache-2.0
package import Forms
package import WorkingTime

/// Mistakes put right: the event that was wrong stays, and another says so (law.md section 6).
package struct Corrections: Equatable, Sendable {
    /// The events that are known to be wrong, by their versions in the stream.
    package private(set) var corrected: Set<Int> = []
    /// The day of receipt, where the one first recorded was wrong.
    package private(set) var received: Day?

    package init() {}

    package mutating func evolve(_ event: CorrectionEvent) {
        switch event {
        case .corrected(let correction): corrected.insert(correction.event)
        case .receiptCorrected(let correction): received = correction.received
        }
    }

    package func decide(
        _ command: CorrectionCommand, of events: Int, _ context: DecisionContext
    ) throws(Refusal) -> [CorrectionEvent] {
        switch command {
        case .correct(let given):
            guard (1...max(events, 1)).contains(given.event), events > 0 else {
                throw .notThere(.event, given.event)
            }
            guard !corrected.contains(given.event) else { throw .already(.corrected) }
            return [.corrected(CaseCorrected(event: given.event, text: given.text.sealed))]
        case .correctReceipt(let given):
            guard given.received <= context.today else { throw .dayInFuture(given.received) }
            guard given.received.parts.year >= 1900 else { throw .dayTooEarly(given.received) }
            guard received != given.received else { throw .already(.corrected) }
            return [
                .receiptCorrected(
                    ReceiptCorrected(received: given.received, reason: given.reason.sealed))
            ]
        }
    }
}

// MARK: Events

package enum CorrectionEvent: EventFamily {
    case corrected(CaseCorrected)
    case receiptCorrected(ReceiptCorrected)

    package var payload: any Recorded {
        switch self {
        case .corrected(let event): event
        case .receiptCorrected(let event): event
        }
    }
    package static let forms: [KnownForm<CorrectionEvent>] = [
        KnownForm(CaseCorrected.self, CorrectionEvent.corrected),
        KnownForm(ReceiptCorrected.self, CorrectionEvent.receiptCorrected),
    ]
}

/// What another event of the case says is wrong, and this is right.
package struct CaseCorrected: Recorded {
    package var event: Int
    package var text: Sealed<String>

    package static let form = Form(
        "case.corrected", Self.init, Field("event", \.event), Field("text", \.text))
}

/// It came on another day than was recorded.
package struct ReceiptCorrected: Recorded {
    package var received: Day
    package var reason: Sealed<String>

    package static let form = Form(
        "case.receiptCorrected", Self.init, Field("received", \.received),
        Field("reason", \.reason))
}

// MARK: Commands

package enum CorrectionCommand: CommandFamily {
    case correct(CorrectEvent)
    case correctReceipt(CorrectReceipt)

    package var payload: any Requested {
        switch self {
        case .correct(let command): command
        case .correctReceipt(let command): command
        }
    }
    package static let forms: [KnownForm<CorrectionCommand>] = [
        KnownForm(CorrectEvent.self, CorrectionCommand.correct),
        KnownForm(CorrectReceipt.self, CorrectionCommand.correctReceipt),
    ]
}

package struct CorrectEvent: Requested {
    package var event: Int
    package var text: Passage

    package static let form = Form.request(
        "correct-event", Self.init, Field("event", \.event), Field("text", \.text))
}

package struct CorrectReceipt: Requested {
    package var received: Day
    package var reason: Passage

    package static let form = Form.request(
        "correct-receipt", Self.init, Field("received", \.received), Field("reason", \.reason))
}
