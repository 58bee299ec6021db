// SPDX-License-Identifier: Apache-2.0
import Foundation
import MerkleTree
import Testing

/// Vectors of others, beside the project; where they are not there, these tests say so and are
/// skipped.
let vectors = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
    .appendingPathComponent("../shared/data/transparency-log")
let areThere = FileManager.default.fileExists(atPath: vectors.path)
let skipped: Comment = "the shared data are not here"

/// Some vectors have bytes for roots that are no hash; another hash stands for them here.
private func hash(_ text: String?) -> TreeHash? {
    text.flatMap { $0.isEmpty ? nil : Data(base64Encoded: $0) }.map {
        TreeHash(Array($0)) ?? .leaf(Array($0))
    }
}

/// A proof as transparency-dev/merkle writes it down.
private struct Vector: Decodable {
    let leafIdx: UInt64?
    let treeSize: UInt64?
    let start: UInt64?
    let end: UInt64?
    let size: UInt64?
    let size1: UInt64?
    let size2: UInt64?
    let root: String?
    let root1: String?
    let root2: String?
    let leafHash: String?
    let proof: [String]?
    let wantErr: Bool

    func holds(_ kind: String) -> Bool {
        func number(_ value: UInt64?) -> Int { value.flatMap { Int(exactly: $0) } ?? -1 }
        var hashes: [TreeHash] = []
        for text in proof ?? [] {
            guard let hash = hash(text) else { return false }
            hashes.append(hash)
        }
        func range() -> Range<Int>? {
            number(start) <= number(end) ? number(start)..<number(end) : nil
        }
        switch kind {
        case "inclusion":
            guard let leaf = hash(leafHash), let root = hash(root) else { return false }
            return ProofChecker.includes(
                leaf, at: number(leafIdx), in: number(treeSize), root: root, proof: hashes)
        case "subtreeinclusion":
            guard let leaf = hash(leafHash), let root = hash(root), let range = range() else {
                return false
            }
            return ProofChecker.includes(
                leaf, at: number(leafIdx), of: range, root, proof: hashes)
        case "consistency":
            guard let root1 = hash(root1), let root2 = hash(root2) else { return false }
            return ProofChecker.extends(
                from: number(size1), root1, to: number(size2), root2, proof: hashes)
        default:
            guard let root1 = hash(root1), let root2 = hash(root2), let range = range() else {
                return false
            }
            return ProofChecker.contains(
                range, root1, in: number(size), root: root2, proof: hashes)
        }
    }
}

@Suite("The public vectors") struct VectorTests {
    @Test(
        "of proofs: the sound hold, the corrupt do not", .enabled(if: areThere, skipped),
        arguments: [
            ("inclusion", 3, 43), ("consistency", 3, 51), ("subtreeinclusion", 4, 97),
            ("subtreeconsistency", 4, 56),
        ])
    func proofs(kind: String, sound: Int, corrupt: Int) throws {
        let folder = vectors.appendingPathComponent("merkle-proofs/\(kind)")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        var (held, refused) = (0, 0)
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "json" else { continue }
            let vector = try JSONDecoder().decode(Vector.self, from: try Data(contentsOf: file))
            #expect(vector.holds(kind) == !vector.wantErr, "\(file.lastPathComponent)")
            if vector.wantErr { refused += 1 } else { held += 1 }
        }
        #expect(held == sound)
        #expect(refused == corrupt)
    }

    @Test("of signed notes are read, verified and written back", .enabled(if: areThere, skipped))
    func notes() throws {
        struct File: Decodable {
            struct Vector: Decodable {
                let vkey: String
                let signed_note: String
            }
            let vectors: [Vector]
        }
        let data = try Data(contentsOf: vectors.appendingPathComponent("signed-note-vectors.json"))
        let found = try JSONDecoder().decode(File.self, from: data).vectors
        #expect(found.count == 2)
        for vector in found {
            let key = try #require(NoteKey(vector.vkey))
            #expect(key.description == vector.vkey)
            let note = try #require(SignedNote(vector.signed_note))
            #expect(note.description == vector.signed_note)
            #expect(key.verifies(note))
            let other = SignedNote(text: "!" + note.text, signatures: note.signatures)
            #expect(!key.verifies(other))
        }
    }
}
