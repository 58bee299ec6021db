// SPDX-License-Identifier: Apache-2.0
package import MerkleTree

/// How far each stream had come when the log had so many events: a Merkle tree (RFC 6962) of one
/// leaf a stream, sorted by name, so that a leaf shows that a list of events is a whole stream.
///
/// The entry of a leaf is the text `STREAM VERSION LEAFHASH`, one space between: the version as a
/// decimal number, the leaf hash of the stream's last event as 64 lower-case hexadecimal digits.
package struct Heads: Equatable, Sendable {
    /// The last event of a stream.
    package struct Entry: Equatable, Sendable {
        package let stream: StreamName
        /// Of that event: 1, 2, 3, ….
        package let version: Int
        /// The event's leaf hash in the log's tree.
        package let leaf: TreeHash

        package init(stream: StreamName, version: Int, leaf: TreeHash) {
            self.stream = stream
            self.version = version
            self.leaf = leaf
        }

        /// What is hashed.
        package var text: String { "\(stream) \(version) \(leaf)" }
    }
    /// In the order of the bytes of the streams' names.
    package let entries: [Entry]

    /// - Parameter entries: One for each stream, in any order.
    package init(_ entries: some Sequence<Entry>) {
        // Names are ASCII, whose order is that of the bytes.
        self.entries = entries.sorted { $0.stream.description < $1.stream.description }
    }

    /// The root of the tree; O(n).
    package var root: TreeHash {
        var range = CompactRange()
        for entry in entries { range.append(Self.hash(entry)) }
        return range.root
    }

    /// Where a stream's leaf stands, from 0; nil where there is no such stream.
    package func index(of stream: StreamName) -> Int? {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].stream.description < stream.description {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low < entries.count && entries[low].stream == stream ? low : nil
    }

    /// That the leaf at `index` is in the tree, the lowest hash first; O(n).
    ///
    /// - Precondition: `index` is that of an entry.
    package func proof(of index: Int) -> [TreeHash] {
        ProofMaker<Never> { node in
            var range = CompactRange()
            let first = node.index << node.level
            for entry in entries[first..<first + 1 << node.level] {
                range.append(Self.hash(entry))
            }
            return range.root
        }.inclusion(of: index, in: entries.count)
    }

    private static func hash(_ entry: Entry) -> TreeHash { .leaf(Array(entry.text.utf8)) }
}
