// SPDX-License-Identifier: Apache-2.0

/// What is written about the settings for people, from the one list of them.
package enum SettingsText {
    /// The `caseledger.yaml` of a new folder: every setting, with its default, as a comment.
    package static var file: String {
        let head = """
            # Settings of this data folder. While a setting's line begins with #, its default holds.
            # A variable of the environment goes before this file, and a flag before both:
            # `caseledger status --settings` shows what holds and why.

            """
        let settings = SettingKey.allCases.filter(\.about.file).map { key in
            let about = key.about
            return wrapped(about.help + " It must be \(about.allowed).", "# ")
                + "#\(key.name):\(about.standard.map { " \($0)" } ?? "")\n"
        }
        return head + "\n" + settings.joined(separator: "\n")
    }

    /// `docs/reference/settings.md`.
    package static var reference: String {
        let head = """
            # Settings

            A setting is taken from the first of these that has it: a flag of `caseledger up` or
            `caseledger serve`, a variable of the environment, the file `caseledger.yaml` in the
            data folder, the default. `caseledger status --settings` shows what holds, and where it
            comes from. [How to operate](../how-to/operate.md) says what to choose.

            The data folder itself is named by `--data` or `CASELEDGER_DATA`. A variable that is
            empty counts as not set; one that begins with `CASELEDGER_` and is no setting is named
            in a warning. A wrong value, an unknown name in the file, or a file that is no YAML
            stops the command with one sentence: exit code 3 if the file is at fault, 2 otherwise.
            Changes hold from the next start. This page is written by `Tests/Outside/test_docs.py`.


            """
        return head + SettingKey.allCases.map(section).joined(separator: "\n")
    }

    private static func section(_ key: SettingKey) -> String {
        let about = key.about
        let ways =
            (about.flag ? ["flag `--\(key.name)`"] : []) + ["environment `\(key.environmentName)`"]
            + (about.file ? ["file"] : [])
        return """
            ## \(key.name)

            \(wrapped(about.help, ""))
            | | |
            |---|---|
            | Allowed | \(about.allowed) |
            | Default | \(about.standard.map { "`\($0)`" } ?? "not set") |
            | Set by | \(ways.joined(separator: ", ")) |
            \(about.isSecret ? "| Secret | its value is shown nowhere |\n" : "")
            """
    }

    /// Lines of at most 100 columns, each after `prefix`.
    private static func wrapped(_ text: String, _ prefix: String) -> String {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + word.count < 99 {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(prefix + word)
            }
        }
        return lines.map { "\($0)\n" }.joined()
    }
}
