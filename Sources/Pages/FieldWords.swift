// SPDX-License-Identifier: Apache-2.0
internal import Casework
package import Forms
internal import WorkingTime

/// Fields as people read them.
package enum FieldWords {
    /// What is wrong with a field, and what to do.
    package static func sentence(_ problem: DecodingProblem) -> String {
        let label = label(problem.field).lowercased()
        return switch problem.reason {
        case .missing: "Enter or choose: \(label)"
        case .malformed: "This cannot be used: \(label). Check it"
        case .tooLong(let limit): "Shorten it to \(Words.count(limit)) bytes: \(label)"
        }
    }

    static func label(_ name: String) -> String { labels[name] ?? sentenceCase(name) }

    static func choice(_ field: String, _ value: String) -> String {
        if field == "channel", let channel = Channel(rawValue: value) { return channel.label }
        if let outcome = Outcome(rawValue: value), field == "outcome" { return outcome.label }
        if field == "direction", let direction = Direction(rawValue: value) {
            return direction.label
        }
        return sentenceCase(value)
    }

    /// What helps with one field of one command; nil where its kind says enough.
    static func hint(_ command: String, _ field: String) -> String? {
        hints["\(command) \(field)"]
    }

    /// The command and the field of each.
    package static var hinted: [(command: String, field: String)] {
        hints.keys.sorted().map { key in
            let words = key.split(separator: " ").map(String.init)
            return (words[0], words[1])
        }
    }

    private static let hints = [
        "apply-exemption section": "With its subsection, as 43(2) or 12(4)(b)",
        "apply-exemption limb":
            "Only for a section that has both an absolute and a qualified limb, as 36(2) and 40(2)",
        "apply-exemption harm": "Needed where the section rests on harm, as 36 and 43(2)",
        "decide-validity missing": "Nothing, where it is valid",
        "decide-validity advice": "Needed where something is missing: how to put it right",
        "decide-request reason": "Needed where it is vexatious or repeated",
        "issue-notice until": "Needed where the time is extended: by when it will be decided",
        "issue-notice saysReview": "A notice of refusal has to (FOIA section 17(7))",
        "issue-notice saysRegulator": "A notice of refusal has to (FOIA section 17(7))",
        "extend-time until":
            "Needed while the public interest is weighed: by when it will be decided",
        "extend-time day": "On which whoever asked was told; after the due day it extends nothing",
        "extend-complaint day":
            "On which whoever complained was told; after the due day it extends nothing",
        "extend-review day":
            "On which whoever asked was told; after the due day it extends nothing",
        "send-reply draft": "The last one; or write the text below where nobody has to sign",
    ]

    private static let labels = [
        "body": "A body outside", "text": "Text", "message": "What was said or written",
        "due": "Wanted by", "permitted": "Has whoever asked agreed?", "into": "The other case",
        "other": "The other case", "event": "Which entry", "received": "Received on",
        "review": "Look at it again on", "minutes": "Minutes", "day": "On", "kind": "Kind",
        "attachments": "Files that go with it", "question": "The question",
        "changes": "What has to change", "until": "Until", "side": "It speaks",
        "saysReview": "Does it say how a review is asked for?",
        "saysRegulator": "Does it say how to complain to the regulator?",
        "complyBy": "To be done by", "missing": "What it lacks", "pence": "Amount in pence",
        "harm": "What harm would come of it", "advice": "Advice given",
        "publish": "Into the disclosure log?", "place": "Where it was looked for",
        "terms": "What was searched for", "basis": "What this rests on", "categories": "Categories",
        "templates": "Written from these templates",
    ]
}
