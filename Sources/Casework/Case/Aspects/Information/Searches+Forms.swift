// SPDX-License-Identifier: Apache-2.0
package import Forms

// MARK: Events

package enum SearchEvent: EventFamily {
    case searched(InformationSearched)
    case holdingDecided(HoldingDecided)
    case costEstimated(CostEstimated)

    package var payload: any Recorded {
        switch self {
        case .searched(let event): event
        case .holdingDecided(let event): event
        case .costEstimated(let event): event
        }
    }
    package static let forms: [KnownForm<SearchEvent>] = [
        KnownForm(InformationSearched.self, SearchEvent.searched),
        KnownForm(HoldingDecided.self, SearchEvent.holdingDecided),
        KnownForm(CostEstimated.self, SearchEvent.costEstimated),
    ]
}

/// Somebody looked for the information.
package struct InformationSearched: Recorded {
    package var search: Int
    package var team: TeamID?
    package var result: SearchResult
    /// That it took.
    package var minutes: Int
    package var place: Sealed<String>
    package var terms: Sealed<String>?

    package static let form = Form(
        "case.informationSearched", Self.init, Field("search", \.search), Field("team", \.team),
        Field("result", \.result), Field("minutes", \.minutes), Field("place", \.place),
        Field("terms", \.terms))
}

/// FOIA 2000, section 1(1)(a).
package struct HoldingDecided: Recorded {
    package var holding: Holding
    package var reason: Sealed<String>?

    package static let form = Form(
        "case.holdingDecided", Self.init, Field("holding", \.holding), Field("reason", \.reason))
}

/// What complying would cost, beside the appropriate limit, both in pence.
package struct CostEstimated: Recorded {
    package var authority: AuthorityKind
    /// Minutes of the activities that count, so far.
    package var recorded: Int
    /// That it would still take.
    package var minutes: Int
    package var pence: Int
    package var limit: Int
    package var isAbove: Bool
    package var basis: Sealed<String>

    package static let form = Form(
        "case.costEstimated", Self.init, Field("authority", \.authority),
        Field("recorded", \.recorded), Field("minutes", \.minutes), Field("pence", \.pence),
        Field("limit", \.limit), Field("isAbove", \.isAbove), Field("basis", \.basis))
}

// MARK: Commands

package enum SearchCommand: CommandFamily {
    case record(RecordSearch)
    case decideHolding(DecideHolding)
    case estimate(EstimateCost)

    package var payload: any Requested {
        switch self {
        case .record(let command): command
        case .decideHolding(let command): command
        case .estimate(let command): command
        }
    }
    package static let forms: [KnownForm<SearchCommand>] = [
        KnownForm(RecordSearch.self, SearchCommand.record),
        KnownForm(DecideHolding.self, SearchCommand.decideHolding),
        KnownForm(EstimateCost.self, SearchCommand.estimate),
    ]
}

package struct RecordSearch: Requested {
    package var team: TeamID?
    package var place: Passage
    package var terms: Passage?
    package var result: SearchResult
    package var minutes: Int

    package static let form = Form.request(
        "record-search", Self.init, Field("team", \.team), Field("place", \.place),
        Field("terms", \.terms), Field("result", \.result), Field("minutes", \.minutes))
}

package struct DecideHolding: Requested {
    package var holding: Holding
    package var reason: Passage?

    package static let form = Form.request(
        "decide-holding", Self.init, Field("holding", \.holding), Field("reason", \.reason))
}

package struct EstimateCost: Requested {
    package var authority: AuthorityKind
    /// That it would still take.
    package var minutes: Int
    package var basis: Passage

    package static let form = Form.request(
        "estimate-cost", Self.init, Field("authority", \.authority), Field("minutes", \.minutes),
        Field("basis", \.basis))
}
