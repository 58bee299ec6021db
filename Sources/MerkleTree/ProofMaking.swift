// SPDX-License-Identifier: Apache-2.0

/// Makes proofs about a tree from the hashes of its perfect subtrees (RFC 6962, sections 2.1.1 and
/// 2.1.2). O(log n) hashes are asked for, whatever the size.
package struct ProofMaker<Failure: Error> {
    /// The hash of a perfect subtree; asked only for those that lie within the size in question.
    private let hash: (TreeNode) throws(Failure) -> TreeHash

    package init(hash: @escaping (TreeNode) throws(Failure) -> TreeHash) { self.hash = hash }

    /// The root of the tree of the first `size` leaves.
    package func root(size: Int) throws(Failure) -> TreeHash { try root(0, size) }

    /// That leaf `index` (from 0) is in the tree of the first `size` leaves, the lowest hash first.
    ///
    /// - Precondition: 0 ≤ `index` < `size`.
    package func inclusion(of index: Int, in size: Int) throws(Failure) -> [TreeHash] {
        precondition(0 <= index && index < size, "no such leaf")
        var proof: [TreeHash] = []
        var (start, end) = (0, size)
        while end - start > 1 {
            let middle = start + split(end - start)
            if index < middle {
                proof.append(try root(middle, end))
                end = middle
            } else {
                proof.append(try root(start, middle))
                start = middle
            }
        }
        return proof.reversed()
    }

    /// That the tree of the first `newer` leaves begins with the tree of the first `older`.
    ///
    /// - Precondition: 0 ≤ `older` ≤ `newer`.
    package func consistency(from older: Int, to newer: Int) throws(Failure) -> [TreeHash] {
        precondition(0 <= older && older <= newer, "no such trees")
        guard older > 0, older < newer else { return [] }
        var proof: [TreeHash] = []
        var (start, end) = (0, newer)
        // Whether what is left of the older tree is a whole subtree that the verifier knows.
        var isKnown = true
        while older != end {
            let middle = start + split(end - start)
            if older <= middle {
                proof.append(try root(middle, end))
                end = middle
            } else {
                proof.append(try root(start, middle))
                start = middle
                isKnown = false
            }
        }
        if !isKnown { proof.append(try root(start, end)) }
        return proof.reversed()
    }

    /// The root of the leaves from `start` up to but not including `end`, where `start` is a
    /// multiple of the least power of two that is not less than their number.
    private func root(_ start: Int, _ end: Int) throws(Failure) -> TreeHash {
        let count = end - start
        guard count > 0 else { return .empty }
        if count & (count - 1) == 0 {
            let level = count.trailingZeroBitCount
            return try hash(TreeNode(level: level, index: start >> level))
        }
        let middle = start + split(count)
        return .node(try root(start, middle), try root(middle, end))
    }
}

/// The largest power of two less than `count`, which is 2 or more.
func split(_ count: Int) -> Int { 1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount) }
