// SPDX-License-Identifier: Apache-2.0
internal import Casework

/// A short label in colour, always readable without the colour.
package struct Tag: Sendable, Equatable {
    package enum Tone: String, Sendable, CaseIterable {
        case grey, blue, green, amber, red, violet
    }

    package let text: String
    package let tone: Tone

    package init(_ text: String, _ tone: Tone) {
        self.text = text
        self.tone = tone
    }

    package static let open = Tag("Open", .blue)
    package static let closed = Tag("Closed", .grey)

    var view: View { ["text": text, "tone": tone.rawValue] }
}

/// One option of a select or of radios.
package struct Choice: Sendable, Equatable {
    /// What the form sends back.
    package let value: String
    /// What a person reads.
    package let label: String
    /// A second line under the label, or nil.
    package let hint: String?

    package init(_ value: String, _ label: String, hint: String? = nil) {
        self.value = value
        self.label = label
        self.hint = hint
    }

    /// Ways in which a contact comes or goes.
    package static let channels = Channel.allCases.map { Choice($0.rawValue, $0.label) }
    /// Every type of case, and those that a person may open.
    package static let types = CaseType.allCases.map { Choice($0.rawValue, $0.label) }
    package static let openableTypes = CaseType.openable.map { Choice($0.rawValue, $0.label) }

    /// Ways in which a case ends.
    package static let outcomes = Outcome.choosable.map { outcome in
        let hint =
            switch outcome {
            case .answered: "We replied to the person who wrote"
            case .referred: "Another body will deal with it"
            case .withdrawn: "The person no longer wants an answer"
            case .noReplyNeeded: "For information only, or sent to many at once"
            case .unknown: ""
            }
        return Choice(outcome.rawValue, outcome.label, hint: hint)
    }
}

/// What is wrong with one field of a form.
package struct FieldError: Sendable, Equatable {
    /// The name of a field of the form; any other name, or an empty one, speaks of the whole form.
    package let field: String
    /// A sentence without the person's own words: what is wrong and what to do.
    package let message: String

    package init(_ field: String, _ message: String) {
        self.field = field
        self.message = message
    }
}

/// The case that a form acts on.
package struct CaseHeading: Sendable {
    package let reference: String
    package let subject: String
    /// The stream version the form was made from; comes back as `version`.
    package let version: Int

    package init(reference: String, subject: String, version: Int) {
        self.reference = reference
        self.subject = subject
        self.version = version
    }
}
