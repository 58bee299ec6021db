// SPDX-License-Identifier: Apache-2.0
import Forms
import Queues
import ReadModels
import TestKit
import Testing
import WorkingTime

@testable import Casework

private let opened = happened(
    .opened(CaseOpened(type: .foi, channel: .email, subject: .value("Trees"))),
    on: .day(.of("2026-01-03")), recordedAt: "2026-01-05T09:00:00.123Z")

private func code(_ text: String) -> Code {
    guard let code = Code(text) else { preconditionFailure("no code") }
    return code
}

@Suite("The queues: where a case is") struct QueueStateTests {
    @Test func `it is on hold while something is asked of whoever wrote`() async throws {
        let asked = happened(
            .information(
                .handling(.clarificationAsked(ClarificationAsked(question: .value("Which?"))))),
            recordedAt: "2026-01-06T10:00:00.000Z")
        let rows = try await given(opened).when(asked).after.cases
        #expect(rows.map(\.state) == ["on-hold"])
        #expect(rows.map(\.stage) == ["on-hold"])
        let answered = happened(
            .information(.handling(.clarificationReceived(ClarificationReceived(text: nil)))),
            recordedAt: "2026-01-06T10:00:00.000Z")
        #expect(
            try await given(opened, asked).when(answered).after.cases.map(\.state) == ["open"])
    }

    @Test func `under a process its stage is the process's`() async throws {
        let adopted = happened(
            .stage(
                .adopted(
                    ProcessAdopted(
                        process: code("foi"), version: 2, digest: .zero, stage: code("received")))))
        let moved = happened(
            .stage(
                .moved(StageMoved(from: code("received"), to: code("drafting"), on: nil))))
        let sent = happened(
            .reply(
                .sent(
                    ReplySent(
                        reply: 1, kind: .final, channel: .email, draft: nil, digest: nil,
                        text: nil))))
        let rows = try await given(opened, adopted, moved).when(sent).after.cases
        #expect(rows.map(\.state) == ["answered"])
        #expect(rows.map(\.stage) == ["drafting"], "until the process moves it")
        #expect(rows.map(\.process) == ["foi"])
    }
}
