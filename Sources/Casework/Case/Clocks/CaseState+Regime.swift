// SPDX-License-Identifier: Apache-2.0

extension CaseState {
    /// What a clock of this case is read by; nil where nobody set a limit.
    func limit(
        of clock: ClockName, _ rules: ClockRules, _ process: CaseProcess? = nil
    ) -> CaseProcess.ServiceTarget? {
        switch clock {
        case .acknowledgement: .clock(.complaintAck)
        case .stage1: .clock(.complaintStage1)
        case .stage2: .clock(.complaintStage2)
        case .review: (law(in: rules.jurisdiction)?.review).map { .clock($0) }
        case .answer:
            (law(in: rules.jurisdiction)?.regime).map { .clock($0) }
                ?? channel.flatMap { process?.targets[$0] }
        }
    }
}
