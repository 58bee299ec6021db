// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CaseService
internal import Casework
internal import Foundation
internal import WorkingTime

struct ClockCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clock",
        abstract: "Works out statutory dates, for a table of cases or for one, with the working.",
        discussion: """
            It needs no ledger. A table has the columns id, regime, jurisdiction, received, events \
            and due; it is printed again with a column 'computed', which is empty where no limit \
            runs. An event is kind@time, several have a semicolon between them. Where 'due' is \
            another date than the computed one, or a row cannot be read, the exit code is 1.

            Examples:
              caseledger clock --cases cases.csv
              caseledger clock explain --regime foi --received 2026-03-03T10:00:00Z
            """,
        subcommands: [Explain.self])

    @Option(help: ArgumentHelp("A table of cases in CSV.", valueName: "file"))
    var cases: String?
    @OptionGroup var view: ClockView

    func run() throws {
        // Not in validate(), which would be asked for `explain` as well.
        guard let cases else {
            throw ValidationError("Give --cases FILE, or see 'caseledger clock explain --help'.")
        }
        guard let bytes = FileManager.default.contents(atPath: cases) else {
            throw Failure.refused("\(cases) is not there, or is no file that can be read")
        }
        var table = ClockTable(try view.calendar(), at: try view.moment())
        try table.read(Array(bytes))
        FileHandle.standardOutput.write(Data(table.output))
        for fault in table.faults { say(fault) }
        if table.provisional > 0 {
            say(
                "\(table.provisional) of \(table.rows) dates are provisional: the bank holidays of "
                    + "their years are not published, and they can move later.")
        }
        var findings: [String] = []
        if table.differing > 0 {
            findings.append("\(table.differing) of \(table.rows) rows have another due date")
        }
        if table.faulty > 0 {
            findings.append("\(table.faulty) of \(table.rows) rows could not be computed")
        }
        if !findings.isEmpty { throw Failure.refused(findings.joined(separator: "; ")) }
    }
}

/// Against which calendar and moment a clock is read.
struct ClockView: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The holidays as they had been announced by then; else all that are known.",
            valueName: "day"))
    var knownAt: String?
    @Option(
        help: ArgumentHelp(
            "Only what had happened by then, and how the clock stood.", valueName: "time"))
    var asOf: String?
    @Option(
        name: .customLong("data"),
        help: ArgumentHelp(
            """
            The holidays that the ledger of this folder adopted; else the program's, whatever \
            CASELEDGER_DATA says.
            """,
            valueName: "dir"),
        completion: .directory)
    var folder: String?

    func calendar() throws -> WorkingCalendar {
        let day = try knownAt.map { text in
            guard let time = Occurrence(said: text) else {
                throw ValidationError("--known-at is no time. Give \(Occurrence.forms).")
            }
            return time.day
        }
        guard let folder else {
            return WorkingCalendar(day.map { HolidayTable.shipped.known(on: $0) } ?? .shipped)
        }
        var data = DataOption()
        data.given = folder
        let service = try data.folder().open(readOnly: true, .process)
        return WorkingCalendar(
            try day.map { try service.calendar(knownOn: $0) } ?? service.calendar())
    }

    func moment() throws -> Instant? {
        guard let asOf else { return nil }
        guard let time = Occurrence(said: asOf) else {
            throw ValidationError("--as-of is no time. Give \(Occurrence.forms).")
        }
        return time.last
    }
}

extension ClockCommand {
    struct Explain: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows how one date is come to: a calendar of the days, and what moved it.",
            discussion: """
                Each day is counted or passed over, and says why; each event says what it did, and \
                by what provision.

                Examples:
                  caseledger clock explain --regime foi --received 2026-02-27
                  caseledger clock explain --regime sar --received 2026-01-31 --json
                """)

        @Option(help: "Which limit, as foi, eir, sar, complaint-stage1.")
        var regime: String
        @Option(
            help: ArgumentHelp(
                "When it came: a day, or a time with its offset.", valueName: "time"))
        var received: String
        @Option(help: "The authority's own: england-and-wales, scotland or northern-ireland.")
        var jurisdiction = "england-and-wales"
        @Option(
            help: ArgumentHelp(
                "What happened, as clarification-requested@2026-03-10; may be repeated.",
                valueName: "kind@time"))
        var event: [String] = []
        @OptionGroup var view: ClockView
        @OptionGroup var json: JSONOption

        func run() throws {
            let calendar = try view.calendar()
            let moment = try view.moment()
            let reading: ClockReading
            let dates: [InternalDate]
            do throws(ClockTable.Fault) {
                let regime = try ClockText.regime(regime)
                let history = try ClockText.history(
                    received: received, jurisdiction: jurisdiction, facts: event)
                reading = try ClockText.read(regime, history, calendar, at: moment)
                dates = reading.internalDates(.usual, of: history, calendar)
            } catch {
                let reason = error.reason
                throw ValidationError("\(reason.prefix(1).uppercased())\(reason.dropFirst()).")
            }
            try json.printing(
                ClockAnswer(reading, dates),
                or: ClockReport(reading, dates, width: resultWidth()).text)
        }
    }
}
