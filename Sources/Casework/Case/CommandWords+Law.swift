// SPDX-License-Identifier: Apache-2.0

/// The commands that requests for information and complaints have beyond other casework.
extension CommandWords {
    static let request = [
        CommandWords(
            "decide-validity", "Decide whether it is valid",
            "What a request has to have, and what this one lacks."),
        CommandWords(
            "choose-law", "Choose the law",
            "Under which law it is answered; the day of receipt stays."),
        CommandWords(
            "ask-clarification", "Ask for clarification", "The clock stops until it comes."),
        CommandWords(
            "receive-clarification", "Record the clarification", "What was asked for has come."),
        CommandWords("give-fees-notice", "Give a fees notice", "Nothing is due until it is paid."),
        CommandWords("record-fee", "Record the fee", "It was paid."),
        CommandWords(
            "ask-identity", "Ask for proof of identity",
            "Whoever asks for their own data has to show who they are."),
        CommandWords("receive-identity", "Record proof of identity", "It has come."),
        CommandWords(
            "extend-time", "Extend the time", "On a ground that the law has, with notice in time."),
        CommandWords(
            "record-search", "Record a search", "Where it was looked for, and how long that took."),
        CommandWords("decide-holding", "Say whether it is held", "What the searches have found."),
        CommandWords(
            "estimate-cost", "Estimate the cost",
            "Beside the appropriate limit, from the time recorded."),
    ]
    static let withholding = [
        CommandWords(
            "apply-exemption", "Apply an exemption", "What is withheld, and by which section."),
        CommandWords(
            "withdraw-exemption", "Withdraw an exemption", "It is not relied upon any more."),
        CommandWords(
            "weigh-interest", "Add a factor of the public interest",
            "For disclosure, or against it."),
        CommandWords(
            "conclude-interest", "Conclude the public interest",
            "Whether the exemption is maintained."),
        CommandWords(
            "record-opinion", "Record the qualified person's opinion", "Section 36 rests on it."),
        CommandWords(
            "consult-third-party", "Consult a third party", "Whoever it is about, or came from."),
        CommandWords("answer-consultation", "Record their answer", "Whether they object."),
        CommandWords("record-redaction", "Record a redaction", "A line of the register."),
        CommandWords("decide-request", "Decide the request", "What is disclosed, and what is not."),
        CommandWords("issue-notice", "Give a notice", "With all that the law asks of it."),
        CommandWords(
            "decide-publication", "Decide about publication",
            "Whether the answer goes into the disclosure log."),
    ]
    static let reviews = [
        CommandWords(
            "request-review", "Record a request for review",
            "Somebody else looks at the decision again."),
        CommandWords(
            "extend-review", "Extend the review", "Exceptionally, with notice in time."),
        CommandWords(
            "decide-review", "Decide the review", "By somebody who did not decide before."),
        CommandWords(
            "record-regulator-complaint", "Record a complaint to the regulator",
            "The Information Commissioner was asked."),
        CommandWords(
            "record-regulator-decision", "Record the regulator's decision",
            "And what has to be done by when."),
        CommandWords("record-appeal", "Record an appeal", "To the tribunal."),
        CommandWords(
            "record-tribunal-decision", "Record the tribunal's decision",
            "What became of the appeal."),
    ]
    static let complaint = [
        CommandWords("raise-point", "Add a point", "One thing that is complained of."),
        CommandWords("find-point", "Record a finding", "What was found of a point."),
        CommandWords(
            "escalate-complaint", "Escalate to stage 2", "Somebody else looks at it again."),
        CommandWords(
            "extend-complaint", "Extend the stage", "Once, with notice in time and a reason."),
        CommandWords("offer-remedy", "Offer a remedy", "What puts it right."),
        CommandWords("complete-remedy", "Record a remedy as done", "What was offered was done."),
        CommandWords("record-learning", "Record learning", "What is done otherwise from now on."),
        CommandWords(
            "refer-ombudsman", "Record a referral to the ombudsman",
            "Whoever complained went there."),
        CommandWords(
            "record-ombudsman-decision", "Record the ombudsman's decision", "What they found."),
    ]
}
