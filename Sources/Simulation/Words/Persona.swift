// SPDX-License-Identifier: Apache-2.0
internal import Casework

/// Somebody who writes; nobody who lives.
struct Persona {
    let language: Names.Language?
    let name: String
    let email: String
    let phone: String
    let address: String

    init(_ person: Int, seed: UInt64) {
        var dice = Dice(seed: seed, stream: UInt64(person) + 1 << 40)
        let language: Names.Language? = dice.pick([
            (nil, 800), (.polish, 60), (.bengali, 56), (.arabic, 44), (.welsh, 40),
        ])
        let (first, family) = (dice.pick(Names.first(language)), dice.pick(Names.family(language)))
        self.language = language
        name = "\(first.written) \(family.written)"
        let digits = dice.chance(450) ? String(dice.roll(2...99)) : ""
        let between = dice.pick([".", "", "_"])
        let host = dice.pick(["example.com", "example.org", "example.net", "mail.example.com"])
        email = "\(first.plain)\(between)\(family.plain)\(digits)@\(host)"
        phone = Places.telephone(&dice)
        let house = dice.chance(220) ? "Flat \(dice.roll(1...24)), " : ""
        address =
            "\(house)\(dice.roll(1...148)) \(dice.pick(Places.roads)), \(dice.pick(Places.towns)), "
            + Places.postcode(&dice)
    }

    /// What they give of themselves when they come this way.
    func contact(_ channel: Channel, _ dice: inout Dice) -> ContactDetails {
        switch channel {
        case .email:
            ContactDetails(name: name, email: email, address: dice.chance(240) ? address : "")
        case .web, .webchat:
            ContactDetails(name: name, email: email, phone: dice.chance(500) ? phone : "")
        case .letter, .petition: ContactDetails(name: name, address: address)
        case .phone: ContactDetails(name: name, phone: phone)
        case .counter, .smartcard: ContactDetails(name: name, phone: dice.chance(500) ? phone : "")
        case .social: ContactDetails(name: name)
        }
    }
}
