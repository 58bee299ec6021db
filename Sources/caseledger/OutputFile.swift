// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Rename

/// Standard output, or a file that appears under its name only when it is whole.
final class OutputFile {
    private let path: String?
    private let temporary: String
    private let handle: FileHandle
    private var buffer: [UInt8] = []

    /// - Parameter path: Nil for standard output.
    init(path: String?) throws {
        self.path = path
        temporary = "\(path ?? "").partial"
        guard path != nil else {
            handle = .standardOutput
            return
        }
        guard
            FileManager.default.createFile(
                atPath: temporary, contents: nil, attributes: [.posixPermissions: 0o600]),
            let handle = FileHandle(forWritingAtPath: temporary)
        else { throw Failure.refused("the file \(path ?? "") cannot be written") }
        self.handle = handle
    }

    func write(_ bytes: [UInt8]) throws {
        buffer += bytes
        if buffer.count >= 1 << 18 { try flush() }
    }

    func close() throws {
        try flush()
        guard let path else { return }
        try handle.synchronize()
        try handle.close()
        do { try rename(temporary, over: path) } catch {
            throw Failure.refused("the file \(path) cannot be written; is it a folder?")
        }
    }

    /// Removes what was written of a file that will not be whole.
    func discard() {
        if path != nil { try? FileManager.default.removeItem(atPath: temporary) }
    }

    private func flush() throws {
        do { try handle.write(contentsOf: Data(buffer)) } catch {
            throw Failure.refused("writing failed: the disk is full or the reader went away")
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
