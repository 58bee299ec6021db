// SPDX-License-Identifier: Apache-2.0
import MerkleTree
import TestKit
import Testing

/// The definition of RFC 6962, section 2.1, word for word, and nothing else.
func definedRoot(_ leaves: some Collection<TreeHash>) -> TreeHash {
    let leaves = Array(leaves)
    guard leaves.count > 1 else { return leaves.first ?? .empty }
    var k = 1
    while k * 2 < leaves.count { k *= 2 }
    return .node(definedRoot(leaves[..<k]), definedRoot(leaves[k...]))
}

let leaves = (0..<70).map { TreeHash.leaf(Array("entry \($0)".utf8)) }
var maker: ProofMaker<Never> {
    ProofMaker { (node: TreeNode) throws(Never) in
        definedRoot(leaves[node.index << node.level..<(node.index + 1) << node.level])
    }
}

@Suite("A tree") struct TreeTests {
    /// RFC 6962's own example inputs, whose roots are published by several logs.
    @Test func `of the reference entries has the reference roots`() {
        let entries: [[UInt8]] = [
            [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
            Array(0x50...0x57), Array(0x60...0x6f),
        ]
        let roots = [
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ]
        var range = CompactRange()
        #expect("\(range.root)" == roots[0])
        for (index, entry) in entries.enumerated() {
            range.append(.leaf(entry))
            #expect("\(range.root)" == roots[index + 1])
        }
    }

    @Test func `has the root that its definition gives, at every size`() {
        var range = CompactRange()
        for size in 0...leaves.count {
            #expect(range.root == definedRoot(leaves[..<size]))
            #expect(maker.root(size: size) == range.root)
            #expect(CompactRange(size: size, peaks: range.peaks) == range)
            if size < leaves.count { range.append(leaves[size]) }
        }
        #expect(CompactRange(size: 3, peaks: [.empty]) == nil)
    }

    @Test func `tells each perfect subtree as it is completed, once`() {
        var range = CompactRange()
        var seen: [TreeNode: TreeHash] = [:]
        for leaf in leaves {
            range.append(leaf) { node, hash in
                #expect(seen.updateValue(hash, forKey: node) == nil)
            }
        }
        for (node, hash) in seen {
            let part = leaves[node.index << node.level..<(node.index + 1) << node.level]
            #expect(hash == definedRoot(part))
        }
        #expect(seen.count == leaves.count + (1...6).map { leaves.count >> $0 }.reduce(0, +))
    }
}

@Suite("A proof") struct ProofTests {
    @Test func `that an entry is in a tree holds for every entry of every tree, and there alone`() {
        for size in 1...leaves.count {
            let root = definedRoot(leaves[..<size])
            for index in 0..<size {
                let proof = maker.inclusion(of: index, in: size)
                func holds(
                    _ leaf: TreeHash, _ index: Int, _ size: Int, _ proof: [TreeHash]
                ) -> Bool {
                    ProofChecker.includes(leaf, at: index, in: size, root: root, proof: proof)
                }
                #expect(holds(leaves[index], index, size, proof))
                #expect(!holds(.empty, index, size, proof))
                #expect(!holds(leaves[index], index + 1, size, proof))
                #expect(!holds(leaves[index], -1, size, proof))
                #expect(!holds(leaves[index], index, size, proof + [.empty]))
                #expect(!holds(leaves[index], index, size, proof.dropLast()) || proof.isEmpty)
            }
        }
    }

    @Test func `that a tree goes on from an earlier one holds for every pair, and no other root`() {
        for newer in 1...leaves.count {
            let newRoot = definedRoot(leaves[..<newer])
            for older in 1...newer {
                let oldRoot = definedRoot(leaves[..<older])
                let proof = maker.consistency(from: older, to: newer)
                func holds(_ old: TreeHash, _ new: TreeHash, _ proof: [TreeHash]) -> Bool {
                    ProofChecker.extends(from: older, old, to: newer, new, proof: proof)
                }
                #expect(holds(oldRoot, newRoot, proof))
                #expect(!holds(.leaf([1]), newRoot, proof))
                #expect(!holds(oldRoot, .leaf([2]), proof))
                #expect(!holds(oldRoot, newRoot, proof + [.leaf([1])]))
                for place in proof.indices {
                    var changed = proof
                    changed[place] = .leaf([1, 2, 3])
                    #expect(!holds(oldRoot, newRoot, changed))
                }
            }
        }
        #expect(!ProofChecker.extends(from: 0, .empty, to: 0, .empty, proof: []))
        #expect(!ProofChecker.extends(from: 5, .empty, to: 3, .empty, proof: []))
        #expect(!ProofChecker.extends(from: -1, .empty, to: 3, .empty, proof: []))
    }

    @Test func `that a part of a tree is in it holds where the part is a subtree`() {
        let root = definedRoot(leaves[..<13])
        // Leaves 4…5 of 13, with the path that a verifier walks up from them.
        let proof: [TreeHash] = [
            definedRoot(leaves[6..<8]), definedRoot(leaves[0..<4]), definedRoot(leaves[8..<13]),
        ]
        let part = definedRoot(leaves[4..<6])
        #expect(ProofChecker.contains(4..<6, part, in: 13, root: root, proof: proof))
        for range in [5..<7, 4..<7, 6..<8, 4..<6 + 8] {
            #expect(!ProofChecker.contains(range, part, in: 13, root: root, proof: proof))
        }
        let inner = [leaves[5]]
        #expect(ProofChecker.includes(leaves[4], at: 4, of: 4..<6, part, proof: inner))
        #expect(!ProofChecker.includes(leaves[4], at: 5, of: 4..<6, part, proof: inner))
        #expect(!ProofChecker.includes(leaves[4], at: 6, of: 4..<6, part, proof: inner))
    }
}

@Suite("A tile") struct TileTests {
    @Test(
        "has one path",
        arguments: [
            (Tile(.hashes(level: 0), index: 0), "0/000"),
            (Tile(.hashes(level: 1), index: 0, count: 3), "1/000.p/3"),
            (Tile(.entries, index: 67), "entries/067"),
            (Tile(.hashes(level: 0), index: 1_234_067), "0/x001/x234/067"),
            (Tile(.entries, index: 1_000, count: 255), "entries/x001/000.p/255"),
        ])
    func path(tile: Tile, path: String) {
        #expect(tile.path == path)
        #expect(Tile(path: path) == tile)
    }

    @Test(
        "has no other",
        arguments: [
            "", "0", "0/", "0/0", "00/000", "64/000", "-1/000", "0/000.p/0", "0/000.p/256",
            "0/000.p/03", "0/000.p/", "0/001/234", "0/x000/001", "0/x001/x234", "entries", "e/000",
            "0/000/", "0/000.p/3/4", "0/１２３", "0/" + String(repeating: "x001/", count: 20) + "000",
        ])
    func refused(path: String) { #expect(Tile(path: path) == nil) }
}
