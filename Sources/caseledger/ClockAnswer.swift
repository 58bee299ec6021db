// SPDX-License-Identifier: Apache-2.0
internal import Casework
internal import WorkingTime

/// What `clock explain --json` prints.
struct ClockAnswer: Encodable {
    struct Event: Encodable {
        let kind: String
        let at: String
        let moves: Bool
        let reason: String
        let citation: String
    }
    struct Entry: Encodable {
        let day: String
        /// `start`, `counted`, `off`, `disregarded`, `rolled`.
        let mark: String
        let number: Int?
        let reason: String?

        init(_ entry: CountedDay) {
            day = entry.day.description
            switch entry.mark {
            case .start: (mark, number, reason) = ("start", nil, nil)
            case .counted(let count): (mark, number, reason) = ("counted", count, nil)
            case .off(let off): (mark, number, reason) = ("off", nil, "\(off)")
            case .disregarded(let why): (mark, number, reason) = ("disregarded", nil, why)
            case .rolled(let off): (mark, number, reason) = ("rolled", nil, "\(off)")
            }
        }
    }
    struct Note: Encodable {
        let text: String
        let citation: String
    }
    struct Step: Encodable {
        let step: String
        let day: String
    }
    let regime: String
    let title: String
    let citation: String
    let basis: String
    let rules: String
    let calendar: String
    let due: String?
    let state: String
    let sentence: String
    let unit: String
    let used: Int?
    let left: Int?
    let provisional: Bool
    let events: [Event]
    let days: [Entry]
    let notes: [Note]
    /// The authority's own dates before the due one.
    let `internal`: [Step]

    init(_ reading: ClockReading, _ dates: [InternalDate]) {
        `internal` = dates.map { Step(step: $0.step.rawValue, day: $0.day.description) }
        let provision = reading.regime.provision
        regime = reading.regime.rawValue
        title = provision.title
        citation = provision.citation
        basis = provision.basis.rawValue
        rules = reading.ruleSet.id
        calendar = reading.calendar
        due = reading.due?.text
        state = reading.state.name
        sentence = ClockReport.sentence(reading)
        unit = reading.unit.rawValue
        used = reading.used
        left = reading.left
        provisional = reading.isProvisional
        events = reading.working.facts.map {
            Event(
                kind: $0.fact.kind.rawValue, at: "\($0.fact.at)", moves: $0.moves,
                reason: $0.reason, citation: $0.citation)
        }
        days = reading.working.days.map(Entry.init)
        notes = reading.working.notes.map { Note(text: $0.text, citation: $0.citation) }
    }
}
