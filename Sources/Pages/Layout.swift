// SPDX-License-Identifier: Apache-2.0
internal import WorkingTime

/// What surrounds every page: who is signed in, where they are, and how fresh the page is.
package struct Layout: Sendable {
    package enum Section: Sendable { case queue, newContact, record }

    package let organisation: String
    /// Nothing on the page happened; each page says so.
    package let isDemonstration: Bool
    /// The name of who is signed in; nil shows neither navigation nor sign-out.
    package let user: String?
    /// Sent back by every form as `csrf`.
    package let csrfToken: String
    package let active: Section?
    package let freshness: Freshness?
    package let styleHref: String
    /// Good news shown once at the top, for example that a command was carried out.
    package let notice: String?

    package init(
        organisation: String, isDemonstration: Bool = false, user: String?, csrfToken: String,
        active: Section? = nil, freshness: Freshness? = nil,
        styleHref: String = Styles.sheet.path, notice: String? = nil
    ) {
        self.organisation = organisation
        self.isDemonstration = isDemonstration
        self.user = user
        self.csrfToken = csrfToken
        self.active = active
        self.freshness = freshness
        self.styleHref = styleHref
        self.notice = notice
    }
}

/// How far along the ledger the page's read model is.
package struct Freshness: Sendable {
    /// The position that the page shows, 0 for an empty ledger.
    package let position: Int
    package let upToDate: Bool
    /// In words, for example `Up to date` or `12 events behind`.
    package let text: String

    package init(position: Int, upToDate: Bool, text: String) {
        self.position = position
        self.upToDate = upToDate
        self.text = text
    }
}

extension Layout {
    var view: View {
        [
            "organisation": organisation,
            "demonstration": isDemonstration,
            "user": present(user),
            "csrf": csrfToken,
            "styleHref": styleHref,
            "iconHref": Styles.icon.path,
            "notice": present(notice),
            "nav": navigation,
            "freshness": freshness.map(\.view) ?? false,
        ]
    }

    private var navigation: [View] {
        guard user != nil else { return [] }
        return [
            (Section.queue, "Queue", Paths.queue),
            (.newContact, "New contact", Paths.newContact),
            (.record, "The record", Paths.record),
        ].map { ["label": $0.1, "href": $0.2, "current": $0.0 == active] }
    }
}

extension Freshness {
    fileprivate var view: View {
        ["position": Words.count(position), "upToDate": upToDate, "text": text]
    }
}
