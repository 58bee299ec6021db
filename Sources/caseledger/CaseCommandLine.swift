// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CaseService
internal import Casework
internal import Forms
internal import Foundation
internal import Ledger
internal import Terminal
internal import WorkingTime

struct CaseCommandLine: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case",
        abstract: "Opens cases and does with them whatever staff can do.",
        discussion: """
            Examples:
              caseledger case commands
              caseledger case do IMP-2026-000001 add-note text="She rang."
            """,
        subcommands: [Open.self, Commands.self, Do.self, Bulk.self, Attach.self, File.self])

    struct Open: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Opens a case for a contact that came by any channel.",
            discussion: """
                The day of receipt is when it reached the authority; when it was recorded is the \
                ledger's to say.

                Example:
                  caseledger case open foi --channel letter --subject "Cost of lifts"
                """)
        @Argument(help: .init("What kind of case: \(CaseType.openable.words).", valueName: "type"))
        var type: String
        @Option(help: .init("How it came: \(Channel.allCases.words).", valueName: "channel"))
        var channel: String
        @Option(help: .init("The day or the moment it came; today if left out.", valueName: "day"))
        var received: String?
        @Option(help: .init("What it is about, in a line.", valueName: "text"))
        var subject: String
        @Option(help: .init("What was said or written; @FILE for a file's.", valueName: "text"))
        var message: String?
        @Option(help: .init("Who made contact.", valueName: "name")) var name: String?
        @Option(help: .init("Their email address.", valueName: "address")) var email: String?
        @Option(help: .init("Their telephone number.", valueName: "number")) var phone: String?
        @Option(help: .init("Their postal address.", valueName: "text")) var address: String?
        @OptionGroup var acting: ActingOptions
        @OptionGroup var data: DataOption
        @OptionGroup var json: JSONOption

        func validate() throws {
            _ = try (word(type) as CaseType, word(channel) as Channel, occurrence())
        }

        func run() async throws {
            let folder = try data.folder()
            let staff = try acting.staff(in: folder)
            let service = try folder.open(.process)
            let today = London.day(of: service.ledger.clock.now())
            let receipt = try await service.open(
                OpenCase(
                    type: try word(type), channel: try word(channel),
                    received: try occurrence() ?? .day(today), subject: subject,
                    message: try message.map(TypedValue.text) ?? ""),
                contact: ContactDetails(
                    name: name ?? "", email: email ?? "", phone: phone ?? "",
                    address: address ?? ""),
                commandID: acting.commandID ?? service.ledger.newID(), actor: .staff(staff))
            folder.keepCheckpoint(service)
            let done = Done(receipt, reference: receipt.reference ?? "")
            try json.printing(done, or: done.reference)
        }

        private func word<Word: PlainValue & CaseIterable>(_ text: String) throws -> Word {
            guard let word = Word(plainText: text), text != CaseType.imported.rawValue else {
                let words = Word.allCases.map(\.plainText).filter { $0 != "imported" }
                throw ValidationError(
                    "'\(text)' is none of: \(words.joined(separator: ", ")).")
            }
            return word
        }

        private func occurrence() throws -> Occurrence? {
            guard let received else { return nil }
            guard let occurrence = Occurrence(received) else {
                throw ValidationError(
                    "'\(received)' is no day; write it as 2026-11-02, or as 2026-11-02T09:15:00Z.")
            }
            return occurrence
        }
    }

    struct Commands: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists what a case can be asked for, with its fields.",
            discussion: """
                Without a reference it lists every command there is; with one, what that case can \
                be asked for now.

                Examples:
                  caseledger case commands
                  caseledger case commands IMP-2026-000001 --data .data
                """)
        @Argument(help: "The reference of a case.") var reference: String?
        @OptionGroup var data: DataOption
        @OptionGroup var json: JSONOption

        func run() throws {
            var names = CaseCommand.forms.map(\.name)
            if let reference {
                let service = try data.folder().open(readOnly: true, .process)
                let id = try service.namedCase(reference)
                let state = try service.standing(of: id, actor: .system("case"))
                names = names.filter(state.offers)
            }
            let listed = CaseCommand.forms.filter { names.contains($0.name) }.map(Listed.init)
            let table = TextTable(
                [.init("command", isWhole: true), .init("fields", isWhole: true)],
                listed.map { [$0.name, $0.fields.joined(separator: " ")] })
            try json.printing(
                listed, or: String(table.rendered(width: resultWidth()).text.dropLast()))
        }
    }

    struct Do: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "do",
            abstract: "Carries out one command on a case.",
            discussion: """
                A field is given as NAME=VALUE; for a list, several times. NAME=@FILE takes the \
                text of a file, NAME=@- what is on standard input. Another case is named by its \
                reference.

                Examples:
                  caseledger case do IMP-2026-000001 categorise categories=lifts
                  caseledger case do IMP-2026-000001 prioritise priority=high reason="A fall"
                  echo "Dear Ms Lee" | caseledger case do IMP-2026-000001 save-draft text=@-
                """)
        @Argument(help: "The reference of a case.") var reference: String
        @Argument(help: "What to do; `case commands` lists it.") var command: String
        @Argument(help: .init("The command's fields.", valueName: "name=value"))
        var fields: [String] = []
        @Option(
            help: .init(
                "The version that it is decided on: refused where the case has changed since.",
                valueName: "number"))
        var version: Int?
        @OptionGroup var acting: ActingOptions
        @OptionGroup var data: DataOption
        @OptionGroup var json: JSONOption

        func validate() throws { _ = try TypedValue.fields(fields, reading: false) }

        func run() async throws {
            let folder = try data.folder()
            let staff = try acting.staff(in: folder)
            let service = try folder.open(.process)
            let asked = try CaseCommand.asked(command, fields, of: service, by: staff)
            let receipt = try await service.perform(
                asked, on: try service.namedCase(reference), expected: version,
                commandID: acting.commandID ?? service.ledger.newID(), actor: .staff(staff))
            folder.keepCheckpoint(service)
            let done = Done(receipt, reference: reference.uppercased())
            try json.printing(
                done,
                or: "\(done.reference) is at version \(done.version), position \(done.position)"
            )
        }
    }
}

/// What a command left behind, as `--json` prints it.
struct Done: Encodable {
    let reference: String
    let version: Int
    let position: Int

    init(_ receipt: Receipt, reference: String) {
        self.reference = reference
        version = receipt.version
        position = receipt.last
    }
}

/// A command in a list.
private struct Listed: Encodable {
    let name: String
    let title: String
    let summary: String
    /// Those that may be left out in brackets.
    let fields: [String]

    init(_ form: KnownForm<CaseCommand>) {
        let words = CommandWords.of(form.name)
        name = form.name
        title = words.title
        summary = words.summary
        fields = form.fields.map { $0.kind.mayBeMissing ? "[\($0.name)]" : $0.name }
    }
}

extension Collection where Element: PlainValue {
    /// As `foi, complaint`.
    fileprivate var words: String { map(\.plainText).joined(separator: ", ") }
}
