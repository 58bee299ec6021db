// SPDX-License-Identifier: Apache-2.0
internal import Casework

/// The reference of process files: what each key means, and the words that the kernel has.
enum ProcessReference {
    static let page = [
        head, keys, tables, signOffs, words("States", KernelState.allCases.map(\.rawValue)),
        words("Roles", Kernel.roles.sorted()), words("Commands", Kernel.commands.sorted()), events,
        fields, limits, faults,
    ].joined(separator: "\n")

    private static let head = """
        # Process files

        A process file says how cases of one type are handled: in which stages, who may do what, and
        what tables decide. It is YAML. It narrows what the program does and never widens it: every
        state, role, command, event, channel, clock and outcome in it is one of those below. It \
        holds
        no expressions, no scripts and no law. [Change a process](../how-to/change-a-process.md) \
        shows
        how one is written, looked at and published. This page is written by
        `Tests/Outside/test_docs.py`.

        """

    private static let keys = """
        ## Keys

        Names are small letters a to z, digits and hyphens, at most \(ProcessLimits.name) of them.
        Labels and titles are published: 1 to 200 characters. Where a list has one entry, that \
        entry may
        stand alone in `from`, `on`, `roles`, `needs`, `commands`, `may`, `channels` and \
        `templates`.

        | Key | Needed | What it holds |
        |---|---|---|
        | `process` | yes | the name of the process |
        | `title` | yes | what people call it |
        | `type` | yes | the type of case that it handles; one process for each type |
        | `stages[].name` | yes | the first stage is where a case begins, and is open |
        | `stages[].label` | yes | what people are shown |
        | `stages[].state` | yes | the state of the kernel that it stands over |
        | `stages[].templates` | no | what is at hand for writing there |
        | `moves[].from` | yes | a stage, or several |
        | `moves[].to` | yes | the stage that it leads to |
        | `moves[].roles` | no | who may make the move by hand; only between stages over one state |
        | `moves[].on` | no | the events by which it happens by itself; the first move that can \
        is made |
        | `moves[].needs` | no | fields that must be given before |
        | `duties[].name` | no | a name for a list of commands |
        | `duties[].commands` | yes | the commands |
        | `rights[].role` | yes | a role; a command that no role of a person has is refused to \
        them |
        | `rights[].may` | yes | duties and commands; who moves a case by hand stands with the \
        moves |
        | `fields[].name` | no | a field of the process's own |
        | `fields[].label` | yes | what people are shown |
        | `fields[].kind` | yes | `text`, `choice`, `day`, `number` or `flag` (`yes` or `no`) |
        | `fields[].choices` | of a choice | the words to choose from |
        | `fields[].required` | no | `yes`: given before a case is answered or closed, unless it \
        is withdrawn or transferred |
        | `fields[].published` | no | `yes`: it may stand in the ledger's own bytes. What is not \
        so is sealed, but for choices |
        | `tables` | no | `priority`, `routing` and `sign-off`, as below |
        | `sign-offs[].name` | no | a sign-off that the table can choose |
        | `sign-offs[].model` | yes | who signs, as below |
        | `targets[].channels` | no | channels that a service target is for |
        | `targets[].clock` | one of the two | a promise that the program knows, as `svc-email`; \
        no limit that a statute sets |
        | `targets[].days` | one of the two | working days of the authority's own |
        | `dates.escalation` `dates.draft` `dates.clearance` | no | the authority's own dates, \
        in working days before the due day |
        | `templates` | no | the templates that the process uses |
        | `outcomes[].name` `outcomes[].label` | yes | an outcome as people know it |
        | `outcomes[].outcome` | yes | the outcome of the kernel that it stands over; others are \
        refused |
        | `outcomes[].template` | no | one of `templates` |
        | `retention.class` | yes | the retention class |
        | `retention.years` | yes | how long a case is kept |
        | `retention.from` | yes | `closing` |

        """

