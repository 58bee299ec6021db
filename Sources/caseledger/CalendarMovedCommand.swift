// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CaseService
internal import WorkingTime

extension CalendarCommand {
    struct Moved: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists again the dates that a calendar moved when it was adopted.",
            discussion: """
                Worked out from the log: the cases as they stood when the calendar was adopted, \
                with their dates under it and under the one before it.

                Examples:
                  caseledger calendar moved --data .data
                  caseledger calendar moved 2026-02-25 --data .data --json
                """)
        @Argument(help: "A calendar, as 'calendar list' names it; by default the one in force.")
        var name: String?
        @OptionGroup var data: DataOption
        @OptionGroup var json: JSONOption

        func run() throws {
            let service = try data.folder().open(readOnly: true, .process)
            let adopted = try service.calendars()
            guard
                let index = adopted.lastIndex(where: { name == nil || $0.table.version == name })
            else {
                throw Failure.refused(
                    adopted.isEmpty
                        ? "no calendar was adopted yet"
                        : "no calendar \(name ?? "") was adopted; 'caseledger calendar list' names "
                            + "them")
            }
            let chosen = adopted[index]
            let older = index == 0 ? HolidayTable.shipped : adopted[index - 1].table
            let bar = ProgressBar("Working out dates")
            let (moved, running) = try service.datesMoved(
                from: older, to: chosen.table, upTo: chosen.position
            ) { bar.show($0) }
            bar.finish()
            let report = CalendarReport(
                older: older, newer: chosen.table, moved: moved, running: running,
                position: chosen.position, isSame: false)
            try json.printing(report.answer, or: report.text(width: resultWidth()))
        }
    }
}
