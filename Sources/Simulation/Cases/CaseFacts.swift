// SPDX-License-Identifier: Apache-2.0
package import Casework
package import WorkingTime

/// What a planned case is: all that its words are made from.
package struct CaseFacts: Equatable, Sendable {
    /// 0, 1, 2, … in the order in which they came.
    package let number: Int
    package let type: CaseType
    package let channel: Channel
    package let received: Day
    package let team: Team
    package let matter: Matter
    /// Who wrote; nil where nobody gave a name.
    package let person: Int?
    package let isNewPerson: Bool
    /// They write again and again, under a contact plan.
    package let isPersistent: Bool

    /// The way in which it is answered.
    package var answerChannel: Channel {
        switch channel {
        case .web, .webchat: .email
        case .counter, .smartcard: .letter
        case .email, .letter, .petition, .phone, .social: channel
        }
    }
}

/// What a case is about: a text of `Words`, by its index.
package enum Matter: Equatable, Sendable {
    case topic(Int)
    case information(Int)
    case ownData
    case petition(Int)
    case campaign(Int)
}

/// Draws what comes.
struct CaseSource {
    private let from: Day
    private let days: Int
    private let calendar: OfficeCalendar
    /// People who wrote before, and about what; the oldest makes room.
    private var known: [(person: Int, topic: Int)] = []
    private var people = persistent
    private var cases = 0
    /// Persons 0 ..< 4 write again and again.
    private static let persistent = 4
    private var heard = Array(repeating: false, count: persistent)

    init(_ scenario: Scenario, _ calendar: OfficeCalendar) {
        from = scenario.from
        days = scenario.until.number - scenario.from.number + 1
        self.calendar = calendar
    }

    /// - Parameter campaign: Its number; nil for what comes every day.
    mutating func next(on day: Day, campaign: Int?, _ dice: inout Dice) -> CaseFacts {
        defer { cases += 1 }
        if let campaign { return campaignCase(campaign, on: day, &dice) }
        var type = dice.pick(Self.types)
        let isOpen = calendar.isWorking(day)
        if !isOpen, type == .petition || type == .sar { type = .enquiry }
        let channel = channel(of: type, on: day, isOpen, &dice)
        if type == .enquiry || type == .complaint, channel != .counter, dice.chance(9) {
            return persistentCase(type, channel, on: day, &dice)
        }
        var matter = Self.matter(of: type, &dice)
        var person: (number: Int, isNew: Bool)?
        if dice.chance(channel == .phone ? 80 : channel == .social ? 120 : 4) == false {
            person = somebody(&matter, &dice)
        }
        return CaseFacts(
            number: cases, type: type, channel: channel, received: day,
            team: Self.team(type, channel, matter, &dice), matter: matter,
            person: person?.number, isNewPerson: person?.isNew ?? false, isPersistent: false)
    }

    /// A new person, or one who wrote before, half the time about the same.
    private mutating func somebody(
        _ matter: inout Matter, _ dice: inout Dice
    ) -> (number: Int, isNew: Bool) {
        if known.count > 20, dice.chance(210) {
            let before = dice.pick(known)
            if case .topic = matter, dice.chance(500) { matter = .topic(before.topic) }
            return (before.person, false)
        }
        let number = people
        people += 1
        if case .topic(let topic) = matter {
            if known.count < 3_000 {
                known.append((number, topic))
            } else {
                known[dice.roll(known.count)] = (number, topic)
            }
        }
        return (number, true)
    }

    private mutating func campaignCase(
        _ campaign: Int, on day: Day, _ dice: inout Dice
    ) -> CaseFacts {
        let matter = Matter.campaign(campaign % Words.campaigns.count)
        let number = people
        people += 1
        return CaseFacts(
            number: cases, type: .campaign, channel: .email, received: day,
            team: Words.campaigns[campaign % Words.campaigns.count].team, matter: matter,
            person: number, isNewPerson: true, isPersistent: false)
    }

    private mutating func persistentCase(
        _ type: CaseType, _ channel: Channel, on day: Day, _ dice: inout Dice
    ) -> CaseFacts {
        let person = dice.roll(Self.persistent)
        let isNew = !heard[person]
        heard[person] = true
        // Each has one subject for ever.
        return CaseFacts(
            number: cases, type: type, channel: channel, received: day, team: .mayor,
            matter: .topic(person * 7 % Words.topics.count), person: person, isNewPerson: isNew,
            isPersistent: true)
    }

    private static func matter(of type: CaseType, _ dice: inout Dice) -> Matter {
        switch type {
        case .foi: .information(dice.roll(Words.requests.count))
        case .sar: .ownData
        case .petition: .petition(dice.roll(Words.petitions.count))
        case .enquiry, .request, .complaint, .campaign, .imported: .topic(dice.pick(Words.weighted))
        }
    }

    /// Who deals with it: much is answered at the first place, and letters to the Mayor are theirs.
    private static func team(
        _ type: CaseType, _ channel: Channel, _ matter: Matter, _ dice: inout Dice
    ) -> Team {
        switch matter {
        case .information, .ownData: return .information
        case .petition: return .mayor
        case .campaign(let index): return Words.campaigns[index].team
        case .topic(let index):
            let shares: (liaison: Int, mayor: Int) =
                switch channel {
                case .phone, .counter, .smartcard, .social: (720, 0)
                case .letter, .petition: (60, 340)
                case .email, .web, .webchat: type == .request ? (150, 0) : (240, 160)
                }
            let place = dice.roll(1_000)
            if place < shares.liaison { return .liaison }
            return place < shares.liaison + shares.mayor ? .mayor : Words.topics[index].team
        }
    }

    /// Fewer letters and calls from month to month, and more email (requirement G62).
    private func channel(
        of type: CaseType, on day: Day, _ isOpen: Bool, _ dice: inout Dice
    ) -> Channel {
        let shift = 250 * (day.number - from.number) / days
        let table = Self.channels(of: type).map { channel, weight in
            switch channel {
            case .letter, .petition, .phone:
                (channel, isOpen ? weight * (1_100 - shift) / 1_000 : 0)
            case .counter, .smartcard: (channel, isOpen ? weight : 0)
            case .email: (channel, weight * (970 + shift / 4) / 1_000)
            case .web, .webchat, .social: (channel, weight)
            }
        }
        return dice.pick(table.map { (value: $0.0, weight: $0.1) })
    }

    private static let types: [(value: CaseType, weight: Int)] = [
        (.enquiry, 610), (.request, 252), (.complaint, 93), (.foi, 32), (.sar, 5), (.petition, 2),
    ]

    private static func channels(of type: CaseType) -> [(Channel, Int)] {
        switch type {
        case .complaint:
            [
                (.email, 470), (.web, 190), (.letter, 200), (.phone, 90), (.social, 40),
                (.counter, 10),
            ]
        case .foi: [(.email, 760), (.web, 190), (.letter, 50)]
        case .sar: [(.email, 600), (.web, 150), (.letter, 250)]
        case .petition: [(.email, 550), (.letter, 450)]
        case .request:
            [
                (.email, 350), (.web, 270), (.letter, 70), (.phone, 220), (.social, 50),
                (.counter, 40),
            ]
        case .enquiry, .campaign, .imported:
            [
                (.email, 450), (.web, 160), (.letter, 150), (.phone, 145), (.social, 70),
                (.counter, 25),
            ]
        }
    }
}
