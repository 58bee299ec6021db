// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Ledger
internal import MerkleTree
internal import SyncedFile
internal import Synchronization

/// A folder, best on a disk of another machine, with a file `SIZE.checkpoint` for each checkpoint,
/// the size in twenty digits so that the newest is the last in the order of names.
final class FolderDestination: Destination {
    let kind = Delivery.Kind.folder
    private let place: String
    /// The root over the ledger's first events; nil where it cannot be read.
    private let root: @Sendable (Int) -> TreeHash?
    private let isBusy = Mutex(false)
    /// Whether what lay there when this process began was compared with the ledger.
    private let isCompared = Mutex(false)

    init(_ path: String, root: @escaping @Sendable (Int) -> TreeHash?) {
        place = path
        self.root = root
    }

    func send(
        _ kept: KeptCheckpoint, last: Int, within limit: Duration
    ) async throws(DeliveryProblem) {
        let wasBusy = isBusy.withLock { busy in
            defer { busy = true }
            return busy
        }
        // A mount that hangs would take a thread at every tick.
        guard !wasBusy else { throw .failed("the folder has not answered since the last attempt") }
        let result = await onThread(within: limit) { [self] in
            defer { isBusy.withLock { $0 = false } }
            return Result { () throws(DeliveryProblem) in try write(kept) }
        }
        guard let result else { throw .failed("the folder did not answer in time") }
        try result.get()
    }

    private func write(_ kept: KeptCheckpoint) throws(DeliveryProblem) {
        let real = URL(fileURLWithPath: place).resolvingSymlinksInPath().path
        let type = try? FileManager.default.attributesOfItem(atPath: real)[.type]
        guard type as? FileAttributeType == .typeDirectory else {
            // Never made here: below a mount point that is empty it would lie on this very disk.
            throw .failed("the folder is not there; is it mounted?")
        }
        if !isCompared.withLock(\.self) {
            try compare(with: kept.checkpoint)
            isCompared.withLock { $0 = true }
        }
        let path = "\(place)/\(Self.name(kept.checkpoint.size))"
        if let there = FileManager.default.contents(atPath: path) {
            guard Self.checkpoint(there) == kept.checkpoint else {
                throw .contradicted(
                    "another checkpoint of \(kept.checkpoint.size) events lies there already; it "
                        + "was left as it is")
            }
            return
        }
        do { try writeSynced(Array(kept.note.description.utf8), to: path, forAll: true) } catch {
            throw .failed(
                error.code == ENOSPC || error.code == EDQUOT
                    ? "the folder has no room left"
                    : "the folder cannot be written; see that it is this user's to write")
        }
    }

    /// Compares the newest checkpoint in the folder with the ledger: the folder remembers what a
    /// ledger that was put back to an earlier state does not.
    private func compare(with own: Checkpoint) throws(DeliveryProblem) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
        guard
            let last = names.filter({ $0.wholeMatch(of: /\d{20}\.checkpoint/) != nil }).max(),
            let bytes = FileManager.default.contents(atPath: "\(place)/\(last)"),
            let found = Self.checkpoint(bytes)
        else { return }
        guard found.origin == own.origin else {
            throw .failed(
                "checkpoints of another ledger lie there; give each ledger a folder of its own")
        }
        guard found.size <= own.size else {
            throw .contradicted(
                "a checkpoint of \(found.size) events lies there, and this ledger has signed "
                    + "\(own.size): it was put back to an earlier state")
        }
        guard let root = root(found.size) else { throw .failed("the ledger does not answer") }
        guard root == found.root else {
            throw .contradicted(
                "the first \(found.size) events are not those of the checkpoint that lies there")
        }
    }

    private static func name(_ size: Int) -> String {
        let digits = String(size)
        return String(repeating: "0", count: 20 - digits.utf8.count) + digits + ".checkpoint"
    }

    private static func checkpoint(_ bytes: Data) -> Checkpoint? {
        SignedNote(String(decoding: bytes, as: UTF8.self)).flatMap { Checkpoint(text: $0.text) }
    }
}
