// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// Why a command on a case is refused. No case holds a person's words.
package enum Refusal: Error, Equatable {
    case caseExists
    case noSuchCase
    case alreadyClosed
    /// The officer already has the case, or nobody has it already.
    case alreadyAssigned
    /// The team already has the case, or none has it already.
    case alreadyAllocated
    /// There is no team of that id.
    case noSuchTeam
    /// Nobody of that id works here.
    case noSuchOfficer
    /// There is no other case of that id.
    case noOtherCase
    case notOpenable(CaseType)
    /// A day that has not come yet, or one before 1900.
    case dayInFuture(Day)
    case dayTooEarly(Day)
    /// A day that is to come was asked for, and this one is over.
    case dayPassed(Day)
    /// What this follows happened on that day, and this is said to be before it.
    case dayBefore(Day)
    case missing(Field)
    case tooLong(Field, limit: Int)
    /// The case has none of that number.
    case notThere(Thing, Int)
    /// This one has to be answered first.
    case notAnswered(Thing, Int)
    /// The case has as many as it can.
    case tooMany(Thing)
    case already(Deed)
    /// A number that is too small or too large.
    case outOfRange(Quantity)
    /// Something else has to come first, or with it.
    case needs(Need)
    /// The process of the case does not have it.
    case process(ProcessRefusal)
    /// What is asked of a member of staff cannot be.
    case staff(StaffRefusal)
    case template(TemplateRefusal)
    /// It has to be kept to the end of that day.
    case retained(until: Day)
    /// What the law asks of a decision or a notice is not there.
    case incomplete(NoticeGap)

    package enum Field: String, Sendable {
        case subject, message, text, note, name, email, phone, address, outcome
    }
    /// What a case has several of.
    package enum Thing: String, CaseIterable, Sendable {
        case contribution, part, draft, attachment, reply, link, hold, category
        case event, file, exemption, consultation, point, remedy, template
    }
    package enum Quantity: String, CaseIterable, Sendable {
        case minutes, pence, marks
        case fileSize = "file-size"
    }
    /// What can be done once.
    package enum Deed: String, CaseIterable, Sendable {
        case answered, withdrawn, rejoined, accepted, linked, merged, released, categorised
        case prioritised, submitted, signedOff = "signed-off", overtaken, acknowledged, recorded
        case corrected, disposed, asked, extended, escalated, explained
    }
    package enum Need: String, CaseIterable, Sendable {
        /// Either a team or an outside body.
        case oneContributor = "one-contributor"
        /// Somebody to accept or reject: the case is with no team.
        case allocation
        case closedCase = "closed-case"
        case anotherCase = "another-case"
        case link, merger
        /// Another that is neither over nor merged.
        case openCase = "open-case"
        case sameType = "same-type"
        /// A legal hold stands.
        case noHold = "no-hold"
        case draft
        case signOff = "sign-off"
        case signOffRequest = "sign-off-request"
        /// Of whoever asked.
        case permission
        /// Whoever wrote or signed something does not sign it too.
        case anotherPerson = "another-person"
        /// A role, a team or a name that this person does not have.
        case authority
        /// The case is none for this.
        case informationRequest = "information-request"
        case complaint
        /// Help for whoever asked (FOIA 2000, section 16).
        case advice
        /// Nothing was asked that this answers.
        case question
        case otherLaw = "other-law"
        case qualifiedExemption = "qualified-exemption"
        case estimate, search, factors, harm, limb
        case otherSection = "other-section"
        case decision
        case refusingDecision = "refusing-decision"
        case notice, answer, review, regulator, appeal, ombudsman, lateness
        /// A file that is none of a program.
        case document
        /// One that is in force.
        case template
        /// A text without a place in double braces.
        case filledText = "filled-text"
        /// All that was asked for.
        case wholeFee = "whole-fee"
        /// Of an extension, while what it extends was not over.
        case earlierNotice = "earlier-notice"
    }
}

/// How many of a thing one case may have.
package enum Limits {
    package static let contributions = 200
    package static let parts = 200
    package static let drafts = 1_000
    /// That one draft was written from.
    package static let templates = 20
    package static let attachments = 100
    package static let files = 1_000
    package static let exemptions = 200
    /// Of an estimate: a year of working days.
    package static let estimatedMinutes = 120_000
    /// Of one file.
    package static let fileBytes = 25 << 20
    package static let replies = 1_000
    package static let links = 1_000
    /// Of one remedy: a million pounds.
    package static let pence = 100_000_000
    package static let holds = 100
    package static let categories = 20
    /// Of one entry of work: a week of days and nights.
    package static let minutes = 10_080
}
