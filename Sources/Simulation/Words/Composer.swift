// SPDX-License-Identifier: Apache-2.0
package import Casework
internal import WorkingTime

/// Finds the words for what is done: the same for the same seed, case and step.
package struct Composer: Sendable {
    private let seed: UInt64

    package init(seed: UInt64) { self.seed = seed }

    /// What the person of a case gives of themselves; nil where they are known, or gave nothing.
    package func contact(of facts: CaseFacts) -> ContactDetails? {
        guard let person = facts.person, facts.isNewPerson else { return nil }
        var dice = Dice(seed: seed, stream: UInt64(facts.number) + 2 << 40)
        return Persona(person, seed: seed).contact(facts.channel, &dice)
    }

    /// The subject and the first message of a case.
    package func opening(of facts: CaseFacts) -> (subject: String, message: String) {
        var voice = Voice(facts, seed: seed)
        return voice.opening()
    }

    /// The text of a note.
    package func note(_ note: Step.Note, _ step: Step, _ facts: CaseFacts) -> String {
        var voice = Voice(facts, seed: seed, step)
        if note == .read, let language = voice.language {
            return "Written in \(Native.name(language)). Translated by a colleague; the reply will "
                + "be translated as well."
        }
        return voice.say(Words.notes(note))
    }

    package func came(_ came: Step.Came, _ step: Step, _ facts: CaseFacts) -> String {
        var voice = Voice(facts, seed: seed, step)
        let text = voice.say(Words.came(came, in: facts.matter))
        guard facts.channel != .phone, facts.channel != .social else { return text }
        return "\(text)\n\n\(voice.name)"
    }

    /// A letter of the authority's; `officer` signs it.
    package func sent(_ sent: Step.Sent, _ step: Step, _ facts: CaseFacts) -> String {
        var voice = Voice(facts, seed: seed, step)
        var paragraphs: [String] = []
        switch sent {
        case .acknowledgement where facts.type == .foi:
            paragraphs.append(voice.say([Words.requestAcknowledgement]))
        case .reply:
            paragraphs += [voice.say(Words.sent(sent, in: facts.matter)), voice.answer()]
        case .acknowledgement, .question, .holding, .referral:
            paragraphs.append(voice.say(Words.sent(sent, in: facts.matter)))
        }
        if sent == .reply, facts.type == .foi { paragraphs.append(Words.review) }
        let text = paragraphs.joined(separator: "\n\n")
        switch facts.channel {
        case .phone, .counter, .smartcard, .social: return text
        case .email, .web, .webchat, .letter, .petition:
            let officer = StaffNames.all[step.actor % StaffNames.all.count]
            return "Dear \(voice.name),\n\n\(text)\n\nYours sincerely,\n\(officer)\n"
                + facts.team.name
        }
    }

    /// What an officer writes when a case is closed; mostly nothing.
    package func closing(_ outcome: Outcome, _ facts: CaseFacts) -> String {
        switch outcome {
        case .answered, .unknown: ""
        case .referred: "Sent to the borough council’s customer services."
        case .withdrawn: "Withdrawn in writing."
        case .noReplyNeeded: facts.isPersistent ? "Under the contact plan." : "No question in it."
        }
    }
}

/// Who speaks in a case, and of what.
private struct Voice {
    let facts: CaseFacts
    let name: String
    /// That the person wrote in, if not in English.
    let language: Names.Language?
    private let topic: Words.Topic?
    private var dice: Dice
    private let places: (road: String, place: String, bus: String, when: String, number: String)

    /// - Parameter step: Which of the case's steps; nil for its opening.
    init(_ facts: CaseFacts, seed: UInt64, _ step: Step? = nil) {
        self.facts = facts
        let persona = facts.person.map { Persona($0, seed: seed) }
        name = persona?.name ?? "Sir or Madam"
        var dice = Dice(seed: seed, stream: UInt64(facts.number) + 3 << 40)
        places = (
            dice.pick(Places.roads), dice.pick(Places.towns), dice.pick(Places.buses),
            dice.pick(Places.times), String(dice.roll(2...9))
        )
        topic = Words.topic(facts.matter)
        let writes = [.email, .web, .letter].contains(facts.channel)
        if writes, case .topic(let index) = facts.matter, let own = persona?.language,
            Native.text(own, topic: index) != nil, dice.chance(400)
        {
            language = own
        } else {
            language = nil
        }
        if let step {
            dice = Dice(
                seed: seed ^ UInt64(step.time.milliseconds), stream: UInt64(facts.number) + 4 << 40)
        }
        self.dice = dice
    }

    mutating func say(_ phrases: [Phrase]) -> String { fill(dice.pick(phrases)) }

    mutating func answer() -> String {
        if case .campaign(let index) = facts.matter { return fill(Words.campaigns[index].answer) }
        return topic.map { say($0.answers) } ?? ""
    }

    mutating func opening() -> (subject: String, message: String) {
        if case .campaign(let index) = facts.matter { return campaign(Words.campaigns[index]) }
        guard let topic else { return ("", "") }
        if let language, case .topic(let index) = facts.matter,
            let text = Native.text(language, topic: index)
        {
            return (fill(text.subject), fill(text.message))
        }
        var subject = say(topic.subjects)
        let ask = say(topic.asks)
        switch facts.channel {
        case .phone: return (subject, "Caller about \(matter). In their words: “\(ask)”")
        case .counter, .smartcard: return (subject, "Came to the counter about \(matter). “\(ask)”")
        case .social: return (subject, ask)
        case .email, .web, .webchat, .letter, .petition: break
        }
        var text = ask
        if facts.type == .complaint {
            if dice.chance(600) { subject = "Complaint: \(subject)" }
            text = "I wish to make a complaint about \(matter). \(ask)"
        } else if !facts.isNewPerson, dice.chance(400) {
            subject = "Re: \(subject)"
            text = "I have written to you before. \(ask)"
        }
        let greeting = dice.pick(["Dear Sir or Madam,", "Dear Mayor,", "Hello,"])
        let farewell = dice.pick(["Yours faithfully,", "Regards,", "Thank you.", "Kind regards,"])
        if facts.channel == .web { return (subject, text) }
        return (subject, "\(greeting)\n\n\(text)\n\n\(farewell)\n\(name)")
    }

    /// The campaign's text, which some shorten, and some put a sentence of their own before.
    private mutating func campaign(_ campaign: Words.Campaign) -> (String, String) {
        let subject = dice.chance(780) ? fill(campaign.subjects[0]) : say(campaign.subjects)
        var paragraphs = campaign.text.map(fill)
        if dice.chance(120) { paragraphs.removeLast() }
        if dice.chance(180) {
            paragraphs.insert(
                dice.pick([
                    "I have lived in \(places.place) for \(places.number)0 years.",
                    "This matters to me because I live near \(places.road).",
                    "I do not often write letters like this one.",
                ]), at: 0)
        }
        let greeting = dice.pick([("Dear Mayor,", 820), ("Dear Sir or Madam,", 130), ("Hello", 50)])
        return (subject, ([greeting] + paragraphs + [name]).joined(separator: "\n\n"))
    }

    private var matter: String {
        if case .campaign(let index) = facts.matter { return fill(Words.campaigns[index].matter) }
        return topic.map { fill($0.matter) } ?? ""
    }

    private func fill(_ phrase: Phrase) -> String {
        phrase.filled { slot in
            switch slot {
            case .road: places.road
            case .place: places.place
            case .bus: places.bus
            case .when: places.when
            case .number: places.number
            case .matter: matter
            case .name: name
            }
        }
    }
}
