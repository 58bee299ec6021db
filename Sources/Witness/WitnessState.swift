// SPDX-License-Identifier: Apache-2.0
internal import Crypto
internal import Foundation
package import Ledger
package import MerkleTree
internal import SyncedFile
internal import Vault

/// Why a witness cannot work.
package enum WitnessError: Error, Equatable, CustomStringConvertible {
    /// It has no name yet, or one that is none.
    case unnamed
    /// Its key bears this name.
    case named(String)
    /// A file of its folder; a sentence.
    case unusable(String)

    package var description: String {
        switch self {
        case .unnamed:
            "a witness needs a name the first time, such as witness.example/w1, without spaces and "
                + "plus signs"
        case .named(let name):
            "this witness is called \(name), and its key bears that name; leave the name out, or "
                + "give it another folder"
        case .unusable(let reason): reason
        }
    }
}

/// A witness's folder: its key, and of each log the newest checkpoint that it cosigned.
///
///     DIR/witness.key                 the key's seed, mode 0600
///     DIR/witness.pub                 NAME+ID+BASE64, to be handed over
///     DIR/logs/HASH.checkpoint        HASH: SHA-256 of the log's origin, in hexadecimal
///     DIR/logs/HASH.contradiction     the first signed note that contradicts it
package struct WitnessState: Sendable {
    package let folder: String
    let signer: NoteSigner

    /// The witness's key, as logs are given it.
    package var key: NoteKey { signer.verifier }

    /// Opens the folder, or makes it, with a new key.
    ///
    /// - Parameter name: The witness's; needed the first time alone.
    package init(
        folder: String, name: String?, random: any RandomSource = SystemRandom()
    ) throws(WitnessError) {
        self.folder = folder
        let publicFile = "\(folder)/witness.pub"
        let known = (try? String(contentsOfFile: publicFile, encoding: .utf8)).flatMap {
            NoteKey($0.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        if let known, let name, name != known.name { throw .named(known.name) }
        guard let name = known?.name ?? name, SignedNote.isName(name) else { throw .unnamed }
        do {
            try FileManager.default.createDirectory(
                atPath: "\(folder)/logs", withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch { throw .unusable("the folder \(folder) cannot be made; choose another") }
        let seed: [UInt8]
        let file = KeyFile("\(folder)/witness.key")
        do throws(KeyFile.Problem) {
            // A key that is known and not there is lost: another would be another witness.
            seed = known == nil && !file.exists ? try file.create(random) : try file.read()
        } catch { throw .unusable("\(error)") }
        guard let signer = NoteSigner(name: name, algorithm: .cosignature, seed: seed),
            known == nil || known == signer.verifier
        else {
            throw .unusable(
                "\(file.path) and \(publicFile) are not of one key; put back what was there")
        }
        self.signer = signer
        if known == nil {
            try Self.write(Array("\(signer.verifier.description)\n".utf8), to: publicFile)
        }
    }

    /// The newest checkpoint of a log that was cosigned here; nil for none.
    func seen(_ origin: String) throws(WitnessError) -> Checkpoint? {
        let path = path(origin, "checkpoint")
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        // What does not read must not count as never seen.
        guard let bytes = FileManager.default.contents(atPath: path),
            let note = SignedNote(String(decoding: bytes, as: UTF8.self)),
            let checkpoint = Checkpoint(text: note.text), checkpoint.origin == origin
        else { throw .unusable("\(path) does not read; nothing of this log is cosigned") }
        return checkpoint
    }

    /// Records a checkpoint as the newest of its log; durable when this returns.
    func record(_ note: SignedNote, of origin: String) throws(WitnessError) {
        try Self.write(Array(note.description.utf8), to: path(origin, "checkpoint"))
    }

    /// Keeps a note that contradicts what was cosigned: the two together prove what the log did.
    func keepContradiction(_ note: SignedNote, of origin: String) throws(WitnessError) {
        let path = path(origin, "contradiction")
        guard !FileManager.default.fileExists(atPath: path) else { return }
        try Self.write(Array(note.description.utf8), to: path)
    }

    private func path(_ origin: String, _ kind: String) -> String {
        let name = SHA256.hash(data: Array(origin.utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0" + digits : digits
        }.joined()
        return "\(folder)/logs/\(name).\(kind)"
    }

    private static func write(_ bytes: [UInt8], to path: String) throws(WitnessError) {
        do { try writeSynced(bytes, to: path) } catch {
            throw .unusable("\(path) cannot be written; is there room, and is it yours?")
        }
    }
}
