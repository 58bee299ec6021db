// SPDX-License-Identifier: Apache-2.0
internal import CaseService

extension DataFolder {
    /// Signs what a command has appended. What it did is done and durable: that nothing could be
    /// signed is said, and does not make it fail.
    func keepCheckpoint(_ service: CaseService) {
        do { try checkpointKeeper(service).keep() } catch {
            if case .contradicted = error {
                say("ALARM: \(error).")
            } else {
                say("Not signed yet: \(error).")
            }
        }
    }
}
