// SPDX-License-Identifier: Apache-2.0

extension Words {
    /// Requests under the Freedom of Information Act 2000 and the Environmental Information
    /// Regulations 2004.
    static let requests: [Topic] = [
        Topic(
            team: .information, subjects: ["FOI request: agency staff", "Freedom of information"],
            matter: "spending on agency staff",
            asks: [
                """
                Under the Freedom of Information Act please tell me how much the Authority spent \
                on agency staff in each of the last three financial years, by directorate.
                """
            ],
            answers: [
                """
                We hold this information. The figures, by directorate and year, are in the \
                attached table.
                """
            ]),
        Topic(
            team: .information, subjects: ["FOI: accidents on route {bus}", "Request for figures"],
            matter: "accidents on route {bus}",
            asks: [
                """
                Please send me the number of collisions and of injured passengers on route {bus} \
                for each month since January of last year, and any report on their causes.
                """
            ],
            answers: [
                """
                We hold the monthly figures, which are attached. The operator’s report contains \
                details of staff who can be identified; those parts are withheld under section \
                40(2) of the Act, and the rest is enclosed.
                """
            ]),
        Topic(
            team: .information, subjects: ["EIR request: air quality", "Monitor on {road}"],
            matter: "air quality data for {road}",
            asks: [
                """
                I request the hourly readings of the monitor on {road} since {when}, in a form \
                that a spreadsheet can read.
                """
            ],
            answers: [
                """
                We have dealt with this under the Environmental Information Regulations 2004. \
                The readings are published; the link and a note on how they are validated follow.
                """
            ]),
        Topic(
            team: .information, subjects: ["FOI: consultants", "Contracts with consultants"],
            matter: "contracts with consultants",
            asks: [
                """
                Which consultancies had contracts with the Authority worth more than £50,000 \
                last year, for what, and how were they chosen?
                """
            ],
            answers: [
                """
                We hold this information. A list of the {number} contracts is attached. The day \
                rates are withheld under section 43(2); we find that the public interest in \
                knowing them does not outweigh the harm to the next tender.
                """
            ]),
        Topic(
            team: .information, subjects: ["FOI: emails about {place}", "Emails and minutes"],
            matter: "correspondence about the {place} scheme",
            asks: [
                """
                I ask for all emails, notes and minutes since {when} about the scheme in {place} \
                between the Mayor’s office and the developer.
                """
            ],
            answers: [
                """
                A search as wide as this would exceed the appropriate limit of section 12 of the \
                Act. If you name the months or the people that matter to you, we will look again \
                at once.
                """,
                """
                We hold {number} documents in scope. They are attached, with personal details \
                withheld under section 40(2).
                """,
            ]),
        Topic(
            team: .information, subjects: ["Information request: empty homes", "Empty property"],
            matter: "empty homes in {place}",
            asks: [
                """
                How many homes owned by the Authority in {place} stood empty for more than six \
                months in each of the last five years?
                """
            ],
            answers: [
                """
                We do not hold this information: homes in {place} are owned by the borough and \
                by housing associations. Under section 16 we can tell you that the borough \
                publishes a yearly count.
                """
            ]),
    ]

    /// A request for one's own data (UK GDPR, article 15).
    static let ownData = Topic(
        team: .information, subjects: ["Subject access request", "My personal data"],
        matter: "your own personal data",
        asks: [
            """
            Please send me a copy of all the information that you hold about me, including the \
            notes of my telephone calls since {when}.
            """,
            """
            I make a subject access request. I believe that you have written about me to the \
            borough.
            """,
        ],
        answers: [
            """
            Here is a copy of the information that we hold about you. Where a document names \
            other people, we have covered what would identify them. You may complain to the \
            Information Commissioner if you think that something is missing.
            """
        ])
}
