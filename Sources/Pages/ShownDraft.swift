// SPDX-License-Identifier: Apache-2.0

/// A draft as whoever signs or sends it reads it.
package struct ShownDraft: Sendable {
    package let number: Int
    /// As `Ada Example, today at 14:02`.
    package let written: String
    /// Its whole text; nil where it cannot be opened.
    package let text: String?
    /// The files that go with it.
    package let files: [(name: String, href: String)]
    /// The titles of those that it was written from.
    package let templates: [String]

    package init(
        number: Int, written: String, text: String?, files: [(name: String, href: String)],
        templates: [String]
    ) {
        self.number = number
        self.written = written
        self.text = text
        self.files = files
        self.templates = templates
    }

    var view: View {
        [
            "number": number, "written": written,
            "text": text ?? "This text cannot be opened any more.", "opened": text != nil,
            "files": files.isEmpty
                ? false
                : ["items": files.map { ["name": $0.name, "href": $0.href] }] as View,
            "templates": present(templates.joined(separator: "; ")),
        ]
    }
}
