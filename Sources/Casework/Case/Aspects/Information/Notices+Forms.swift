// SPDX-License-Identifier: Apache-2.0
package import Forms
package import WorkingTime

// MARK: Events

package enum NoticeEvent: EventFamily {
    case decided(RequestDecided)
    case issued(NoticeIssued)
    case publicationDecided(PublicationDecided)

    package var payload: any Recorded {
        switch self {
        case .decided(let event): event
        case .issued(let event): event
        case .publicationDecided(let event): event
        }
    }
    package static let forms: [KnownForm<NoticeEvent>] = [
        KnownForm(RequestDecided.self, NoticeEvent.decided),
        KnownForm(NoticeIssued.self, NoticeEvent.issued),
        KnownForm(PublicationDecided.self, NoticeEvent.publicationDecided),
    ]
}

/// What is disclosed, and what is not.
package struct RequestDecided: Recorded {
    package var decision: RequestDecision
    /// By which something is withheld.
    package var sections: [Code]
    package var reason: Sealed<String>?

    package static let form = Form(
        "case.requestDecided", Self.init, Field("decision", \.decision),
        Field("sections", \.sections), Field("reason", \.reason))
}

/// A notice went out with all that the law asks of it, its particulars of the review and of the
/// regulator included (FOIA 2000, section 17(7)).
package struct NoticeIssued: Recorded {
    package var kind: NoticeKind
    package var decision: RequestDecision?
    package var channel: Channel
    package var sections: [Code]
    /// When it will be decided, as it estimates.
    package var until: Day?
    package var draft: Int?
    package var advice: Sealed<String>?

    package static let form = Form(
        "case.noticeIssued", Self.init, Field("kind", \.kind), Field("decision", \.decision),
        Field("channel", \.channel), Field("sections", \.sections), Field("until", \.until),
        Field("draft", \.draft), Field("advice", \.advice))
}

/// Whether the answer goes into the disclosure log.
package struct PublicationDecided: Recorded {
    package var isPublished: Bool
    package var reason: Sealed<String>?

    package static let form = Form(
        "case.publicationDecided", Self.init, Field("isPublished", \.isPublished),
        Field("reason", \.reason))
}

// MARK: Commands

package enum NoticeCommand: CommandFamily {
    case decide(DecideRequest)
    case issue(IssueNotice)
    case decidePublication(DecidePublication)

    package var payload: any Requested {
        switch self {
        case .decide(let command): command
        case .issue(let command): command
        case .decidePublication(let command): command
        }
    }
    package static let forms: [KnownForm<NoticeCommand>] = [
        KnownForm(DecideRequest.self, NoticeCommand.decide),
        KnownForm(IssueNotice.self, NoticeCommand.issue),
        KnownForm(DecidePublication.self, NoticeCommand.decidePublication),
    ]
}

package struct DecideRequest: Requested {
    package var decision: RequestDecision
    package var reason: Passage?

    package static let form = Form.request(
        "decide-request", Self.init, Field("decision", \.decision), Field("reason", \.reason))
}

package struct IssueNotice: Requested {
    package var kind: NoticeKind
    package var channel: Channel
    package var day: Day
    /// How a review is asked for, or that there is none.
    package var saysReview: Bool
    /// The right to complain to the regulator.
    package var saysRegulator: Bool
    package var until: Day?
    package var draft: Int?
    package var advice: Passage?

    package static let form = Form.request(
        "issue-notice", Self.init, Field("kind", \.kind), Field("channel", \.channel),
        Field("day", \.day), Field("saysReview", \.saysReview),
        Field("saysRegulator", \.saysRegulator), Field("until", \.until), Field("draft", \.draft),
        Field("advice", \.advice))
}

package struct DecidePublication: Requested {
    package var publish: Bool
    package var reason: Passage?

    package static let form = Form.request(
        "decide-publication", Self.init, Field("publish", \.publish), Field("reason", \.reason))
}
