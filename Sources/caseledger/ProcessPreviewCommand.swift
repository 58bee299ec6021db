// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CaseService
internal import Casework
internal import Forms
internal import Ledger
internal import Terminal
internal import WorkingTime

extension ProcessCommand {
    struct Preview: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says what a process file would have made of past cases.",
            discussion: """
                Decides every command of every case of the file's type anew, by the same rules, \
                and writes nothing. Whoever acted is taken to have had the role that it takes, and \
                fields that are new in the file to have been given.

                Examples:
                  caseledger process preview correspondence.yaml --data .data
                  caseledger process preview correspondence.yaml --data .data --json
                """)
        @Argument(help: "The process file.", completion: .file(extensions: ["yaml", "yml"]))
        var file: String
        @OptionGroup var data: DataOption
        @OptionGroup var json: JSONOption

        func run() throws {
            let bytes = try processBytes(file)
            let service = try data.folder().open(readOnly: true, .process)
            let bar = ProgressBar("Deciding past cases")
            let preview = try service.preview(bytes) { bar.show($0) }
            bar.finish()
            let answer = PreviewAnswer(preview)
            try json.printing(answer, or: answer.text(width: resultWidth()))
        }
    }

    struct Move: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Moves cases under way to another version of their process.",
            discussion: """
                A case keeps its stage where the version has one of that name over the same state; \
                --map names the counterparts of the others. A case without one stays where it is. \
                Run again, it goes on with those that are left.

                Examples:
                  caseledger process move correspondence --to 1 --data .data
                  caseledger process move foi --to 1 --map waiting=clearance --data .data
                """)
        @Argument(help: "The process, as 'process list' names it.")
        var name: String
        @Option(help: .init("The version that the cases come to.", valueName: "version"))
        var to: Int
        @Option(
            name: .customLong("map"),
            help: .init("A stage and its counterpart in the version.", valueName: "old=new"))
        var counterparts: [String] = []
        @Option(
            name: .customLong("case"),
            help: .init("That case alone, as ENQ-2026-000001.", valueName: "ref"))
        var reference: String?
        @Flag(
            help: "Also cases of the type that no process handles, each in the stage of its state.")
        var unhandled = false
        @OptionGroup var data: DataOption
        @OptionGroup var json: JSONOption

        private func stages() throws -> [(from: Code, to: Code)] {
            try counterparts.map { text in
                let parts = text.split(separator: "=", omittingEmptySubsequences: false)
                guard parts.count == 2, let from = Code(String(parts[0])),
                    let to = Code(String(parts[1]))
                else { throw ValidationError("--map takes two stages, as old=new.") }
                return (from, to)
            }
        }

        func validate() throws { _ = try stages() }

        func run() async throws {
            let folder = try data.folder()
            let service = try folder.open(readOnly: false, .process)
            var only: CaseID?
            if let reference {
                guard let stream = try service.ledger.stream(ofReference: reference.uppercased())
                else { throw Failure.refused("there is no case \(reference); check the reference") }
                only = CaseID(stream.description)
            }
            guard let name = Code(name) else {
                throw Failure.refused(
                    "there is no such process; 'caseledger process list' lists them")
            }
            let outcomes = try await service.moveCases(
                of: name, to: to, stages: try stages(), only: only, unhandled: unhandled,
                actor: .system("process"))
            if outcomes.contains(where: { $0.refusal == nil }) { folder.keepCheckpoint(service) }
            let answer = MovedCasesAnswer(name: name.description, version: to, outcomes)
            try json.printing(answer, or: answer.text)
            if answer.refused > 0 {
                throw Failure.refused(
                    "\(Words.count(answer.refused, "case stays", "cases stay")) where they are; "
                        + "name the counterparts of their stages with --map")
            }
        }
    }
}

/// What a file would have made of past cases.
struct PreviewAnswer: Encodable {
    struct Case: Encodable {
        let reference: String
        let differences: [Difference]
    }
    struct Difference: Encodable {
        let what: String
        /// Of the event in the case's history; nil where it is the case as a whole.
        let event: Int?
        let was: String
        let now: String
    }
    let process: String
    let cases: Int
    let differing: Int
    /// How many cases differ in each way.
    let counts: [String: Int]
    let stagesNotReached: [String]
    let list: [Case]

