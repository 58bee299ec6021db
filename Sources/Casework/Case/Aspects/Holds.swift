// SPDX-License-Identifier: Apache-2.0
package import Forms
package import WorkingTime

/// Legal holds: while one stands, nothing of the case is destroyed (law.md section 6).
package struct Holds: Equatable, Sendable {
    /// Whether each stands, by their numbers from 1.
    package private(set) var standing: [Bool] = []

    package init() {}

    package var isHeld: Bool { standing.contains(true) }

    package mutating func evolve(_ event: HoldEvent) {
        switch event {
        case .placed: standing.append(true)
        case .released(let released):
            guard standing.indices.contains(released.hold - 1) else { return }
            standing[released.hold - 1] = false
        }
    }

    package func decide(_ command: HoldCommand) throws(Refusal) -> [HoldEvent] {
        switch command {
        case .place(let hold):
            guard standing.count < Limits.holds else { throw .tooMany(.hold) }
            return [
                .placed(
                    HoldPlaced(
                        hold: standing.count + 1, review: hold.review, reason: hold.reason.sealed))
            ]
        case .release(let release):
            guard standing.indices.contains(release.hold - 1) else {
                throw .notThere(.hold, release.hold)
            }
            guard standing[release.hold - 1] else { throw .already(.released) }
            return [.released(HoldReleased(hold: release.hold, reason: release.reason.sealed))]
        }
    }
}

// MARK: Events

package enum HoldEvent: EventFamily {
    case placed(HoldPlaced)
    case released(HoldReleased)

    package var payload: any Recorded {
        switch self {
        case .placed(let event): event
        case .released(let event): event
        }
    }
    package static let forms: [KnownForm<HoldEvent>] = [
        KnownForm(HoldPlaced.self, HoldEvent.placed),
        KnownForm(HoldReleased.self, HoldEvent.released),
    ]
}

package struct HoldPlaced: Recorded {
    package var hold: Int
    package var review: Day?
    package var reason: Sealed<String>

    package static let form = Form(
        "case.holdPlaced", Self.init, Field("hold", \.hold), Field("review", \.review),
        Field("reason", \.reason))
}

package struct HoldReleased: Recorded {
    package var hold: Int
    package var reason: Sealed<String>

    package static let form = Form(
        "case.holdReleased", Self.init, Field("hold", \.hold), Field("reason", \.reason))
}

// MARK: Commands

package enum HoldCommand: CommandFamily {
    case place(PlaceHold)
    case release(ReleaseHold)

    package var payload: any Requested {
        switch self {
        case .place(let command): command
        case .release(let command): command
        }
    }
    package static let forms: [KnownForm<HoldCommand>] = [
        KnownForm(PlaceHold.self, HoldCommand.place),
        KnownForm(ReleaseHold.self, HoldCommand.release),
    ]
}

package struct PlaceHold: Requested {
    package var reason: Passage
    package var review: Day?

    package static let form = Form.request(
        "place-hold", Self.init, Field("reason", \.reason), Field("review", \.review))
}

package struct ReleaseHold: Requested {
    package var hold: Int
    package var reason: Passage

    package static let form = Form.request(
        "release-hold", Self.init, Field("hold", \.hold), Field("reason", \.reason))
}
