// SPDX-License-Identifier: Apache-2.0
package import Casework
internal import EventCodec
internal import Forms
package import Ledger

/// A file of a case, opened.
package struct CaseFile: Sendable {
    package let name: String
    package let kind: FileKind
    package let bytes: [UInt8]
}

extension CaseService {
    /// Seals a file, lays it down, and records that it belongs to a case.
    ///
    /// - Parameters:
    ///   - expected: The version that the actor saw; nil for whatever it is now.
    ///   - commandID: Repeating it gives the first receipt, whatever is sent with it.
    package func addFile(
        _ bytes: [UInt8], name: String, to id: CaseID, expected: Int?, commandID: String,
        actor: Actor
    ) async throws(ServiceError) -> Receipt {
        try Authorisation.require(actor, .changeCase)
        guard let name = Line(String(name.suffix(while: { $0 != "/" && $0 != "\\" }))) else {
            throw .refused(.missing(.name))
        }
        guard (1...Limits.fileBytes).contains(bytes.count) else {
            throw .refused(.outOfRange(.fileSize))
        }
        guard let kind = FileKind(of: bytes) else { throw .refused(.needs(.document)) }
        let stream = try stream(id)
        let history = try load(stream)
        if let receipt = repeated(commandID, in: history, stream) { return receipt }
        if let expected, expected != history.count { throw try conflict(history, after: expected) }
        guard let sealed = files.seal(bytes, of: "\(id)", ledger.random) else {
            throw .files("a file cannot be sealed")
        }
        let command = CaseCommand.file(
            .add(
                AddFile(
                    name: name, kind: kind, size: bytes.count, digest: sealed.digest,
                    key: sealed.key)))
        // Refused before anything is laid down.
        _ = try decide(command, try state(history), on: id, by: actor)
        try files.write(sealed)
        do throws(ServiceError) {
            return try await perform(
                command, on: id, expected: expected, commandID: commandID, actor: actor)
        } catch {
            switch error {
            case .refused, .conflict: files.remove(sealed)
            // It may have been recorded for all that.
            default: break
            }
            throw error
        }
    }

    /// A file of a case by its number; nil where there is none, or it was destroyed.
    package func file(
        _ number: Int, of id: CaseID, actor: Actor
    ) throws(ServiceError) -> CaseFile? {
        try Authorisation.require(actor, .readCase)
        for event in try load(try stream(id)) {
            let body = try sealer.open(event).body
            guard case .case(.file(.added(let added))) = body, added.file == number,
                let name = added.name.opened,
                let key = added.key.opened.flatMap({ Bytes32(plainText: $0) })
            else { continue }
            return CaseFile(
                name: name, kind: added.kind,
                bytes: try files.read(added.digest, key: key, of: "\(id)"))
        }
        return nil
    }
}

extension String {
    fileprivate func suffix(while isPart: (Character) -> Bool) -> Substring {
        guard let last = lastIndex(where: { !isPart($0) }) else { return self[...] }
        return self[index(after: last)...]
    }
}

extension CaseRecord {
    /// The files that belong to the case and were not withdrawn, by their numbers.
    package var files: [(number: Int, name: String)] {
        var files: [Int: String] = [:]
        for event in events {
            guard case .case(.file(let body)) = event.body else { continue }
            switch body {
            case .added(let added): files[added.file] = people.opened(added.name).words
            case .withdrawn(let withdrawn): files[withdrawn.file] = nil
            }
        }
        return files.sorted { $0.key < $1.key }.map { (number: $0.key, name: $0.value) }
    }
}
