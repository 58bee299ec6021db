// SPDX-License-Identifier: Apache-2.0
package import Forms

/// Cases of a type that begin from here on are handled by this file; those that are under way stay
/// on the version that they began under.
package struct ProcessPublished: Recorded {
    package var process: Code
    /// 1, 2, 3, … for each process.
    package var version: Int
    package var title: Published
    /// SHA-256 of the file, whose text follows from this event's and those that continue it.
    package var digest: Bytes32
    /// Of the text: this event's and those that follow.
    package var parts: Int
    /// The teams that the file names, as they were called then.
    package var teams: [NamedTeam]
    package var text: PublishedText

    package static let form = Form(
        "process.published", Self.init, Field("process", \.process), Field("version", \.version),
        Field("title", \.title), Field("digest", \.digest), Field("parts", \.parts),
        Field("teams", \.teams), Field("text", \.text))

    package init(
        process: Code, version: Int, title: Published, digest: Bytes32, parts: Int,
        teams: [NamedTeam], text: PublishedText
    ) {
        self.process = process
        self.version = version
        self.title = title
        self.digest = digest
        self.parts = parts
        self.teams = teams
        self.text = text
    }

    package struct NamedTeam: FieldGroup, Equatable {
        package var name: Published
        package var team: TeamID

        package static let form = Form(
            "team", Self.init, Field("name", \.name), Field("team", \.team))

        package init(name: Published, team: TeamID) {
            self.name = name
            self.team = team
        }
    }
}

/// A further part of a process file: an event has its limit, a file another one.
package struct ProcessContinued: Recorded {
    package var text: PublishedText

    package static let form = Form("process.continued", Self.init, Field("text", \.text))

    package init(text: PublishedText) { self.text = text }
}

extension CaseProcess {
    /// The teams that it names.
    package var teamNames: Set<String> {
        var names = Set(
            routing.map { $0.rows.compactMap(\.result) + [$0.otherwise] }?
                .compactMap(\.self) ?? [])
        names.formUnion(signOff.rows.flatMap(\.result.teams) + signOff.otherwise.teams)
        let conditions =
            (priority?.rows.flatMap(\.conditions) ?? [])
            + (routing?.rows.flatMap(\.conditions) ?? []) + signOff.rows.flatMap(\.conditions)
        for condition in conditions where condition.field == TableField.team.rawValue {
            names.formUnion(condition.words)
        }
        return names
    }
}

extension Condition {
    fileprivate var words: [String] {
        switch test {
        case .is(let word), .isNot(let word), .includes(let word): [word]
        case .isIn(let words): words
        case .equals, .differs, .atLeast, .atMost: []
        }
    }
}
