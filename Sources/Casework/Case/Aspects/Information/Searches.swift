// SPDX-License-Identifier: Apache-2.0
internal import Forms

/// Where the information was looked for, whether it is held, and what finding it would cost
/// (feature 42; compliance checks 17 and 18).
package struct Searches: Equatable, Sendable {
    package private(set) var count = 0
    /// Of the searches so far.
    package private(set) var minutes = 0
    package private(set) var holding: Holding?
    package private(set) var estimate: CostEstimated?

    package init() {}

    package mutating func evolve(_ event: SearchEvent) {
        switch event {
        case .searched(let searched):
            count += 1
            minutes += searched.minutes
        case .holdingDecided(let decided): holding = decided.holding
        case .costEstimated(let estimated): estimate = estimated
        }
    }

    /// The case is answered under another law, which may know another limit or none.
    mutating func void() { estimate = nil }

    /// - Parameter recorded: Minutes of work on the case that count towards the limit.
    package func decide(
        _ command: SearchCommand, recorded: Int, law: InformationLaw
    ) throws(Refusal) -> [SearchEvent] {
        switch command {
        case .record(let given):
            guard given.minutes <= Limits.minutes else { throw .outOfRange(.minutes) }
            return [
                .searched(
                    InformationSearched(
                        search: count + 1, team: given.team, result: given.result,
                        minutes: given.minutes, place: given.place.sealed,
                        terms: given.terms?.sealed))
            ]
        case .decideHolding(let given):
            guard given.holding != holding else { throw .already(.recorded) }
            // "Not held" rests on a search.
            guard count > 0 else { throw .needs(.search) }
            return [
                .holdingDecided(
                    HoldingDecided(holding: given.holding, reason: given.reason?.sealed))
            ]
        case .estimate(let given):
            guard let limit = AppropriateLimit(law, given.authority) else {
                throw .needs(.otherLaw)
            }
            guard given.minutes <= Limits.estimatedMinutes else { throw .outOfRange(.minutes) }
            let all = recorded + minutes + given.minutes
            return [
                .costEstimated(
                    CostEstimated(
                        authority: given.authority, recorded: recorded + minutes,
                        minutes: given.minutes,
                        pence: limit.pence(all), limit: limit.pence,
                        isAbove: limit.pence(all) > limit.pence, basis: given.basis.sealed))
            ]
        }
    }
}

/// What an authority need not go beyond: FOIA 2000, section 12, with SI 2004/3244, regulations 3
/// and 4; FOISA 2002, section 12, with SSI 2004/467. Of the work only four activities count:
/// determining whether it is held, locating, retrieving and extracting it.
package struct AppropriateLimit: Equatable, Sendable {
    package let pence: Int
    package let pencePerHour: Int

    /// Nil where the law knows none.
    package init?(_ law: InformationLaw, _ authority: AuthorityKind) {
        switch (law, authority) {
        case (.foia, .central): (pence, pencePerHour) = (60_000, 2_500)
        case (.foia, .other): (pence, pencePerHour) = (45_000, 2_500)
        case (.foisa, _): (pence, pencePerHour) = (60_000, 1_500)
        case (.eir, _), (.eirScotland, _), (.subjectAccess, _): return nil
        }
    }

    /// What so many minutes come to, in pence.
    package func pence(_ minutes: Int) -> Int { minutes * pencePerHour / 60 }
}

package enum AuthorityKind: String, CaseIterable, PlainValue {
    /// Central government, the Houses of Parliament, the armed forces.
    case central
    case other
}

package enum SearchResult: String, CaseIterable, PlainValue { case all, some, nothing }

package enum Holding: String, CaseIterable, PlainValue {
    case held
    case inPart = "in-part"
    case notHeld = "not-held"
    /// Neither confirmed nor denied.
    case neither
}

extension Work {
    /// Minutes of the four activities that count towards the limit of section 12.
    var countedMinutes: Int {
        [.determining, .locating, .retrieving, .extracting].reduce(0) { $0 + (minutes[$1] ?? 0) }
    }
}
