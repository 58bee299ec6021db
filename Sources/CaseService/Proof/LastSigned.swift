// SPDX-License-Identifier: Apache-2.0
internal import Foundation
package import Ledger
package import MerkleTree
internal import SyncedFile

/// The checkpoint that was signed last, in a file beside the signing key. The ledger keeps its
/// checkpoints itself; but whoever can put another file in its place takes them along. Then this
/// one is left, and the log must still begin with it.
package struct LastSigned: Sendable {
    /// Where it may lie: beside the key, and, where that folder is not ours to write, with the
    /// data folder's own keys, which come last. What lies at any of them counts, so that a file
    /// more can raise an alarm and never silence one.
    private let places: [String]

    package init(places: [String]) { self.places = places }

    /// What lies at a place.
    package enum Found: Sendable {
        case note(SignedNote, Checkpoint, path: String)
        /// Something that is no checkpoint, or that cannot be read.
        case spoilt(path: String)

        /// The events that it covers; nil where it does not say.
        package var size: Int? {
            if case .note(_, let checkpoint, _) = self { checkpoint.size } else { nil }
        }

        package var path: String {
            switch self {
            case .note(_, _, let path), .spoilt(let path): path
            }
        }
    }

    /// Where it lies, or will.
    package var path: String { read().first?.path ?? places.first ?? "" }

    /// What lies at each place, in their order; empty where nothing does.
    package func read() -> [Found] { places.compactMap { read($0) } }

    private func read(_ path: String) -> Found? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let data = FileManager.default.contents(atPath: path),
            let note = SignedNote(String(decoding: data, as: UTF8.self)),
            let checkpoint = Checkpoint(text: note.text)
        else { return .spoilt(path: path) }
        return .note(note, checkpoint, path: path)
    }

    /// Why nothing more may be signed, as a sentence; nil where the log extends what was signed
    /// last, or where that is not known. O(log n).
    package func contradiction(in ledger: Ledger) throws(LedgerError) -> String? {
        for found in read() {
            if let problem = try contradiction(found, in: ledger) { return problem }
        }
        return nil
    }

    private func contradiction(
        _ found: Found, in ledger: Ledger
    ) throws(LedgerError) -> String? {
        switch found {
        case .spoilt(let path):
            return "\(path) is no checkpoint, or not readable: it is to hold the last that was "
                + "signed. Nothing is signed until it is put right, or moved away"
        case .note(_, let signed, let path):
            guard signed.origin == ledger.identity.origin else {
                return "\(path) is of another ledger, and nothing is signed: put that ledger back, "
                    + "or give each ledger a signing key and a folder of keys of its own"
            }
            let what: String
            switch try ledger.succession(to: signed) {
            case .extends: return nil
            case .shorter:
                what =
                    "this ledger has fewer events than the \(signed.size) that were signed last, "
                    + "as \(path) shows: it was put back from an older copy, or cut off"
            case .differs:
                what =
                    "this ledger does not begin with the \(signed.size) events that were signed "
                    + "last, as \(path) shows: it was changed, or put back from an older copy"
            }
            return what + ". Nothing more is signed. Keep that file, it proves it, and run "
                + "`caseledger verify`; only if you put an older copy back yourself, move it away"
        }
    }

    /// Writes the checkpoint of a new ledger, which nobody else has open; what hinders that is said
    /// at the next.
    func begin(with kept: KeptCheckpoint) { _ = write(kept) }

    /// Writes the newest checkpoint that the ledger keeps, unless one as new is there. The ledger's
    /// own lock lets one process at a time do so: an older never takes the place of a newer.
    ///
    /// - Parameter isSigned: Whether the key in force signed a checkpoint.
    func renew(
        from ledger: Ledger, isSigned: (KeptCheckpoint) -> Bool
    ) throws(ServiceError) {
        var failure: ServiceError?
        do throws(LedgerError) {
            guard let newest = try ledger.checkpoint(), !isRemembered(newest) else { return }
            try ledger.withNewestCheckpoint { kept in
                guard !isRemembered(kept) else { return }
                if !isSigned(kept) {
                    failure = .signingKey(
                        "the newest checkpoint in the ledger, of \(kept.checkpoint.size) events, "
                            + "is not signed by the key in force; run `caseledger verify`")
                } else if !write(kept) {
                    failure = .notRemembered(
                        "\(places.first ?? "") beside the signing key cannot be written; see that "
                            + "the folder is yours to write, and has room")
                }
            }
        } catch { throw .ledger(error) }
        if let failure { throw failure }
    }

    /// Whether the first place has one as new. What is no checkpoint is not written over.
    private func isRemembered(_ kept: KeptCheckpoint) -> Bool {
        places.first.map { isAsNew($0, kept) } ?? true
    }

    private func isAsNew(_ path: String, _ kept: KeptCheckpoint) -> Bool {
        switch read(path) {
        case nil: false
        case .note(_, let there, _)?: there.size >= kept.checkpoint.size
        case .spoilt?: true
        }
    }

    /// Writes it at the first place that can be written.
    private func write(_ kept: KeptCheckpoint) -> Bool {
        places.contains { path in
            if isAsNew(path, kept) { return true }
            if path == places.last {
                // Where the keys lie elsewhere, the data folder need not have a folder for them.
                try? FileManager.default.createDirectory(
                    atPath: (path as NSString).deletingLastPathComponent,
                    withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            }
            let bytes = Array(kept.note.description.utf8)
            return (try? writeSynced(bytes, to: path, forAll: true)) != nil
        }
    }
}

extension LastSigned.Found {
    /// Holds it against an audit that was asked for the moment of its size, and that began after
    /// it was read.
    package func check(_ report: inout AuditReport, origin: String) {
        switch self {
        case .spoilt(let path):
            report.find(nil, "\(path), which is to hold the last checkpoint, is none")
        case .note(let note, let checkpoint, let path):
            let size = checkpoint.size
            func find(_ text: String) {
                report.find(size, "the checkpoint of \(size) events that lies in \(path) \(text)")
            }
            guard checkpoint.origin == origin else { return find("is another ledger's") }
            guard size <= report.size else {
                return find(
                    "was signed, and there are \(report.size): the last were cut off, or the "
                        + "ledger is an older copy; keep that file, it proves it")
            }
            if let problem = report.problem(of: note, size: size) { find(problem) }
            if report.moments[size]?.root != checkpoint.root {
                find(
                    "is not of these events: one of them or before was changed since; keep that "
                        + "file, it proves it")
            } else if !report.checkpoints.contains(where: { $0.size == size }) {
                find("is not among those that the ledger keeps: they were taken away")
            }
        }
    }
}
