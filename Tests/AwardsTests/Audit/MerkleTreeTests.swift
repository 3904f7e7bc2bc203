import Awards
import Testing

@Suite("Merkle trees are those of RFC 6962")
struct MerkleTreeTests {
    /// The reference tree of Certificate Transparency: its leaves and the roots over the first one, two, … of them.
    private static let leaves: [[UInt8]] = [
        [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], Array(0x40...0x43), Array(0x50...0x57), Array(0x60...0x6f),
    ]
    private static let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    @Test("the roots over the reference leaves are the published ones")
    func published() {
        let hashes = Self.leaves.map { MerkleTree.leaf($0) }
        #expect((1...8).map { MerkleTree(leaves: Array(hashes.prefix($0))).root.description } == Self.roots)
        #expect(MerkleTree(leaves: []).root.description == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test("the audit path of the sixth of eight leaves is the published one")
    func path() {
        let tree = MerkleTree(leaves: Self.leaves.map { MerkleTree.leaf($0) })
        #expect(tree.path(to: 5).map(\.description) == [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b", "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ])
    }

    @Test("every leaf's path leads to the root, and to no other from anywhere else", arguments: 1...20)
    func paths(size: Int) {
        let leaves = (0..<size).map { MerkleTree.leaf([UInt8($0)]) }
        let tree = MerkleTree(leaves: leaves)
        for index in 0..<size {
            let path = tree.path(to: index)
            #expect(MerkleTree.root(leaf: leaves[index], index: index, size: size, path: path) == tree.root)
            if size > 1 { #expect(MerkleTree.root(leaf: leaves[index], index: (index + 1) % size, size: size, path: path) != tree.root) }
            #expect(MerkleTree.root(leaf: leaves[index], index: index, size: size, path: path + [tree.root]) != tree.root)
            #expect(MerkleTree.root(leaf: leaves[index], index: size, size: size, path: path) == nil)
        }
    }

    @Test("the roots of a growing tree are those of each tree by itself")
    func growing() {
        let events = (0..<70).map { RecordHash(of: [$0]) }
        var roots = MerkleRoots(of: events)
        for size in [1, 2, 3, 7, 8, 9, 33, 64, 65, 70, 70] {
            #expect(roots.root(of: size) == MerkleTree(events: Array(events.prefix(size))).root)
        }
    }
}
