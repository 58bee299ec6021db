// SPDX-License-Identifier: Apache-2.0
import Casework
import EventCodec
import Ledger
import ProjectorKit
import Queues
import ReadModels
import TestKit
import Testing

@Suite("Two projectors on one folder") struct TwoProjectorTests {
    /// `caseledger project NAME --once` while another runs: the second has read the bookmark before
    /// the first moved it.
    @Test func `an overtaken one never sets rows or bookmark back`() async throws {
        let log = try SampleLog()
        let folder = try TemporaryFolder()
        try await log.open(3)
        let first = try Projector<QueuesProjection>(ledger: log.ledger, folder: folder.path)
        try first.catchUp()
        let model = ReadModel(name: "queues", folder: folder.path)
        var seen: [Int] = []
        let second = try Projector<QueuesProjection>(
            ledger: log.ledger, folder: folder.path, batch: 1
        ) { if $0 == .committed { seen.append((try? model.bookmark()?.position) ?? 0) } }
        try await log.append(.case(.assigned(CaseAssigned(officer: anna))), to: "case/1")
        try await log.append(.case(.assigned(CaseAssigned(officer: ben))), to: "case/1")
        try first.catchUp()
        #expect(try model.bookmark()?.position == 5)
        try second.catchUp()
        #expect(seen.allSatisfy { $0 >= 5 }, "the bookmark went back: \(seen)")
    }
}
