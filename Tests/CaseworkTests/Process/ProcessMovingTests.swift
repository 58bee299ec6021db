// SPDX-License-Identifier: Apache-2.0
import Forms
import TestKit
import Testing

@testable import Casework

@Suite("Moving a case to a version") struct ProcessMovingTests {
    private static func at(_ stage: String, _ version: Int = 1) -> CaseEvent {
        .stage(
            .adopted(
                ProcessAdopted(
                    process: code("roads"), version: version, digest: .zero, stage: code(stage))))
    }

    private static func next(
        _ number: Int = 2, stages: [String] = ProcessSample.open
    ) -> (inout DecisionContext) -> Void {
        { $0.nextProcess = ProcessSample.version(ProcessSample.process(stages: stages), number) }
    }

    private static func move(_ version: Int, _ stages: [(String, String)] = []) -> CaseCommand {
        .stage(
            .moveProcess(
                MoveProcess(
                    version: version,
                    stages: stages.map {
                        MoveProcess.Counterpart(from: code($0.0), to: code($0.1))
                    })))
    }

    private static func moved(_ from: String, _ to: String) -> CaseEvent {
        .stage(
            .processMoved(
                ProcessMoved(
                    process: code("roads"), version: 2, digest: .zero, from: code(from),
                    stage: code(to))))
    }

    @Test func `keeps the stage, or takes its counterpart`() {
        given(Sample.opened, Self.at("bins")).when(Self.move(2), Self.next())
            .then(Self.moved("bins", "bins"))
        given(Sample.opened, Self.at("trees"))
            .when(Self.move(2, [("trees", "woods")]), Self.next(stages: ["bins", "woods"]))
            .then(Self.moved("trees", "woods"))
        #expect(
            CaseState([Sample.opened, Self.at("bins"), Self.moved("bins", "roads")]).stages.stage
                == code("roads"))
    }

    @Test func `is refused where the stage has no counterpart over the same state`() {
        given(Sample.opened, Self.at("trees")).when(Self.move(2), Self.next(stages: ["bins"]))
            .refused(.process(.noCounterpart(code("trees"))))
        given(Sample.opened, Self.at("trees"))
            .when(Self.move(2, [("trees", "closed")]), Self.next())
            .refused(.process(.noCounterpart(code("trees"))))
    }

    @Test func `is refused where there is nothing to move, or nowhere`() {
        given(Sample.opened).when(Self.move(2), Self.next()).refused(.process(.noProcess))
        given(Sample.opened, Self.at("bins", 2)).when(Self.move(2), Self.next())
            .refused(.already(.recorded))
        given(Sample.opened, Self.at("bins")).when(Self.move(3), Self.next())
            .refused(.process(.noSuchVersion))
        given(Sample.opened, Self.at("bins")).when(Self.move(2))
            .refused(.process(.noSuchVersion))
    }

    @Test func `a case without a process adopts one in a stage over its state`() {
        let adopt = { (stage: String?) in
            CaseCommand.stage(
                .adopt(AdoptProcess(process: code("roads"), version: 2, stage: stage.map(code))))
        }
        given(Sample.opened).when(adopt(nil), Self.next()).then(Self.at("roads", 2))
        given(Sample.opened).when(adopt("trees"), Self.next()).then(Self.at("trees", 2))
        given(Sample.opened, Sample.closed).when(adopt(nil), Self.next())
            .then(Self.at("closed", 2))
        given(Sample.opened).when(adopt("closed"), Self.next())
            .refused(.process(.noStageOver(.open)))
        given(Sample.opened).when(adopt("nowhere"), Self.next())
            .refused(.process(.noSuchStage(code("nowhere"))))
        given(Sample.opened, Self.at("bins")).when(adopt(nil), Self.next())
            .refused(.process(.adopted))
        given().when(adopt(nil), Self.next()).refused(.noSuchCase)
    }
}
