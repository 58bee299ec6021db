// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Ledger

extension Ledger.Surroundings {
    /// The machine's own clock and randomness; a commit whose outcome is unknown ends the process
    /// with code 3, so that nothing is acknowledged on a guess.
    static var process: Ledger.Surroundings {
        var surroundings = Ledger.Surroundings()
        surroundings.onUnknownOutcome = { reason in
            say(
                "the system failed in a commit (\(reason)); this process ends: see that the disk "
                    + "is well and has room, then start it again")
            Foundation.exit(3)
        }
        return surroundings
    }
}
