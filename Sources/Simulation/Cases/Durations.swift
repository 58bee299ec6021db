// SPDX-License-Identifier: Apache-2.0
internal import Casework

/// How long an answer takes. The means of those in time are near the targets of MD2180, section
/// 4.4: social media 1 to 3 hours, web forms and email 3 working days, letters 10, FOI 20.
enum Durations {
    enum Length {
        /// Working minutes from when the case was opened.
        case minutes(Int)
        /// Working days from the day it was received.
        case days(Int)
    }

    static func draw(_ facts: CaseFacts, isBusy: Bool, _ dice: inout Dice) -> Length {
        if dice.chance(lateness(facts) * (isBusy ? 128 : 90) / 100) {
            return .days(dice.draw(late))
        }
        switch (facts.type, facts.channel) {
        case (.foi, _), (.sar, _): return .days(dice.draw(request))
        case (.petition, _): return .days(dice.draw(petition))
        case (.campaign, _): return .days(dice.draw(campaign))
        case (.complaint, .social), (_, .social): return .minutes(dice.draw(social))
        case (.complaint, _): return .days(dice.draw(complaint))
        case (_, .phone), (_, .counter), (_, .smartcard):
            return dice.chance(660) ? .minutes(dice.draw(call)) : .days(dice.draw(email))
        case (_, .letter), (_, .petition): return .days(dice.draw(letter))
        case (_, .email), (_, .web), (_, .webchat): return .days(dice.draw(email))
        }
    }

    /// How many of a thousand are answered after the twentieth working day.
    private static func lateness(_ facts: CaseFacts) -> Int {
        switch (facts.type, facts.channel) {
        case (.complaint, _): 260
        case (.foi, _), (.sar, _): 190
        case (.petition, _): 120
        case (.campaign, _): 110
        case (_, .letter), (_, .petition): 245
        case (_, .email), (_, .web), (_, .webchat): 190
        case (_, .phone), (_, .counter), (_, .smartcard): 55
        case (_, .social): 25
        }
    }

    // By tenths. Minutes:
    private static let social: Quantiles = [8, 25, 40, 55, 75, 95, 120, 150, 190, 260, 480]
    private static let call: Quantiles = [3, 4, 5, 6, 8, 9, 11, 13, 16, 22, 45]
    // Working days:
    private static let email: Quantiles = [0, 0, 1, 1, 1, 2, 2, 3, 4, 6, 14]
    private static let letter: Quantiles = [2, 4, 6, 7, 8, 9, 10, 12, 14, 16, 20]
    private static let complaint: Quantiles = [2, 4, 5, 6, 8, 9, 10, 11, 13, 16, 20]
    private static let request: Quantiles = [3, 8, 11, 13, 15, 16, 17, 18, 19, 20, 20]
    private static let petition: Quantiles = [5, 8, 10, 12, 14, 15, 16, 17, 18, 19, 20]
    private static let campaign: Quantiles = [0, 1, 1, 2, 2, 3, 4, 4, 5, 7, 14]
    private static let late: Quantiles = [21, 21, 22, 23, 24, 26, 29, 33, 40, 55, 115]
}
