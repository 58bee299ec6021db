// SPDX-License-Identifier: Apache-2.0

extension Words {
    /// What comes after the first letter.
    static func came(_ came: Step.Came, in matter: Matter) -> [Phrase] {
        switch came {
        case .more: exchange(on: matter).more
        case .chase:
            [
                "I have had no reply about {matter}. When may I expect one?",
                "It is weeks since I wrote to you about {matter}. Has my letter been lost?",
                """
                Could somebody please tell me what is happening? I do not want to write a third \
                time.
                """,
            ]
        case .clarification: exchange(on: matter).clarifications
        case .withdrawal:
            [
                "Please take no further action: it has been settled.",
                "I no longer need an answer, thank you. It was dealt with by the borough.",
            ]
        case .thanks:
            [
                "Thank you for your helpful answer.",
                "Many thanks. I did not expect so full a reply.",
            ]
        case .unhappy:
            [
                """
                Your answer about {matter} does not answer what I asked. I would like somebody \
                senior to look at it.
                """,
                "I am not content with this reply and will write to my Assembly member.",
            ]
        }
    }

    static func sent(_ sent: Step.Sent, in matter: Matter) -> [Phrase] {
        switch sent {
        case .acknowledgement:
            ["Thank you for writing about {matter}. We aim to answer within 20 working days."]
        case .question: [exchange(on: matter).question]
        case .holding:
            [
                """
                You wrote to us about {matter}, and we are sorry that you have not had an \
                answer. We are waiting for information from others and will write as soon as we \
                have it.
                """
            ]
        case .referral:
            [
                """
                Thank you for writing about {matter}. This is a matter for your borough council, \
                and we have sent your letter to its customer services. They will answer you.
                """
            ]
        case .reply: ["Thank you for writing about {matter}."]
        }
    }

    /// What is added to an answer to a request for information.
    static let review =
        """
        If you are not content with how your request was dealt with, you can ask us within 40 \
        working days to review it, and after that complain to the Information Commissioner.
        """

    static let requestAcknowledgement: Phrase =
        """
        Thank you for your request about {matter}. We will answer it promptly, and within 20 \
        working days of the day on which we received it.
        """
}
