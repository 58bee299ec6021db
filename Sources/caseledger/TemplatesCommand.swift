// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CaseService
internal import Casework
internal import Forms
internal import Ledger
internal import ProcessFiles
internal import Terminal
internal import WorkingTime

struct TemplatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template",
        abstract: "Keeps the letters and agreed lines that replies are written from.",
        discussion: """
            One person drafts a template, another approves it, with the last day of its use if it \
            has one. A reply that is written from it records which version that was.

            Examples:
              caseledger template add --shipped --data .data
              caseledger template list --about complaint --data .data
            """,
        subcommands: [
            Add.self, List.self, Show.self, TemplateApprove.self, TemplateWithdraw.self,
            TemplateFill.self,
        ])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Drafts templates from a file, each as a new version.",
            discussion: """
                The file is YAML: 'templates:', and for each one 'name', 'title', 'text' and, if \
                need be, 'kind: line' and 'topics'. A text that is the last version already is \
                left alone. With --shipped, the texts that come with the program.

                Examples:
                  caseledger template add --shipped --data .data
                  caseledger template add templates.yaml --data .data --json
                """)
        @Argument(
            help: "A file of templates.", completion: .file(extensions: ["yaml", "yml"]))
        var file: String?
        @Flag(help: "Takes the templates that come with the program.") var shipped = false
        @OptionGroup var acting: ActingOptions
        @OptionGroup var data: DataOption
        @OptionGroup var json: JSONOption

        func validate() throws {
            if (file == nil) != shipped {
                throw ValidationError("Give a file of templates, or --shipped.")
            }
        }

        func run() async throws {
            let folder = try data.folder()
            let texts = try texts()
            let service = try folder.open(.process)
            let known = try service.templates()
            let new = texts.filter { text in
                shipped ? known.all[text.name] == nil : known.all[text.name]?.last?.text != text
            }
            // What comes with the program is nobody's here: anybody can approve it.
            let actor: Actor =
                shipped ? .system("template") : .staff(try acting.staff(in: folder))
            if !new.isEmpty {
                _ = try await service.perform(new.map { .draft($0) }, actor: actor)
                folder.keepCheckpoint(service)
            }
            let names = new.map(\.name.description)
            try json.printing(
                ["drafted": names],
                or: names.isEmpty
                    ? "Nothing is new: nothing was drafted."
                    : "Drafted, and to be approved: \(names.joined(separator: ", "))")
        }

        private func texts() throws -> [TemplateText] {
            guard let file else { return ShippedTemplates.all }
            let (texts, faults) = TemplatesFile.read(try processBytes(file))
            if faults.isEmpty { return texts }
            let answer = ProcessCheckAnswer(file: file, process: nil, faults: faults)
            try json.printing(answer, or: answer.text)
            throw Failure.refused("the file has faults; nothing was drafted")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the templates, and finds those about something.",
            discussion: """
                With --about, those whose name, title, topics or text have every one of the words.

                Examples:
                  caseledger template list --data .data
                  caseledger template list --about "internal review" --data .data --json
                """)
        @Option(help: .init("Words that it has to have.", valueName: "words")) var about = ""
        @OptionGroup var data: DataOption
        @OptionGroup var json: JSONOption

        func run() throws {
            let service = try data.folder().open(readOnly: true, .process)
            let rows = try service.templates().search(about, on: service.today).map {
                TemplateAnswer($0, today: service.today)
            }
            if rows.isEmpty, !json.isOn {
                return printResult(
                    about.isEmpty
                        ? "No template yet; 'caseledger template add --shipped' drafts some."
                        : "No template has all of these words.")
            }
            let table = TextTable(
                [
                    .init("name", isWhole: true), .init("version", isNumber: true),
                    .init("kind", isWhole: true), .init("standing", isWhole: true),
                    .init("expires", isWhole: true), .init("title"),
                ],
                rows.map {
                    [$0.name, "\($0.version)", $0.kind, $0.standing, $0.expires ?? "", $0.title]
                })
            try json.printing(
                rows, or: String(table.rendered(width: resultWidth()).text.dropLast()))
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints a template: its last version, or an earlier one.",
            discussion: """
                Examples:
                  caseledger template show refusal-notice --data .data
                  caseledger template show acknowledgement --version 1 --data .data --json
                """)
        @Argument(help: "The template, as 'template list' names it.") var name: String
        @Option(help: .init("An earlier version of it.", valueName: "number")) var version: Int?
        @OptionGroup var data: DataOption
        @OptionGroup var json: JSONOption

        func run() throws {
            let service = try data.folder().open(readOnly: true, .process)
            let versions = Code(name).flatMap { try? service.templates().all[$0] } ?? []
            guard let found = versions.last(where: { version == nil || $0.number == version })
            else {
                throw Failure.refused(
                    "there is no such template; 'caseledger template list' lists them")
            }
            let answer = TemplateAnswer(found, today: service.today, withText: true)
            let text = found.text.text.text
            try json.printing(answer, or: text.hasSuffix("\n") ? String(text.dropLast()) : text)
        }
    }
}

