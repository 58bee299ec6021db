// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CaseService
internal import Casework
internal import Foundation
internal import Ledger
internal import Vault
internal import WorkingTime

struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Shows a case as it stood, and as it was known, at any moment.",
        discussion: """
            Every event has two times: when it happened, and when it was recorded. --as-of leaves \
            out what happened later; --known-at leaves out what was recorded later; together they \
            show what was known at the one of what had happened by the other. Events stand in the \
            order in which they were recorded, with who did it, in which team then, and what it \
            changed.

            A TIME is a day (2026-03-03, or "3 March 2026"), which means its end; a London time \
            ("2026-03-03 14:30"), which means the end of that minute; or an exact instant \
            (2026-03-03T14:30:00Z).

            What happened; what was known on 3 March; what was known on 9 March of what had \
            happened by 3 March; what was learned between the two:
              caseledger replay IMP-2026-000001 --data .data
              caseledger replay IMP-2026-000001 --data .data --known-at 2026-03-03
              caseledger replay IMP-2026-000001 --as-of 2026-03-03 --known-at 2026-03-09
              caseledger replay IMP-2026-000001 --diff 2026-03-03 2026-03-09 --by recorded
            """)

    @Argument(help: "The reference of a case, as ENQ-2026-000001.")
    var reference: String
    @OptionGroup var data: DataOption
    @Option(help: ArgumentHelp("Only what had happened by then.", valueName: "time"))
    var asOf: String?
    @Option(help: ArgumentHelp("Only what had been recorded by then.", valueName: "time"))
    var knownAt: String?
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("What differs between two times, the earlier first.", valueName: "time"))
    var diff: [String] = []
    @Option(
        help: """
            With --diff, which times they are: happened or recorded. The other one can be held by \
            --known-at or --as-of.
            """)
    var by: TimeAxis?
    @OptionGroup var json: JSONOption

    func validate() throws {
        if reference.isEmpty {
            throw ValidationError("The reference is empty: which case? As ENQ-2026-000001.")
        }
        guard !diff.isEmpty else {
            if by != nil { throw ValidationError("--by goes with --diff T1 T2.") }
            return
        }
        guard diff.count == 2 else {
            throw ValidationError(
                "--diff takes two times, the earlier first, as --diff 2026-03-03 2026-03-09; "
                    + "write the case's reference before it.")
        }
        let taken = axis == .happened ? asOf : knownAt
        let option = axis == .happened ? "--as-of" : "--known-at"
        if taken != nil {
            throw ValidationError(
                "\(option) and --diff by \(axis.rawValue) limit the same time. Leave one out, "
                    + "or say --by \(axis.other.rawValue).")
        }
    }

    private var axis: TimeAxis { by ?? .happened }

    func run() throws {
        let moment = Moment(
            asOf: try time(asOf, "--as-of"), knownAt: try time(knownAt, "--known-at"))
        let points = try diff.compactMap { try time($0, "--diff") }
        let record = try record()
        let report = ReplayReport(record: record, width: max(40, resultWidth()))
        guard points.count == 2 else {
            let replay = record.replay(at: moment)
            try print(ReplayAnswer(record, replay)) { report.text(replay) }
            return
        }
        let found = record.difference(from: points[0], to: points[1], by: axis, holding: moment)
        guard let found else {
            throw ValidationError(
                "The first time of --diff is after the second. Swap them.")
        }
        try print(DifferenceAnswer(record, found)) { report.text(found) }
    }

    private func print(_ answer: some Encodable, text: () -> String) throws {
        try json.printing(answer, or: text())
    }

    private func time(_ text: String?, _ option: String) throws -> Occurrence? {
        guard let text else { return nil }
        guard let time = Occurrence(said: text) else {
            throw ValidationError(
                "\(option) is no time. Give \(Occurrence.forms).")
        }
        return time
    }

    /// The case; without the wrapping key, its names and texts sealed.
    private func record() throws -> CaseRecord {
        let folder = try data.folder()
        let ledger = try folder.openLedger(readOnly: true, .process)
        let actor = Actor.system("replay")
        do {
            return try folder.service(on: ledger).record(ofReference: reference, actor: actor)
        } catch ServiceError.vault(.wrappingKey(let reason)) {
            say("Names and texts are not opened: \(reason)")
            return try CaseRecord.sealed(ofReference: reference, in: ledger, actor: actor)
        } catch ServiceError.notFound {
            throw Failure.refused(
                "there is no case \(reference); references look like ENQ-2026-000001")
        }
    }
}

extension TimeAxis: ExpressibleByArgument {}