    private static let tables = """
        ## Tables

        Each has `rows` and `otherwise`. A row has `when`, a list of conditions, and `then`. All
        conditions of a row must hold; the first row that holds decides; where none does, \
        `otherwise`
        does. `priority` gives a priority. `routing` gives the published name of a team, or `none`.
        `sign-off` gives the name of a sign-off, or `none`. The first two are asked when a case is
        opened, categorised or given a field: a priority that somebody gave by hand stays, and \
        so does a
        team. The third is asked whenever it matters.

        ```yaml
        tables:
          priority:
            rows:
              - when:
                  - {field: channel, operator: in, value: [phone, social]}
                  - {field: category, operator: includes, value: safeguarding}
                then: urgent
            otherwise: normal
        ```

        | Field | Operators | What it is |
        |---|---|---|
        \(TableField.allCases.map { row($0) }.joined(separator: "\n"))

        A process's own fields come to these: choices, flags and numbers, texts and days where \
        they are
        published. `is-not` holds too where nothing is known; nothing else does. Numbers are whole.

        """

    private static func row(_ field: TableField) -> String {
        let operators = field.kind.operators.map { "`\($0.rawValue)`" }.joined(separator: " ")
        return "| `\(field.rawValue)` | \(operators) | \(field.meaning) |"
    }

    private static let signOffs = """
        ## Sign-offs

        A model is one of these, within each other as needed:

        | Model | Who signs |
        |---|---|
        | `{role: manager}` | somebody of the role |
        | `{team: Press Office}` | somebody of the team, by its published name |
        | `{person: staff/UUID}` | that person |
        | `{sequence: [MODEL, …]}` | one after another |
        | `{all: [MODEL, …]}` | all of them, in any order |
        | `{any: [MODEL, …]}` | one of them |
        | `{at-least: 2, of: [MODEL, …]}` | so many of them |

        """

    private static func words(_ title: String, _ all: [String]) -> String {
        "## \(title)\n\n" + all.map { "`\($0)`" }.joined(separator: " ") + "\n"
    }

    private static let events = """
        ## Events

        A move from one state to another needs an event that changes the state so. The others \
        keep the
        state: they lead between stages over the same one. `case.draftSignedOff` counts once \
        nobody is
        left to sign.

        | Event | Keeps the state | Changes it |
        |---|---|---|
        \(KernelTrigger.all.map { row($0) }.joined(separator: "\n"))

        """

    private static func row(_ trigger: KernelTrigger) -> String {
        let changes = trigger.changes.map { "\($0.from.words) to \($0.to.words)" }
        return "| `\(trigger.type)` | \(trigger.keeps ? "yes" : "no") | "
            + "\(changes.joined(separator: ", ")) |"
    }

    private static let fields = """
        ## What a case records

        A case takes up the process in force for its type when it is opened \
        (`case.processAdopted`), and
        stays on that version until somebody moves it (`case.processMoved`). Each move is an event
        (`case.stageMoved`, with the event that it follows from), and so is each field that is set
        (`case.fieldSet`).

        """

    private static let limits = """
        ## Limits

        | What | At most |
        |---|---|
        | the file | \(ProcessLimits.bytes) bytes |
        | stages | \(ProcessLimits.stages) |
        | moves | \(ProcessLimits.moves) |
        | rows of a table | \(ProcessLimits.rows) |
        | conditions of a row | \(ProcessLimits.conditions) |
        | fields | \(ProcessLimits.fields) |
        | choices of a field | \(ProcessLimits.choices) |
        | sign-offs | \(ProcessLimits.signOffs) |
        | signatures of a sign-off | \(ProcessLimits.signatures) |
        | templates | \(ProcessLimits.templates) |
        | outcomes | \(ProcessLimits.outcomes) |
        | duties | \(ProcessLimits.duties) |
        | entries of any other list | \(ProcessLimits.names) |
        | years of retention | \(ProcessLimits.years.upperBound) |
        | days of a target or a date | \(ProcessLimits.days.upperBound) |
        | a number in a table | 999999999 |

        Anchors, aliases and more than one document in a file are not read.

        """

    private static let faults =
        """
        ## Faults

        `process check` lists all of them at once, in the order of lines, each with its mend.

        | Fault | When |
        |---|---|
        """ + "\n"
        + ProcessFault.Kind.allCases.map { "| `\($0.rawValue)` | \($0.meaning) |" }
        .joined(separator: "\n") + "\n"
}
