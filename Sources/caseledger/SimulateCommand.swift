// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CaseService
internal import Casework
internal import Demonstration
internal import Forms
internal import Foundation
internal import Ledger
internal import Settings
internal import Simulation
internal import WorkingTime

struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Makes a demonstration: a believable authority in a new data folder.",
        discussion: """
            A year of casework that nobody did, of people who do not exist; for more than \
            36,000 cases as many years as they take. The folder is marked as a demonstration for \
            ever. The same number of cases, seed and last day give the same bytes, so its keys are \
            no secret. Afterwards the log is counted, beside the figures of Greater London \
            Authority, MD2180.

            Examples:
              caseledger simulate --data demo --cases 6000 --seed 1
              caseledger simulate --data demo --cases 100 --seed 2 --json
            """)

    @OptionGroup var data: DataOption
    @Option(help: "How many cases.")
    var cases: Int
    @Option(help: "Any whole number from 0; another seed gives another history.")
    var seed: UInt64
    @Option(help: "The last day, before today.")
    var until = "\(Scenario.until)"
    @Option(help: "The authority's name.")
    var organisation = "Testshire Authority"
    @OptionGroup var json: JSONOption
    @Flag(help: .hidden)
    var supervised = false

    func run() async throws {
        if supervised { Supervision.endWithSupervisor() }
        let demonstration = try NewDemonstration(
            cases: cases, seed: seed, until: until, organisation: organisation)
        let folder = try data.newFolder()
        guard !FileManager.default.fileExists(atPath: folder.ledger) else {
            throw Failure.refused(
                "there is a ledger in \(folder.path) already; a demonstration needs a new folder")
        }
        try makeFolder(folder)
        let lock = try FolderLock(folder.path + "/simulate.lock")
        guard lock.isHeld else {
            throw Failure.refused("another demonstration is being made in \(folder.path)")
        }
        defer { withExtendedLifetime(lock) {} }
        let summary = try await demonstration.make(in: folder)
        try SettingsText.write(in: folder.path)
        let report = SummaryReport(summary)
        try json.printing(
            report, or: report.table() + "\n\nNext: caseledger up \(dataWords(folder.path))")
    }
}

/// A demonstration as a command asks for it.
struct NewDemonstration {
    private let scenario: Scenario
    private let organisation: Published

    /// - Parameter until: `YYYY-MM-DD`.
    init(cases: Int, seed: UInt64, until: String, organisation: String) throws {
        guard let last = Day(until) else {
            throw ValidationError("--until is a day as 2026-09-30.")
        }
        guard let organisation = Published(organisation) else {
            throw ValidationError("An organisation's name has 1 to 200 characters.")
        }
        let today = London.day(of: Instant(seconds: Int(Date().timeIntervalSince1970)))
        guard last < today else {
            throw Failure.refused(
                "the last day, \(last), is not over: choose an earlier one with --until, because a "
                    + "ledger refuses events that are older than its last")
        }
        do throws(Scenario.Problem) {
            scenario = try Scenario(cases: cases, seed: seed, until: last)
        } catch {
            switch error {
            case .noCases: throw ValidationError("--cases is a whole number from 1.")
            case .tooMany(let limit):
                throw Failure.refused(
                    "\(cases) cases up to \(last) would begin before the years whose bank holidays "
                        + "are known; choose \(limit) at most, or a later day")
            case .untilOutside(let years):
                throw Failure.refused(
                    "bank holidays are known for a history that ends in the years "
                        + "\(years.lowerBound) to \(years.upperBound); choose another --until")
            }
        }
        self.organisation = organisation
    }

    /// Makes the demonstration, with a bar on a terminal.
    func make(in folder: DataFolder) async throws -> Summary {
        let bar = ProgressBar("Simulating")
        let summary = try await Demonstration(scenario, organisation: organisation).make(
            in: folder,
            onUnknownOutcome: Ledger.Surroundings.process.onUnknownOutcome,
            progress: { bar.show($0) })
        bar.finish()
        return summary
    }
}
