// SPDX-License-Identifier: Apache-2.0

/// What people write about, and what they are answered. All of it is made up for this program.
enum Words {
    struct Topic: Sendable {
        let team: Team
        /// How often it comes, beside the others.
        var weight = 10
        let subjects: [Phrase]
        /// It as part of a sentence: `about …`.
        let matter: Phrase
        let asks: [Phrase]
        let answers: [Phrase]
    }
    struct Campaign: Sendable {
        let team: Team
        let subjects: [Phrase]
        let matter: Phrase
        /// The text that most send as it is, paragraph by paragraph.
        let text: [Phrase]
        let answer: Phrase
    }

    /// The text of a matter; nil for a campaign, which has its own.
    static func topic(_ matter: Matter) -> Topic? {
        switch matter {
        case .topic(let index): topics[index]
        case .information(let index): requests[index]
        case .ownData: ownData
        case .petition(let index): petitions[index]
        case .campaign: nil
        }
    }

    /// The index of two topics that people write about in their own languages.
    static let lateBus = 0
    static let damp = transport.count

    static let topics = transport + housing + environment + safety + culture + general
    /// The index of each topic, as often as its weight says.
    static let weighted = topics.indices.flatMap { index in
        Array(repeating: index, count: topics[index].weight)
    }

    static let campaigns = [
        Campaign(
            team: .transport,
            subjects: [
                "Save our night buses", "Please keep the night buses",
                "Night buses: vote against the cut",
                "Save Our Night Buses!",
            ],
            matter: "the proposal to end the night buses",
            text: [
                "I am writing to ask you to reject the proposal to end the night buses.",
                """
                Thousands of us work shifts in hospitals, warehouses and kitchens. Without the \
                night buses we cannot get home safely.
                """,
                "Please vote against the proposal and publish the figures on which it rests.",
            ],
            answer: """
                The proposal to end the night buses is open for consultation and no decision has \
                been made. Your email has been counted as a response. The figures on which the \
                proposal rests are published with the consultation papers.
                """),
        Campaign(
            team: .environment,
            subjects: [
                "Protect Eastmere Common", "Hands off Eastmere Common",
                "Eastmere Common must stay green",
            ],
            matter: "the plans for Eastmere Common",
            text: [
                "I oppose the plan to build a car park on the northern edge of Eastmere Common.",
                """
                The Common is the only open space within walking distance for many families, and \
                skylarks nest where the car park would be.
                """,
                "I urge you to refuse permission and to give the Common lasting protection.",
            ],
            answer: """
                The application to build on the northern edge of Eastmere Common has not yet \
                been referred to this Authority. If it is, all objections will be considered \
                with it; the planning authority for now is the borough.
                """),
        Campaign(
            team: .housing,
            subjects: [
                "Fair rents now", "Act on rents", "Support the renters’ charter",
                "Fair rents NOW",
            ],
            matter: "the renters’ charter",
            text: [
                "I rent my home and I support the renters’ charter.",
                """
                Rents in {place} have risen far faster than wages, and too many of us move every \
                year because we have no choice.
                """,
                "Will you sign the charter, and say so in public?",
            ],
            answer: """
                This Authority does not set rents. It has asked the government for the power to \
                do so and will consider the charter at its next meeting on housing.
                """),
    ]

    static let petitions: [Topic] = [
        Topic(
            team: .mayor, subjects: ["Petition: a crossing on {road}"],
            matter: "a petition for a crossing on {road}, {place}",
            asks: [
                """
                We enclose a petition with {number}12 signatures that asks for a pedestrian \
                crossing on {road} near the primary school in {place}.
                """
            ],
            answers: [
                """
                The petition was presented to the Mayor. The crossing on {road} will be looked \
                at with the other schemes of next year’s safer streets programme, and the lead \
                petitioner will be told the result.
                """
            ]),
        Topic(
            team: .mayor, subjects: ["Petition: keep {place} library open"],
            matter: "a petition to keep {place} library open",
            asks: [
                """
                The undersigned, {number}04 residents of {place}, ask the Mayor to stand by the \
                library and to oppose its closure on Saturdays.
                """
            ],
            answers: [
                """
                Libraries are run by the boroughs. The Mayor has passed the petition to the \
                leader of the council with a letter of support.
                """
            ]),
    ]
}
