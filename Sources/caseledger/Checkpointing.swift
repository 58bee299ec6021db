// SPDX-License-Identifier: Apache-2.0
internal import CaseService

extension DataFolder {
    /// Signs what a command has appended. What it did is done and durable: that nothing could be
    /// signed is said, and does not make it fail.
    func keepCheckpoint(_ service: CaseService) {
        do { try checkpointKeeper(service).keep() } catch {
            switch error {
            case .contradicted: say("ALARM: \(error).")
            case .notRemembered: say("Signed, and kept in the ledger alone: \(error).")
            default: say("Not signed yet: \(error).")
            }
        }
    }
}
