// SPDX-License-Identifier: Apache-2.0
package import MerkleTree

/// The Merkle tree over the log (RFC 6962): leaf *n* - 1 is the event at position *n*.
///
/// The head keeps the compact range. Of the nodes only every eighth level is stored, from level 8
/// up: the roots of full tiles, some 0.13 bytes an event. What lies below is hashed again from the
/// events when somebody asks, 256 of them at most for one proof.
enum TreeIndex {
    /// Adds an event's bytes to the tree, and stores the tiles' roots that it completes.
    static func append(
        _ event: [UInt8], to tree: inout CompactRange, _ view: any StorageWriter
    ) throws(LedgerError) {
        var roots: [(TreeNode, TreeHash)] = []
        tree.append(.leaf(event)) { node, hash in
            if isStored(node) { roots.append((node, hash)) }
        }
        for (node, hash) in roots { try view.put(.tree, key(node), hash.bytes, append: false) }
    }

    /// Builds the tree of the whole log anew; O(n) in its events.
    static func build(in view: any StorageWriter) throws(LedgerError) {
        var head = try Head.read(view)
        head.tree = CompactRange()
        let opener = try FrameOpener()
        var roots: [(TreeNode, TreeHash)] = []
        try Reading.scan(view, opener, after: 0) { _, bytes in
            head.tree.append(.leaf(bytes)) { node, hash in
                if isStored(node) { roots.append((node, hash)) }
            }
            return true
        }
        guard head.tree.size == head.position else {
            throw .damaged(position: head.tree.size + 1, reason: "positions are missing")
        }
        for (node, hash) in roots { try view.put(.tree, key(node), hash.bytes, append: false) }
        if head.position > 0 { try head.write(view) }
    }

    /// The hash of a perfect subtree of the log; at most 255 events or stored roots are read.
    static func hash(
        of node: TreeNode, _ view: any StorageReader, _ opener: FrameOpener
    ) throws(LedgerError) -> TreeHash {
        let below = node.level & 7
        if below == 0, node.level > 0 {
            guard let hash = try view.value(.tree, key(node)).flatMap({ TreeHash($0) }) else {
                throw .damaged(position: nil, reason: "a node of the tree is missing")
            }
            return hash
        }
        var range = CompactRange()
        let first = node.index << below
        let end = first + (1 << below)
        if node.level < 8 {
            try Reading.scan(view, opener, after: first) { position, bytes in
                range.append(.leaf(bytes))
                return position < end
            }
        } else {
            for index in first..<end {
                let stored = TreeNode(level: node.level - below, index: index)
                range.append(try hash(of: stored, view, opener))
            }
        }
        guard range.size == 1 << below else {
            throw .damaged(position: nil, reason: "a part of the tree is missing")
        }
        return range.root
    }

    /// What makes proofs from the tables of `view`, for as long as that is open.
    static func proofs(
        _ view: any StorageReader, _ opener: FrameOpener
    ) -> ProofMaker<LedgerError> {
        ProofMaker { node throws(LedgerError) in try hash(of: node, view, opener) }
    }

    static func isStored(_ node: TreeNode) -> Bool { node.level > 0 && node.level & 7 == 0 }

    /// The tile's level and the node's index in it.
    static func key(_ node: TreeNode) -> [UInt8] {
        [UInt8(node.level / 8)] + bigEndian(node.index)
    }
}

extension Ledger {
    /// The root over the first `size` events; O(log n).
    ///
    /// - Throws: `.beyond` where the log is shorter.
    package func root(size: Int) throws(LedgerError) -> TreeHash {
        try proving(upTo: size) { maker throws(LedgerError) in try maker.root(size: size) }
    }

    /// That the event at `position` is in the tree over the first `size`; O(log n).
    package func inclusionProof(
        of position: Position, in size: Int
    ) throws(LedgerError) -> [TreeHash] {
        guard position >= 1, position <= size else { throw .beyond(size: position) }
        return try proving(upTo: size) { maker throws(LedgerError) in
            try maker.inclusion(of: position - 1, in: size)
        }
    }

    /// That the tree over the first `newer` events begins with that over the first `older`.
    package func consistencyProof(
        from older: Int, to newer: Int
    ) throws(LedgerError) -> [TreeHash] {
        guard older >= 0, older <= newer else { throw .beyond(size: older) }
        return try proving(upTo: newer) { maker throws(LedgerError) in
            try maker.consistency(from: older, to: newer)
        }
    }

    /// The hashes of a tile, the leftmost first.
    ///
    /// - Throws: `.beyond` where the log has no such tile yet.
    package func hashes(level: Int, tile index: Int, count: Int) throws(LedgerError) -> [TreeHash] {
        let first = index << 8
        let size = try head().tree.size
        guard (0...7).contains(level), index >= 0, index < 1 << 40, count <= 256,
            first + count <= size >> (8 * level)
        else { throw .beyond(size: (first + count) << (8 * level)) }
        return try reading { view, opener throws(LedgerError) in
            var hashes: [TreeHash] = []
            for place in first..<first + count {
                let node = TreeNode(level: 8 * level, index: place)
                hashes.append(try TreeIndex.hash(of: node, view, opener))
            }
            return hashes
        }
    }

    private func proving<R>(
        upTo size: Int, _ body: (ProofMaker<LedgerError>) throws(LedgerError) -> R
    ) throws(LedgerError) -> R {
        try reading { view, opener throws(LedgerError) in
            let head = try Head.read(view)
            guard size >= 0, size <= head.tree.size else { throw .beyond(size: size) }
            return try body(TreeIndex.proofs(view, opener))
        }
    }
}
