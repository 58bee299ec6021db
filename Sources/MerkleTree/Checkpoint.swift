// SPDX-License-Identifier: Apache-2.0
internal import Foundation

/// What a log states about itself (C2SP tlog-checkpoint): its name, how many entries it has, and
/// the root over them.
package struct Checkpoint: Equatable, Sendable {
    /// A name without scheme, as `caseledger.example/0198…`.
    package let origin: String
    package let size: Int
    package let root: TreeHash

    package init(origin: String, size: Int, root: TreeHash) {
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// The text that is signed: three lines.
    package var text: String {
        "\(origin)\n\(size)\n\(Data(root.bytes).base64EncodedString())\n"
    }

    /// Reads the text of a checkpoint; lines after the third are extensions and say nothing here.
    /// Nil where it is none.
    package init?(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 4, lines.last == "", !lines.dropLast().contains(""),
            let size = Int(lines[1]), size >= 0, String(size) == lines[1],
            let bytes = Data(base64Encoded: String(lines[2])), let root = TreeHash(Array(bytes)),
            bytes.base64EncodedString() == lines[2]
        else { return nil }
        self.init(origin: String(lines[0]), size: size, root: root)
    }
}
