// SPDX-License-Identifier: Apache-2.0
internal import WorkingTime

extension Refusal {
    /// What is wrong and what to do, without a person's words.
    package var sentence: String {
        switch self {
        case .caseExists: "There is such a case already."
        case .noSuchCase: "There is no such case here."
        case .alreadyClosed: "The case is closed already."
        case .alreadyAllocated: "The case is with that team already. Choose another."
        case .noSuchTeam: "There is no such team. Choose one of the list."
        case .alreadyAssigned: "The case is assigned so already. Choose somebody else."
        case .noSuchOfficer: "Nobody of that id works here. Choose somebody else."
        case .noOtherCase: "There is no such other case. Give its id."
        case .notOpenable: "Cases of this type come from an import only. Choose another type."
        case .dayInFuture: "This day has not come yet. Enter today or an earlier day."
        case .dayTooEarly: "This day is before 1900. Check the year."
        case .dayPassed: "This day is over. Enter today or a later day."
        case .dayBefore(let day):
            "What this follows was on \(Words.day(day)). Enter that day or a later one."
        case .notThere(let thing, let number):
            "The case has no \(thing.rawValue) \(number). Look at its history."
        case .notAnswered(let thing, let number):
            "The \(thing.rawValue) \(number) is not answered. Answer it, or join it to the rest."
        case .tooMany(let thing): "The case cannot have \(thing.words) more."
        case .already(let deed): deed.sentence
        case .needs(let need): need.sentence
        case .outOfRange(let quantity): quantity.sentence
        case .process(let refusal): refusal.sentence
        case .staff(let refusal): refusal.sentence
        case .template(let refusal): refusal.sentence
        case .incomplete(let gap): gap.sentence
        case .retained(let day):
            "The case has to be kept until \(Words.day(day)). Dispose of it after that day."
        case .missing(let field): "Enter \(field.words)."
        case .tooLong(let field, let limit):
            "Shorten \(field.words): it may take \(Words.count(limit)) bytes, which is as many "
                + "characters of plain English, and fewer of other scripts."
        }
    }
}

extension Refusal.Field {
    package var words: String {
        switch self {
        case .subject: "a subject"
        case .message: "what was said"
        case .text: "the note"
        case .note: "the closing note"
        case .name: "the name"
        case .email: "the email address"
        case .phone: "the phone number"
        case .address: "the address"
        case .outcome: "how the case ends"
        }
    }
}

extension Refusal.Thing {
    /// As `a draft`.
    package var words: String {
        switch self {
        case .attachment: "an attachment"
        case .event: "an event"
        case .exemption: "an exemption"
        default: "a \(rawValue)"
        }
    }
}

extension Refusal.Deed {
    /// What is the case already: `The case is merged into another already.`
    package var sentence: String {
        switch self {
        case .answered: "It was answered already."
        case .withdrawn: "It was withdrawn already."
        case .rejoined: "It was joined to the rest again already."
        case .accepted: "The team has accepted the case already."
        case .linked: "The two cases are linked so already."
        case .merged: "The case was merged into another. Act on that one, or take them apart first."
        case .released: "The hold was released already."
        case .categorised: "The case has these categories already, or one of them is given twice."
        case .prioritised: "The case has this priority already."
        case .submitted: "Sign-off of this draft was asked for already."
        case .signedOff: "The draft is signed off already."
        case .overtaken: "There is a later draft. Look at that one."
        case .acknowledged: "It was acknowledged already."
        case .recorded: "That is what is recorded already."
        case .corrected: "It was corrected so already."
        case .asked: "It was asked for already, and has not come."
        case .extended: "The time was extended once already, and cannot be again."
        case .escalated: "The complaint is at stage 2 already."
        case .explained: "Why this clock is late was said already."
        case .disposed: "The case was disposed of. Nothing is recorded of it any more."
        }
    }
}

