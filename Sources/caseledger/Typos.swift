// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser

/// Which command somebody meant who mistyped one. The parser knows near misses of options alone.
enum Typos {
    /// What to say of the first word that names no command; nil where all name one.
    static func sentence(_ arguments: some Collection<String>) -> String? {
        var command: any ParsableCommand.Type = CaseLedger.self
        var path = ["caseledger"]
        for word in arguments {
            let known = command.configuration.subcommands
            if known.isEmpty || word.hasPrefix("-") || word == "help" { return nil }
            guard let next = known.first(where: { $0._commandName == word }) else {
                let names = known.filter { $0.configuration.shouldDisplay }.map { $0._commandName }
                let near = nearest(word, in: names).map { " Did you mean '\($0)'?" }
                let all = near ?? " There are: \(names.joined(separator: ", "))."
                return """
                    Error: There is no command '\(word)' in '\(path.joined(separator: " "))'.\(all)
                      See '\(path.joined(separator: " ")) --help' for what there is.
                    """
            }
            command = next
            path.append(word)
        }
        return nil
    }

    /// An error, how the command is used, and where to read more: as the parser says it.
    static func usage(_ message: String, of command: any ParsableCommand.Type) -> String {
        let words = path(to: command, from: CaseLedger.self) ?? []
        return """
            Error: \(message)
            Usage: \(CaseLedger.usageString(for: command))
              See '\(words.joined(separator: " ")) --help' for more information.
            """
    }

    /// The words that name a command, from `caseledger` on.
    private static func path(
        to wanted: any ParsableCommand.Type, from command: any ParsableCommand.Type
    ) -> [String]? {
        if command == wanted { return [command._commandName] }
        for next in command.configuration.subcommands {
            if let rest = path(to: wanted, from: next) { return [command._commandName] + rest }
        }
        return nil
    }

    /// The name that takes the fewest changes, if those are fewer than half its letters.
    static func nearest(_ word: String, in names: [String]) -> String? {
        let found = names.map { (name: $0, changes: changes(word, $0)) }
            .min { $0.changes < $1.changes }
        guard let found, found.changes <= max(1, found.name.count / 2) else { return nil }
        return found.name
    }

    /// How many letters must be put in, left out, replaced, or exchanged with the next one.
    static func changes(_ one: String, _ other: String) -> Int {
        let one = Array(one.lowercased().prefix(60))
        let other = Array(other)
        var before: [Int] = []
        var last = Array(0...other.count)
        for (i, letter) in one.enumerated() {
            var row = [i + 1]
            for (j, wanted) in other.enumerated() {
                var least = min(last[j + 1] + 1, row[j] + 1, last[j] + (letter == wanted ? 0 : 1))
                if i > 0, j > 0, letter == other[j - 1], one[i - 1] == wanted {
                    least = min(least, before[j - 1] + 1)
                }
                row.append(least)
            }
            (before, last) = (last, row)
        }
        return last.last ?? 0
    }
}
