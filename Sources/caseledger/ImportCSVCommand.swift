// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CaseService
internal import Foundation
internal import Interchange

struct ImportCSVCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "csv",
        abstract: "Brings in cases, activities and correspondence from tables.",
        discussion: """
            The tables are CSV files or JSON arrays, plain or .gz. A mapping file says what each \
            column means and what of it may be plain; all else is sealed. A file with a wrong row \
            does not come in at all, and every wrong row is named. What a row contradicts is \
            recorded as it is, and flagged. Importing a file again adds nothing.

            docs/how-to/migrate.md describes the mapping file.

            Examples:
              caseledger import csv --map cases.yaml cases.csv --data .data --check
              caseledger import csv --map cases.yaml cases.csv --data .data
            """)

    @Option(
        help: .init("The mapping file, in YAML.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"]))
    var map: String
    @Argument(
        help: "The tables, all of the form that the map describes.",
        completion: .file(extensions: ["csv", "json", "gz"]))
    var files: [String]
    @OptionGroup var data: DataOption
    @Flag(help: "Validates and counts, and writes nothing.")
    var check = false
    @OptionGroup var json: JSONOption

    func run() throws {
        let map = try readMap()
        let folder = try data.folder()
        let lock = check ? nil : try FolderLock(folder.path + "/import.lock")
        guard lock?.isHeld ?? true else {
            throw Failure.refused("another import is running on \(folder.path); wait for it")
        }
        let service = try folder.open(readOnly: check, .process)
        let importing = CSVImport(service, map: map)
        var report = TableReport(isCheck: check)
        let stage = ImportStage()
        let interruption = Interruption { [check] in
            check ? "Stopped. Nothing was written, as always with --check." : stage.sentence
        }
        defer { interruption.end() }
        for file in files {
            let name = (file as NSString).lastPathComponent
            let bar = ProgressBar("\(check ? "Checking" : "Importing") \(name)")
            defer { bar.finish() }
            do {
                let outcome = try importing.run(file, isCheck: check) { share in
                    stage.set(file, share)
                    bar.show(share)
                }
                report.add(file, outcome)
            } catch let refused as CSVImport.Refused {
                bar.finish()
                if !json.isOn { TableReport.tell(refused, of: file) }
                report.add(file, refused)
            } catch {
                throw stage.failure(error)
            }
        }
        if !check { folder.keepCheckpoint(service) }
        try json.printing(report, or: report.text)
        if !report.refused.isEmpty { throw ExitCode(1) }
    }

    private func readMap() throws -> TableMap {
        guard let data = FileManager.default.contents(atPath: map) else {
            throw ValidationError("There is no mapping file to read at \(map).")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw ValidationError("\(map) is not UTF-8.")
        }
        do {
            return try TableMap(yaml: text)
        } catch {
            let place = error.line.map { ", line \($0)" } ?? ""
            throw ValidationError("\(map)\(place): \(error.reason).")
        }
    }
}

