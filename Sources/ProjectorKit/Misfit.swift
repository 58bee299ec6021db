// SPDX-License-Identifier: Apache-2.0
package import Ledger
internal import MerkleTree
package import ReadModels

/// Why a read model that is there is of no use to this ledger and this program; a projector builds
/// it anew.
package enum Misfit: Equatable, Sendable, CustomStringConvertible {
    /// The file is damaged, or not a read model.
    case unreadable
    case otherLedger
    /// It was folded by another version of the projection.
    case otherVersion(Int, ours: Int)
    /// It has seen events that the ledger does not have, as after a restore from an older copy.
    case ahead(Position, head: Position)
    /// The ledger has another event at the bookmark's position.
    case otherEvent(Position)

    /// Nil for a model that this version of the projection made from this very log.
    package static func of(
        _ bookmark: Bookmark, version: Int, in ledger: Ledger
    ) throws(LedgerError) -> Misfit? {
        guard bookmark.ledger == ledger.identity.id else { return .otherLedger }
        guard bookmark.version == version else {
            return .otherVersion(bookmark.version, ours: version)
        }
        guard bookmark.position > 0 else { return nil }
        guard let event = try ledger.event(at: bookmark.position) else {
            return .ahead(bookmark.position, head: try ledger.head().position)
        }
        let isSame = TreeHash.leaf(event.bytes).description == bookmark.leaf
        return isSame ? nil : .otherEvent(bookmark.position)
    }

    /// Whether its rows are true, if of an older form: they are shown until the new ones are there.
    var isTrue: Bool {
        if case .otherVersion = self { true } else { false }
    }

    package var description: String {
        let reason =
            switch self {
            case .unreadable: "its file is damaged, or is no read model"
            case .otherLedger: "it was made from another ledger"
            case .otherVersion(let version, let ours):
                "it was made by version \(version) of the projection, this program has \(ours)"
            case .ahead(let position, let head):
                "it has seen position \(position) and the ledger ends at \(head), as after a "
                    + "restore from an older copy"
            case .otherEvent(let position):
                "the ledger has another event at its position \(position)"
            }
        return "\(reason); `caseledger up` and `caseledger project` build it anew by themselves"
    }
}
