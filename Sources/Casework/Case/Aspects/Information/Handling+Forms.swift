// SPDX-License-Identifier: Apache-2.0
package import Forms
package import WorkingTime

// MARK: Events

package enum HandlingEvent: EventFamily {
    case validityDecided(ValidityDecided)
    case lawChosen(LawChosen)
    case clarificationAsked(ClarificationAsked)
    case clarificationReceived(ClarificationReceived)
    case feesNoticeGiven(FeesNoticeGiven)
    case feePaid(FeePaid)
    case identityAsked(IdentityAsked)
    case identityReceived(IdentityReceived)
    case timeExtended(TimeExtended)

    package var payload: any Recorded {
        switch self {
        case .validityDecided(let event): event
        case .lawChosen(let event): event
        case .clarificationAsked(let event): event
        case .clarificationReceived(let event): event
        case .feesNoticeGiven(let event): event
        case .feePaid(let event): event
        case .identityAsked(let event): event
        case .identityReceived(let event): event
        case .timeExtended(let event): event
        }
    }
    package static let forms: [KnownForm<HandlingEvent>] = [
        KnownForm(ValidityDecided.self, HandlingEvent.validityDecided),
        KnownForm(LawChosen.self, HandlingEvent.lawChosen),
        KnownForm(ClarificationAsked.self, HandlingEvent.clarificationAsked),
        KnownForm(ClarificationReceived.self, HandlingEvent.clarificationReceived),
        KnownForm(FeesNoticeGiven.self, HandlingEvent.feesNoticeGiven),
        KnownForm(FeePaid.self, HandlingEvent.feePaid),
        KnownForm(IdentityAsked.self, HandlingEvent.identityAsked),
        KnownForm(IdentityReceived.self, HandlingEvent.identityReceived),
        KnownForm(TimeExtended.self, HandlingEvent.timeExtended),
    ]
}

/// Whether it is a request at all.
package struct ValidityDecided: Recorded {
    package var isValid: Bool
    package var missing: [ValidityDefect]
    /// FOIA 2000, section 16.
    package var advice: Sealed<String>?

    package static let form = Form(
        "case.validityDecided", Self.init, Field("isValid", \.isValid), Field("missing", \.missing),
        Field("advice", \.advice))
}

/// Under which law it is answered; the day of receipt stays.
package struct LawChosen: Recorded {
    package var law: InformationLaw
    package var reason: Sealed<String>

    package static let form = Form(
        "case.lawChosen", Self.init, Field("law", \.law), Field("reason", \.reason))
}

/// FOIA 2000, section 1(3): what has to be said before it can be found.
package struct ClarificationAsked: Recorded {
    package var question: Sealed<String>

    package static let form = Form(
        "case.clarificationAsked", Self.init, Field("question", \.question))
}

package struct ClarificationReceived: Recorded {
    package var text: Sealed<String>?

    package static let form = Form("case.clarificationReceived", Self.init, Field("text", \.text))
}

/// FOIA 2000, section 9(1); EIR 2004, regulation 8.
package struct FeesNoticeGiven: Recorded {
    package var law: InformationLaw
    package var pence: Int
    package var basis: Sealed<String>

    package static let form = Form(
        "case.feesNoticeGiven", Self.init, Field("law", \.law), Field("pence", \.pence),
        Field("basis", \.basis))
}

package struct FeePaid: Recorded {
    package var pence: Int

    package static let form = Form("case.feePaid", Self.init, Field("pence", \.pence))
}

/// UK GDPR, article 12(6).
package struct IdentityAsked: Recorded {
    package var reason: Sealed<String>

    package static let form = Form("case.identityAsked", Self.init, Field("reason", \.reason))
}

package struct IdentityReceived: Recorded {
    package static let form = Form("case.identityReceived", Self.init)
}

