// SPDX-License-Identifier: Apache-2.0

/// Checks proofs that somebody else made; nothing of them is trusted.
package enum ProofChecker {
    /// Whether `proof` shows that the leaf at `index` (from 0) is in the tree of `size` leaves with
    /// this root (RFC 9162, section 2.1.3.2).
    package static func includes(
        _ leaf: TreeHash, at index: Int, in size: Int, root: TreeHash, proof: [TreeHash]
    ) -> Bool {
        guard 0 <= index, index < size else { return false }
        var (place, last) = (index, size - 1)
        var hash = leaf
        for sibling in proof {
            if last == 0 { return false }
            if place & 1 == 1 || place == last {
                hash = .node(sibling, hash)
                while place & 1 == 0, place != 0 {
                    place >>= 1
                    last >>= 1
                }
            } else {
                hash = .node(hash, sibling)
            }
            place >>= 1
            last >>= 1
        }
        return last == 0 && hash == root
    }

    /// Whether `proof` shows that the tree of `newer` leaves begins with that of `older` leaves
    /// (RFC 9162, section 2.1.4.2). Every tree begins with the empty one, so that says nothing.
    package static func extends(
        from older: Int, _ olderRoot: TreeHash, to newer: Int, _ newerRoot: TreeHash,
        proof: [TreeHash]
    ) -> Bool {
        guard older > 0 else { return false }
        return contains(0..<older, olderRoot, in: newer, root: newerRoot, proof: proof)
    }

    /// Whether `proof` shows that the leaves of `range`, as a tree of their own with the root
    /// `part`, are those of the tree of `size` leaves with this root
    /// (draft-ietf-plants-merkle-tree-certs, subtree consistency proofs).
    package static func contains(
        _ range: Range<Int>, _ part: TreeHash, in size: Int, root: TreeHash, proof: [TreeHash]
    ) -> Bool {
        guard isSubtree(range), range.upperBound <= size else { return false }
        // No leaves are part of every tree.
        if range.isEmpty { return proof.isEmpty && part == .empty }
        var (first, last, end) = (range.lowerBound, range.upperBound - 1, size - 1)
        func shift() {
            first >>= 1
            last >>= 1
            end >>= 1
        }
        if last == end {
            while first != last { shift() }
        } else {
            while first != last, last & 1 == 1 { shift() }
        }
        var rest = proof[...]
        var (partHash, rootHash) = (part, part)
        if first != last {
            guard let known = rest.popFirst() else { return false }
            (partHash, rootHash) = (known, known)
        }
        for hash in rest {
            if end == 0 { return false }
            if last & 1 == 1 || last == end {
                if first < last { partHash = .node(hash, partHash) }
                rootHash = .node(hash, rootHash)
                while last & 1 == 0, last != 0 { shift() }
            } else {
                rootHash = .node(rootHash, hash)
            }
            shift()
        }
        return end == 0 && partHash == part && rootHash == root
    }

    /// Whether `proof` shows that `leaf` is at `index` among the leaves of `range`, as a tree of
    /// their own with the root `part`.
    package static func includes(
        _ leaf: TreeHash, at index: Int, of range: Range<Int>, _ part: TreeHash, proof: [TreeHash]
    ) -> Bool {
        guard isSubtree(range), range.contains(index) else { return false }
        return includes(
            leaf, at: index - range.lowerBound, in: range.count, root: part, proof: proof)
    }

    /// Whether a range of leaves is a tree of its own within every tree that reaches as far: it
    /// begins at a multiple of the least power of two that is not less than its length.
    private static func isSubtree(_ range: Range<Int>) -> Bool {
        guard range.lowerBound >= 0, range.count <= 1 << 60 else { return false }
        let width = range.count <= 1 ? 1 : split(range.count) * 2
        return range.lowerBound % width == 0
    }
}
