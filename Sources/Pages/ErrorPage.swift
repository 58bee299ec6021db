// SPDX-License-Identifier: Apache-2.0

/// What went wrong, and what to do about it.
package struct ErrorPage: Sendable {
    /// The HTTP status of the answer.
    package let status: Int
    package let title: String
    package let text: String
    package let whatToDo: String

    package init(status: Int, title: String, text: String, whatToDo: String) {
        self.status = status
        self.title = title
        self.text = text
        self.whatToDo = whatToDo
    }

    /// The standing words for a status.
    package init(status: Int) {
        let words = Self.words(status)
        self.init(status: status, title: words.0, text: words.1, whatToDo: words.2)
    }

    package func html(in layout: Layout) -> String {
        Templates.page(
            "error",
            [
                "status": status, "heading": title, "text": text, "whatToDo": whatToDo,
                "homeHref": layout.user == nil ? Paths.signIn : Paths.queue,
                "home": layout.user == nil ? "Go to sign in" : "Go to the queue",
            ], title: title, in: layout)
    }

    private static func words(_ status: Int) -> (String, String, String) {
        switch status {
        case 400:
            (
                "We could not read that", "What was sent is not what this page expects.",
                "Go back, check what you entered and try again."
            )
        case 403:
            (
                "You may not do that",
                "Either your permissions do not allow it, or the page was open too long.",
                "Go back, reload the page and try again. If that fails, ask your administrator."
            )
        case 404:
            (
                "Page not found", "There is no page or case at this address.",
                "Check the address, or look for the case in the queue by its reference."
            )
        case 409:
            (
                "Someone else got there first", "The case changed while you were working on it.",
                "Open the case, look at what changed, then do it again."
            )
        case 413:
            (
                "That is too large", "What you sent is over the limit, so nothing was saved.",
                "Go back, shorten the text and save again."
            )
        case 429:
            (
                "Too many attempts", "There were too many tries in a short time.",
                "Wait a minute, then try again."
            )
        case 503:
            (
                "The record is not answering",
                "What you sent may or may not have been saved. Sending it again does no harm.",
                "Wait a moment, then reload this page."
            )
        default:
            (
                "Something went wrong", "The fault is ours. What was saved before is safe.",
                "Try again in a moment. If it happens again, tell your administrator when."
            )
        }
    }
}