/// Notice was given that it takes longer.
package struct TimeExtended: Recorded {
    package var ground: ExtensionGround
    /// When it will be decided, as the notice estimates.
    package var until: Day?
    package var reason: Sealed<String>

    package static let form = Form(
        "case.timeExtended", Self.init, Field("ground", \.ground), Field("until", \.until),
        Field("reason", \.reason))
}

// MARK: Commands

package enum HandlingCommand: CommandFamily {
    case decideValidity(DecideValidity)
    case chooseLaw(ChooseLaw)
    case askClarification(AskClarification)
    case receiveClarification(ReceiveClarification)
    case giveFeesNotice(GiveFeesNotice)
    case recordFee(RecordFee)
    case askIdentity(AskIdentity)
    case receiveIdentity(ReceiveIdentity)
    case extend(ExtendTime)

    package var payload: any Requested {
        switch self {
        case .decideValidity(let command): command
        case .chooseLaw(let command): command
        case .askClarification(let command): command
        case .receiveClarification(let command): command
        case .giveFeesNotice(let command): command
        case .recordFee(let command): command
        case .askIdentity(let command): command
        case .receiveIdentity(let command): command
        case .extend(let command): command
        }
    }
    package static let forms: [KnownForm<HandlingCommand>] = [
        KnownForm(DecideValidity.self, HandlingCommand.decideValidity),
        KnownForm(ChooseLaw.self, HandlingCommand.chooseLaw),
        KnownForm(AskClarification.self, HandlingCommand.askClarification),
        KnownForm(ReceiveClarification.self, HandlingCommand.receiveClarification),
        KnownForm(GiveFeesNotice.self, HandlingCommand.giveFeesNotice),
        KnownForm(RecordFee.self, HandlingCommand.recordFee),
        KnownForm(AskIdentity.self, HandlingCommand.askIdentity),
        KnownForm(ReceiveIdentity.self, HandlingCommand.receiveIdentity),
        KnownForm(ExtendTime.self, HandlingCommand.extend),
    ]
}

package struct DecideValidity: Requested {
    /// None where it is valid.
    package var missing: [ValidityDefect]
    package var advice: Passage?

    package static let form = Form.request(
        "decide-validity", Self.init, Field("missing", \.missing), Field("advice", \.advice))
}

package struct ChooseLaw: Requested {
    package var law: InformationLaw
    package var reason: Passage

    package static let form = Form.request(
        "choose-law", Self.init, Field("law", \.law), Field("reason", \.reason))
}

package struct AskClarification: Requested {
    package var question: Passage
    package var day: Day

    package static let form = Form.request(
        "ask-clarification", Self.init, Field("question", \.question), Field("day", \.day))
}

package struct ReceiveClarification: Requested {
    package var day: Day
    package var text: Passage?

    package static let form = Form.request(
        "receive-clarification", Self.init, Field("day", \.day), Field("text", \.text))
}

package struct GiveFeesNotice: Requested {
    package var pence: Int
    package var basis: Passage
    package var day: Day

    package static let form = Form.request(
        "give-fees-notice", Self.init, Field("pence", \.pence), Field("basis", \.basis),
        Field("day", \.day))
}

package struct RecordFee: Requested {
    package var pence: Int
    package var day: Day

    package static let form = Form.request(
        "record-fee", Self.init, Field("pence", \.pence), Field("day", \.day))
}

package struct AskIdentity: Requested {
    package var reason: Passage
    package var day: Day

    package static let form = Form.request(
        "ask-identity", Self.init, Field("reason", \.reason), Field("day", \.day))
}

package struct ReceiveIdentity: Requested {
    package var day: Day

    package static let form = Form.request("receive-identity", Self.init, Field("day", \.day))
}

package struct ExtendTime: Requested {
    package var ground: ExtensionGround
    package var day: Day
    package var until: Day?
    package var reason: Passage

    package static let form = Form.request(
        "extend-time", Self.init, Field("ground", \.ground), Field("day", \.day),
        Field("until", \.until), Field("reason", \.reason))
}
