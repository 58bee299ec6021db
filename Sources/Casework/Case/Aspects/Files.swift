// SPDX-License-Identifier: Apache-2.0
package import Forms

/// The files that belong to a case (feature 35). A file lies sealed outside the ledger; the event
/// has the digest of the sealed bytes, so that they prove themselves and tell nothing, and seals
/// the key that opens them: with it the file is destroyed.
package struct Files: Equatable, Sendable {
    package struct File: Equatable, Sendable {
        package let digest: Bytes32
        package fileprivate(set) var isWithdrawn = false
    }
    /// By their numbers, from 1.
    package private(set) var all: [File] = []

    package init() {}

    package mutating func evolve(_ event: FileEvent) {
        switch event {
        case .added(let added): all.append(File(digest: added.digest))
        case .withdrawn(let withdrawn):
            guard all.indices.contains(withdrawn.file - 1) else { return }
            all[withdrawn.file - 1].isWithdrawn = true
        }
    }

    package func decide(_ command: FileCommand) throws(Refusal) -> [FileEvent] {
        switch command {
        case .add(let file):
            guard all.count < Limits.files else { throw .tooMany(.file) }
            guard (1...Limits.fileBytes).contains(file.size) else { throw .outOfRange(.fileSize) }
            return [
                .added(
                    FileAdded(
                        file: all.count + 1, kind: file.kind, size: file.size, digest: file.digest,
                        name: file.name.sealed, key: .value(file.key.plainText)))
            ]
        case .withdraw(let given):
            _ = try digest(of: given.file)
            return [.withdrawn(FileWithdrawn(file: given.file, reason: given.reason.sealed))]
        }
    }

    /// - Throws: `.already(.withdrawn)` where one of these was taken out of the case.
    func require(_ digests: [Bytes32]) throws(Refusal) {
        for digest in digests where !all.contains(where: { $0.digest == digest && !$0.isWithdrawn })
        {
            throw .already(.withdrawn)
        }
    }

    /// The sealed bytes of a file that stands.
    func digest(of number: Int) throws(Refusal) -> Bytes32 {
        guard all.indices.contains(number - 1) else { throw .notThere(.file, number) }
        guard !all[number - 1].isWithdrawn else { throw .already(.withdrawn) }
        return all[number - 1].digest
    }
}

/// What a file is, by its first bytes and never by its name.
package enum FileKind: String, CaseIterable, PlainValue {
    case pdf, png, jpeg, gif, tiff, webp
    /// A document of a word processor and the like, in one of the two open containers.
    case office
    /// The older form of those.
    case compound
    case text
    case other
}

// MARK: Events

package enum FileEvent: EventFamily {
    case added(FileAdded)
    case withdrawn(FileWithdrawn)

    package var payload: any Recorded {
        switch self {
        case .added(let event): event
        case .withdrawn(let event): event
        }
    }
    package static let forms: [KnownForm<FileEvent>] = [
        KnownForm(FileAdded.self, FileEvent.added),
        KnownForm(FileWithdrawn.self, FileEvent.withdrawn),
    ]
}

package struct FileAdded: Recorded {
    package var file: Int
    package var kind: FileKind
    /// In bytes, before it was sealed.
    package var size: Int
    /// SHA-256 of the sealed bytes, by which they are named.
    package var digest: Bytes32
    package var name: Sealed<String>
    /// 32 bytes in Base64.
    package var key: Sealed<String>

    package static let form = Form(
        "case.fileAdded", Self.init, Field("file", \.file), Field("kind", \.kind),
        Field("size", \.size), Field("digest", \.digest), Field("name", \.name),
        Field("key", \.key))
}

/// It does not belong to the case; it stays where it is, as does what was sent with it.
package struct FileWithdrawn: Recorded {
    package var file: Int
    package var reason: Sealed<String>

    package static let form = Form(
        "case.fileWithdrawn", Self.init, Field("file", \.file), Field("reason", \.reason))
}

// MARK: Commands

package enum FileCommand: Equatable, Sendable {
    /// It has no form: it comes with the file's bytes.
    case add(AddFile)
    case withdraw(WithdrawFile)
}

/// A file that was sealed and lies where files lie.
package struct AddFile: Equatable, Sendable {
    package let name: Line
    package let kind: FileKind
    package let size: Int
    package let digest: Bytes32
    package let key: Bytes32

    package init(name: Line, kind: FileKind, size: Int, digest: Bytes32, key: Bytes32) {
        self.name = name
        self.kind = kind
        self.size = size
        self.digest = digest
        self.key = key
    }
}

package struct WithdrawFile: Requested {
    package var file: Int
    package var reason: Passage

    package static let form = Form.request(
        "withdraw-file", Self.init, Field("file", \.file), Field("reason", \.reason))
}
