// SPDX-License-Identifier: Apache-2.0
package import Forms
internal import Foundation
package import WorkingTime

/// What can be asked to become of templates.
package enum TemplateCommand: Equatable, Sendable {
    case draft(TemplateText)
    /// The last version, with the last day of its use.
    case approve(Code, expires: Day?)
    case withdraw(Code, reason: Published)
}

/// Why it is refused, or a template not used.
package enum TemplateRefusal: Hashable, Sendable {
    case none(Code)
    /// The last version says the same.
    case unchanged(Code)
    /// The last version is approved already.
    case approved
    case ownText
    /// Longer than five years.
    case tooLong
    case notInForce(Code)
    case unfilled([MergeField])
    case badText

    /// As programs know it.
    package var code: String {
        switch self {
        case .none: "none"
        case .unchanged: "unchanged"
        case .approved: "approved"
        case .ownText: "own-text"
        case .tooLong: "too-long"
        case .notInForce: "not-in-force"
        case .unfilled: "unfilled"
        case .badText: "bad-text"
        }
    }

    static let each: [TemplateRefusal] = {
        guard let name = Code("reply") else { return [] }
        return [
            .none(name), .unchanged(name), .approved, .ownText, .tooLong, .notInForce(name),
            .unfilled([.due]), .badText,
        ]
    }()

    package var sentence: String {
        switch self {
        case .none: "There is no such template. 'caseledger template list' lists them."
        case .unchanged(let name): "The last version of \(name) says the same already."
        case .approved: "Its last version is approved already. Draft another one first."
        case .ownText: "Whoever wrote a template does not approve it too. Ask somebody else."
        case .tooLong: "A template is approved for five years at most. Give an earlier day."
        case .notInForce: "This template is not in force. Choose another, or leave it out."
        case .unfilled(let fields):
            "The case lacks what this template needs: "
                + "\(fields.map(\.meaning).joined(separator: ", ")). "
                + "Record that first, or write without the template."
        case .badText: "Its text has a place that no case fills in. Write it again."
        }
    }
}

/// The authority's templates, version after version.
package struct Templates: Equatable, Sendable {
    package struct Version: Equatable, Sendable {
        /// 1, 2, 3, …
        package let number: Int
        package let text: TemplateText
        package let author: Actor
        package fileprivate(set) var approver: Actor?
        package fileprivate(set) var expires: Day?
        package fileprivate(set) var isWithdrawn = false
        /// A later version was approved.
        package fileprivate(set) var isReplaced = false

        /// As a draft that was written from it records that.
        package var use: TemplateUse { TemplateUse(template: text.name, version: number) }

        /// Its text with a case's values.
        ///
        /// - Throws: `.template(.unfilled)` with every field that has no value.
        package func filled(_ values: [MergeField: String]) throws(Refusal) -> String {
            let text: MergeText
            do throws(MergeText.Fault) { text = try MergeText(self.text.text.text) } catch {
                throw .template(.badText)
            }
            return try text.filled(values)
        }

        /// In what it stands on that day: `draft`, `in-force`, `expired`, `replaced` or
        /// `withdrawn`.
        package func standing(on day: Day) -> String {
            if isWithdrawn { return "withdrawn" }
            guard approver != nil else { return "draft" }
            if isReplaced { return "replaced" }
            return expires.map { $0 < day } ?? false ? "expired" : "in-force"
        }
    }

    package private(set) var all: [Code: [Version]] = [:]

    package init() {}

    package mutating func evolve(_ event: TemplateEvent, by actor: Actor) {
        switch event {
        case .drafted(let event):
            let text = TemplateText(
                name: event.template, kind: event.kind, title: event.title, topics: event.topics,
                text: event.text)
            all[event.template, default: []].append(
                Version(number: event.version, text: text, author: actor))
        case .approved(let event):
            change(event.template) { version in
                guard version.number == event.version else {
                    if version.approver != nil { version.isReplaced = true }
                    return
                }
                version.approver = actor
                version.expires = event.expires
            }
        case .withdrawn(let event):
            change(event.template) { if $0.approver != nil { $0.isWithdrawn = true } }
        }
    }

    private mutating func change(_ name: Code, _ change: (inout Version) -> Void) {
        for index in all[name]?.indices ?? 0..<0 { change(&all[name, default: []][index]) }
    }

    /// The version of a template that replies are written from on that day: the last that was
    /// approved, unless its time is over or it was withdrawn.
    package func inForce(_ name: Code, on day: Day) -> Version? {
        let approved = all[name]?.last { $0.approver != nil }
        return approved?.standing(on: day) == "in-force" ? approved : nil
    }

    /// Every template that is in force on that day, and its version.
    package func inForce(on day: Day) -> [Code: Int] {
        all.keys.reduce(into: [:]) { $0[$1] = inForce($1, on: day)?.number }
    }

    /// The event that carries out a command.
    package func decide(
        _ command: TemplateCommand, by actor: Actor, today: Day
    ) throws(Refusal) -> TemplateEvent {
        switch command {
        case .draft(let text):
            let versions = all[text.name] ?? []
            guard versions.last?.text != text || versions.last?.isWithdrawn == true else {
                throw .template(.unchanged(text.name))
            }
            do throws(MergeText.Fault) { _ = try MergeText(text.text.text) } catch {
                throw .template(.badText)
            }
            return .drafted(
                TemplateDrafted(
                    template: text.name, version: versions.count + 1, kind: text.kind,
                    title: text.title, topics: text.topics, text: text.text))
        case .approve(let name, let expires):
            guard let last = all[name]?.last else { throw .template(.none(name)) }
            guard last.approver == nil else { throw .template(.approved) }
            guard last.author != actor else { throw .template(.ownText) }
            if let expires {
                guard expires >= today else { throw .dayPassed(expires) }
                guard expires <= today.adding(days: 5 * 366) else { throw .template(.tooLong) }
            }
            return .approved(
                TemplateApproved(template: name, version: last.number, expires: expires))
        case .withdraw(let name, let reason):
            guard all[name] != nil else { throw .template(.none(name)) }
            guard all[name]?.contains(where: { $0.approver != nil && !$0.isWithdrawn }) == true
            else { throw .template(.notInForce(name)) }
            return .withdrawn(TemplateWithdrawn(template: name, reason: reason))
        }
    }

    /// The versions that are in force on that day or wait to be approved, and the last one of a
    /// template that has neither, which have every one of these words in their name, title, topics
    /// or text, whatever their case and their accents; all of them where there is no word.
    ///
    /// - Returns: By their names.
    package func search(_ words: String, on day: Day) -> [Version] {
        let words = words.split(whereSeparator: \.isWhitespace).map { folded(String($0)) }
        let current = all.values.flatMap { versions in
            versions.filter {
                $0.number == versions.last?.number || $0.standing(on: day) == "in-force"
            }
        }
        return current.filter { version in
            let text = version.text
            let whole = folded(
                ([text.name, text.title.text, text.text.text] as [any CustomStringConvertible])
                    .map(\.description).joined(separator: "\n")
                    + "\n" + text.topics.map(\.description).joined(separator: " "))
            return words.allSatisfy { whole.contains($0) }
        }.sorted {
            ($0.text.name.description, $0.number) < ($1.text.name.description, $1.number)
        }
    }

    private func folded(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.lowercased().decomposedStringWithCompatibilityMapping.unicodeScalars.filter {
                    $0.properties.generalCategory != .nonspacingMark
                }))
    }
}
