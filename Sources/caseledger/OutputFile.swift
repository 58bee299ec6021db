// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import Foundation
internal import Rename

/// Standard output, or a file that appears under its name only when it is whole. What is there
/// already and is no file, as a device or a pipe, is written to and never replaced.
final class OutputFile {
    /// As it was named; nil for standard output.
    private let path: String?
    /// The file that is replaced: where `path` leads by symbolic links. Nil where nothing is.
    private let target: String?
    /// What is written before it has its name; nil where nothing is replaced.
    let temporary: String?
    private let handle: FileHandle
    private var buffer: [UInt8] = []
    /// Bytes so far.
    private(set) var written = 0

    /// - Parameter path: Nil for standard output.
    init(path: String?) throws {
        self.path = path
        guard let path else {
            (target, temporary, handle) = (nil, nil, .standardOutput)
            return
        }
        let place = place(of: path)
        let handle: FileHandle?
        switch place {
        case .folder:
            (target, temporary, handle) = (nil, nil, nil)
        case .neither:
            (target, temporary) = (nil, nil)
            handle = FileHandle(forWritingAtPath: path)
        case .file(let real):
            (target, temporary) = (real, real + ".partial")
            let isMade =
                !path.hasSuffix("/")
                && FileManager.default.createFile(
                    atPath: real + ".partial", contents: nil,
                    attributes: [.posixPermissions: 0o600])
            handle = isMade ? FileHandle(forWritingAtPath: real + ".partial") : nil
        }
        guard let handle else {
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
        // A pipe cannot be synced.
        if temporary != nil { try handle.synchronize() }
        try handle.close()
        guard let temporary, let target else { return }
        do { try rename(temporary, over: target) } catch {
            throw Failure.refused("the file \(path) cannot be replaced; is it yours?")
        }
    }

    /// Removes what was written of a file that will not be whole.
    func discard() {
        if let temporary { try? FileManager.default.removeItem(atPath: temporary) }
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

/// Refuses what `--out` cannot mean.
func checkOut(_ path: String) throws {
    if path.isEmpty { throw ValidationError("--out is empty: which file?") }
    if path == "-" {
        throw ValidationError(
            "--out is the name of a file, and - is none here: give another, or ./- for that name.")
    }
}

/// What there is under a name.
private enum Place {
    /// A file, or nothing yet: where the name leads by symbolic links.
    case file(String)
    case folder
    /// A device, a pipe, a socket.
    case neither
}

private func place(of path: String) -> Place {
    let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let type = try? FileManager.default.attributesOfItem(atPath: real)[.type] as? FileAttributeType
    switch type {
    case .typeDirectory: return .folder
    case .typeRegular: return .file(real)
    // A link to an open pipe, as those of /proc, leads to no name.
    case nil: return FileManager.default.fileExists(atPath: path) ? .neither : .file(real)
    default: return .neither
    }
}

/// Whether there is a folder of that name, itself or by symbolic links.
func isFolder(_ path: String) -> Bool {
    if case .folder = place(of: path) { true } else { false }
}
