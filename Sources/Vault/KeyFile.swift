// SPDX-License-Identifier: Apache-2.0
internal import Foundation
package import Ledger
internal import SystemPackage

/// A secret key of 32 bytes, in Base64 in a file that its owner alone can read.
package struct KeyFile: Sendable {
    package static let length = 32
    package let path: String

    package init(_ path: String) { self.path = path }

    package enum Problem: Error, Equatable, CustomStringConvertible {
        case notMade(path: String)
        case unreadable(path: String)
        case malformed(path: String)

        package var description: String {
            switch self {
            case .notMade(let path):
                "the key file \(path) cannot be made: see that the folder is yours to write, and "
                    + "that the disk has room"
            case .unreadable(let path): "the key file \(path) is not there or not readable"
            case .malformed(let path): "the key file \(path) does not hold 32 bytes in Base64"
            }
        }
    }

    package var exists: Bool { FileManager.default.fileExists(atPath: path) }

    /// Makes a new key and its file; there must be none.
    package func create(_ random: any RandomSource) throws(Problem) -> [UInt8] {
        let bytes = random.bytes(Self.length)
        let text = Data(bytes).base64EncodedString() + "\n"
        do {
            // Never readable by others, not even for a moment, and durable before it is used.
            let file = try FileDescriptor.open(
                FilePath(path), .writeOnly, options: [.create, .exclusiveCreate],
                permissions: .ownerReadWrite)
            try file.closeAfter {
                _ = try file.writeAll(text.utf8)
                fsync(file.rawValue)
            }
            let folder = try FileDescriptor.open(FilePath(path).removingLastComponent(), .readOnly)
            try folder.closeAfter { _ = fsync(folder.rawValue) }
        } catch { throw .notMade(path: path) }
        return bytes
    }

    package func read() throws(Problem) -> [UInt8] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw .unreadable(path: path)
        }
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let data = Data(base64Encoded: trimmed), data.count == Self.length else {
            throw .malformed(path: path)
        }
        return Array(data)
    }
}
