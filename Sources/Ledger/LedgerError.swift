// SPDX-License-Identifier: Apache-2.0

/// Why the ledger did not do what was asked. No case holds a person's words.
package enum LedgerError: Error, Equatable {
    /// The stream is not at the version that the command was decided on: read these, decide again.
    case conflict(actualVersion: Int, since: [RecordedEvent])
    /// A unique claim of the commit is held since the event at `position`.
    case claimTaken(index: Int, position: Position)
    /// The data key that values were sealed under is not the owner's any more: seal them again.
    case staleKey(owner: String)
    /// The commit is malformed; our own mistake, or input that should have been refused earlier.
    case invalid(String)
    /// An event, a value or a commit is larger than the ledger takes.
    case tooLarge(String, limit: Int, actual: Int)
    /// Something was asked of the first `size` events, and there are fewer.
    case beyond(size: Int)
    /// The machine's clock is behind the last event by more than five seconds.
    case clockBehind(seconds: Int)
    /// The machine's clock leapt ahead by more than a day while the program ran.
    case clockAhead(seconds: Int)
    /// More commits wait than the writer keeps; try again later.
    case busy
    /// The disk has no room left but the reserve; nothing was written.
    case full
    /// The map, of so many bytes, has no room left, whatever the disk has; nothing was written.
    case mapFull(size: Int)
    /// A commit failed in the system: whether it is durable is unknown. The process must end.
    case outcomeUnknown(String)
    /// Something stored does not read back as it was written.
    case damaged(position: Position?, reason: String)
    /// The folder holds no ledger, or one that this program does not open.
    case unusable(String)
    /// There is a ledger's file, and what is in it cannot be read: it is damaged, or of another
    /// program or version.
    case unreadable(String)
    /// The storage answered with an error of its own.
    case storage(String)
}

extension LedgerError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .conflict(let actual, let since):
            "the stream is at version \(actual); \(since.count) events came first"
        case .claimTaken(_, let position): "already recorded, at position \(position)"
        case .staleKey: "the owner's data key has changed meanwhile; try again"
        case .invalid(let reason): "the ledger refuses a malformed commit: \(reason)"
        case .tooLarge(let what, let limit, let actual):
            "\(what) is too large: \(actual), the limit is \(limit)"
        case .beyond(let size): "the log has fewer than \(size) events"
        case .clockBehind(let seconds):
            "this machine's clock is \(seconds) s behind the last event; set it right and try again"
        case .clockAhead(let seconds):
            "this machine's clock leapt \(seconds) s ahead; set it right and try again"
        case .busy: "too many commits wait for the ledger; try again in a moment"
        case .full, .mapFull:
            shortage.map { "\($0.what); nothing was written: \($0.mend) and try again" } ?? ""
        case .outcomeUnknown(let reason):
            "the system failed in a commit, its outcome is unknown (\(reason)); start again"
        case .damaged(let position, let reason):
            position.map { "the ledger is damaged at position \($0): \(reason)" }
                ?? "the ledger is damaged: \(reason)"
        case .unusable(let reason), .unreadable(let reason): reason
        case .storage(let reason): "the storage failed: \(reason)"
        }
    }

    /// What there is no room in, and how to make some; nil for any other error.
    package var shortage: (what: String, mend: String)? {
        switch self {
        case .full:
            (
                "there is no room left for the ledger, which leaves the last "
                    + "\(Limit.diskReserve >> 20) MiB of its disk to others", "make room"
            )
        case .mapFull(let size):
            (
                "the ledger has reached its map-size of \(Self.words(bytes: size))",
                "raise `map-size` in caseledger.yaml, or CASELEDGER_MAP_SIZE where it is set, "
                    + "start the server anew"
            )
        default: nil
        }
    }

    /// `4 MiB`, as settings are written.
    private static func words(bytes: Int) -> String {
        let units = [(30, "GiB"), (20, "MiB"), (10, "KiB")]
        let unit = units.first { bytes >= 1 << $0.0 && bytes % (1 << $0.0) == 0 }
        return unit.map { "\(bytes >> $0.0) \($0.1)" } ?? "\(bytes) bytes"
    }
}
