// SPDX-License-Identifier: Apache-2.0

extension Words {
    /// What is asked about a first letter, and what its writer says to it or adds: another thing of
    /// a broken lamp than of a request for documents.
    struct Exchange: Sendable {
        let question: Phrase
        let clarifications: [Phrase]
        let more: [Phrase]
    }

    static func exchange(on matter: Matter) -> Exchange {
        switch matter {
        case .information: records
        case .ownData: identity
        case .petition: signatures
        case .topic(let index): topics[index].matter.isLocal ? place : circumstances
        case .campaign: circumstances
        }
    }

    private static let place = Exchange(
        question: """
            Thank you for writing about {matter}. So that we can look into it, could you tell us \
            exactly where you mean, and which days you are writing about?
            """,
        clarifications: [
            "I mean {road}, {place}, near number {number}, from {when} until now.",
            "Thank you for asking. I mean the side of {road} by the park, most days since {when}.",
        ],
        more: [
            "Further to what I wrote about {matter}: I can show you round on any morning.",
            "I forgot to say that my neighbours at number {number} have written to you as well.",
            "Please add this to my case. I enclose a photograph.",
        ])

    private static let circumstances = Exchange(
        question: """
            Thank you for writing about {matter}. So that we can look into it, could you tell us \
            a little more, and the date of any letter that you have had from us?
            """,
        clarifications: [
            "Thank you for asking. I had a letter from you {when}, and enclose a copy of it.",
            "I have had no letter. I live in {place}, and I first asked {when}.",
        ],
        more: [
            "Further to what I wrote: I enclose a copy of the letter that I had {when}.",
            "I forgot to say that I have asked about this before, {when}.",
            "Please add this to my case. My telephone number has not changed.",
        ])

    private static let records = Exchange(
        question: """
            Thank you for your request about {matter}. So that we can find what you want, could \
            you tell us which period you mean, and in which form you would like to have it?
            """,
        clarifications: [
            "I mean everything since {when}. A spreadsheet would suit me best.",
            "The last {number} years, please. Paper copies are not needed.",
        ],
        more: [
            "To narrow my request about {matter}: the figures alone will do.",
            "I should have said that I would like the information by email, if you can.",
            "Please add this to my request. I am happy to leave out the names of staff.",
        ])

    private static let identity = Exchange(
        question: """
            Thank you for your request for {matter}. Before we send it to anybody, we must be sure \
            that it is yours: could you send us a copy of something that shows your name and \
            address?
            """,
        clarifications: [
            "I enclose a copy of a bill with my name and address on it.",
            "Here is a copy of my driving licence. Please destroy it when you have seen it.",
        ],
        more: [
            "I should have said that I lived at {road}, {place}, before I moved.",
            "Please look under my former name as well; I have enclosed the certificate.",
        ])

    private static let signatures = Exchange(
        question: """
            Thank you for sending us {matter}. So that we can count it, could you tell us who \
            is the lead petitioner, and when the signatures were collected?
            """,
        clarifications: [
            "I am the lead petitioner. We collected the signatures in {place} from {when} on.",
            "We began {when}, at the market in {place}. Please write to me for all of us.",
        ],
        more: [
            "We enclose {number}0 more signatures, which came in since.",
            "Please add this sheet to the petition; it was left at the shop in {place}.",
        ])
}
