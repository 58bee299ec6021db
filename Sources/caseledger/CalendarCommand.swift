// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CaseService
internal import Casework
internal import Foundation
internal import Interchange
internal import Ledger
internal import Terminal
internal import WorkingTime

struct CalendarCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar",
        abstract: "Adopts bank holidays, and shows which dates they move.",
        discussion: """
            Dates are worked out with the calendar that the ledger adopted last; until there is \
            one, with the calendar that comes with the program.

            Examples:
              caseledger calendar list --data .data
              caseledger calendar import bank-holidays.json --data .data --dry-run
            """,
        subcommands: [Import.self, Moved.self, List.self, Show.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Adopts a calendar, and lists the open cases whose date moves.",
            discussion: """
                The file is https://www.gov.uk/bank-holidays.json as you downloaded it, or a table \
                of the form that 'calendar show --table' prints. What is new in it counts as \
                announced today. Years that the file does not have stay as they were.

                Examples:
                  caseledger calendar import bank-holidays.json --data .data --dry-run
                  caseledger calendar import bank-holidays.json --data .data
                  caseledger calendar import --shipped --data .data
                """)
        @Argument(help: "The calendar.", completion: .file(extensions: ["json", "tsv"]))
        var file: String?
        @Flag(help: "Adopts the calendar that comes with this program.")
        var shipped = false
        @Option(
            help: .init(
                "What to call it; by default what a table says, and of JSON today's date.",
                valueName: "version"))
        var name: String?
        @Option(
            help: .init(
                "Who published it, and where; by default what a table says, and of JSON gov.uk.",
                valueName: "text"))
        var source: String?
        @Option(help: .init("Under what licence, likewise.", valueName: "text"))
        var licence: String?
        @Flag(help: "Shows what it would change, and writes nothing.")
        var dryRun = false
        @OptionGroup var data: DataOption
        @OptionGroup var json: JSONOption

        func validate() throws {
            if (file != nil) == shipped {
                throw ValidationError("Give the file of a calendar, or --shipped.")
            }
            if shipped, source != nil || licence != nil {
                throw ValidationError("The program's own calendar says itself what it is.")
            }
        }

        func run() async throws {
            let folder = try data.folder()
            let service = try folder.open(readOnly: dryRun, .process)
            let adopted = try service.calendars()
            let older = adopted.last?.table ?? .shipped
            let today = London.day(of: service.ledger.clock.now())
            let newer = try table(today, after: adopted.map(\.table))
            let isSame = !adopted.isEmpty && older.hasSameHolidays(as: newer) && hasNames(of: older)
            if !isSame { _ = try service.adoption(of: newer, after: adopted) }
            let bar = ProgressBar("Working out dates")
            let (moved, running) = try service.datesMoved(from: older, to: newer) { bar.show($0) }
            bar.finish()
            var position: Int?
            if !dryRun, !isSame {
                position = try await service.adopt(
                    newer, after: adopted, actor: .system("calendar")
                ).last
                folder.keepCheckpoint(service)
                if !json.isOn {
                    say("The calendar is adopted; 'caseledger calendar moved' prints this again.")
                }
            }
            let report = CalendarReport(
                older: older, newer: newer, moved: moved, running: running, position: position,
                isSame: isSame)
            try json.printing(report.answer, or: report.text(width: resultWidth()))
        }

        /// Nobody asks that the calendar in force be called anything else.
        private func hasNames(of table: HolidayTable) -> Bool {
            name ?? table.version == table.version && source ?? table.source == table.source
                && licence ?? table.licence == table.licence
        }

        private func table(_ today: Day, after adopted: [HolidayTable]) throws -> HolidayTable {
            let naming = HolidayFile.Naming(
                version: name, source: source, licence: licence, today: today)
            guard let file else {
                let table = try HolidayFile.table(
                    Array(HolidayTable.shipped.text.utf8), naming,
                    digest: HolidayTable.shipped.digest)
                return try HolidayFile.successor(of: adopted, table, today: today)
            }
            // One byte more than is taken, so that what is too large is seen to be.
            guard let handle = FileHandle(forReadingAtPath: file),
                let bytes = try? handle.read(upToCount: HolidayFile.largest + 1) ?? Data()
            else { throw Failure.refused("'\(file)' is not there, or is no file that can be read") }
            do {
                let table = try HolidayFile.table(Array(bytes), naming)
                return try HolidayFile.successor(of: adopted, table, today: today)
            } catch {
                throw Failure.refused("'\(file)' is no calendar: \(error); nothing was changed")
            }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the calendars that this ledger adopted, the one in force last.",
            discussion: """
                Examples:
                  caseledger calendar list --data .data
                  caseledger calendar list --data .data --json
                """)
        @OptionGroup var data: DataOption
        @OptionGroup var json: JSONOption

        func run() throws {
            let service = try data.folder().open(readOnly: true, .process)
            var rows = try service.calendars().map { CalendarAnswer($0) }
            if rows.isEmpty { rows = [CalendarAnswer(.shipped)] }
            let table = TextTable(
                [
                    .init("version", isWhole: true), .init("years", isWhole: true),
                    .init("holidays", isNumber: true), .init("adopted", isWhole: true),
                    .init("source"),
                ],
                rows.map {
                    [
                        $0.version, "\($0.from) to \($0.to)", "\($0.holidays)",
                        $0.adopted.map { String($0.prefix(10)) } ?? "with the program", $0.source,
                    ]
                })
            try json.printing(
                rows, or: String(table.rendered(width: resultWidth()).text.dropLast()))
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints the bank holidays in force, or those of an earlier calendar.",
            discussion: """
                Examples:
                  caseledger calendar show --data .data --year 2026
                  caseledger calendar show --data .data --table > bank-holidays.tsv
                """)
        @Option(help: .init("An earlier calendar, as 'calendar list' names it.", valueName: "name"))
        var name: String?
        @Option(help: "The holidays of that year alone.")
        var year: Int?
        @Flag(help: "Prints the form that 'calendar import' reads.")
        var table = false
        @OptionGroup var data: DataOption
        @OptionGroup var json: JSONOption

        func validate() throws {
            if table, year != nil || json.isOn {
                throw ValidationError("--table prints the calendar whole; leave the others out.")
            }
        }

        func run() throws {
            let service = try data.folder().open(readOnly: true, .process)
            let known = try service.calendars().map(\.table)
            var chosen = known.last ?? .shipped
            if let name {
                guard let found = (known + [.shipped]).first(where: { $0.version == name }) else {
                    throw Failure.refused(
                        "no calendar \(name) was adopted; 'caseledger calendar list' names them")
                }
                chosen = found
            }
            if table { return printResult(String(chosen.text.dropLast())) }
            let holidays = chosen.holidays.filter { year == nil || $0.day.parts.year == year }
            if holidays.isEmpty, !json.isOn {
                say(
                    "The calendar \(chosen.version) has the years \(chosen.years.lowerBound) to "
                        + "\(chosen.years.upperBound).")
            }
            let rows = holidays.map { HolidayAnswer($0) }
            let text = TextTable(
                [
                    .init("day", isWhole: true), .init("holiday"), .init("where"),
                    .init("announced"),
                ],
                holidays.map {
                    [
                        Words.longDay($0.day),
                        $0.note.isEmpty ? $0.title : "\($0.title) (\($0.note.lowercased()))",
                        Self.names($0.divisions), $0.announced.map { Words.day($0) } ?? "",
                    ]
                })
            try json.printing(
                rows, or: String(text.rendered(width: resultWidth()).text.dropLast()))
        }

        /// Short enough for a column.
        private static func names(_ divisions: Divisions) -> String {
            guard divisions != .unitedKingdom else { return "everywhere" }
            return divisions.divisions.map { division in
                switch division {
                case .englandAndWales: "England & Wales"
                case .scotland: "Scotland"
                case .northernIreland: "N. Ireland"
                }
            }.joined(separator: ", ")
        }
    }
}
