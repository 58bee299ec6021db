// SPDX-License-Identifier: Apache-2.0
package import Forms
package import WorkingTime

/// A text of the authority that replies are written from: a whole letter, or a line that was agreed
/// on a subject (requirements G42, G63; features 52 and 53).
package struct TemplateText: Equatable, Sendable {
    package let name: Code
    package let kind: TemplateKind
    package let title: Published
    /// What it is about, to be found by.
    package let topics: [Code]
    package let text: PublishedText

    package init(
        name: Code, kind: TemplateKind, title: Published, topics: [Code], text: PublishedText
    ) {
        self.name = name
        self.kind = kind
        self.title = title
        self.topics = topics
        self.text = text
    }
}

package enum TemplateKind: String, CaseIterable, PlainValue {
    case letter, line
}

package enum TemplateEvent: EventFamily {
    case drafted(TemplateDrafted)
    case approved(TemplateApproved)
    case withdrawn(TemplateWithdrawn)

    package var payload: any Recorded {
        switch self {
        case .drafted(let event): event
        case .approved(let event): event
        case .withdrawn(let event): event
        }
    }
    package static let forms: [KnownForm<TemplateEvent>] = [
        KnownForm(TemplateDrafted.self, TemplateEvent.drafted),
        KnownForm(TemplateApproved.self, TemplateEvent.approved),
        KnownForm(TemplateWithdrawn.self, TemplateEvent.withdrawn),
    ]
}

/// A version of a template was written. The one before stays in force until this one is approved.
package struct TemplateDrafted: Recorded {
    package var template: Code
    /// 1, 2, 3, … for each template.
    package var version: Int
    package var kind: TemplateKind
    package var title: Published
    package var topics: [Code]
    package var text: PublishedText

    package static let form = Form(
        "template.drafted", Self.init, Field("template", \.template), Field("version", \.version),
        Field("kind", \.kind), Field("title", \.title), Field("topics", \.topics),
        Field("text", \.text))
}

/// A version may be used from here on.
package struct TemplateApproved: Recorded {
    package var template: Code
    package var version: Int
    /// The last day of its use, in Europe/London; nil for as long as nobody withdraws it.
    package var expires: Day?

    package static let form = Form(
        "template.approved", Self.init, Field("template", \.template),
        Field("version", \.version), Field("expires", \.expires))
}

/// No version of it is used any more, until a later one is approved.
package struct TemplateWithdrawn: Recorded {
    package var template: Code
    package var reason: Published

    package static let form = Form(
        "template.withdrawn", Self.init, Field("template", \.template), Field("reason", \.reason))
}

/// That a draft was written from a template.
package struct TemplateUse: FieldGroup, Equatable {
    package var template: Code
    package var version: Int

    package static let form = Form(
        "template", Self.init, Field("template", \.template), Field("version", \.version))
}