    init(_ preview: ProcessPreview) {
        process = preview.process.name.description
        cases = preview.cases
        differing = preview.differing.count
        counts = Dictionary(
            uniqueKeysWithValues: CasePreview.Difference.Kind.allCases.map {
                ($0.rawValue, preview.count($0))
            })
        stagesNotReached = preview.notReached
        list = preview.differing.map { found in
            Case(
                reference: found.reference.isEmpty ? found.id.description : found.reference,
                differences: found.differences.map { Difference($0) })
        }
    }

    func text(width: Int) -> String {
        var parts = [
            "\(Words.count(differing, "case", "cases")) of \(Words.count(cases)) would have gone "
                + "otherwise under this file of the process \(process)."
        ]
        let kinds = CasePreview.Difference.Kind.allCases.filter { counts[$0.rawValue] ?? 0 > 0 }
        if !kinds.isEmpty {
            parts.append(
                kinds.map { "\(Words.count(counts[$0.rawValue] ?? 0)): \($0.words)" }
                    .joined(separator: "\n"))
        }
        if !stagesNotReached.isEmpty, cases > 0 {
            parts.append(
                "No case would have come to: \(stagesNotReached.joined(separator: ", ")).")
        }
        if !list.isEmpty {
            let rows = list.flatMap { found in
                found.differences.map {
                    [
                        found.reference, $0.event.map { "\($0)" } ?? "", $0.what, $0.was, $0.now,
                    ]
                }
            }
            let table = TextTable(
                [
                    .init("reference", isWhole: true), .init("event", isNumber: true),
                    .init("what"), .init("was"), .init("would be"),
                ], rows)
            parts.append(String(table.rendered(width: width).text.dropLast()))
        }
        return parts.joined(separator: "\n\n")
    }
}

extension CasePreview.Difference.Kind {
    var words: String {
        switch self {
        case .team: "another team"
        case .priority: "another priority"
        case .signOff: "another sign-off"
        case .refused: "a command is refused"
        case .notReached: "a stage is not reached"
        }
    }
}

extension PreviewAnswer.Difference {
    init(_ difference: CasePreview.Difference) {
        what = difference.kind.rawValue
        switch difference {
        case .team(let before, let after): (event, was, now) = (nil, before ?? "", after ?? "")
        case .priority(let before, let after):
            (event, was, now) = (nil, before.rawValue, after.rawValue)
        case .signOff(let number, let before, let after):
            let words = { (places: [String]) in
                places.isEmpty ? "nobody" : places.joined(separator: ", ")
            }
            (event, was, now) = (number, words(before), words(after))
        case .refused(let number, let command, let refusal):
            (event, was, now) = (number, command, refusal.sentence)
        case .notReached(let stage): (event, was, now) = (nil, stage.description, "")
        }
    }
}

/// Which cases were moved.
struct MovedCasesAnswer: Encodable {
    struct Case: Encodable {
        let reference: String
        /// Nil where the case was moved.
        let refusal: String?
    }
    let process: String
    let version: Int
    let moved: Int
    let refused: Int
    let cases: [Case]

    init(name: String, version: Int, _ outcomes: [ProcessMoveOutcome]) {
        process = name
        self.version = version
        refused = outcomes.filter { $0.refusal != nil }.count
        moved = outcomes.count - refused
        cases = outcomes.map {
            Case(
                reference: $0.reference.isEmpty ? $0.id.description : $0.reference,
                refusal: $0.refusal)
        }
    }

    var text: String {
        let sum = "\(Words.count(moved, "case", "cases")) moved to version \(version) of \(process)"
        guard refused > 0 else { return sum }
        let lines = cases.compactMap { found in
            found.refusal.map { "\(found.reference): \($0)" }
        }
        return (lines + [sum]).joined(separator: "\n")
    }
}
