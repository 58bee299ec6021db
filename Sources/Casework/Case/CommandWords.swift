// SPDX-License-Identifier: Apache-2.0
internal import Forms

/// A command as people are told of it.
package struct CommandWords: Equatable, Sendable {
    /// As asked for by programs, `add-note`.
    package let name: String
    /// As a button says it: *Add a note*.
    package let title: String
    /// What it does, in a sentence.
    package let summary: String

    init(_ name: String, _ title: String, _ summary: String) {
        self.name = name
        self.title = title
        self.summary = summary
    }

    /// Every command in groups, in the order in which people look for them.
    package static let groups: [(heading: String, commands: [CommandWords])] = [
        ("What came, what went, what is known", record), ("Who deals with it", allocation),
        ("Where it is in its process", stages), ("Ask others", contributions),
        ("The request", CommandWords.request), ("What is withheld", CommandWords.withholding),
        ("Reviews and appeals", CommandWords.reviews), ("The complaint", CommandWords.complaint),

        ("The answer", answer), ("Other cases", links),
        ("How it ends", endings), ("The record itself", corrections),
    ]

    /// - Returns: Words made from the name where there are no others.
    package static func of(_ name: String) -> CommandWords {
        byName[name] ?? CommandWords(name, sentenceCase(name), "")
    }

    private static let byName = Dictionary(
        uniqueKeysWithValues: groups.flatMap(\.commands).map { ($0.name, $0) })

    private static let record = [
        CommandWords(
            "record-correspondence", "Record correspondence",
            "Something came about the case, or went out, by any channel."),
        CommandWords("acknowledge", "Acknowledge", "Whoever wrote was told that it came."),
        CommandWords("add-note", "Add a note", "Something colleagues should know."),
        CommandWords(
            "withdraw-file", "Withdraw a file", "It does not belong to the case after all."),
        CommandWords(
            "record-time", "Record time", "How long something took. An estimate of cost uses it."),
        CommandWords(
            "declare-outside-work", "Declare work done elsewhere",
            "Something was done about the case outside this system."),
        CommandWords(
            "explain-lateness", "Say why it is late",
            "The reason, and the team answerable for it."),
    ]
    private static let allocation = [
        CommandWords("categorise", "Categorise", "What it is about."),
        CommandWords("prioritise", "Set the priority", "How urgent it is, and why."),
        CommandWords("allocate", "Give to a team", "The team then accepts or rejects it."),
        CommandWords("accept", "Accept", "The team takes the case on."),
        CommandWords("reject", "Reject", "The team does not take it on, for a reason."),
        CommandWords("assign", "Give to a person", "Who deals with it; or nobody."),
        CommandWords(
            "refer-back", "Refer back", "It goes back to a team that had it, for a reason."),
    ]
    private static let stages = [
        CommandWords("move-stage", "Move to a stage", "By hand, as the process allows."),
        CommandWords("set-field", "Fill in a field", "One that the process asks for."),
    ]
    private static let contributions = [
        CommandWords(
            "request-contribution", "Ask for a contribution",
            "Another team, or a body outside, is asked for what it knows."),
        CommandWords("chase-contribution", "Chase a contribution", "It is still awaited."),
        CommandWords(
            "answer-contribution", "Record a contribution", "What was asked for has come."),
        CommandWords(
            "withdraw-contribution", "Withdraw a request for a contribution",
            "It is not needed any more."),
        CommandWords(
            "separate-part", "Separate a part", "A question that somebody else answers."),
        CommandWords("give-part", "Give a part to a team", "Who answers this part."),
        CommandWords("answer-part", "Answer a part", "What the part's answer is."),
        CommandWords(
            "rejoin-part", "Join a part to the rest", "It is answered with everything else."),
    ]
    private static let answer = [
        CommandWords(
            "save-draft", "Save a draft", "A new version. Signatures on the one before are void."),
        CommandWords(
            "request-sign-off", "Ask for sign-off", "Whoever has to sign the draft is asked to."),
        CommandWords("sign-draft", "Sign the draft", "You stand for exactly this text."),
        CommandWords("return-draft", "Return the draft", "It has to change before it is signed."),
        CommandWords(
            "bypass-sign-off", "Bypass sign-off",
            "The draft goes without signatures, on your authority and for a reason."),
        CommandWords("send-reply", "Send a reply", "It went out on a day, by a channel."),
        CommandWords("record-delivery", "Record delivery", "Whether a reply arrived."),
        CommandWords(
            "record-satisfaction", "Record satisfaction",
            "What whoever wrote said of the answer."),
    ]
    private static let links = [
        CommandWords("link-case", "Link a case", "How another case belongs to this one."),
        CommandWords("unlink-case", "Unlink a case", "The two do not belong together after all."),
        CommandWords("merge-case", "Merge into another case", "This one goes on in the other."),
        CommandWords("unmerge-case", "Take apart again", "The merger was a mistake."),
    ]
    private static let endings = [
        CommandWords("close", "Close the case", "There is nothing more to do."),
        CommandWords("withdraw", "Withdraw", "Whoever asked does not want an answer any more."),
        CommandWords(
            "transfer", "Transfer to another body", "With the permission of whoever asked."),
        CommandWords("reopen", "Reopen", "There is something to do after all."),
        CommandWords("dispose", "Dispose of the case", "It was kept as long as it had to be."),
    ]
    private static let corrections = [
        CommandWords(
            "correct-event", "Correct an entry",
            "What an entry should have said. The entry itself stays."),
        CommandWords(
            "correct-receipt", "Correct the day of receipt", "Clocks run from the right day."),
        CommandWords(
            "place-hold", "Place a legal hold", "Nothing of the case is erased while it stands."),
        CommandWords("release-hold", "Release a legal hold", "It has no more reason."),
    ]
}

/// `request-contribution` and `deputyOf` as people read them: *Request contribution*, *Deputy of*.
package func sentenceCase(_ name: String) -> String {
    var words = ""
    for character in name {
        if character == "-" {
            words.append(" ")
        } else if character.isUppercase, !words.isEmpty {
            words.append(" " + character.lowercased())
        } else {
            words.append(character)
        }
    }
    return words.prefix(1).uppercased() + words.dropFirst()
}
