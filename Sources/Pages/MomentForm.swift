// SPDX-License-Identifier: Apache-2.0

package import WorkingTime

/// What a person typed to choose moments, and the form that asks for it again.
package struct MomentValues: Sendable, Equatable {
    package var asOf: String
    package var knownAt: String

    package init(asOf: String = "", knownAt: String = "") {
        self.asOf = asOf
        self.knownAt = knownAt
    }

    package init(_ moment: Moment) {
        asOf = moment.asOf?.description ?? ""
        knownAt = moment.knownAt?.description ?? ""
    }
}

/// What a person typed to compare two moments.
package struct ComparisonValues: Sendable, Equatable {
    package var from: String
    package var to: String
    package var by: TimeAxis
    /// A limit on the other axis.
    package var held: String

    package init(from: String = "", to: String = "", by: TimeAxis = .happened, held: String = "") {
        self.from = from
        self.to = to
        self.by = by
        self.held = held
    }
}

extension TimeAxis {
    /// `As it happened`, `As it was known`.
    var label: String { self == .happened ? "As it happened" : "As it was known" }
}

extension MomentValues {
    func form(_ reference: String, _ errors: [FieldError]) -> View {
        momentForm(
            id: "moment", action: Paths.history(reference), button: "Show",
            hint: "Leave a box empty for no limit.",
            [
                text("as-of", "What had happened by", asOf, errors),
                text("known-at", "As it was known at", knownAt, errors),
            ])
    }
}

extension ComparisonValues {
    func form(_ reference: String, _ errors: [FieldError]) -> View {
        let by: View = [
            "id": "by", "name": "by", "label": "Compare", "isText": false,
            "error": present(errors.first { $0.field == "by" }?.message),
            "options": TimeAxis.allCases.map { axis -> View in
                ["value": axis.rawValue, "label": axis.label, "selected": axis == self.by]
            },
        ]
        return momentForm(
            id: "compare", action: Paths.comparison(reference), button: "Compare",
            hint: "Only the last box may be empty.",
            [
                by, text("from", "From", from, errors), text("to", "To", to, errors),
                text("held", "And hold the other time at", held, errors),
            ])
    }
}

private func momentForm(
    id: String, action: String, button: String, hint: String, _ fields: [View]
) -> View {
    [
        "formID": id, "action": action, "button": button, "fields": fields,
        "hint": "Enter \(Occurrence.forms). A day means its end. \(hint)",
    ]
}

private func text(
    _ name: String, _ label: String, _ value: String, _ errors: [FieldError]
) -> View {
    [
        "id": name, "name": name, "label": label, "value": value, "isText": true, "options": false,
        "error": present(errors.first { $0.field == name }?.message),
    ]
}

/// The summary above a page whose form was wrong; false where nothing was.
func errorSummary(_ errors: [FieldError]) -> Any {
    guard !errors.isEmpty else { return false }
    return ["items": errors.map { ["href": "#\($0.field)", "message": $0.message] }] as View
}
