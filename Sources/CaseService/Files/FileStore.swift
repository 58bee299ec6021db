// SPDX-License-Identifier: Apache-2.0
internal import Casework
internal import Crypto
internal import Foundation
internal import Ledger
internal import SyncedFile

/// Where files lie sealed: `files/ab/ab12…`, named by the digest of their bytes.
///
/// Each is sealed under a key of its own (AES-256-GCM, the case bound to it), which stands sealed
/// in the event that adds it. A file whose event was never recorded is of no use to anybody.
struct FileStore: Sendable {
    /// Nil where the ledger was opened without its folder.
    let path: String?

    struct SealedFile {
        let digest: Bytes32
        let key: Bytes32
        let bytes: [UInt8]
    }

    func seal(_ bytes: [UInt8], of owner: String, _ random: any RandomSource) -> SealedFile? {
        let key = random.bytes(32)
        guard let key = Bytes32(key), let nonce = try? AES.GCM.Nonce(data: random.bytes(12)),
            let sealed = try? AES.GCM.seal(
                bytes, using: SymmetricKey(data: key.bytes), nonce: nonce,
                authenticating: Array(owner.utf8)),
            let combined = sealed.combined
        else { return nil }
        return SealedFile(
            digest: Bytes32(SHA256.hash(data: combined)), key: key, bytes: Array(combined))
    }

    /// On the disk when it returns.
    func write(_ file: SealedFile) throws(ServiceError) {
        let place = try place(of: file.digest)
        do {
            try FileManager.default.createDirectory(
                atPath: place.folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            try writeSynced(file.bytes, to: place.file)
        } catch { throw .files("a file cannot be written; is the disk full?") }
    }

    /// Of a file that no event names and none will. One that cannot be removed does no harm.
    func remove(_ file: SealedFile) {
        guard let place = try? place(of: file.digest) else { return }
        try? FileManager.default.removeItem(atPath: place.file)
    }

    /// - Throws: Where it is not there, or is not what was sealed.
    func read(_ digest: Bytes32, key: Bytes32, of owner: String) throws(ServiceError) -> [UInt8] {
        let place = try place(of: digest)
        guard let data = FileManager.default.contents(atPath: place.file) else {
            throw .files("a file of this case is not where files lie; put it back from a copy")
        }
        guard Bytes32(SHA256.hash(data: data)) == digest,
            let box = try? AES.GCM.SealedBox(combined: data),
            let bytes = try? AES.GCM.open(
                box, using: SymmetricKey(data: key.bytes), authenticating: Array(owner.utf8))
        else { throw .files("a file of this case was changed since it was sealed") }
        return Array(bytes)
    }

    /// What is wrong with a file as it lies there; nil where nothing is. O(bytes of the file).
    func fault(of digest: Bytes32) -> String? {
        guard let place = try? place(of: digest) else { return nil }
        guard let data = FileManager.default.contents(atPath: place.file) else {
            return "its file is not where files lie"
        }
        return Bytes32(SHA256.hash(data: data)) == digest ? nil : "its file was changed"
    }

    private func place(of digest: Bytes32) throws(ServiceError) -> (folder: String, file: String) {
        guard let path else { throw .files("this ledger has no folder for files") }
        let name = digest.bytes.map { byte in
            let hex = String(byte, radix: 16)
            return byte < 16 ? "0" + hex : hex
        }.joined()
        let folder = "\(path)/\(name.prefix(2))"
        return (folder, "\(folder)/\(name)")
    }
}

extension FileKind {
    /// By the first bytes; nil for a program, which no case needs.
    init?(of bytes: [UInt8]) {
        func begins(_ text: String, at offset: Int = 0) -> Bool {
            bytes.dropFirst(offset).starts(with: Array(text.utf8))
        }
        func begins(_ start: [UInt8]) -> Bool { bytes.starts(with: start) }
        if begins("MZ") || begins([0x7f, 0x45, 0x4c, 0x46]) || begins("#!") { return nil }
        if begins([0xcf, 0xfa, 0xed, 0xfe]) || begins([0xca, 0xfe, 0xba, 0xbe]) { return nil }
        if begins("%PDF-") {
            self = .pdf
        } else if begins([0x89, 0x50, 0x4e, 0x47]) {
            self = .png
        } else if begins([0xff, 0xd8, 0xff]) {
            self = .jpeg
        } else if begins("GIF8") {
            self = .gif
        } else if begins([0x49, 0x49, 0x2a, 0]) || begins([0x4d, 0x4d, 0, 0x2a]) {
            self = .tiff
        } else if begins("RIFF"), begins("WEBP", at: 8) {
            self = .webp
        } else if begins([0x50, 0x4b, 3, 4]) {
            self = Self.isOffice(bytes) ? .office : .other
        } else if begins([0xd0, 0xcf, 0x11, 0xe0]) {
            self = .compound
        } else {
            self = Self.isText(bytes) ? .text : .other
        }
    }

    /// A container whose first entry is that of a document.
    private static func isOffice(_ bytes: [UInt8]) -> Bool {
        let head = String(decoding: bytes.prefix(120).dropFirst(30), as: UTF8.self)
        return head.hasPrefix("[Content_Types].xml") || head.hasPrefix("_rels/")
            || head.hasPrefix("mimetypeapplication/vnd.oasis.opendocument")
    }

    private static func isText(_ bytes: [UInt8]) -> Bool {
        !bytes.contains { $0 < 32 && $0 != 9 && $0 != 10 && $0 != 12 && $0 != 13 }
            && String(validating: bytes, as: UTF8.self) != nil
    }
}
