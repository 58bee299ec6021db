// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import Foundation
internal import MerkleTree

/// A checkpoint that an auditor kept in a file, and the key that they trust.
struct OldCheckpoint {
    let note: SignedNote
    let checkpoint: Checkpoint
    let trusted: NoteKey?

    /// Nil where no file is named.
    ///
    /// - Throws: A usage error where the file or the key is none.
    init?(file: String?, key: String?) throws {
        guard let file else { return nil }
        func wrong(_ problem: String) -> ValidationError {
            ValidationError(
                "\(problem); a checkpoint is a signed note as this ledger's /checkpoint serves it.")
        }
        guard let data = FileManager.default.contents(atPath: file) else {
            throw ValidationError("The checkpoint '\(file)' is not there or not readable.")
        }
        guard let note = SignedNote(handedBack: String(decoding: data, as: UTF8.self)) else {
            throw wrong("'\(file)' is no signed note: text, an empty line, lines of signatures")
        }
        guard let checkpoint = Checkpoint(text: note.text) else {
            throw wrong("The note '\(file)' is no checkpoint: name, number of events, root")
        }
        self.note = note
        self.checkpoint = checkpoint
        trusted = try key.map {
            guard let key = NoteKey($0) else {
                throw ValidationError("The key is none: it is one word, NAME+ID+BASE64.")
            }
            return key
        }
    }
}
