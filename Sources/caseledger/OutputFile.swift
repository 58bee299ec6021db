// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Rename

/// Standard output, or a file that appears under its name only when it is whole.
final class OutputFile {
    private let path: String?
    /// What is written before it has its name.
    let temporary: String
    private let handle: FileHandle
    private var buffer: [UInt8] = []
    /// Bytes so far.
    private(set) var written = 0

    /// - Parameter path: Nil for standard output.
    init(path: String?) throws {
        self.path = path
        temporary = "\(path ?? "").partial"
        guard let path else {
            handle = .standardOutput
            return
        }
        guard !path.hasSuffix("/"), !isFolder(path),
            FileManager.default.createFile(
                atPath: temporary, contents: nil, attributes: [.posixPermissions: 0o600]),
            let handle = FileHandle(forWritingAtPath: temporary)
        else {
            throw Failure.refused(
                "the file \(path) cannot be written; is its folder there, and is it yours?")
        }
        self.handle = handle
    }

    func write(_ bytes: [UInt8]) throws {
        buffer += bytes
        written += bytes.count
        if buffer.count >= 1 << 18 { try flush() }
    }

    func close() throws {
        try flush()
        guard let path else { return }
        try handle.synchronize()
        try handle.close()
        do { try rename(temporary, over: path) } catch {
            throw Failure.refused("the file \(path) cannot be replaced; is it yours?")
        }
    }

    /// Removes what was written of a file that will not be whole.
    func discard() {
        if path != nil { try? FileManager.default.removeItem(atPath: temporary) }
    }

    private func flush() throws {
        do { try handle.write(contentsOf: Data(buffer)) } catch {
            throw Failure.refused(
                "\(path.map { "the file \($0)" } ?? "standard output") cannot be written; "
                    + "is the disk full?")
        }
        buffer.removeAll(keepingCapacity: true)
    }
}

/// Whether there is a folder of that name, itself or by symbolic links.
func isFolder(_ path: String) -> Bool {
    let path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let type = try? FileManager.default.attributesOfItem(atPath: path)[.type]
    return type as? FileAttributeType == .typeDirectory
}