/// What `import csv` prints.
private struct TableReport: Encodable {
    struct File: Encodable {
        let file: String
        let rows: Int
        let cases: Int
        let activities: Int
        let correspondence: Int
        let present: Int
        let repeated: Int
        let changed: [Place]
        let contradictions: [String: Int]
        let reconciliation: Reconciliation
    }
    /// A row by its line or, in a table that has none, by its number.
    struct Place: Encodable {
        let place: TablePlace
        var number: Int { place.line ?? place.row }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(number)
        }
    }
    struct Reconciliation: Encodable {
        let open: Int
        let closed: Int
        let types: [String: Int]
        let channels: [String: Int]
        let first: String?
        let last: String?
    }
    struct Refused: Encodable {
        let file: String
        let mistakes: Int
        let listed: [Mistake]
    }
    struct Mistake: Encodable {
        let line: Int?
        let row: Int?
        let column: String?
        let reason: String
    }

    let check: Bool
    private(set) var files: [File] = []
    private(set) var refused: [Refused] = []

    init(isCheck: Bool) { check = isCheck }

    mutating func add(_ file: String, _ outcome: TableOutcome) {
        let held = outcome.reconciliation
        files.append(
            File(
                file: file, rows: outcome.rows, cases: outcome.cases,
                activities: outcome.activities, correspondence: outcome.correspondence,
                present: outcome.present, repeated: outcome.repeated,
                changed: outcome.changed.map { Place(place: $0) },
                contradictions: outcome.contradictions,
                reconciliation: Reconciliation(
                    open: held.open, closed: held.closed, types: held.types,
                    channels: held.channels, first: held.first, last: held.last)))
    }

    /// Names every mistake on standard error, as it comes.
    static func tell(_ refusal: CSVImport.Refused, of file: String) {
        for mistake in refusal.mistakes {
            let line = mistake.place?.line.map { ", line \($0)" }
            let row = mistake.place.map { ", row \($0.row)" }
            let column = mistake.column.map { ", column `\($0)`" } ?? ""
            say("Error: \(file)\(line ?? row ?? "")\(column): \(mistake.reason).")
        }
        let further = refusal.count - refusal.mistakes.count
        if further > 0 { say("\(file): and \(further) mistakes more.") }
        say(
            refusal.isPartial
                ? "\(file): rows before this are kept; import it again, and nothing comes in twice."
                : "\(file): nothing of this file came in.")
    }

    mutating func add(_ file: String, _ refusal: CSVImport.Refused) {
        refused.append(
            Refused(
                file: file, mistakes: refusal.count,
                listed: refusal.mistakes.map { mistake in
                    Mistake(
                        line: mistake.place?.line,
                        row: mistake.place.flatMap { $0.row > 0 ? $0.row : nil },
                        column: mistake.column, reason: mistake.reason)
                }))
    }

    // MARK: For people

    var text: String {
        let parts =
            files.map(text)
            + refused.map {
                "\($0.file): refused, \($0.mistakes) mistake\($0.mistakes == 1 ? "" : "s")"
            }
        return parts.joined(separator: "\n\n")
    }

    private func text(_ file: File) -> String {
        let verb = check ? "would come in" : "came in"
        let accounted: [(String, Int)] = [
            ("cases that \(verb)", file.cases), ("activities that \(verb)", file.activities),
            ("correspondence that \(verb)", file.correspondence), ("there already", file.present),
            ("the same row again", file.repeated), ("changed since, left out", file.changed.count),
        ]
        var lines = ["\(file.file)", line("rows", file.rows)]
        lines += accounted.filter { $0.1 > 0 }.map { line("  " + $0.0, $0.1) }
        if let first = file.changed.first {
            let places = file.changed.prefix(20).map { "\($0.number)" }.joined(separator: ", ")
            let what = first.place.line == nil ? "row" : "line"
            lines.append("    in \(what) \(places)\(file.changed.count > 20 ? ", …" : "")")
        }
        let found = file.contradictions.sorted { $0.key < $1.key }
        lines.append(line("contradictions", found.reduce(0) { $0 + $1.value }))
        lines += found.map { line("  " + $0.key, $0.value) }
        let held = file.reconciliation
        lines.append("to hold against the other system")
        if held.open + held.closed > 0 {
            lines += [line("  open", held.open), line("  closed", held.closed)]
        }
        for (title, counts) in [("  ", held.types), ("  channel ", held.channels)] {
            lines += counts.sorted { $0.key < $1.key }.map { line(title + $0.key, $0.value) }
        }
        if let first = held.first, let last = held.last {
            lines += ["  first \(first)", "  last  \(last)"]
        }
        return lines.joined(separator: "\n")
    }

    private func line(_ name: String, _ count: Int) -> String {
        let number = String(count)
        let gap = max(1, 46 - name.count - number.count)
        return name + String(repeating: " ", count: gap) + number
    }
}
