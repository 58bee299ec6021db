// SPDX-License-Identifier: Apache-2.0

extension CaseState {
    /// The provision that a clock of this case is read by; nil where nobody set a limit.
    func regime(
        of clock: ClockName, _ rules: ClockRules, _ process: CaseProcess? = nil
    ) -> Regime? {
        switch clock {
        case .acknowledgement: .complaintAck
        case .stage1: .complaintStage1
        case .stage2: .complaintStage2
        case .review: law(in: rules.jurisdiction)?.review
        case .answer: law(in: rules.jurisdiction)?.regime ?? promise(process)
        }
    }

    /// What the authority's process promises for the channel that the contact came by.
    private func promise(_ process: CaseProcess?) -> Regime? {
        guard let channel, case .clock(let regime)? = process?.targets[channel] else { return nil }
        return regime
    }
}
