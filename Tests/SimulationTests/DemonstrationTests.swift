// SPDX-License-Identifier: Apache-2.0
internal import CaseService
internal import Casework
internal import Demonstration
import Forms
internal import Ledger
internal import Simulation
internal import TestKit
internal import Testing
internal import WorkingTime

@Suite("A demonstration") struct DemonstrationTests {
    private func made(
        _ folder: TemporaryFolder, _ name: String, cases: Int = 120, seed: UInt64 = 5
    ) async throws -> (service: CaseService, summary: Summary) {
        let folder = DataFolder(folder.path(of: name))
        let scenario = try Scenario(cases: cases, seed: seed)
        let organisation = try #require(Published("Testshire Authority"))
        let summary = try await Demonstration(scenario, organisation: organisation)
            .make(in: folder)
        return (try folder.open(readOnly: true), summary)
    }

    @Test func `is decided by the rules, and its ledger is whole`() async throws {
        let folder = try TemporaryFolder()
        let (service, summary) = try await made(folder, "a")
        #expect(service.ledger.identity.isDemonstration)
        #expect(summary.cases == 120)
        #expect(summary.events == (try service.ledger.head().position))
        #expect(summary.events > 8 * 120)
        let report = service.audit().run()
        #expect(report.ok, "\(report.findings)")
    }

    @Test func `records at the planned times, not those of its making`() async throws {
        let folder = try TemporaryFolder()
        let (service, _) = try await made(folder, "a", cases: 10)
        let planned = Array(Plan(try Scenario(cases: 10, seed: 5)))
        // Before the plan stand the organisation, its administrator and the signing key.
        let recorded = try service.ledger.events(after: 3).map(\.time)
        let first = try #require(planned.first), last = try #require(planned.last)
        #expect(recorded.first == first.time && recorded.last == last.time)
        #expect(Set(recorded) == Set(planned.map(\.time)))
    }

    @Test func `is not made where there is a ledger`() async throws {
        let folder = try TemporaryFolder()
        _ = try await made(folder, "a", cases: 1)
        await #expect(throws: ServiceError.self) { try await made(folder, "a", cases: 1) }
    }
}
