// SPDX-License-Identifier: Apache-2.0

extension Words {
    static let environment: [Topic] = [
        Topic(
            team: .environment, weight: 15,
            subjects: ["Air quality on {road}", "Pollution near the school"],
            matter: "air quality on {road}",
            asks: [
                """
                Our playground is beside {road}. Please send me the readings of the nearest \
                monitor since {when}, and tell me what you will do about them.
                """,
                "Lorries use {road} to avoid the charge. The air is worse than before.",
            ],
            answers: [
                """
                The monitor on {road} shows a yearly mean below the legal limit but above the \
                level that health bodies recommend. Each day’s readings are on our website, and \
                a green screen for the school will be planted this winter.
                """
            ]),
        Topic(
            team: .environment, weight: 10,
            subjects: ["Clean air charge", "Charge for my van", "Appeal against a charge"],
            matter: "the clean air charge",
            asks: [
                """
                I was charged twice on the same day for my van, though I never left {place}. \
                Please refund me.
                """,
                """
                I am a carer and drive an old car because I cannot afford another. Is there any \
                help with the charge?
                """,
            ],
            answers: [
                """
                You were charged twice because the plate was misread. Both the second charge and \
                the penalty have been cancelled; the money will be with you in five working days.
                """,
                """
                Carers can apply for help from the scrappage fund, which also covers repairs. \
                The form is enclosed, and we can fill it in with you by telephone.
                """,
            ]),
        Topic(
            team: .environment, weight: 9,
            subjects: ["Trees on {road}", "Felling of trees"],
            matter: "the trees on {road}",
            asks: [
                """
                Why are {number} healthy lime trees on {road} to be felled? They have stood \
                there longer than any of us.
                """,
                "Could street trees be planted on {road}? In July it was too hot to walk there.",
            ],
            answers: [
                """
                Some of the trees on {road} have a fungus at the root and are not safe. The \
                others will stay, and for each that goes two will be planted before March.
                """
            ]),
        Topic(
            team: .environment, weight: 7,
            subjects: ["Grant for insulation", "Warm homes", "Heat pump grant"],
            matter: "a grant for insulation",
            asks: [
                """
                I am a pensioner in {place} and my heating costs more than my food. Can I have \
                the insulation grant, and who does the work?
                """
            ],
            answers: [
                """
                From what you tell us you can have it. An adviser will ring you this week to \
                arrange a survey; nobody will ask you for money at the door, and please let \
                nobody in who does.
                """
            ]),
        Topic(
            team: .environment, weight: 6,
            subjects: ["Flooding on {road}", "Blocked drains"],
            matter: "flooding on {road}",
            asks: [
                """
                Each time it rains the drains on {road} overflow into our cellars. It was \
                reported {when}.
                """
            ],
            answers: [
                """
                The gullies on {road} were cleared on Tuesday, and the water company will look \
                at the main with a camera. {place} is on the list for next year’s flood works.
                """
            ]),
    ]

    /// What the Mayor and Public Liaison answer themselves.
    static let general: [Topic] = [
        Topic(
            team: .mayor, weight: 12,
            subjects: ["Invitation to {place}", "Invitation for the Mayor"],
            matter: "an invitation to {place}",
            asks: [
                """
                Our school in {place} will be {number}0 years old, and the children would be \
                delighted if the Mayor could come to assembly.
                """,
                "We invite the Mayor to open the new community kitchen on {road}.",
            ],
            answers: [
                """
                Thank you for the invitation. The Mayor’s diary is full on that day, and he \
                sends his good wishes to everybody in {place}.
                """,
                """
                The Mayor would be glad to come for half an hour. His office will ring you about \
                the arrangements.
                """,
            ]),
        Topic(
            team: .mayor, weight: 11,
            subjects: ["Council tax", "What do we pay for?", "Your share of my council tax"],
            matter: "the Authority’s share of council tax",
            asks: [
                """
                My council tax has gone up again. What does your share of it pay for, and how \
                much is spent on offices?
                """
            ],
            answers: [
                """
                Of the Authority’s share about half pays for policing, a third for transport and \
                the fire service, and the rest for all else. Offices are under one pound in a \
                hundred. The leaflet that we enclose shows each part.
                """
            ]),
        Topic(
            team: .liaison, weight: 10,
            subjects: ["Who do I contact?", "Which council?", "Question"],
            matter: "which body to ask about {road}",
            asks: [
                """
                I have been sent from one office to the next. Who looks after the pavement on \
                {road}?
                """,
                "Is it you or the borough who collects garden waste in {place}?",
            ],
            answers: [
                """
                Pavements and waste are for your borough council. We have passed on what you \
                wrote, so that you need not write again, and their number is on our website \
                under ‘Who does what’.
                """
            ]),
        Topic(
            team: .liaison, weight: 7,
            subjects: ["People’s question time", "A question for the Mayor"],
            matter: "people’s question time",
            asks: [
                """
                How do I get a ticket for the question time in {place}, and must I hand in my \
                question beforehand?
                """
            ],
            answers: [
                """
                Tickets are free and will be on our website from Monday. You need not hand in a \
                question, but those that are handed in have the better chance. There will be an \
                interpreter of British Sign Language.
                """
            ]),
        Topic(
            team: .mayor, weight: 8,
            subjects: ["Thank you", "Well done", "A word of praise"],
            matter: "the work of our staff",
            asks: [
                """
                I want to thank the driver of the {bus} who waited for my father on {road} \
                {when}. Such things should be said as well.
                """
            ],
            answers: [
                """
                Thank you for taking the time to tell us. Your words were read to the team, and \
                the driver of the {bus} has had a letter.
                """
            ]),
    ]
}
