// SPDX-License-Identifier: Apache-2.0

extension Words {
    static let housing: [Topic] = [
        Topic(
            team: .housing, weight: 17,
            subjects: ["Damp in my flat", "Mould, {road}", "Repairs not done"],
            matter: "damp and repairs at a flat on {road}",
            asks: [
                """
                There is black mould in both bedrooms and my son has asthma. The landlord has \
                promised repairs since {when} and nothing happens.
                """,
                """
                Water comes through the ceiling whenever it rains. I have written to the housing \
                association {number} times. Can the Authority do something?
                """,
            ],
            answers: [
                """
                We are sorry to hear of this. Repairs are for your landlord, and the borough’s \
                environmental health team can inspect and order them; we have sent them your \
                details as you asked. If the landlord’s last answer does not settle it, the \
                Housing Ombudsman can look at it free of charge.
                """,
                """
                The association has told us that a surveyor will come within two weeks. If \
                nobody comes, please let us know.
                """,
            ]),
        Topic(
            team: .housing, weight: 13,
            subjects: ["Affordable homes at {place}", "Shared ownership", "Homes on {road}"],
            matter: "affordable homes in {place}",
            asks: [
                """
                How many of the homes being built on {road} will people like me be able to \
                afford? I am a care worker and have lived in {place} all my life.
                """,
                """
                I was told that I earn too much for a social home and too little for shared \
                ownership. Who is it all built for?
                """,
            ],
            answers: [
                """
                Of the homes on {road}, 35 in a hundred are affordable under the agreement: half \
                at social rent, the others in shared ownership. They will be offered through the \
                borough’s register in the spring.
                """
            ]),
        Topic(
            team: .housing, weight: 9,
            subjects: ["Rough sleeper near {road}", "Somebody sleeping outside"],
            matter: "somebody sleeping rough near {road}",
            asks: [
                """
                A young man has been sleeping in the doorway of the old bank on {road} since \
                {when}. It is getting cold. Who can help him?
                """
            ],
            answers: [
                """
                Thank you for caring. The outreach team went to {road} the same night and has \
                offered a place. If you are worried about somebody again you can tell the team \
                directly, at any hour.
                """
            ]),
        Topic(
            team: .housing, weight: 9,
            subjects: ["Planning application, {road}", "Tower block on {road}"],
            matter: "the tower proposed on {road}",
            asks: [
                """
                I object to the tower on {road}. It will take the light from {number} gardens \
                and there is no school or surgery for the people who would live there.
                """,
                """
                Has the Mayor the power to call in the application for {road}, and will he use \
                it?
                """,
            ],
            answers: [
                """
                The application for {road} has been referred to the Mayor. Because he may have \
                to decide it, he cannot comment; your objection is with the papers that will be \
                put before him.
                """
            ]),
        Topic(
            team: .housing, weight: 6,
            subjects: ["Cladding", "Fire safety works at our building"],
            matter: "the fire safety works on a building on {road}",
            asks: [
                """
                The works on our building stopped {when} and we still pay for the waking watch. \
                Has the fund been approved or not?
                """
            ],
            answers: [
                """
                The fund approved the application for your building, and the first payment was \
                made to its owner. We have asked the owner for the date on which the works go on \
                and will write again when we have it.
                """
            ]),
    ]

    static let culture: [Topic] = [
        Topic(
            team: .culture, weight: 7,
            subjects: ["Winter lights in {place}", "Summer festival", "Event in {place}"],
            matter: "events in {place}",
            asks: [
                """
                Will there be fireworks in {place} this year? We come every year with the \
                grandchildren.
                """,
                """
                Our choir of {number} singers would like to sing at the winter lights. Whom do \
                we ask?
                """,
            ],
            answers: [
                """
                The programme for {place} will be announced at the end of the month. Entry is \
                free; some events need a ticket.
                """,
                """
                Thank you for the kind offer. The producer of the winter lights will write to \
                you about dates and sound.
                """,
            ]),
        Topic(
            team: .culture, weight: 5,
            subjects: ["Filming on {road}", "Film crew"],
            matter: "filming on {road}",
            asks: [
                """
                A film crew has closed {road} for the third time since {when}. Residents were \
                not told. Who gives the permission?
                """
            ],
            answers: [
                """
                The film office agreed to the closure on condition that residents had a week’s \
                notice. We have told the company that this was not kept, and its next permission \
                depends on it.
                """
            ]),
        Topic(
            team: .culture, weight: 5,
            subjects: ["Grant for a community theatre", "Arts fund"],
            matter: "the small arts fund",
            asks: [
                """
                We are a small theatre group in {place}. Is the arts fund open, and can a group \
                without a charity number apply?
                """
            ],
            answers: [
                """
                The fund opens twice a year. A group without a charity number can apply if it \
                has a written constitution and a bank account with two signatories.
                """
            ]),
    ]
}
