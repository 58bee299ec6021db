// SPDX-License-Identifier: Apache-2.0

/// A country that is on no map: towns, roads and postcodes that do not exist.
enum Places {
    static let towns = [
        "Aldermoor", "Marlwick", "Eastmere", "Colthorpe", "Saltby Quay", "Stoke Ferring",
        "Brindley Cross", "Wexborough", "Thornhithe", "Ashcombe Vale", "Little Penning",
        "Hollins End", "Nether Rowle", "Castle Orrin", "Fenny Hadlow", "Great Tarn",
    ]
    static let roads = [
        "Tanner’s Row", "Mill Race Lane", "Albion Parade", "Gasworks Road", "Orchard Rise",
        "St Oswin’s Road", "Coronation Drive", "Weavers Street", "Quayside", "Lower Ferry Road",
        "Priory Gardens", "Beacon Hill", "Sidings Way", "Cooper’s Yard", "Northern Avenue",
        "Market Cross", "Lavender Close", "Jubilee Terrace", "Observatory Road", "Drovers Way",
        "Pound Lane", "Harbour Street", "Elm Park Road", "Fuller’s Walk",
    ]
    static let buses = ["41", "17", "108", "N3", "66", "205", "9A", "332", "72", "C4"]
    static let times = [
        "last week", "last month", "last Monday", "last Thursday", "the week before last",
        "before the holidays", "last winter", "last spring", "last summer",
    ]

    /// Postcodes of an area that the Royal Mail does not have.
    static func postcode(_ dice: inout Dice) -> String {
        let letters = Array("ABDEFGHJLNPQRSTUWXYZ")
        let inward = "\(dice.roll(1...9))\(dice.pick(letters))\(dice.pick(letters))"
        return "TX\(dice.roll(1...19)) \(inward)"
    }

    /// A number that Ofcom keeps for drama: 020 7946 0000 to 0999, 07700 900000 to 900999.
    static func telephone(_ dice: inout Dice) -> String {
        let digits = dice.roll(1_000)
        let three = digits < 10 ? "00\(digits)" : digits < 100 ? "0\(digits)" : "\(digits)"
        return dice.chance(700) ? "07700 900\(three)" : "020 7946 0\(three)"
    }
}
