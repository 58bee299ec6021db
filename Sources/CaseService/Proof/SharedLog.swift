// SPDX-License-Identifier: Apache-2.0
package import Casework
package import Ledger
package import MerkleTree

/// The log as verifiers read it, and no further than a checkpoint covers it.
extension CaseService {
    /// The newest kept checkpoint over at most `size` events.
    ///
    /// - Throws: `.forbidden`; `.ledger(.beyond)` where there is none yet.
    package func checkpoint(
        upTo size: Int, actor: Actor
    ) throws(ServiceError) -> KeptCheckpoint {
        try Authorisation.require(actor, .readLog)
        do throws(LedgerError) {
            guard let kept = try ledger.checkpoint(upTo: size) else { throw .beyond(size: 1) }
            return kept
        } catch { throw .ledger(error) }
    }

    /// Kept checkpoints over at most `size` events, the largest first.
    package func checkpoints(
        upTo size: Int, limit: Int, actor: Actor
    ) throws(ServiceError) -> [KeptCheckpoint] {
        try Authorisation.require(actor, .readLog)
        var (found, next): ([KeptCheckpoint], Int) = ([], size)
        do throws(LedgerError) {
            while found.count < limit, let kept = try ledger.checkpoint(upTo: next) {
                found.append(kept)
                next = kept.checkpoint.size - 1
            }
        } catch { throw .ledger(error) }
        return found
    }

    /// A tile's bytes, as C2SP tlog-tiles has them: 32 for each hash, or for each entry its length
    /// in two bytes, the most significant first, and the event.
    ///
    /// - Parameter size: Of the checkpoint that covers it.
    /// - Throws: `.forbidden`; `.ledger(.beyond)` where the tile reaches beyond `size`.
    package func bytes(
        of tile: Tile, within size: Int, actor: Actor
    ) throws(ServiceError) -> [UInt8] {
        try Authorisation.require(actor, .readLog)
        do throws(LedgerError) {
            // No log that a machine holds has a tile further on, and numbers stay small.
            guard tile.index < 1 << 40 else { throw .beyond(size: .max) }
            let first = tile.index * Tile.width
            let level = if case .hashes(let level) = tile.kind { level } else { 0 }
            guard first + tile.count <= size >> (8 * level) else { throw .beyond(size: .max) }
            switch tile.kind {
            case .hashes:
                return try ledger.hashes(level: level, tile: tile.index, count: tile.count)
                    .flatMap(\.bytes)
            case .entries:
                let entries = try ledger.bytes(after: first, limit: tile.count)
                guard entries.count == tile.count else {
                    throw .damaged(position: first + entries.count + 1, reason: "it is missing")
                }
                return entries.flatMap { entry in
                    let length = UInt16(clamping: entry.bytes.count)
                    return [UInt8(length >> 8), UInt8(length & 0xff)] + entry.bytes
                }
            }
        } catch { throw .ledger(error) }
    }
}
