// SPDX-License-Identifier: Apache-2.0

/// A form that could not be taken, because its session had ended or it was made in another: what
/// was typed is shown, so that it can be copied, and nothing is lost.
package struct KeptPage: Sendable {
    /// Names of the form's fields and what was typed, in the order to show; none of them empty.
    package let fields: [(name: String, text: String)]

    package init(fields: [(name: String, text: String)]) { self.fields = fields }

    package func html(in layout: Layout) -> String {
        let isSignedIn = layout.user != nil
        return Templates.page(
            "kept",
            [
                "text": isSignedIn
                    ? "The form was made before you signed in again, so nothing was saved. Copy "
                        + "your text from below, and enter it on a new form."
                    : "You were signed out meanwhile, so nothing was saved. Copy your text from "
                        + "below, sign in again, and enter it on a new form.",
                "heading": "Your text was not saved",
                "href": isSignedIn ? Paths.queue : Paths.signIn,
                "link": isSignedIn ? "Go to the queue" : "Go to sign in",
                "fields": fields.map { field -> View in
                    ["key": Self.label(field.name), "value": field.text]
                },
            ], title: "Your text was not saved", in: layout)
    }

    /// `received-day` → `Received day`.
    private static func label(_ name: String) -> String {
        let words = name.split(separator: "-").joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }
}
