// SPDX-License-Identifier: Apache-2.0

extension Words {
    static let transport: [Topic] = [
        Topic(
            team: .transport, weight: 26,
            subjects: ["Bus {bus} again", "Route {bus}", "Reliability of the {bus} bus"],
            matter: "the {bus} bus through {place}",
            asks: [
                """
                The {bus} from {place} has not kept to its timetable since {when}. Yesterday two \
                buses were cancelled and the third went by full. When will this be put right?
                """,
                """
                Why do three {bus} buses come together and then none for forty minutes? I missed \
                a hospital appointment because of it.
                """,
                """
                Could you tell me whether there are plans to run the {bus} later in the evening? \
                The last one leaves {place} before the shops close.
                """,
            ],
            answers: [
                """
                The operator tells us that roadworks on {road} have delayed route {bus} since \
                {when}. They will end next month; until then there are two more buses in the \
                morning peak.
                """,
                """
                We have asked the operator of route {bus} for its figures. In the last four \
                weeks {number} journeys in a thousand did not run, which is above what the \
                contract allows, and the operator has been told to mend it.
                """,
            ]),
        Topic(
            team: .transport, weight: 16,
            subjects: ["Broken bus shelter, {road}", "Bus shelter"],
            matter: "the bus shelter on {road}, {place}",
            asks: [
                """
                The glass of the bus shelter on {road} has been broken since {when}. There is \
                glass on the pavement, and small children wait there.
                """,
                """
                The shelter opposite number {number} on {road} has lost its seat. My mother is \
                84 and cannot stand for long.
                """,
            ],
            answers: [
                """
                The shelter on {road} was inspected this week. The glass was swept up the same \
                day and a new pane is on order; it will be fitted within ten working days.
                """,
                "A new seat has been ordered for the shelter on {road}. Thank you for telling us.",
            ]),
        Topic(
            team: .transport, weight: 14,
            subjects: ["Cycle lane on {road}", "Proposed cycle lane", "Cycling in {place}"],
            matter: "the cycle lane on {road}",
            asks: [
                """
                Delivery vans park in the cycle lane on {road} every day. What is the point of \
                it?
                """,
                """
                I run a shop on {road} and nobody asked us about the cycle lane. Where are my \
                customers to stop?
                """,
                """
                Please extend the cycle lane on {road} as far as the station. The last half mile \
                is frightening.
                """,
            ],
            answers: [
                """
                The scheme on {road} will be reviewed when it has been in place for a year. Your \
                comments have been added to the review. Loading is allowed in the side roads \
                before ten and after four.
                """,
                """
                Parking in the lane is enforced by the borough, to whom we have passed your \
                report. We have also asked for wands along the stretch that you describe.
                """,
            ]),
        Topic(
            team: .transport, weight: 12,
            subjects: ["Concessionary pass", "My travel pass", "Renewal of my pass"],
            matter: "a concessionary travel pass",
            asks: [
                """
                My pass expired on the last day of the month and the new one has not come. I \
                applied {when}.
                """,
                """
                I have moved to {place} from outside the area. How do I apply for an older \
                person’s pass, and what do you need to see?
                """,
            ],
            answers: [
                """
                Your new pass was posted yesterday. Fares that you paid since the old one \
                expired can be claimed on the enclosed form.
                """,
                """
                You can apply at any post office in the area or on our website. Please have \
                proof of your address and your date of birth at hand; it takes ten working days.
                """,
            ]),
        Topic(
            team: .transport, weight: 9,
            subjects: ["Lift at {place} station", "Step-free access"],
            matter: "the lift at {place} station",
            asks: [
                """
                The lift at {place} station has been out of order for {number} days. I use a \
                wheelchair, and the notice only says sorry.
                """,
                """
                With a pram and no lift I have to ask strangers for help each morning at \
                {place}. When will it work again?
                """,
            ],
            answers: [
                """
                The lift at {place} needs a part that is made to order. It should work again by \
                the end of the month. Until then staff will call you a taxi to the next \
                step-free station at no cost.
                """
            ]),
    ]

    static let safety: [Topic] = [
        Topic(
            team: .safety, weight: 12,
            subjects: ["Antisocial behaviour, {road}", "Noise and drinking on {road}"],
            matter: "antisocial behaviour on {road}, {place}",
            asks: [
                """
                Groups gather outside the closed shop on {road} every night and shout until two. \
                My neighbours are afraid to complain. What can be done?
                """,
                "Mopeds race along {road} most evenings since {when}. Somebody will be killed.",
            ],
            answers: [
                """
                We have passed what you tell us to the neighbourhood team for {place}, who will \
                patrol {road} in the evenings this month. Please ring 101 when it happens, and \
                999 in an emergency.
                """
            ]),
        Topic(
            team: .safety, weight: 7,
            subjects: ["Police station front counter", "Front counter at {place}"],
            matter: "the front counter at {place}",
            asks: [
                """
                Is it true that the front counter in {place} will close? Not all of us can \
                report a crime online.
                """
            ],
            answers: [
                """
                A decision on front counters has not been made. If the one in {place} were to \
                close, officers would be at the library there two afternoons a week.
                """
            ]),
        Topic(
            team: .safety, weight: 6,
            subjects: ["CCTV in {place}", "Street lighting and safety"],
            matter: "cameras and lighting near {road}",
            asks: [
                """
                After the robberies near {road} we ask for cameras and for brighter lamps in the \
                underpass.
                """
            ],
            answers: [
                """
                The borough looks after the lamps and has agreed to brighter ones in the \
                underpass by {road}. Cameras will be considered with next year’s safety fund.
                """
            ]),
    ]
}
