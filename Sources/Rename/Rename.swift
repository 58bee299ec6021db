// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// The system refused to rename a file; `code` is errno.
package struct RenameError: Error, Equatable {
    package let code: Int32
}

/// Gives the file or link at `path` the name `other`, on the same disk, in place of whatever had
/// it: at every moment there is one or the other under that name.
package func rename(_ path: String, over other: String) throws(RenameError) {
    // Both texts are only lent for the call.
    guard unsafe Glibc.rename(path, other) == 0 else { throw RenameError(code: errno) }
}
