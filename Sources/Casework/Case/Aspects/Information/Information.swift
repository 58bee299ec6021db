// SPDX-License-Identifier: Apache-2.0
package import Forms

/// What there is to a request for information beyond other casework: how it is handled, where it
/// was searched for, what is withheld, what was decided, and what followed.
package struct Information: Equatable, Sendable {
    package private(set) var handling = Handling()
    package private(set) var searches = Searches()
    package private(set) var exemptions = Exemptions()
    package private(set) var notices = Notices()
    package private(set) var reviews = Reviews()

    package init() {}

    package mutating func evolve(_ event: InformationEvent, by actor: Actor) {
        switch event {
        case .handling(let event):
            handling.evolve(event)
            if case .lawChosen = event {
                exemptions.void()
                searches.void()
                notices.void()
            }
        case .search(let event): searches.evolve(event)
        case .exemption(let event):
            exemptions.evolve(event)
            switch event {
            case .applied, .withdrawn: notices.exemptionsChanged()
            case .weighed, .concluded, .opinionGiven, .consulted, .consultationAnswered,
                .redacted:
                break
            }
        case .notice(let event): notices.evolve(event, by: actor)
        case .review(let event): reviews.evolve(event)
        }
    }
}

extension CaseState {
    /// The law that the case is answered under; nil for what is no request for information.
    package func law(in jurisdiction: Jurisdiction) -> InformationLaw? {
        switch type {
        case .foi: information.handling.law ?? (jurisdiction == .scotland ? .foisa : .foia)
        case .sar: information.handling.law ?? .subjectAccess
        default: nil
        }
    }
}

package enum InformationEvent: EventFamily {
    case handling(HandlingEvent)
    case search(SearchEvent)
    case exemption(ExemptionEvent)
    case notice(NoticeEvent)
    case review(ReviewEvent)

    package var payload: any Recorded {
        switch self {
        case .handling(let family): family.payload
        case .search(let family): family.payload
        case .exemption(let family): family.payload
        case .notice(let family): family.payload
        case .review(let family): family.payload
        }
    }
    package static let forms: [KnownForm<InformationEvent>] =
        HandlingEvent.forms.map { $0.within(InformationEvent.handling) }
        + SearchEvent.forms.map { $0.within(InformationEvent.search) }
        + ExemptionEvent.forms.map { $0.within(InformationEvent.exemption) }
        + NoticeEvent.forms.map { $0.within(InformationEvent.notice) }
        + ReviewEvent.forms.map { $0.within(InformationEvent.review) }
}

package enum InformationCommand: CommandFamily {
    case handling(HandlingCommand)
    case search(SearchCommand)
    case exemption(ExemptionCommand)
    case notice(NoticeCommand)
    case review(ReviewCommand)

    package var payload: any Requested {
        switch self {
        case .handling(let family): family.payload
        case .search(let family): family.payload
        case .exemption(let family): family.payload
        case .notice(let family): family.payload
        case .review(let family): family.payload
        }
    }
    package static let forms: [KnownForm<InformationCommand>] =
        HandlingCommand.forms.map { $0.within(InformationCommand.handling) }
        + SearchCommand.forms.map { $0.within(InformationCommand.search) }
        + ExemptionCommand.forms.map { $0.within(InformationCommand.exemption) }
        + NoticeCommand.forms.map { $0.within(InformationCommand.notice) }
        + ReviewCommand.forms.map { $0.within(InformationCommand.review) }
}
