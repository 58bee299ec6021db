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
    private let log: SignedLog
    private let isBusy = Mutex(false)
    /// Whether what lay there when this process began was compared with the ledger, and was all of
    /// this ledger's.
    private let isCompared = Mutex(false)

    /// The files that this process put there before it was: they say nothing of earlier days.
    private let written = Mutex<Set<String>>([])
    /// Files that are read in search of one of this ledger's.
    private static let longestSearch = 1_000

    init(_ path: String, log: SignedLog) {
        place = path
        self.log = log
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
        if isCompared.withLock(\.self) { return try put(kept) }
        let complaint = try compare(with: kept.checkpoint)
        // A file that says nothing must not keep others from being written, nor be passed over.
        try put(kept)
        if let complaint { throw .failed(complaint) }
        isCompared.withLock { $0 = true }
    }

    private func put(_ kept: KeptCheckpoint) throws(DeliveryProblem) {
        let name = Self.name(kept.checkpoint.size)
        let path = "\(place)/\(name)"
        if let there = FileManager.default.contents(atPath: path) {
            guard Self.note(there).flatMap({ Checkpoint(text: $0.text) }) == kept.checkpoint else {
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
        if !isCompared.withLock(\.self) { _ = written.withLock { $0.insert(name) } }
    }

    /// Compares the newest checkpoint in the folder that this ledger signed with the ledger: the
    /// folder remembers what a ledger that was put back to an earlier state does not.
    ///
    /// - Returns: What is to be said of newer files that are none of this ledger's; nil where there
    ///   is no such file.
    private func compare(with own: Checkpoint) throws(DeliveryProblem) -> String? {
        guard let all = try? FileManager.default.contentsOfDirectory(atPath: place),
            let keys = log.keys()
        else { throw .failed("the folder, or the ledger, does not answer") }
        let ours = written.withLock { $0 }
        let names = all.filter {
            !ours.contains($0) && $0.wholeMatch(of: /[0-9]{20}\.checkpoint/) != nil
        }
        .sorted(by: >)
        var others: [String] = []
        for name in names.prefix(Self.longestSearch) {
            let bytes = FileManager.default.contents(atPath: "\(place)/\(name)")
            if let note = bytes.flatMap(Self.note), let found = Checkpoint(text: note.text),
                found.origin == own.origin, Self.name(found.size) == name,
                keys.contains(where: { $0.verifies(note) })
            {
                try compare(found, with: own)
                break
            }
            others.append(name)
        }
        guard let newest = others.first else { return nil }
        let what =
            "the file \(newest) there cannot be read, or is no checkpoint that this ledger signed"
        guard newest <= Self.name(own.size) else {
            throw .contradicted(
                "\(what), and it has signed no more than \(own.size) events: was it put back to an "
                    + "earlier state? If not, move the file away")
        }
        return "\(what); move it away, and give each ledger a folder of its own"
    }

    private func compare(
        _ found: Checkpoint, with own: Checkpoint
    ) throws(DeliveryProblem) {
        guard found.size <= own.size else {
            throw .contradicted(
                "a checkpoint of \(found.size) events lies there, and this ledger has signed "
                    + "\(own.size): it was put back to an earlier state")
        }
        guard let root = log.root(found.size) else { throw .failed("the ledger does not answer") }
        guard root == found.root else {
            throw .contradicted(
                "the first \(found.size) events are not those of the checkpoint that lies there")
        }
    }

    private static func name(_ size: Int) -> String {
        let digits = String(size)
        return String(repeating: "0", count: 20 - digits.utf8.count) + digits + ".checkpoint"
    }

    private static func note(_ bytes: Data) -> SignedNote? {
        SignedNote(String(decoding: bytes, as: UTF8.self))
    }
}

/// What a folder's checkpoints are held against; both block, and give nil where the ledger cannot
/// be read.
struct SignedLog: Sendable {
    /// The root over so many of its first events.
    let root: @Sendable (Int) -> TreeHash?
    /// Every key that it adopted.
    let keys: @Sendable () -> [NoteKey]?
}