extension Refusal.Need {
    package var sentence: String {
        switch self {
        case .oneContributor: "Give either a team or an outside body."
        case .allocation: "The case is with no team. Give it to one first."
        case .closedCase: "The case is not closed."
        case .anotherCase: "A case has nothing to do with itself. Give another one."
        case .link: "The two cases are not linked so."
        case .merger: "The case was not merged into another."
        case .openCase: "The other case is over, or is merged itself. Choose one that is open."
        case .sameType: "The other case is of another type. Link the two instead."
        case .draft: "Somebody has to sign this answer: write a draft first."
        case .signOff: "The draft is not signed off. Ask for that first."
        case .signOffRequest: "Nobody was asked to sign this draft. Ask for that first."
        case .anotherPerson:
            "Whoever wrote or signed a draft does not sign it too. Ask somebody else."
        case .noHold: "A legal hold stands. Release it first."
        case .informationRequest: "This is for requests for information. The case is none."
        case .complaint: "This is for complaints. The case is none."
        case .advice: "Say how whoever asked can put it right: section 16 asks for help."
        case .question: "Nothing was asked that this answers. Ask first."
        case .otherLaw: "The law that the case is answered under does not have this."
        case .qualifiedExemption: "This is for an exemption whose public interest is weighed."
        case .estimate: "Say by when it will be decided: the notice has to."
        case .search: "Record a search first: what is not held was looked for."
        case .factors: "Give a factor for disclosure and one against it first."
        case .harm: "Say what harm would come of it: this section rests on it."
        case .limb: "Say whether the absolute or the qualified limb of the section is meant."
        case .otherSection: "The law has no such section, or not for this. Give its subsection too."
        case .decision: "Decide about the request first."
        case .refusingDecision: "Everything is disclosed: there is nothing to refuse."
        case .notice: "Something is withheld: give the notice that says so first."
        case .answer: "The case has to be answered first."
        case .review: "No review was asked for."
        case .regulator: "The regulator has not been asked, or has not decided."
        case .appeal: "Nobody has appealed."
        case .ombudsman: "The complaint is not with the ombudsman."
        case .lateness: "This clock is not late."
        case .filledText:
            "The text has a place in double braces that nobody filled in. Write what belongs there."
        case .wholeFee: "Less was paid than was asked for. Record it when all of it is paid."
        case .earlierNotice:
            "It was due before that day, and a notice after it extends nothing. Explain why it is "
                + "late instead."
        case .template:
            "A template that is named is not in force. Choose another, or leave it out."
        case .document: "This file is a program. Give the document itself."
        case .authority: "This is for others to sign. The case says whom it waits for."
        case .permission: "A transfer needs the permission of whoever asked."
        }
    }
}

extension Refusal.Quantity {
    package var sentence: String {
        switch self {
        case .pence: "Give an amount in pence, 1 or more."
        case .marks: "Give a page and a number of marks, each 1 or more."
        case .minutes: "Give minutes, from 1 to \(Words.count(Limits.minutes))."
        case .fileSize: "A file may have \(Limits.fileBytes >> 20) MiB, and is not empty."
        }
    }
}

extension NoticeGap {
    package var sentence: String {
        switch self {
        case .exemption: "Nothing is claimed that would withhold it. Apply an exemption first."
        case .exemptionStands: "An exemption still withholds something. Withdraw it first."
        case .holding: "It is not decided that the information is not held. Decide that first."
        case .opinion: "The opinion of the qualified person is not recorded."
        case .publicInterest: "The public interest of a qualified exemption is not concluded."
        case .search: "No search is recorded, and what is not held was looked for."
        case .cost: "No estimate above the appropriate limit is recorded."
        case .reason: "Give the reason."
        case .advice: "Say how the request could be narrowed: section 16 asks for help."
        case .estimate: "The notice has to say by when it will be decided."
        case .review: "The notice has to say how a review is asked for."
        case .regulator: "The notice has to say how to complain to the regulator."
        }
    }
}
