// SPDX-License-Identifier: Apache-2.0
internal import Casework
internal import Forms
internal import ProcessFiles

/// The reference of the processes and templates that come with the program, from their files.
enum ShippedReference {
    static let page =
        head
        + ShippedProcesses.all.compactMap { ProcessFile.read($0.bytes).process }.map(section)
        .joined(separator: "\n") + "\n" + templates

    private static let head = """
        # The processes that come with the program

        What [`process show NAME --shipped`](command-line.md) prints as a file, in tables. Each is
        one to begin with: [change a process](../how-to/change-a-process.md). What the law asks of a
        case is not in them; it holds whatever a process says. This page is written by
        `Tests/Outside/test_docs.py`.


        """

    private static func section(_ process: CaseProcess) -> String {
        """
        ## \(process.title.text)

        The process `\(process.name)`, of cases of the type `\(process.type.rawValue)`. Kept for \
        \(process.retention.years) years from closing, as `\(process.retention.category)`.

        | Stage | Label | State |
        |---|---|---|
        \(rows(process.stages) { ["`\($0.name)`", $0.label.text, $0.state.words] })

        | From | To | By itself at | By hand by | Needs |
        |---|---|---|---|---|
        \(rows(process.moves) {
            [words($0.from), "`\($0.to)`", words($0.on), words($0.roles), words($0.needs)]
        })

        | Role | May |
        |---|---|
        \(rows(process.rights.sorted { $0.key.description < $1.key.description }) {
            ["`\($0.key)`", words($0.value.sorted())]
        })

        | Field | Label | Needed | In the ledger |
        |---|---|---|---|
        \(rows(process.fields) {
            [
                "`\($0.name)`", $0.label.text, $0.isRequired ? "yes" : "no",
                $0.isPlain ? "as it is" : "sealed",
            ]
        })

        | Signed by | Where |
        |---|---|
        \(rows(process.signOff.rows) { [$0.result.words, $0.conditions.words] })
        | \(process.signOff.otherwise.words) | nothing else holds |

        | Channel | Answered in |
        |---|---|
        \(rows(process.targets.sorted { $0.key.rawValue < $1.key.rawValue }) {
            ["`\($0.key.rawValue)`", $0.value.words]
        })

        | Outcome | Label | In the kernel | Template |
        |---|---|---|---|
        \(rows(process.outcomes) {
            [
                "`\($0.name)`", $0.label.text, "`\($0.outcome.rawValue)`",
                $0.template.map { "`\($0)`" } ?? "",
            ]
        })

        """
    }

    private static let templates = """
        ## Templates

        Drafts of the program's, until somebody approves them:
        [write templates](../how-to/write-templates.md).

        | Name | Kind | Title | Filled in by the case |
        |---|---|---|---|
        \(rows(ShippedTemplates.all) { text in
            let fields = (try? MergeText(text.text.text))?.fields ?? []
            return [
                "`\(text.name)`", text.kind.rawValue, text.title.text,
                words(MergeField.allCases.filter(fields.contains).map(\.rawValue)),
            ]
        })

        """

    private static func rows<Rows: Sequence>(
        _ all: Rows, _ cells: (Rows.Element) -> [String]
    ) -> String {
        all.map { "| \(cells($0).joined(separator: " | ")) |" }.joined(separator: "\n")
    }

    private static func words(_ all: some Sequence<some CustomStringConvertible>) -> String {
        all.map { "`\($0)`" }.joined(separator: " ")
    }
}

extension SignOffRule {
    /// As `manager, then any of director, approver`.
    fileprivate var words: String {
        switch self {
        case .role(let role): role.description
        case .team(let team): team
        case .person: "a person"
        case .sequence(let steps):
            steps.isEmpty ? "nobody" : steps.map(\.words).joined(separator: ", then ")
        case .atLeast(let count, let steps):
            "\(count == steps.count ? "all" : "\(count)") of "
                + steps.map(\.words).joined(separator: ", ")
        }
    }
}

extension [Condition] {
    /// As `channel in letter, email and priority is high`.
    fileprivate var words: String {
        map { "`\($0.field)` \($0.test.words)" }.joined(separator: " and ")
    }
}

extension Condition.Test {
    fileprivate var words: String {
        switch self {
        case .is(let word): "is \(word)"
        case .isNot(let word): "is not \(word)"
        case .isIn(let words): "is one of \(words.joined(separator: ", "))"
        case .includes(let word): "includes \(word)"
        case .equals(let number): "is \(number)"
        case .differs(let number): "is not \(number)"
        case .atLeast(let number): "is at least \(number)"
        case .atMost(let number): "is at most \(number)"
        }
    }
}

extension CaseProcess.ServiceTarget {
    fileprivate var words: String {
        switch self {
        case .clock(let regime): "`\(regime.rawValue)`: \(regime.provision.says)"
        case .days(1): "1 working day"
        case .days(let days): "\(days) working days"
        }
    }
}
