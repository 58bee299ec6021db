// SPDX-License-Identifier: Apache-2.0
internal import Foundation

/// A lock on a file, held until the process ends, however it ends.
final class FolderLock {
    /// False where another process holds it.
    let isHeld: Bool
    private let handle: FileHandle

    init(_ path: String) throws {
        if !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(
                atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        }
        guard let handle = FileHandle(forUpdatingAtPath: path) else {
            throw Failure.unusable(
                "\(path) cannot be written; is there a data folder, and is it yours?")
        }
        self.handle = handle
        // Not for children: the lock must end with this process.
        _ = fcntl(handle.fileDescriptor, F_SETFD, FD_CLOEXEC)
        isHeld = flock(handle.fileDescriptor, LOCK_EX | LOCK_NB) == 0
    }
}
