// SPDX-License-Identifier: Apache-2.0
internal import Glibc
internal import Rename
internal import SystemPackage

/// The system refused to write a file; its name shows the old content or the new one.
package struct SyncedFileError: Error, Equatable {
    /// Errno, as `ENOSPC`; 0 where the system did not say.
    package let code: Int32
}

/// Gives the file at `path` a new content, whole and on the disk when this returns: at every moment
/// its name shows the old content or the new one. Blocks this thread.
///
/// - Parameter forAll: Everybody may read it; else its owner alone.
package func writeSynced(
    _ bytes: [UInt8], to path: String, forAll: Bool = false
) throws(SyncedFileError) {
    let temporary = path + ".partial"
    do {
        let file = try FileDescriptor.open(
            FilePath(temporary), .writeOnly, options: [.create, .truncate],
            permissions: .ownerReadWrite)
        try file.closeAfter {
            // Where the file system knows no modes, its mount says who may read.
            if forAll { _ = fchmod(file.rawValue, 0o644) }
            _ = try file.writeAll(bytes)
            guard fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
        }
        try rename(temporary, over: path)
        let folder = try FileDescriptor.open(FilePath(path).removingLastComponent(), .readOnly)
        try folder.closeAfter {
            // Some network file systems have no sync of folders.
            guard fsync(folder.rawValue) == 0 || errno == EINVAL else {
                throw Errno(rawValue: errno)
            }
        }
    } catch let error as Errno {
        throw SyncedFileError(code: error.rawValue)
    } catch let error as RenameError {
        throw SyncedFileError(code: error.code)
    } catch { throw SyncedFileError(code: 0) }
}
