// SPDX-License-Identifier: Apache-2.0

extension Words {
    /// What officers write into a case for each other.
    static func notes(_ note: Step.Note) -> [Phrase] {
        switch note {
        case .triaged: triaged
        case .read: read
        case .asked: asked
        case .input: input
        case .drafted: drafted
        case .signOff: signOff
        case .chased: chased
        case .wrongTeam: wrongTeam
        case .handedOver: handedOver
        case .contactPlan: contactPlan
        case .resolved: resolved
        case .filed: filed
        case .duplicate: duplicate
        case .identity: identity
        }
    }

    private static let triaged: [Phrase] = [
        "Logged. About {matter}; standard priority.",
        "Checked for duplicates: none open. Standard priority.",
        "Sorted. The correspondent asks for an answer in writing.",
    ]
    private static let read: [Phrase] = [
        "Read. The standing line on {matter} can be used.",
        "Read. Needs a line from the policy team before we can answer.",
        "Read. Not urgent, but a careful answer is wanted.",
        "Looked for earlier letters about {matter}: none that help.",
    ]
    private static let asked: [Phrase] = [
        "Asked the policy team for a line on {matter}, to be with us by Friday.",
        "Sent on for comment. Reminder set for five working days.",
        "Rang the operator about {matter}; they will send figures.",
    ]
    private static let input: [Phrase] = [
        "Line received, two paragraphs. Figures agree with last month’s.",
        "Policy team answered: nothing has changed since the last statement.",
        "Figures received. One of them is provisional, to be said so in the reply.",
    ]
    private static let drafted: [Phrase] = [
        "Reply drafted.", "Draft written, with the standing paragraph on {matter}.",
        "Drafted; shortened to one page.",
    ]
    private static let signOff: [Phrase] = [
        "Draft with the head of team for sign-off.",
        "Signed off with a change in the second paragraph.", "Approved as it stands.",
    ]
    private static let chased: [Phrase] = [
        "Nothing from the policy team yet; chased by telephone.",
        "Second reminder sent. Raised at this morning’s stand-up.",
        "Still waiting. Told the head of team that this one will be late.",
    ]
    private static let wrongTeam: [Phrase] = [
        "Not ours: {matter} is dealt with elsewhere. Back to Public Liaison.",
        "Came to us by mistake; sent back.",
    ]
    private static let handedOver: [Phrase] = [
        "Taken over from a colleague who has left the team. Read from the start."
    ]
    private static let contactPlan: [Phrase] = [
        "The contact plan applies: one reply in four weeks, no calls.",
        "Under the contact plan. Nothing new in this letter that we have not answered.",
    ]
    private static let resolved: [Phrase] = [
        "Answered at once. Told them how {matter} is dealt with and whom to ask.",
        """
        Explained what we can do about {matter} and what the borough does. Content with \
        that.
        """,
        "Looked up {matter} and gave the answer. Nothing further to do.",
    ]
    private static let filed: [Phrase] = [
        "Read and filed; needs no reply.", "Added to the file. No further action.",
    ]
    private static let duplicate: [Phrase] = [
        "Same text as the campaign’s. Counted with it; no reply of its own."
    ]
    private static let identity: [Phrase] = [
        """
        Identity checked: a council tax bill and a driving licence were seen and not \
        kept.
        """,
        "Asked for proof of identity; the month runs from when we have it.",
    ]
}
