// SPDX-License-Identifier: Apache-2.0

/// The least that must be kept of a tree to go on appending and to know its root: the roots of its
/// perfect subtrees, the largest first, one for each bit that is set in its size.
package struct CompactRange: Equatable, Sendable {
    /// How many leaves there are.
    package private(set) var size: Int
    /// The largest subtree first; at most 63.
    package private(set) var peaks: [TreeHash]

    package init() {
        size = 0
        peaks = []
    }

    /// Nil unless there are as many peaks as bits are set in `size`.
    package init?(size: Int, peaks: [TreeHash]) {
        guard size >= 0, peaks.count == size.nonzeroBitCount else { return nil }
        self.size = size
        self.peaks = peaks
    }

    /// Adds a leaf; O(log n) at most, two hashes on average.
    ///
    /// - Parameter completed: Told each perfect subtree that the leaf completes, from the leaf up.
    package mutating func append(
        _ leaf: TreeHash, completed: (TreeNode, TreeHash) -> Void = { _, _ in }
    ) {
        var hash = leaf
        var level = 0
        completed(TreeNode(level: 0, index: size), hash)
        while size >> level & 1 == 1 {
            hash = .node(peaks.removeLast(), hash)
            level += 1
            completed(TreeNode(level: level, index: size >> level), hash)
        }
        peaks.append(hash)
        size += 1
    }

    /// The root of the whole tree; O(log n).
    package var root: TreeHash {
        guard var hash = peaks.last else { return .empty }
        for peak in peaks.dropLast().reversed() { hash = .node(peak, hash) }
        return hash
    }
}

/// A perfect subtree: the leaves from `index` · 2^`level` on, 2^`level` of them.
package struct TreeNode: Hashable, Sendable {
    package let level: Int
    package let index: Int

    package init(level: Int, index: Int) {
        self.level = level
        self.index = index
    }
}
