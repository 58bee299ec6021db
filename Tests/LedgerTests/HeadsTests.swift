// SPDX-License-Identifier: Apache-2.0
import Ledger
import MerkleTree
import Testing

@Suite("The heads tree says how far each stream has come") struct HeadsTests {
    private func entry(_ name: String, _ version: Int = 1) -> Heads.Entry {
        Heads.Entry(stream: stream(name), version: version, leaf: .leaf(Array(name.utf8)))
    }

    @Test func `an entry is stream, version and the hash of the last event`() {
        let zeros = Heads.Entry(stream: stream("case/a"), version: 12, leaf: .empty)
        #expect(
            zeros.text == "case/a 12 "
                + "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(Heads([zeros]).root == .leaf(Array(zeros.text.utf8)))
        #expect(Heads([]).root == .empty)
    }

    @Test func `leaves are sorted by the bytes of the names`() {
        let heads = Heads(["team/a", "case/b", "case/a-1", "case/a", "case/10"].map { entry($0) })
        #expect(
            heads.entries.map(\.stream.description)
                == ["case/10", "case/a", "case/a-1", "case/b", "team/a"])
    }

    @Test(arguments: 1...20)
    func `every leaf is proven, and none that is not there`(_ count: Int) throws {
        let heads = Heads((0..<count).map { entry("case/\($0)", $0 + 1) })
        for (index, entry) in heads.entries.enumerated() {
            #expect(heads.index(of: entry.stream) == index)
            let leaf = TreeHash.leaf(Array(entry.text.utf8))
            #expect(
                ProofChecker.includes(
                    leaf, at: index, in: count, root: heads.root, proof: heads.proof(of: index)))
        }
        #expect(heads.index(of: stream("case/z")) == nil)
        #expect(heads.index(of: stream("a/0")) == nil)
    }
}