/// A template, as `template list --json` and `template show --json` print it.
struct TemplateAnswer: Encodable {
    let name: String
    /// The last one, or the one that was asked for.
    let version: Int
    /// `letter` or `line`.
    let kind: String
    let title: String
    let topics: [String]
    /// `draft`, `in-force`, `expired`, `replaced` or `withdrawn`.
    let standing: String
    /// The last day of its use.
    let expires: String?
    let text: String?

    init(_ version: Templates.Version, today: Day, withText: Bool = false) {
        let text = version.text
        name = text.name.description
        self.version = version.number
        kind = text.kind.rawValue
        title = text.title.text
        topics = text.topics.map(\.description)
        standing = version.standing(on: today)
        expires = version.expires.map { "\($0)" }
        self.text = withText ? text.text.text : nil
    }
}

/// What `template approve` and `withdraw` print as JSON.
private struct TemplateChange: Encodable {
    let template: String
    let position: Int
}

private func carryOut(
    _ command: TemplateCommand, _ name: Code, _ acting: ActingOptions, _ data: DataOption,
    _ json: JSONOption, _ done: String
) async throws {
    let folder = try data.folder()
    let staff = try acting.staff(in: folder)
    let service = try folder.open(.process)
    let receipt = try await service.perform([command], actor: .staff(staff))
    folder.keepCheckpoint(service)
    try json.printing(
        TemplateChange(template: name.description, position: receipt.last), or: done)
}

/// The name of a template as it is typed.
private func code(_ name: String) throws -> Code {
    guard let code = Code(name) else { throw ValidationError("A template's name is a word.") }
    return code
}

struct TemplateApprove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve",
        abstract: "Approves the last version of a template: replies are written from it.",
        discussion: """
            Whoever wrote it does not approve it too. Earlier versions are used no more.

            Examples:
              caseledger template approve call-back --expires 2028-01-31 --data .data
              caseledger template approve reply --data .data --json
            """)
    @Argument(help: "The template, as 'template list' names it.") var name: String
    @Option(help: .init("The last day of its use, in London.", valueName: "day"))
    var expires: String?
    @OptionGroup var acting: ActingOptions
    @OptionGroup var data: DataOption
    @OptionGroup var json: JSONOption

    func validate() throws {
        if let expires, Day(expires) == nil {
            throw ValidationError("A day is written YYYY-MM-DD, and is one of the calendar.")
        }
    }

    func run() async throws {
        let code = try code(name)
        let day = expires.flatMap { Day($0) }
        try await carryOut(
            .approve(code, expires: day), code, acting, data, json,
            "\(name) is approved\(day.map { ", until \(Words.day($0))" } ?? "").")
    }
}

struct TemplateWithdraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: "Takes a template out of use; what was written from it stays as it is.",
        discussion: """
            Examples:
              caseledger template withdraw call-back --reason "New hours" --data .data
            """)
    @Argument(help: "The template, as 'template list' names it.") var name: String
    @Option(help: .init("Why, in a published line.", valueName: "text")) var reason: String
    @OptionGroup var acting: ActingOptions
    @OptionGroup var data: DataOption
    @OptionGroup var json: JSONOption

    func run() async throws {
        let code = try code(name)
        guard let reason = Published(reason) else {
            throw ValidationError("A reason has 1 to 200 characters.")
        }
        try await carryOut(
            .withdraw(code, reason: reason), code, acting, data, json,
            "\(name) is used no more.")
    }
}

struct TemplateFill: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fill",
        abstract: "Prints a template as a case fills it in.",
        discussion: """
            Refused where it is not in force, or the case has nothing for one of its places. To \
            write a draft from it, name it: 'case do REF save-draft text=@- templates=NAME'.

            Example:
              caseledger template fill call-back IMP-2026-000001 --data .data
            """)
    @Argument(help: "The template, as 'template list' names it.") var name: String
    @Argument(help: "The case, as FOI-2026-000123.") var reference: String
    @OptionGroup var acting: ActingOptions
    @OptionGroup var data: DataOption
    @OptionGroup var json: JSONOption

    /// What it prints as JSON.
    private struct Filled: Encodable {
        let template: String
        let version: Int
        let text: String
    }

    func run() throws {
        let folder = try data.folder()
        let staff = try acting.staff(in: folder)
        let service = try folder.open(readOnly: true, .process)
        let (use, text) = try service.filled(
            try code(name), for: try service.namedCase(reference), actor: .staff(staff))
        try json.printing(
            Filled(template: name, version: use.version, text: text),
            or: text.hasSuffix("\n") ? String(text.dropLast()) : text)
    }
}
