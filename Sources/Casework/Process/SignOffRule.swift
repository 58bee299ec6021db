// SPDX-License-Identifier: Apache-2.0
package import Forms

/// A sign-off as a process file says it: teams stand there by their published names.
package indirect enum SignOffRule: Hashable, Sendable {
    case role(Code)
    case team(String)
    case person(StaffID)
    /// One after another; an empty one asks for nobody.
    case sequence([SignOffRule])
    case atLeast(Int, of: [SignOffRule])

    package static let nobody = SignOffRule.sequence([])

    /// The model that it stands for.
    ///
    /// - Parameter teams: By their published names.
    /// - Throws: `.noSuchTeam` where a name is nobody's.
    package func model(_ teams: [String: TeamID]) throws(Refusal) -> SignOffModel {
        switch self {
        case .role(let role): return .by(.role(role))
        case .person(let person): return .by(.person(person))
        case .team(let name):
            guard let team = teams[name] else { throw .noSuchTeam }
            return .by(.team(team))
        case .sequence(let steps):
            var models: [SignOffModel] = []
            for step in steps { models.append(try step.model(teams)) }
            return .sequence(models)
        case .atLeast(let count, let steps):
            var models: [SignOffModel] = []
            for step in steps { models.append(try step.model(teams)) }
            return .atLeast(count, of: models)
        }
    }

    /// The teams that it names.
    package var teams: [String] {
        switch self {
        case .team(let name): [name]
        case .role, .person: []
        case .sequence(let steps), .atLeast(_, let steps): steps.flatMap(\.teams)
        }
    }

    /// The roles that it names, each once, in order.
    var roles: [String] {
        switch self {
        case .role(let role): [role.description]
        case .team, .person: []
        case .sequence(let steps), .atLeast(_, let steps):
            steps.flatMap(\.roles).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        }
    }

    /// How many places it has to be signed.
    package var places: Int {
        switch self {
        case .role, .team, .person: 1
        case .sequence(let steps), .atLeast(_, let steps): steps.reduce(0) { $0 + $1.places }
        }
    }
}
